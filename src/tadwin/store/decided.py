"""The chain of decisions, over a connection. Nothing here changes or deletes a row."""

import dataclasses
import secrets
from collections.abc import Iterator

from sqlalchemy import Connection, insert, select

from tadwin import ids
from tadwin.store.reading import read_rows
from tadwin.store.rows import decision_from_row, decision_to_row
from tadwin.store.schema import DECISIONS
from tadwin.store.values import word
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
