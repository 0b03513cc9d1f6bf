"""The trail of decisions as a person turns it over: by whom, of what kind, which of them were taken back."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, func, select

from tadwin.store.reading import read_rows
from tadwin.store.record import Record
from tadwin.store.rows import decision_from_row
from tadwin.store.schema import DECISIONS
from tadwin.store.values import word
from tadwin.types import Decision


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which decisions are listed: who made them, their action, their numbers; None leaves that open."""

    by: str | None = None
    action: str | None = None
    numbers: Collection[int] | None = None


def decisions(record: Record, chosen: Chosen, *, most: int, after: int = 0) -> list[Decision]:
    """The chosen decisions, the last first: `most` of them, behind the first `after`."""
    query = select(DECISIONS).where(*_where(chosen)).order_by(DECISIONS.c.number.desc()).limit(most).offset(after)
    with record.transaction() as connection:
        return list(read_rows(connection, DECISIONS, decision_from_row, query))


def number(record: Record, chosen: Chosen) -> int:
    """How many there are."""
    with record.transaction() as connection:
        return connection.scalar(select(func.count()).select_from(DECISIONS).where(*_where(chosen))) or 0


def counted(record: Record, column: str) -> Mapping[str, int]:
    """How many decisions there are of each value of "by" or "action", in the order of the values."""
    of = DECISIONS.c[column]
    with record.transaction() as connection:
        found = connection.execute(select(of, func.count()).group_by(of).order_by(of))
        return {word(value): total for value, total in found}


def of_action(record: Record, action: str) -> list[Decision]:
    """Every decision of one action, in order."""
    query = select(DECISIONS).where(DECISIONS.c.action == action).order_by(DECISIONS.c.number)
    with record.transaction() as connection:
        return list(read_rows(connection, DECISIONS, decision_from_row, query))


def _where(chosen: Chosen) -> list[ColumnElement[Any]]:
    found: list[ColumnElement[Any]] = []
    if chosen.by is not None:
        found.append(DECISIONS.c.by == chosen.by)
    if chosen.action is not None:
        found.append(DECISIONS.c.action == chosen.action)
    if chosen.numbers is not None:
        found.append(DECISIONS.c.number.in_(sorted(chosen.numbers)))
    return found
