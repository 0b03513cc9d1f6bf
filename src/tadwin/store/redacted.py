"""Taking words out of a record, over a connection: rows are changed in place, and what was removed is noted.

This is the one place where rows of decisions and of report versions change. What becomes of each row the caller says;
here is how rows that hang on each other follow, and what is left of a decision's part for the chain to be checked.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Engine, LargeBinary, MetaData, Table, and_, delete, func, insert, select, update

from tadwin import ids
from tadwin.store import sqlite
from tadwin.store.decided import new_salt
from tadwin.store.reading import read_rows
from tadwin.store.schema import (
    ALIASES,
    CLAIMS,
    DECISION_REPORTS,
    DECISIONS,
    EXTRACTIONS,
    FRAMES,
    METADATA,
    RAW,
    REPORT_VERSIONS,
    REPORTS,
    TOMBSTONES,
    UNCLAIMED,
)
from tadwin.store.upsert import upsert

Row = dict[str, Any]
#: What becomes of a row: another, the same, or None where it goes.
Change = Callable[[Row], Row | None]


@dataclass(frozen=True, slots=True)
class Tombstone:
    """What is noted of a value that was removed: SHA-256, in hexadecimal, of the salt and the value.

    `salt` is None where it was handed out and not kept.
    """

    number: int
    kind: str
    salt: str | None
    sha256: str


def forget_deleted(connection: Connection) -> None:
    """From here on, what is deleted over this connection is overwritten, where the database can do so."""
    _own(connection.dialect.name).forget_deleted(connection)


def erase(engine: Engine) -> None:
    """Overwrites what deleted rows left in the database's files. Raises RecordError while another process reads it."""
    _own(engine.dialect.name).erase(engine)


def _own(dialect: str) -> Any:
    """The module that holds what is this database's own."""
    if dialect == "sqlite":
        return sqlite
    from tadwin.store import postgres  # only those who use it load it

    return postgres


def rows(connection: Connection, table: Table) -> Iterator[Row]:
    """Every row of a table. Raises DamagedRow."""
    return read_rows(connection, table, dict, select(table))


def rewrite(connection: Connection, table: Table, change: Change) -> int:
    """Puts what `change` makes of each row in its place; how many rows changed or went."""
    changed = [(row, now) for row in rows(connection, table) if (now := change(dict(row))) != row]
    key = list(table.primary_key.columns)
    for was, now in changed:
        here = and_(*(column == was[column.name] for column in key))
        if now is not None and all(now[column.name] == was[column.name] for column in key):
            values = {name: value for name, value in now.items() if value != was[name]}
            connection.execute(update(table).where(here).values(**values))
            continue
        connection.execute(delete(table).where(here))
        if now is not None:
            upsert(connection, table, now)
    return len(changed)


def further_tables(connection: Connection) -> list[Table]:
    """Tables of the database that no module of the store knows, such as those of accounts."""
    found = MetaData()
    found.reflect(connection)
    named = [*METADATA.tables, "alembic_version"]
    return [table for name, table in found.tables.items() if name not in named and table.primary_key.columns]


def versions(connection: Connection) -> Iterator[tuple[Row, bytes]]:
    """Every reading of every report, with the bytes that it is of."""
    query = select(REPORT_VERSIONS, RAW.c.bytes).join(RAW, RAW.c.sha256 == REPORT_VERSIONS.c.sha256)
    for row in read_rows(connection, REPORT_VERSIONS, dict, query):
        yield row, row.pop("bytes")


def put_bytes(connection: Connection, raw: bytes) -> str:
    """Keeps bytes; their SHA-256 in hexadecimal."""
    sha256 = hashlib.sha256(raw).hexdigest()
    upsert(connection, RAW, {"sha256": sha256, "bytes": raw})
    return sha256


def drop_unread_bytes(connection: Connection) -> int:
    """Deletes the bytes that no reading of a report is of."""
    return connection.execute(delete(RAW).where(RAW.c.sha256.not_in(select(REPORT_VERSIONS.c.sha256)))).rowcount


