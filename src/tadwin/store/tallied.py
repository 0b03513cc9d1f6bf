"""Tally claims as a person turns them over, and what the ledger of one needs: no more of the record than that."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select

from tadwin.store.linked import incidents_named
from tadwin.store.listing import latest_first
from tadwin.store.record import Record
from tadwin.store.rows import claim_from_row
from tadwin.store.schema import CLAIMS, DECISION_REPORTS, DECISIONS, INCIDENTS
from tadwin.store.values import word
from tadwin.types import Claim, Incident
from tadwin.vocab import Scope

_IS_TALLY = CLAIMS.c.scope == Scope.TALLY.value
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Made:
    """A claim that a decision made a tally, or another scope, and its report."""

    claim: str
    report_id: str


def tallies(record: Record, *, most: int, after: int = 0) -> list[Claim]:
    """The claims that were read as tallies, the latest periods first, those without days last."""
    query, of = select(CLAIMS).where(_IS_TALLY), CLAIMS.c
    with record.transaction() as connection:
        return latest_first(connection, CLAIMS, claim_from_row, query, of.end_day, of.id, most, after)


def number(record: Record) -> int:
    """How many there are."""
    with record.transaction() as connection:
        return connection.scalar(select(func.count()).select_from(CLAIMS).where(_IS_TALLY)) or 0


def report_of(record: Record, claim_id: str) -> str | None:
    """The report of the claim of that id; None for none of the record's own."""
    with record.transaction() as connection:
        return connection.scalar(select(CLAIMS.c.report_id).where(CLAIMS.c.id == claim_id))


def rescoped(record: Record) -> list[Made]:
    """The claims whose scope a decision set, undone ones too, once each."""
    query = select(DECISIONS.c.anchors).where(DECISIONS.c.action == "set", DECISIONS.c.field == "scope")
    with record.transaction() as connection:
        anchors = [at for row in connection.scalars(query) for at in row]
    return list(dict.fromkeys(Made(word(at["claim"]), word(at["report_id"])) for at in anchors))


def reports_around(record: Record, start: date, end: date, whole: str | None) -> frozenset[str]:
    """The reports with a tally that may hold one of these days, as read, and those whose tallies a reviewer changed.

    `whole` is a claim besides, which the words make the tally a part of.
    """
    period = CLAIMS.c.rest["period"]
    by_days = and_(CLAIMS.c.start_day <= start, CLAIMS.c.end_day >= end)
    by_period = and_(
        period["start"].as_string() <= start.isoformat(),
        period["end"].as_string() >= end.isoformat(),
    )
    held: list[ColumnElement[Any]] = [by_days, by_period]
    if whole is not None:
        held.append(CLAIMS.c.id == whole)
    near = select(CLAIMS.c.report_id).where(_IS_TALLY, or_(*held))
    changed = (
        select(CLAIMS.c.report_id)
        .join(DECISION_REPORTS, DECISION_REPORTS.c.report_id == CLAIMS.c.report_id)
        .join(DECISIONS, DECISIONS.c.number == DECISION_REPORTS.c.number)
        .where(_IS_TALLY, DECISIONS.c.action.in_(["set", "add", "undo"]))
    )
    with record.transaction() as connection:
        return frozenset(word(name) for query in (near, changed) for name in connection.scalars(query.distinct()))


def incidents_between(record: Record, start: date, end: date, held: Collection[str] = ()) -> list[Incident]:
    """The incidents that touch these days or the day before or after, those without a day, and those `held` by name."""
    of = INCIDENTS.c
    # Found by an index that holds the days, so that no row is read but those that are given.
    near = select(of.id).where(of.start_day <= end + _DAY, of.end_day >= start - _DAY)
    dayless = [
        select(of.id).where(of.start_day.is_(None)),
        select(of.id).where(of.start_day > date.min, of.end_day.is_(None)),
    ]
    with record.transaction() as connection:
        names = {word(name) for query in (near, *dayless) for name in connection.scalars(query)}
        return list(incidents_named(connection, names.union(held)))
