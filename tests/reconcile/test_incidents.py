"""An incident of several frames: its day, its places and its figures."""

import random
from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from planted import said

from tadwin import ids
from tadwin.frames import frames
from tadwin.reconcile.incidents import incident, places_of_frames, time_of_frames
from tadwin.reconcile.said import Said
from tadwin.types import Actor, Frame, Incident, Place, When
from tadwin.vocab import DatePrecision, Effect, EventType, PlacePrecision

MAY_1, MAY_2 = (When(date(2031, 5, day), date(2031, 5, day), DatePrecision.DAY) for day in (1, 2))
MAY = When(date(2031, 5, 1), date(2031, 5, 31), DatePrecision.MONTH)
UNDATED = When(None, None, DatePrecision.UNKNOWN)
QARYA = Place("Qarya", 1.0, 2.0, "g:1", "North", "XX", PlacePrecision.EXACT)
MILL = Place("Mill", 1.1, 2.0, "g:3", "North", "XX", PlacePrecision.EXACT)
NORTH = Place("North", None, None, "g:2", "North", "XX", PlacePrecision.ADMIN1)
ARMY, MILITIA = Actor("the army", "army"), Actor("a militia")


def made(*told: Said) -> Incident:
    return incident(frames(one.claim for one in told), told)


def frame(name: str, time: When | None, *places: Place) -> Frame:
    return Frame(name, f"r-{name}", (), time, places, None, None, (), unplaced=False)


def test_one_incident_of_two_reports() -> None:
    first = said(0, 12, "Rescuers", "r2", time=MAY_1, places=(NORTH, QARYA), event_type=EventType.AIRSTRIKE)
    other = said(0, 9, "Agency", "r1", time=MAY_1, places=(QARYA,), perpetrators=(ARMY,))
    found = made(first, other)
    assert found.id == ids.incident_id("f-r1")
    assert (found.frames, found.reports, found.claims) == (("f-r1", "f-r2"), ("r1", "r2"), ("r1-0", "r2-0"))
    assert (found.time, found.places, found.event_type) == (MAY_1, (QARYA, NORTH), EventType.AIRSTRIKE)
    assert (found.perpetrators, found.unplaced) == ((ARMY,), False)
    assert [(line.low, line.best, line.high) for line in found.figures] == [(9, 9, 12)]


def test_the_narrowest_time_that_most_frames_give() -> None:
    days = [frame("a", MAY_2), frame("b", MAY_1), frame("c", MAY_1), frame("d", MAY), frame("e", None)]
    assert time_of_frames(days) == MAY_1
    assert time_of_frames(days[:2]) == MAY_1
    assert time_of_frames([frame("a", MAY), frame("b", UNDATED)]) == MAY
    assert time_of_frames([frame("b", UNDATED)]) == UNDATED
    assert time_of_frames([frame("e", None)]) is None


def test_the_day_of_the_dead_is_the_incidents() -> None:
    schools = [said(0, 2, report=name, time=MAY_1, places=(QARYA,), effect=Effect.DAMAGED) for name in ("r1", "r3")]
    dead = said(0, 3, report="r2", time=MAY_2, places=(QARYA,))
    told = [*schools, dead]
    each = [one for found in told for one in frames([found.claim])]
    assert time_of_frames(each[:2]) == MAY_1
    assert time_of_frames(each) == MAY_2


def test_places_are_finest_first_then_most_said_first() -> None:
    named = [frame("a", None, QARYA, NORTH), frame("b", None, MILL, NORTH), frame("c", None, MILL)]
    assert places_of_frames(named) == (MILL, QARYA, NORTH)


def test_competing_blame_is_said_and_names_nobody() -> None:
    found = made(said(0, 3, report="r1", perpetrators=(ARMY,)), said(0, 3, report="r2", perpetrators=(MILITIA,)))
    assert found.perpetrators == ()
    assert found.grade_reason == (
        "claims name different perpetrators (the army; a militia), so only what they share is kept"
    )


def test_contradictions_stand_with_the_incident() -> None:
    assert [one.claims for one in made(said(0, 3), said(9, 5)).contradictions] == [("r1-0", "r1-9")]


@given(st.permutations(range(4)), st.randoms(use_true_random=False))
def test_the_order_of_frames_and_claims_never_matters(order: list[int], chance: random.Random) -> None:
    told = [
        said(0, 12, "Rescuers", "r1", time=MAY_1, places=(QARYA,)),
        said(5, 3, "Rescuers", "r1", places=(MILL,)),
        said(0, 9, None, "r2", 2, time=MAY_2, perpetrators=(ARMY,)),
        said(0, 12, "Agency", "r3", 3, places=(NORTH, MILL)),
    ]
    apart = list(frames(one.claim for one in told))
    shuffled = apart[:]
    chance.shuffle(shuffled)
    assert incident(shuffled, [told[at] for at in order]) == incident(apart, told)
