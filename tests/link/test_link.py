"""Linking: written pairs with known answers, and properties over any frames."""

import itertools
import random
from dataclasses import replace
from datetime import timedelta

import pytest
from frames_of import (
    ARMY,
    CAPITAL,
    COUNTRY,
    FAR,
    FRONT,
    MAY_1,
    NEAR,
    NEXT,
    OTHER_QUARTER,
    PROVINCE,
    QARYA,
    QUARTER,
    STATE,
    any_frame,
    any_frames,
    day,
    frame,
    ids,
    with_victims,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from tadwin.link import weights as w
from tadwin.link.clusters import TiesInConflict
from tadwin.link.link import compare, link
from tadwin.types import Frame, Ties
from tadwin.vocab import DatePrecision, EventType, PlacePrecision

AIR, SHELLING, SUICIDE = EventType.AIRSTRIKE, EventType.SHELLING, EventType.SUICIDE_BOMB


def are_one(left: Frame, right: Frame) -> bool:
    return len(link([left, right])) == 1


def words(left: Frame, right: Frame) -> dict[str, str]:
    return {reason.comparison: reason.words for reason in compare(left, right).reasons}


# --- pairs with known answers -------------------------------------------------------------------------------------


def test_one_day_in_one_settlement_is_one_incident_whatever_the_figures() -> None:
    assert are_one(frame("a", killed=3), frame("b", killed=90))


@pytest.mark.parametrize(
    "other",
    [
        {"time": day(6)},
        {"time": day(9), "killed": 57, "injured": 40},
        {"places": (FAR,)},
        {"places": (FAR,), "killed": 57},
        {"time": None},
        {"places": (PROVINCE,)},
        {"places": (COUNTRY,), "event_type": AIR},
        {"event_type": SUICIDE},
    ],
    ids=["next day", "four days on", "far", "far, a figure shared", "no day", "province", "country", "other kind"],
)
def test_what_differs_stays_apart(other: dict[str, object]) -> None:
    one = frame("a", killed=57, injured=40, event_type=AIR)
    assert not are_one(one, frame("b", **{"event_type": AIR, **other}))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "other",
    [
        {"time": day(6), "killed": 57},
        {"time": day(5, 6)},
        {"places": (NEXT,), "killed": 12},
        {"places": (NEAR,), "killed": 57},
        {"places": (PROVINCE,), "killed": 57, "toll": True},
        {"places": (CAPITAL,), "killed": 57},
        {"time": None, "published": day(6).start, "killed": 57},
        {"places": (), "beside": (QARYA,), "perpetrators": (ARMY,)},
    ],
    ids=["night's other date", "two days", "2 km", "20 km", "province", "capital", "told the day after", "beside"],
)
def test_what_agrees_enough_otherwise_is_one(other: dict[str, object]) -> None:
    one = frame("a", killed=57, event_type=AIR, perpetrators=(ARMY,))
    assert are_one(one, frame("b", **{"event_type": AIR, **other}))  # type: ignore[arg-type]


def test_disagreeing_figures_never_count_against() -> None:
    silent, loud = frame("b"), frame("b", killed=90, injured=300, children=4)
    one = frame("a", killed=3, injured=16)
    assert compare(one, loud).weight == compare(one, silent).weight


def test_a_high_figure_in_common_weighs_more_than_a_low_one() -> None:
    weights = [compare(frame("a", killed=n), frame("b", killed=n)).weight for n in (1, 2, 3, 10, 57)]
    assert weights == sorted(weights)
    assert weights[0] < weights[-1]


def test_quarters_of_one_city_are_told_apart() -> None:
    one = frame("a", places=(QARYA, QUARTER))
    assert not are_one(one, frame("b", places=(QARYA, OTHER_QUARTER)))
    assert are_one(one, frame("b", places=(QARYA, replace(QUARTER, name="The Mill-Quarter"))))


def test_without_a_place_or_a_day_something_specific_must_be_shared() -> None:
    one = frame("a", killed=16, event_type=AIR, weapon="mortar", perpetrators=(ARMY,), places=(PROVINCE,))
    assert not are_one(one, replace(frame("b", killed=20, places=(PROVINCE,)), event_type=AIR, weapon="mortar"))
    assert are_one(one, replace(frame("b", killed=16, places=(PROVINCE,)), event_type=AIR))


def test_a_named_victim_joins_neighbouring_days() -> None:
    one = with_victims(frame("a"), "Sami Haddad")
    assert are_one(one, with_victims(frame("b", time=day(6)), "Sami  Hadad"))
    assert not are_one(one, with_victims(frame("b", time=day(6)), "Lina Nasser"))


