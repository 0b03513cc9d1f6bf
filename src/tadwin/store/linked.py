"""Incidents and the index of their frames, over a connection: replaced together, found by what reports touch."""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import Column, Connection, Table, delete, func, insert, select, update

from tadwin import ids
from tadwin.store.batches import batches
from tadwin.store.reading import read_rows
from tadwin.store.rows import claim_from_row, incident_from_row, incident_to_row
from tadwin.store.schema import CLAIMS, EXTRACTIONS, FORWARDS, FRAME_KEYS, FRAMES, INCIDENTS, REPORTS, WAITING_PLACES
from tadwin.store.values import word
from tadwin.store.waits import waiting_rows
from tadwin.types import Claim, Incident

T = TypeVar("T")


def put_incidents(
    connection: Connection,
    incidents: Sequence[Incident],
    replacing: Collection[str] | None,
    told_by: Mapping[str, str],
) -> None:
    """Keeps incidents in place of those that `replacing` names, or of all, with their frames and forwards.

    `told_by` gives the reports of frames that no claim of the record is in.
    """
    given = {incident.id for incident in incidents}
    gone = list(incidents_named(connection, _ids(connection, replacing) - given))
    before = set(incidents_of(connection, FRAMES.c.incident_id, replacing))
    _clear(connection, INCIDENTS.c.id, replacing)
    _clear(connection, FRAMES.c.incident_id, replacing)
    _clear(connection, WAITING_PLACES.c.incident_id, replacing)
    now = {frame: incident.id for incident in incidents for frame in incident.frames}
    reports = {**told_by, **_reports_of(connection, now, everything=replacing is None)}
    _insert(connection, INCIDENTS, map(incident_to_row, incidents))
    _insert(connection, WAITING_PLACES, waiting_rows(incidents))
    _insert(
        connection,
        FRAMES,
        (
            {"id": frame, "report_id": reports.get(frame), "incident_id": incident.id}
            for incident in incidents
            for frame in incident.frames
        ),
    )
    _clear(connection, FRAME_KEYS.c.frame, before - now.keys())
    _forward(connection, gone, incidents)


def _ids(connection: Connection, replacing: Collection[str] | None) -> set[str]:
    if replacing is not None:
        return set(replacing)
    return {word(found) for found in connection.scalars(select(INCIDENTS.c.id))}


def incidents_named(connection: Connection, ids: Collection[str]) -> Iterator[Incident]:
    """The incidents of these ids, by id; an id that is no more gives none."""
    for some in batches(sorted(ids)):
        query = select(INCIDENTS).where(INCIDENTS.c.id.in_(some)).order_by(INCIDENTS.c.id)
        yield from read_rows(connection, INCIDENTS, incident_from_row, query)


def _reports_of(connection: Connection, frames: Collection[str], *, everything: bool) -> dict[str, str]:
    """The report that each frame is of, as far as the record has claims of it."""
    whole = {frame: ids.whole_frame(frame) for frame in frames}
    query = select(CLAIMS.c.frame, CLAIMS.c.report_id).distinct()
    queries = (
        [query]
        if everything
        else [query.where(CLAIMS.c.frame.in_(some)) for some in batches(sorted(set(whole.values())))]
    )
    reports = {word(frame): word(report) for one in queries for frame, report in connection.execute(one)}
    return {frame: reports[of] for frame, of in whole.items() if of in reports}


def _forward(connection: Connection, gone: Iterable[Incident], incidents: Sequence[Incident]) -> None:
    """Points ids that are no more at the incidents that hold what they held: its claims, or, with none left, frames.

    A frame's id is made of its number in the report, which other rules of extraction change; a claim's id is not.
    """
    by_claim = {claim: incident.id for incident in incidents for claim in incident.claims}
    by_frame = {frame: incident.id for incident in incidents for frame in incident.frames}
    _clear(connection, FORWARDS.c.old, [incident.id for incident in incidents])
    rows: list[dict[str, str]] = []
    for old in gone:
        heirs = {by_claim[claim] for claim in old.claims if claim in by_claim}
        heirs = heirs or {by_frame[frame] for frame in old.frames if frame in by_frame}
        rows.extend({"old": old.id, "new": heir} for heir in sorted(heirs))
    _insert(connection, FORWARDS, rows)


def followed(connection: Connection, incident_id: str) -> tuple[Incident, ...]:
    """The incident of that id, or those that what it held went to, by id; empty when nothing leads anywhere."""
    seen: set[str] = set()
    waiting = {incident_id}
    found: list[Incident] = []
    while waiting:
        here = list(incidents_named(connection, waiting))
        found.extend(here)
        seen |= waiting
        lost = waiting - {incident.id for incident in here}
        query = select(FORWARDS.c.new).where(FORWARDS.c.old.in_(sorted(lost)))
        waiting = {word(new) for new in connection.scalars(query)} - seen
    return tuple(sorted(found, key=lambda incident: incident.id))


def put_frames(connection: Connection, keys: Mapping[str, Collection[str]]) -> None:
    """Keeps the keys of these frames in place of what they had."""
    _clear(connection, FRAME_KEYS.c.frame, keys)
    _insert(
        connection, FRAME_KEYS, ({"key": key, "frame": frame} for frame, every in keys.items() for key in set(every))
    )


def frames_by_keys(connection: Connection, keys: Collection[str]) -> frozenset[str]:
    """The frames that have one of these keys."""
    return frozenset(_values(connection, FRAME_KEYS.c.frame, FRAME_KEYS.c.key, keys))


