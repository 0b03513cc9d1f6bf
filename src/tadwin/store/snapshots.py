"""Signed incidents with their claims, kept word for word under the SHA-256 of what is kept."""

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from tadwin.store.batches import batches
from tadwin.store.reading import read_rows
from tadwin.store.rows import claim_from_row, claim_to_row, incident_from_row, incident_to_row
from tadwin.store.schema import SNAPSHOTS
from tadwin.store.upsert import upsert
from tadwin.store.values import word
from tadwin.types import Claim, Incident

#: An incident as it was, and its claims.
Snapshot = tuple[Incident, tuple[Claim, ...]]


def content_of(incident: Incident, claims: Iterable[Claim]) -> str:
    """What is kept: JSON with sorted names, the same for the same incident."""
    told = {"incident": incident_to_row(incident), "claims": [claim_to_row(claim) for claim in claims]}
    return json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_day)


def put_snapshot(connection: Connection, incident: Incident, claims: Iterable[Claim]) -> str:
    """Keeps an incident as it is now; gives the SHA-256, in hexadecimal, that it is found by."""
    content = content_of(incident, claims)
    sha256 = hashlib.sha256(content.encode()).hexdigest()
    upsert(connection, SNAPSHOTS, {"sha256": sha256, "content": content})
    return sha256


def snapshots(connection: Connection, names: Collection[str]) -> Mapping[str, Snapshot]:
    """The incidents kept under these hashes; a hash under which nothing is kept is left out. Raises DamagedRow."""
    found: dict[str, Snapshot] = {}
    for some in batches(sorted(set(names))):
        query = select(SNAPSHOTS).where(SNAPSHOTS.c.sha256.in_(some))
        found.update(read_rows(connection, SNAPSHOTS, _made, query))
    return found


def _made(row: Mapping[str, Any]) -> tuple[str, Snapshot]:
    content = word(row["content"])
    if hashlib.sha256(content.encode()).hexdigest() != row["sha256"]:
        raise ValueError("its content is not what was signed off")
    return word(row["sha256"]), snapshot_of(content)


def snapshot_of(content: str) -> Snapshot:
    """What is kept, as it was. Raises ValueError, TypeError or LookupError for what tadwin did not write."""
    told = json.loads(content)
    claims = tuple(claim_from_row(_with_days(claim)) for claim in told["claims"])
    return incident_from_row(_with_days(told["incident"])), claims


def _with_days(row: Mapping[str, Any]) -> dict[str, Any]:
    days = {name: date.fromisoformat(row[name]) for name in ("start_day", "end_day") if row[name] is not None}
    return {**row, **days}


def _day(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{value!r} is not kept in snapshots")