def test_a_month_is_no_day() -> None:
    month = replace(day(1, 31), precision=DatePrecision.MONTH)
    one = frame("a", time=month, killed=57)
    assert not are_one(one, frame("b", time=month, killed=57, published=MAY_1))


def test_reasons_are_in_words() -> None:
    left = frame("a", killed=16, event_type=AIR, perpetrators=(ARMY,), time=day(5))
    right = frame("b", killed=16, event_type=SUICIDE, perpetrators=(STATE,), places=(NEXT,), time=day(6))
    assert words(left, right) == {
        "prior": "before anything is compared: two reports mostly tell of different incidents",
        "days": "a day apart, 2031-05-05 and 2031-05-06",
        "place": "2 km apart, Nahr and Qarya",
        "kind": "different kinds, air/drone strike and suicide bomb",
        "perpetrator": "both blame one side, government",
        "figures": "both say 16 killed",
    }
    assert words(left, replace(right, perpetrators=(FRONT,)))["perpetrator"] == "blame different sides, army and front"
    assert words(left, frame("b", time=None))["days"] == "nothing tells when"


# --- several reports ----------------------------------------------------------------------------------------------


def test_daily_shelling_of_one_town_does_not_chain() -> None:
    shelling = [
        frame(f"{n:02}{paper}", time=day(n), event_type=SHELLING, weapon="mortar", killed=n % 3 + 1)
        for n in range(1, 29)
        for paper in "abc"
    ]
    assert ids(link(shelling)) == [[f"{n:02}{paper}" for paper in "abc"] for n in range(1, 29)]


def test_a_link_of_two_days_bridges_no_third() -> None:
    told = [frame(f"a{n}", time=day(n), killed=57, injured=40) for n in range(1, 8)]
    for cluster in link(told):
        days = [one.time.start for one in cluster if one.time is not None and one.time.start is not None]
        assert max(days) - min(days) < timedelta(days=w.SPAN_DAYS)


def test_frames_of_one_report_stay_apart_unless_it_says_they_are_one() -> None:
    one, other = frame("a", "r1", killed=57), frame("b", "r1", killed=57)
    assert ids(link([one, other])) == [["a"], ["b"]]
    assert ids(link([one, other], joined=[("a", "b")])) == [["a", "b"]]


def test_a_report_that_tells_two_quarters_apart_keeps_them_apart_for_others_too() -> None:
    mill = frame("a", "r1", places=(QARYA, QUARTER), killed=16)
    souk = frame("b", "r1", places=(QARYA, OTHER_QUARTER), killed=3)
    other = frame("c", "r2", killed=16, event_type=AIR)
    assert ids(link([mill, souk, other])) == [["a", "c"], ["b"]]


def test_frames_of_one_report_that_are_alike_meet_over_another_report() -> None:
    headline = frame("a", "r1", places=(), beside=(QARYA,), killed=57, event_type=AIR)
    below = frame("b", "r1", injured=40, event_type=AIR)
    other = frame("c", "r2", killed=57, injured=40, event_type=AIR)
    assert ids(link([below, other])) == [["b", "c"]]
    assert ids(link([headline, below, other])) in ([["a", "b", "c"]], [["a"], ["b", "c"]])


def test_what_a_report_tells_as_one_is_compared_as_one() -> None:
    headline = frame("a", "r1", time=None, places=(COUNTRY,), killed=57)
    below = frame("b", "r1", injured=40, places=(PROVINCE,))
    other = frame("c", "r2", killed=57, event_type=AIR)
    assert ids(link([headline, below, other])) == [["a"], ["b"], ["c"]]
    assert ids(link([headline, below, other], joined=[("a", "b")])) == [["a", "b", "c"]]


# --- decisions ----------------------------------------------------------------------------------------------------


def test_a_merge_joins_whatever_speaks_against_it() -> None:
    told = [frame("a"), frame("b", places=(FAR,), time=day(20)), frame("c", "r-a", time=None)]
    assert ids(link(told, Ties(must=frozenset({("a", "b"), ("a", "c")})))) == [["a", "b", "c"]]


def test_a_split_holds_through_third_frames_and_against_the_report() -> None:
    told = [frame("a", killed=57), frame("b", killed=57), frame("c", killed=57)]
    parts = link(told, Ties(cannot=frozenset({("a", "c")})))
    assert not any({"a", "c"} <= {one.id for one in part} for part in parts)
    same = [frame("a", "r1"), frame("b", "r1")]
    assert ids(link(same, Ties(cannot=frozenset({("a", "b")})), joined=[("a", "b")])) == [["a"], ["b"]]


