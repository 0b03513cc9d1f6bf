"""What a person turns over page by page: how much there is of each, and a page of it at a time.

Each function is one reading of a record, and costs what the page holds, not what the record does.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import Column, ColumnElement, Connection, Select, Table, func, or_, select

from tadwin.store.captured import IS_CURRENT
from tadwin.store.reading import Make, read_rows
from tadwin.store.record import Record
from tadwin.store.rows import decision_from_row
from tadwin.store.schema import CLAIMS, DECISIONS, INCIDENTS, REPORT_VERSIONS, REPORTS, SET_ASIDE
from tadwin.store.values import word, word_or_none
from tadwin.types import Decision
from tadwin.vocab import Access, Effect, Scope

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Counts:
    """How much a record holds. `aside` could not be read; `unplaced` are among the incidents, `tallies` the claims."""

    reports: int
    aside: int
    claims: int
    tallies: int
    incidents: int
    unplaced: int
    decisions: int
    by_effect: Mapping[Effect, int]


def counts(record: Record) -> Counts:
    """How much the record holds of each."""
    with record.transaction() as connection:
        number = func.count()
        effects = select(CLAIMS.c.effect, number).group_by(CLAIMS.c.effect)
        by_effect = {Effect(word(effect)): found for effect, found in connection.execute(effects)}
        tallies = select(number).where(CLAIMS.c.scope == Scope.TALLY.value)
        unplaced = select(number).where(INCIDENTS.c.unplaced)
        return Counts(
            reports=_count(connection, REPORTS),
            aside=_count(connection, SET_ASIDE),
            claims=sum(by_effect.values()),
            tallies=connection.scalar(tallies) or 0,
            incidents=_count(connection, INCIDENTS),
            unplaced=connection.scalar(unplaced) or 0,
            decisions=_count(connection, DECISIONS),
            by_effect={effect: by_effect[effect] for effect in Effect if effect in by_effect},
        )


def _count(connection: Connection, table: Any) -> int:
    return connection.scalar(select(func.count()).select_from(table)) or 0


@dataclass(frozen=True, slots=True)
class ListedReport:
    """A report in a list: what it is known by, and how many claims it makes. `aside` says why it was not read."""

    id: str
    title: str | None
    publisher: str | None
    published_at: date | None
    language: str | None
    access: Access
    claims: int
    aside: str | None


@dataclass(frozen=True, slots=True)
class WantedReports:
    """Which reports a list is of: of this publisher ("" for none stated), with a claim of this claimant as read."""

    publisher: str | None = None
    claimant: str | None = None


def latest_reports(
    record: Record, wanted: WantedReports = WantedReports(), *, most: int, after: int = 0
) -> list[ListedReport]:
    """The reports of the latest days first, those without one last: `most` of them, behind the first `after`."""
    of = REPORT_VERSIONS.c
    columns = (of.report_id, of.version, of.title, of.publisher, of.published_at, of.language, of.access)
    claims = select(func.count()).where(CLAIMS.c.report_id == of.report_id).scalar_subquery()
    aside = select(SET_ASIDE.c.reason).where(SET_ASIDE.c.name == of.report_id).scalar_subquery()
    query = select(*columns, claims.label("claims"), aside.label("aside")).join(REPORTS, IS_CURRENT)
    query = query.where(*_of_reports(wanted))
    with record.transaction() as connection:
        return latest_first(connection, REPORT_VERSIONS, _listed, query, of.published_at, of.report_id, most, after)


def latest_first(
    connection: Connection,
    table: Table,
    make: Make[T],
    query: Select[Any],
    day: "Column[Any]",
    name: "Column[Any]",
    most: int,
    after: int,
) -> list[T]:
    """A page of the rows that the query selects: the latest days first, those without one last.

    Two queries, because no index of both databases has the rows without a day behind a list that runs backwards.
    """
    dated = query.where(day.is_not(None)).order_by(day.desc(), name.desc())
    found = list(read_rows(connection, table, make, dated.limit(most).offset(after)))
    if len(found) == most:
        return found
    there = after + len(found)
    if not found:
        there = connection.scalar(select(func.count()).select_from(dated.order_by(None).subquery())) or 0
    rest = query.where(day.is_(None)).order_by(name.desc())
    rest = rest.limit(most - len(found)).offset(max(0, after - there))
    return [*found, *read_rows(connection, table, make, rest)]


def number_of_reports(record: Record, wanted: WantedReports) -> int:
    """How many reports are wanted."""
    where = _of_reports(wanted)
    query = select(func.count()).select_from(REPORTS)
    if where:
        query = query.join(REPORT_VERSIONS, IS_CURRENT).where(*where)
    with record.transaction() as connection:
        return connection.scalar(query) or 0


def _of_reports(wanted: WantedReports) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.publisher is not None:
        of = REPORT_VERSIONS.c.publisher
        found.append(of == wanted.publisher if wanted.publisher else or_(of.is_(None), of == ""))
    if wanted.claimant is not None:
        said = select(CLAIMS.c.report_id).where(CLAIMS.c.rest["claimant"]["name"].as_string() == wanted.claimant)
        found.append(REPORTS.c.id.in_(said))
    return found


def aside(record: Record, name: str) -> str | None:
    """Why the report of that name was not read; None where it was."""
    with record.transaction() as connection:
        return connection.scalar(select(SET_ASIDE.c.reason).where(SET_ASIDE.c.name == name))


def _listed(row: Mapping[str, Any]) -> ListedReport:
    return ListedReport(
        id=word(row["report_id"]),
        title=word_or_none(row["title"]),
        publisher=word_or_none(row["publisher"]),
        published_at=row["published_at"],
        language=word_or_none(row["language"]),
        access=Access(word(row["access"])),
        claims=row["claims"],
        aside=word_or_none(row["aside"]),
    )


def decision(record: Record, number: int) -> Decision | None:
    """The decision of that number; None where there is none."""
    query = select(DECISIONS).where(DECISIONS.c.number == number)
    with record.transaction() as connection:
        return next(read_rows(connection, DECISIONS, decision_from_row, query), None)


def latest_decisions(record: Record, *, most: int, after: int = 0) -> list[Decision]:
    """The last decisions first: `most` of them, behind the first `after`."""
    query = select(DECISIONS).order_by(DECISIONS.c.number.desc()).limit(most).offset(after)
    with record.transaction() as connection:
        return list(read_rows(connection, DECISIONS, decision_from_row, query))