def incidents_of(connection: Connection, column: "Column[Any]", values: Collection[str] | None) -> Mapping[str, str]:
    """Each frame whose `column` of FRAMES holds one of the values, or each of all, to its incident's id."""
    query = select(FRAMES.c.id, FRAMES.c.incident_id)
    queries = [query] if values is None else [query.where(column.in_(some)) for some in batches(sorted(set(values)))]
    return {word(frame): word(incident) for one in queries for frame, incident in connection.execute(one)}


def keys_of_frames(connection: Connection, frames: Collection[str]) -> frozenset[str]:
    """What these frames can be found by."""
    return frozenset(_values(connection, FRAME_KEYS.c.key, FRAME_KEYS.c.frame, frames))


def reports_of_frames(connection: Connection, frames: Collection[str]) -> frozenset[str]:
    """The reports that these frames are of; a frame that never had a claim in the record is of none."""
    return frozenset(_values(connection, FRAMES.c.report_id, FRAMES.c.id, frames))


def claims_of_reports(connection: Connection, reports: Collection[str]) -> tuple[Claim, ...]:
    """The claims of these reports, in the order in which the record gives claims."""
    found: list[Claim] = []
    for some in batches(sorted(set(reports))):
        found.extend(read_rows(connection, CLAIMS, claim_from_row, select(CLAIMS).where(CLAIMS.c.report_id.in_(some))))
    return tuple(sorted(found, key=_in_order))


def incidents_of_days(connection: Connection, days: Collection[date]) -> Iterator[Incident]:
    """The incidents of one of these days, from their first to their last, by id."""
    wanted = sorted(set(days))
    if not wanted:
        return iter(())
    first, last = INCIDENTS.c.start_day, INCIDENTS.c.end_day
    found = set(_values(connection, INCIDENTS.c.id, first, wanted))
    # Few incidents are of several days: they are looked through, as no index finds them.
    several = select(INCIDENTS.c.id, first, last).where(first <= wanted[-1], last >= wanted[0], last > first)
    found |= {
        one for one, start, end in read_rows(connection, INCIDENTS, _dated, several) if _holds(wanted, start, end)
    }
    return incidents_named(connection, found)


def _dated(row: Mapping[str, Any]) -> tuple[str, date, date]:
    return word(row["id"]), row["start_day"], row["end_day"]


def _holds(days: Sequence[date], start: date, end: date) -> bool:
    """True where one of the sorted days lies between the two."""
    at = bisect_left(days, start)
    return at < len(days) and days[at] <= end


def linked_reports(connection: Connection, linker: str) -> int:
    """How many reports this version of the linker has linked."""
    return connection.scalar(select(func.count()).where(EXTRACTIONS.c.linker == linker)) or 0


def _in_order(claim: Claim) -> tuple[str, int, int, str, str]:
    return (claim.report_id, claim.span.start, claim.number.start, claim.effect, claim.id)


def needs_linking(connection: Connection, linker: str) -> list[str]:
    """The reports with claims that this version of the linker has not linked, or with frames and no claims."""
    by = EXTRACTIONS.c.linker  # three ranges of its index, where "is distinct from" would read all rows
    waiting = [select(EXTRACTIONS.c.report_id).where(other) for other in (by.is_(None), by < linker, by > linker)]
    extracted = select(EXTRACTIONS.c.report_id)
    left = select(FRAMES.c.report_id).where(FRAMES.c.report_id.is_not(None), FRAMES.c.report_id.not_in(extracted))
    return sorted({word(report) for query in (*waiting, left.distinct()) for report in connection.scalars(query)})


def put_linked(connection: Connection, reports: Collection[str], linker: str | None) -> None:
    """Keeps that this version of the linker has put the claims of these reports into incidents; None: that none has."""
    for some in batches(sorted(set(reports))):
        query = update(EXTRACTIONS).where(EXTRACTIONS.c.report_id.in_(some))
        connection.execute(query.values(linker=linker))
        if linker is not None:
            _put_unread(connection, some, linker)


def _put_unread(connection: Connection, reports: Collection[str], linker: str) -> None:
    """The same for reports that no extractor has read, and that have a frame all the same: of a reviewer's claims."""
    read = select(EXTRACTIONS.c.report_id).where(EXTRACTIONS.c.report_id.in_(reports))
    framed = select(FRAMES.c.report_id).where(FRAMES.c.report_id.in_(reports))
    query = select(REPORTS.c.id, REPORTS.c.version).where(REPORTS.c.id.in_(framed), REPORTS.c.id.not_in(read))
    rows = (
        {"report_id": report, "report_version": version, "extractor": "", "linker": linker}
        for report, version in connection.execute(query)
    )
    _insert(connection, EXTRACTIONS, rows)


def _values(
    connection: Connection, wanted: "Column[Any]", column: "Column[Any]", values: Collection[Any]
) -> Iterator[str]:
    for some in batches(sorted(set(values))):
        query = select(wanted).where(column.in_(some), wanted.is_not(None)).distinct()
        yield from map(word, connection.scalars(query))


def _clear(connection: Connection, column: "Column[Any]", values: Iterable[str] | None) -> None:
    """Deletes the rows whose column holds one of the values, or all rows."""
    if values is None:
        connection.execute(delete(column.table))
        return
    for some in batches(values):
        connection.execute(delete(column.table).where(column.in_(some)))


def _insert(connection: Connection, table: Table, rows: Iterable[Mapping[str, Any]]) -> None:
    listed = [dict(row) for row in rows]
    if listed:
        connection.execute(insert(table), listed)
