"""The chain of decisions, over a connection. Nothing here changes or deletes a row."""

import dataclasses
from collections.abc import Iterator

from sqlalchemy import Connection, insert, select

from tadwin import ids
from tadwin.store.reading import read_rows
from tadwin.store.rows import decision_from_row, decision_to_row
from tadwin.store.schema import DECISIONS
from tadwin.types import Decision


def append(connection: Connection, said: Decision) -> Decision:
    """Keeps what a reviewer said as the next link of the chain; `number`, `previous` and `hash` are made here."""
    last = next(decisions(connection, only_last=True), None)
    linked = dataclasses.replace(
        said,
        number=1 if last is None else last.number + 1,
        previous="" if last is None else last.hash,
    )
    made = dataclasses.replace(linked, hash=ids.decision_hash(linked))
    connection.execute(insert(DECISIONS).values(decision_to_row(made)))
    return made


def decisions(connection: Connection, *, only_last: bool = False) -> Iterator[Decision]:
    """Every decision in the order in which they were made, or the last alone."""
    query = select(DECISIONS).order_by(DECISIONS.c.number)
    if only_last:
        query = select(DECISIONS).order_by(DECISIONS.c.number.desc()).limit(1)
    return read_rows(connection, DECISIONS, decision_from_row, query)
