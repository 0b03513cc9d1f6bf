"""The chain of decisions, over a connection. Nothing here changes or deletes a row."""

import dataclasses
import secrets
from collections.abc import Collection, Iterator

from sqlalchemy import Connection, insert, select

from tadwin import ids
from tadwin.store.batches import batches
from tadwin.store.reading import read_rows
from tadwin.store.rows import decision_from_row, decision_to_row
from tadwin.store.schema import DECISION_REPORTS, DECISIONS
from tadwin.store.values import whole, word
from tadwin.types import Decision


def new_salt() -> str:
    """A salt that nobody can guess: 128 random bits in hexadecimal."""
    return secrets.token_hex(16)


def append(connection: Connection, said: Decision) -> Decision:
    """Keeps what a reviewer said as the next link of the chain; its number, salts and hashes are made here."""
    last = next(decisions(connection, only_last=True), None)
    linked = dataclasses.replace(
        said,
        number=1 if last is None else last.number + 1,
        previous="" if last is None else last.hash,
    )
    salted = dataclasses.replace(linked, salts={part: new_salt() for part in ids.PARTS})
    committed = dataclasses.replace(salted, commitments=ids.commitments(salted))
    made = dataclasses.replace(committed, hash=ids.decision_hash(committed))
    connection.execute(insert(DECISIONS).values(decision_to_row(made)))
    return made


def index(connection: Connection, number: int, reports: Collection[str]) -> None:
    """Keeps which reports a decision is about."""
    if reports:
        rows = [{"report_id": report, "number": number} for report in sorted(reports)]
        connection.execute(insert(DECISION_REPORTS), rows)


def decisions_about(connection: Connection, reports: Collection[str]) -> Iterator[Decision]:
    """The decisions about one of these reports in the order in which they were made, undos of them among them."""
    numbers: set[int] = set()
    for some in batches(sorted(set(reports))):
        query = select(DECISION_REPORTS.c.number).where(DECISION_REPORTS.c.report_id.in_(some))
        numbers.update(map(whole, connection.scalars(query)))
    for numbered in batches(sorted(numbers)):
        query = select(DECISIONS).where(DECISIONS.c.number.in_(numbered))
        yield from read_rows(connection, DECISIONS, decision_from_row, query.order_by(DECISIONS.c.number))


def decisions(connection: Connection, *, only_last: bool = False) -> Iterator[Decision]:
    """Every decision in the order in which they were made, or the last alone."""
    query = select(DECISIONS).order_by(DECISIONS.c.number)
    if only_last:
        query = select(DECISIONS).order_by(DECISIONS.c.number.desc()).limit(1)
    return read_rows(connection, DECISIONS, decision_from_row, query)


def head(connection: Connection) -> str:
    """The hash of the last decision, which stands for the whole chain; empty where nothing was decided."""
    last = select(DECISIONS.c.hash).order_by(DECISIONS.c.number.desc()).limit(1)
    return word(connection.scalar(last) or "")