def test_decisions_that_contradict_each_other_are_named() -> None:
    ties = Ties(frozenset({("a", "b"), ("b", "c")}), frozenset({("a", "c")}))
    with pytest.raises(TiesInConflict, match="a and c"):
        link([frame("a"), frame("b"), frame("c")], ties)


def test_a_decision_about_a_frame_that_is_no_more_changes_nothing() -> None:
    ties = Ties(frozenset({("a", "gone")}), frozenset({("b", "gone")}))
    assert ids(link([frame("a"), frame("b", places=(FAR,))], ties)) == [["a"], ["b"]]


# --- any frames ---------------------------------------------------------------------------------------------------


@given(any_frame("a"), any_frame("b"))
def test_comparing_is_symmetric_and_adds_up(left: Frame, right: Frame) -> None:
    both = compare(left, right)
    assert both == compare(right, left)
    assert both.weight == sum(reason.weight for reason in both.reasons)
    assert (both.left, both.right) == ("a", "b")
    assert all(reason.words and "{" not in reason.words for reason in both.reasons)


@given(any_frames(), st.randoms(use_true_random=False))
def test_the_order_of_frames_never_matters(told: list[Frame], chance: random.Random) -> None:
    shuffled = told[:]
    chance.shuffle(shuffled)
    assert link(shuffled) == link(told)


@given(any_frames())
def test_every_frame_is_in_one_incident(told: list[Frame]) -> None:
    assert sorted(one.id for cluster in link(told) for one in cluster) == sorted(one.id for one in told)


@given(any_frames())
def test_linking_alone_spans_no_more_than_allowed(told: list[Frame]) -> None:
    for cluster in link(told):
        days = [one.time for one in cluster if one.time is not None and one.time.precision is not DatePrecision.MONTH]
        starts = [time.start for time in days if time.start is not None]
        ends = [time.end for time in days if time.end is not None]
        widest = max((end - start for start, end in zip(starts, ends, strict=True)), default=timedelta(0))
        if len(cluster) > 1 and days:
            assert max(ends) - min(starts) <= max(widest, timedelta(days=w.SPAN_DAYS - 1))


@st.composite
def ties_among(draw: st.DrawFn, names: list[str]) -> Ties:
    pairs = list(itertools.combinations(sorted(names), 2))
    if not pairs:
        return Ties()
    chosen = st.frozensets(st.sampled_from(pairs), max_size=3)
    return Ties(draw(chosen), draw(chosen))


@settings(max_examples=200)
@given(st.data())
def test_decisions_hold_or_are_named(data: st.DataObject) -> None:
    told = data.draw(any_frames())
    ties = data.draw(ties_among([one.id for one in told]))
    together = _closure([one.id for one in told], ties.must)
    contradict = any(together[left] == together[right] for left, right in ties.cannot)
    if contradict:
        with pytest.raises(TiesInConflict):
            link(told, ties)
        return
    of = {one.id: number for number, cluster in enumerate(link(told, ties)) for one in cluster}
    assert all(of[left] == of[right] for left, right in ties.must)
    assert all(of[left] != of[right] for left, right in ties.cannot)


def _closure(names: list[str], pairs: frozenset[tuple[str, str]]) -> dict[str, str]:
    """The smallest name that must be with each, by repeating until nothing changes."""
    smallest = {name: name for name in names}
    for _ in names:
        for left, right in pairs:
            low = min(smallest[left], smallest[right])
            smallest = {
                name: low if root in (smallest[left], smallest[right]) else root for name, root in smallest.items()
            }
    return smallest


@given(any_frames(most=6))
def test_unplaced_frames_join_only_over_something_specific(told: list[Frame]) -> None:
    """The rule read off the frames themselves: no figure, name, quarter, rare kind or settlement beside, no link."""
    for left, right in itertools.combinations(told, 2):
        if left.report_id == right.report_id or not (left.unplaced or right.unplaced):
            continue
        if not _specific(left) & _specific(right):
            assert not compare(left, right).joins


def _specific(made: Frame) -> set[object]:
    found: set[object] = {claim.figure.value for claim in made.claims if (claim.figure.value or 0) > 2}
    found |= {name.name for claim in made.claims for name in claim.victims}
    found |= {place.name for place in made.places if place.precision is PlacePrecision.UNKNOWN}
    found |= {place.gazetteer_id for place in (*made.places, *made.beside) if place.precision is PlacePrecision.EXACT}
    return found | ({made.event_type} & {SUICIDE})
