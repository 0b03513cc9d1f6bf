"""A name of a place that no gazetteer settles is decided once, for exactly the claims that give it alone."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from decided_record import NOOR
from planted_record import keep, telling

from tadwin.errors import DecisionError, Overtaken
from tadwin.review.fields import FIELDS
from tadwin.review.named import Known
from tadwin.run.deciding import set_field, undo
from tadwin.run.folded import folded
from tadwin.run.placing import gathered, place_name
from tadwin.run.relink import relink
from tadwin.store import named
from tadwin.store.record import Record, open_record
from tadwin.types import Place, When
from tadwin.vocab import DatePrecision, PlacePrecision

DAY = date(2031, 5, 4)
ON_DAY = When(DAY, DAY, DatePrecision.DAY, DAY)
EXACT = PlacePrecision.EXACT
NOWHERE = Place("Tell Nowhere")
ELSEWHERE = Place("Orrin", 30.0, 40.0, "o1", "Wadi", "XX", EXACT)
NORTH = Place("Tell Twice", 35.0, 40.0, "t1", "Hill", "XX", EXACT)
SOUTH = Place("Tell Twice", 33.0, 40.0, "t2", "Wadi", "XX", EXACT)
TWICE = Place("Tell Twice", 35.0, 40.0, "t1", "Hill", "XX", EXACT, (SOUTH,))
PROVINCE = Place("Wadi", 33.0, 40.0, "w", "Wadi", "XX", PlacePrecision.ADMIN1)
KNOWN = Known(lambda name: [NORTH, SOUTH] if name == "Tell Twice" else [], lambda _: None)


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    """Two incidents of a name that nobody knows, one that gives another place beside it, one of several readings."""
    with open_record(tmp_path / "record.db") as made:
        days = [When(date(2031, month, 4), date(2031, month, 4), DatePrecision.DAY, DAY) for month in (1, 3, 5)]
        keep(
            made,
            [
                telling("one", 5, days[0], NOWHERE),
                telling("two", 6, days[1], NOWHERE),
                telling("both", 7, days[2], NOWHERE, ELSEWHERE),
                telling("twice", 8, ON_DAY, TWICE),
                telling("wide", 9, ON_DAY, PROVINCE),
                telling("dayless", 9, None, ELSEWHERE),
                telling("settled", 9, ON_DAY, ELSEWHERE),
            ],
        )
        relink(made)
        yield made


def places(record: Record) -> dict[str, list[str]]:
    """The places that each report's claim now gives, by id or name."""
    claims = folded(record).claims
    return {one.report_id: [at.gazetteer_id or f"{at.name} {at.lat}" for at in one.places] for one in claims}


def test_names_that_wait_are_counted_by_why(record: Record) -> None:
    assert named.waiting_places(record) == [
        named.Waiting("Tell Nowhere", 3, 3, 0, 0),
        named.Waiting("Tell Twice", 1, 0, 1, 0),
        named.Waiting("Wadi", 1, 0, 0, 1),
    ]


def test_one_decision_sets_every_claim_that_gives_the_name_alone_and_its_undo_all_of_them(record: Record) -> None:
    before = places(record)
    found = gathered(record, "Tell Nowhere", KNOWN)
    assert {one.report_id for one in found.claims} == {"one", "two"}
    assert [one.report_id for one in found.several] == ["both"]
    outcome = place_name(record, "Tell Nowhere", "Tell Nowhere, 34.5, 41.5", found.token, KNOWN, NOOR)
    changed = {"one": ["Tell Nowhere 34.5"], "two": ["Tell Nowhere 34.5"]}
    assert places(record) == {**before, **changed}
    assert {at.report_id for at in outcome.decision.anchors} == {"one", "two"}
    assert {one.name: one.incidents for one in named.waiting_places(record)}["Tell Nowhere"] == 1
    undo(record, outcome.decision.number, NOOR)
    assert places(record) == before


def test_a_candidate_is_taken_as_the_gazetteer_has_it(record: Record) -> None:
    found = gathered(record, "Tell Twice", KNOWN)
    assert {one.gazetteer_id for one in found.candidates} == {"t1", "t2"}
    place_name(record, "Tell Twice", "Tell Twice, 33.0, 40.0", found.token, KNOWN, NOOR)
    assert places(record)["twice"] == ["t2"]


def test_nobody_decides_over_another(record: Record) -> None:
    found = gathered(record, "Tell Nowhere", KNOWN)
    set_field(record, found.claims[0], FIELDS["place"], "Orrin, 30.0, 40.0", KNOWN, NOOR)
    head = record.head()
    with pytest.raises(Overtaken, match="has changed since you opened it"):
        place_name(record, "Tell Nowhere", "Tell Nowhere, 34.5, 41.5", found.token, KNOWN, NOOR)
    with pytest.raises(DecisionError, match="no claim waits"):
        place_name(record, "Wadi", "Wadi, 34.5, 41.5", found.token, KNOWN, NOOR)
    assert record.head() == head