def rename_report(connection: Connection, old: str, new: str) -> None:
    """Gives a report another id, everywhere but in JSON. The ids of its claims and frames stay."""
    for table, column in ((REPORTS, "id"), (REPORT_VERSIONS, "report_id"), (EXTRACTIONS, "report_id")):
        for row in list(read_rows(connection, table, dict, select(table).where(table.c[column] == old))):
            connection.execute(insert(table).values({**row, column: new}))
    for table in (CLAIMS, UNCLAIMED, ALIASES, FRAMES, DECISION_REPORTS):
        connection.execute(update(table).where(table.c.report_id == old).values(report_id=new))
    for table, column in ((EXTRACTIONS, "report_id"), (REPORT_VERSIONS, "report_id"), (REPORTS, "id")):
        connection.execute(delete(table).where(table.c[column] == old))


def remove_report(connection: Connection, report: str) -> dict[str, int]:
    """Deletes a report with all that was read from it, and has the whole record linked anew; rows gone, by table."""
    gone = {}
    for table in (CLAIMS, UNCLAIMED, EXTRACTIONS, ALIASES, DECISION_REPORTS, REPORT_VERSIONS):
        gone[table.name] = connection.execute(delete(table).where(table.c.report_id == report)).rowcount
    gone[REPORTS.name] = connection.execute(delete(REPORTS).where(REPORTS.c.id == report)).rowcount
    gone[RAW.name] = drop_unread_bytes(connection)
    connection.execute(update(EXTRACTIONS).values(linker=None))
    return {name: number for name, number in gone.items() if number}


def put_parts(connection: Connection, was: Row, parts: Mapping[str, Any], by: int) -> dict[str, str]:
    """Puts other words in place of parts of a decision; the commitments to these, which decision `by` has to keep.

    The commitments to what was decided stay, and the salts that they were made with go.
    """
    salts = {part: f"{by}:{new_salt()}" for part in parts}
    here = DECISIONS.c.number == was["number"]
    connection.execute(update(DECISIONS).where(here).values(**parts, salts={**was["salts"], **salts}))
    return {part: ids.commitment(salts[part], value) for part, value in parts.items()}


def next_tombstone(connection: Connection) -> int:
    """The number of the tombstone that comes next."""
    return (connection.scalar(select(func.max(TOMBSTONES.c.number))) or 0) + 1


def tombstone(number: int, kind: str, value: str, *, keeps_salt: bool) -> tuple[Tombstone, str]:
    """What to note of a value that is removed, and the salt with which anyone who has the value can prove it."""
    salt = new_salt()
    return Tombstone(number, kind, salt if keeps_salt else None, _salted(salt, value)), salt


def put_tombstones(connection: Connection, made: Iterable[Tombstone], decision: int) -> None:
    """Notes what this decision removed."""
    for one in made:
        row = {"number": one.number, "kind": one.kind, "salt": one.salt, "sha256": one.sha256, "decision": decision}
        connection.execute(insert(TOMBSTONES).values(row))


def refusal(connection: Connection, sha256: str) -> str | None:
    """Why bytes of this SHA-256 are not taken in; None for bytes that were never redacted."""
    query = select(TOMBSTONES.c.salt, TOMBSTONES.c.sha256, DECISIONS.c.number, DECISIONS.c.at, DECISIONS.c.note)
    query = query.join(DECISIONS, DECISIONS.c.number == TOMBSTONES.c.decision).where(TOMBSTONES.c.salt.is_not(None))
    for salt, digest, number, at, note in connection.execute(query):
        if _salted(salt, sha256) == digest:
            why = f": {note}" if note else ""
            return f"what it says was redacted from this record on {at[:10]}, by decision {number}{why}"
    return None


def _salted(salt: str, value: str) -> str:
    return hashlib.sha256((salt + value).encode()).hexdigest()


def holds_words(table: Table) -> bool:
    """True for a table whose rows can be rewritten as words: one that keeps bytes is looked at in its own way."""
    return not any(isinstance(column.type, LargeBinary) for column in table.columns)
