"""Lists that a person turns over: in their order, page by page, and read by an index in each kind of database."""

import dataclasses
import hashlib
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, text

from tadwin import ids, spans
from tadwin.store import listing, named, tallied
from tadwin.store.migrate import upgrade
from tadwin.store.record import Record, open_record
from tadwin.store.schema import WAITING_PLACES
from tadwin.types import Claim, Extraction, Figure, Incident, Place, Report, When
from tadwin.vocab import DatePrecision, Effect, PlacePrecision, Qualifier, Scope

#: The first days of reports and tallies; None for one without.
DAYS = (date(2031, 5, 3), None, date(2031, 5, 9), date(2031, 5, 3), None, date(2031, 4, 30), None)
KNOWN = Place("Orrin", 10.0, 20.0, "g1", "North", "XX", PlacePrecision.EXACT)
PLACES = {
    "unknown": Place("Tell Nowhere", precision=PlacePrecision.UNKNOWN),
    "ambiguous": dataclasses.replace(KNOWN, name="Tell Twice", candidates=(KNOWN,)),
    "wide": Place("North", 10.0, 20.0, "n1", "North", "XX", PlacePrecision.ADMIN1),
}


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest) -> Path | str:
    """Where a record is, in each kind of database."""
    if request.param == "sqlite":
        return Path(request.getfixturevalue("tmp_path")) / "record.db"
    return str(request.getfixturevalue("postgres_address"))


@pytest.fixture
def record(address: Path | str) -> Iterator[Record]:
    with open_record(address) as opened:
        for number, day in enumerate(DAYS):
            _tell(opened, f"r{number}", day)
        opened.put_incidents(list(_incidents()))
        yield opened


def _tell(record: Record, name: str, day: date | None) -> None:
    words = f"Report {name}: 40 people were killed."
    raw = words.encode()
    report = Report(name, words, hashlib.sha256(raw).hexdigest(), "text/plain", published_at=day)
    record.add_report(report, raw)
    span = spans.cut(report, words.index("40"), words.index("40") + 2)
    made = Claim(
        id=ids.claim_id(name, Effect.KILLED, span.start, span.end),
        report_id=name,
        frame=ids.frame_id(name, 0),
        span=span,
        number=span,
        effect=Effect.KILLED,
        figure=Figure(40, Qualifier.EXACT, 40, 40, "40"),
        scope=Scope.TALLY,
        time=None if day is None else When(day, day, DatePrecision.DAY),
    )
    record.put_extraction(Extraction(name, (made,), ()), "e1")


def _incidents() -> Iterator[Incident]:
    day = When(DAYS[0], DAYS[0], DatePrecision.DAY)
    shapes: list[tuple[str, str, bool, When | None]] = [
        ("i1", "unknown", False, day),
        ("i2", "ambiguous", False, day),
        ("i3", "wide", True, day),
    ]
    shapes += [("i4", "wide", False, day), ("i5", "unknown", True, None), ("i6", "wide", True, None)]
    for name, kind, unplaced, time in shapes:
        yield Incident(
            id=name, frames=(f"f{name}",), claims=(), reports=(), time=time, places=(PLACES[kind],), event_type=None,
            weapon=None, perpetrators=(), figures=(), unplaced=unplaced,
        )  # fmt: skip


def paged(page: Callable[[int], list[Any]]) -> list[Any]:
    """All of a list, by pages of two."""
    found: list[Any] = []
    while some := page(len(found)):
        assert len(some) <= 2
        found += some
    return found


def test_reports_and_tallies_come_latest_first_and_without_a_day_last(record: Record) -> None:
    names = [f"r{number}" for number in range(len(DAYS))]
    wanted = sorted(names, key=lambda name: (DAYS[int(name[1:])] or date.min, name), reverse=True)
    assert [one.id for one in paged(lambda at: listing.latest_reports(record, most=2, after=at))] == wanted
    found = paged(lambda at: tallied.tallies(record, most=2, after=at))
    dated = [one for one in found if one.time is not None]
    assert {one.report_id for one in found} == set(names)
    assert found[: len(dated)] == sorted(dated, key=lambda one: (str(one.time and one.time.end), one.id), reverse=True)


def waiting(record: Record) -> list[tuple[Any, ...]]:
    with record.transaction() as connection:
        return sorted(tuple(row) for row in connection.execute(WAITING_PLACES.select()))


def test_a_record_of_before_has_its_waiting_places_listed(record: Record) -> None:
    wanted = [
        ("North", "i3", False, False, True),
        ("Tell Nowhere", "i1", True, False, False),
        ("Tell Nowhere", "i5", True, False, False),
        ("Tell Twice", "i2", False, True, False),
    ]
    assert waiting(record) == wanted
    with record.transaction() as connection:
        for table, index in INDEXES:
            connection.execute(text(f"DROP INDEX ix_{table}_{index}"))
        connection.execute(text("DROP TABLE waiting_places"))
        connection.execute(text("UPDATE alembic_version SET version_num = '0005'"))
        upgrade(connection)
    assert waiting(record) == wanted


INDEXES = (
    ("report_versions", "published_at"), ("report_versions", "publisher"), ("claims", "scope"),
    ("extractions", "linker"), ("incidents", "days"),
)  # fmt: skip


def plans(record: Record, read: Callable[[Record], object]) -> list[str]:
    """How SQLite goes about every query of a reading."""
    said: list[tuple[str, Any]] = []
    found: list[str] = []
    with record.transaction() as connection:
        engine = connection.engine

    def note(_connection: object, _cursor: object, statement: str, parameters: Any, *_: object) -> None:
        if statement.startswith("SELECT"):
            said.append((statement, parameters))

    event.listen(engine, "before_cursor_execute", note)
    read(record)
    event.remove(engine, "before_cursor_execute", note)
    with record.transaction() as connection:
        for statement, parameters in said:
            rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
            found += [str(row[3]) for row in rows]
    return found


@pytest.mark.parametrize(
    "read",
    [
        lambda record: listing.latest_reports(record, most=2),
        lambda record: listing.latest_reports(record, listing.WantedReports(publisher="Wire"), most=2),
        lambda record: listing.number_of_reports(record, listing.WantedReports(publisher="Wire")),
        lambda record: tallied.tallies(record, most=2),
        tallied.number,
        lambda record: tallied.incidents_between(record, date(2031, 5, 1), date(2031, 5, 9)),
        lambda record: named.incidents_with(record, "Tell Nowhere"),
        lambda record: record.needs_linking("l1")[:0] or None,
    ],
    ids=["reports", "a publisher", "number of it", "tallies", "number of tallies", "a period", "a place", "waiting"],
)
def test_no_list_reads_all_rows(read: Callable[[Record], object], tmp_path: Path) -> None:
    with open_record(tmp_path / "record.db") as record:
        found = plans(record, read)
    assert found
    whole = [line for line in found if line.startswith("SCAN") and "INDEX" not in line]
    assert whole == []
    assert not any("TEMP B-TREE FOR ORDER BY" in line for line in found)
