"""The ledger against planted records and a brute-force one, places in regions, and tolls."""

import random
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sourced import (
    ARMY,
    BALDA,
    GROUP,
    MINISTRY,
    NORTH,
    QARYA,
    RURITANIA,
    SOUTH,
    UNKNOWN_TOWN,
    incident,
    line,
    number,
    on,
    tally,
    unnamed,
)

from tadwin.reconcile.regions import kilometres, lies_in, narrowest, within
from tadwin.reconcile.tallies import ledger
from tadwin.reconcile.tolls import contained
from tadwin.types import Actor, Bound, Claim, Incident, Place, Tally
from tadwin.vocab import Effect, EventType, Group, PlacePrecision, Qualifier, Role, Scope, Stance, Status

CIVILIAN, COMBATANT = Status.CIVILIAN, Status.COMBATANT
MAY = on(1, 31)


def only(asked: Claim, *incidents: Incident) -> Tally:
    (found,) = ledger([asked], incidents)
    return found


def everyone_in_the_north(value: int = 30, **attributes: Any) -> Claim:
    return replace(tally("t", number(value), time=MAY, places=(NORTH,)), **attributes)


def test_a_tally_stands_beside_what_the_record_adds_up_to() -> None:
    found = only(
        everyone_in_the_north(),
        incident("i1", 3, QARYA, line(4, 5, 7)),
        incident("i2", 9, QARYA, line(2, 2, 2)),
        incident("i3", 9, BALDA, line(50, 50, 50)),
    )
    assert found.counted == ("i1", "i2")
    assert (found.claimed, found.recorded, found.recorded_best) == (Bound(30, 30), Bound(6, 9), 7)
    assert found.residual == Bound(21, 24)
    assert (found.excluded, found.comparable) == ((), "yes")


def test_the_residual_may_be_negative_and_open() -> None:
    north = incident("i1", 3, QARYA, line(40, 40, 40))
    assert only(everyone_in_the_north(), north).residual == Bound(-10, -10)
    at_least = tally("t", number(30, Qualifier.AT_LEAST), time=MAY, places=(NORTH,))
    assert only(at_least, north).residual == Bound(-10, None)
    assert only(everyone_in_the_north(), incident("i1", 3, QARYA, line(4, 4, 4, open_=True))).residual == Bound(
        None, 26
    )


@pytest.mark.parametrize(
    ("left_out", "reason", "comparable"),
    [
        (incident("x", None, QARYA, line(1, 1, 1)), "unplaced: no day", "partly"),
        (incident("x", 5, NORTH, line(1, 1, 1)), "unplaced: no place finer than a province", "partly"),
        (incident("x", 5, UNKNOWN_TOWN, line(1, 1, 1), unplaced=False), "not known to lie in the region", "partly"),
        (incident("x", 5, QARYA, line(1, 1, 1, effect=Effect.INJURED)), "it does not count the killed", "partly"),
        (incident("x", 1, QARYA, line(1, 1, 1)), "outside the period by a day", "yes"),
    ],
)
def test_what_is_left_out_is_named_with_its_reason(left_out: Incident, reason: str, comparable: str) -> None:
    found = only(everyone_in_the_north(time=on(2, 31)), incident("i1", 3, QARYA, line(1, 1, 1)), left_out)
    assert found.excluded == (("x", reason),)
    assert found.comparable == comparable
    assert found.counted == ("i1",)


def test_an_incident_across_the_end_of_the_period_is_named() -> None:
    across = incident("x", 3, QARYA, line(1, 1, 1), time=on(3, 5))
    found = only(everyone_in_the_north(time=on(4, 31)), across)
    assert found.excluded == (("x", "partly outside the period"),)
    assert found.comparable == "partly"


@pytest.mark.parametrize(
    ("blamed", "reason", "comparable"),
    [
        ((ARMY,), None, "yes"),
        ((MINISTRY,), None, "yes"),  # the same side
        ((), "no one is blamed for it", "partly"),
        ((GROUP,), "blamed on another: Northern Front", "yes"),
        ((ARMY, GROUP), "blamed on others too: Ruritanian forces, Northern Front", "partly"),
        ((unnamed("regime forces"),), "blamed on regime forces, who may be another", "partly"),
        ((unnamed("rebels"),), "blamed on another: rebels", "yes"),
    ],
)
def test_a_tally_of_one_partys_victims(blamed: tuple[Actor, ...], reason: str | None, comparable: str) -> None:
    asked = everyone_in_the_north(perpetrators=(ARMY,))
    found = only(asked, incident("x", 5, QARYA, line(3, 3, 3), perpetrators=blamed))
    assert found.excluded == ((("x", reason),) if reason else ())
    assert found.recorded == (Bound(0, 0) if reason else Bound(3, 3))
    assert found.comparable == comparable


def test_civilians_are_compared_with_civilians() -> None:
    asked = everyone_in_the_north(status=CIVILIAN)
    found = only(
        asked,
        incident("i1", 5, QARYA, line(9, 9, 9), line(4, 4, 4, CIVILIAN)),
        incident("i2", 6, QARYA, line(5, 5, 5)),
        incident("i3", 7, QARYA, line(6, 6, 6), line(6, 6, 6, COMBATANT)),
    )
    assert (found.counted, found.recorded) == (("i1",), Bound(4, 4))
    assert found.excluded == (("i2", "it does not say how many were civilians"), ("i3", "it counts combatants only"))
    assert found.comparable == "partly"


def test_children_of_unstated_status_are_close_to_civilian_children() -> None:
    asked = everyone_in_the_north(status=CIVILIAN, group=Group.CHILDREN)
    children = replace(line(2, 2, 2), group=Group.CHILDREN)
    found = only(asked, incident("i1", 5, QARYA, line(9, 9, 9), children))
    assert (found.recorded, found.comparable) == (Bound(2, 2), "partly")


def test_casualties_are_the_killed_and_the_injured() -> None:
    asked = everyone_in_the_north(effect=Effect.CASUALTIES)
    hurt = line(3, 3, 4, effect=Effect.INJURED)
    assert only(asked, incident("i1", 5, QARYA, line(2, 2, 2), hurt)).recorded == Bound(5, 6)
    assert only(asked, incident("i1", 5, QARYA, line(2, 2, 2))).recorded == Bound(2, None)


@pytest.mark.parametrize(
    "attributes",
    [
        {"time": None},
        {"places": ()},
        {"effect": Effect.ATTACKS},
        {"object": "family"},
        {"role": Role.MEDIC},
        {"part_of": "whole"},
    ],
)
def test_what_cannot_be_compared_says_so(attributes: dict[str, Any]) -> None:
    found = only(everyone_in_the_north(**attributes), incident("i1", 5, QARYA, line(9, 9, 9)))
    assert (found.comparable, found.recorded, found.recorded_best, found.counted) == ("no", Bound(), None, ())
    assert found.residual == Bound()


def test_a_record_that_holds_nothing_near_is_nothing_to_compare_with() -> None:
    assert only(everyone_in_the_north(), incident("i1", 5, BALDA, line(9, 9, 9))).comparable == "no"


def test_a_period_without_first_and_last_day_is_comparable_in_part() -> None:
    found = only(everyone_in_the_north(time=None, period=MAY), incident("i1", 5, QARYA, line(9, 9, 9)))
    assert (found.counted, found.comparable) == (("i1",), "partly")


def test_only_asserted_tallies_have_a_line_and_repeated_ones_have_one_each() -> None:
    again = replace(everyone_in_the_north(), id="u")
    incident_scope = replace(again, id="v", scope=Scope.INCIDENT)
    denied = replace(again, id="w", stance=Stance.DENIED)
    assert [one.claim for one in ledger([denied, again, incident_scope, everyone_in_the_north()], [])] == ["t", "u"]


def test_a_toll_and_what_it_contains_are_not_added_up() -> None:
    toll = incident("toll", 5, QARYA, line(9, 9, 9), contains=("i1", "i2"))
    found = only(
        everyone_in_the_north(),
        toll,
        incident("i1", 5, QARYA, line(4, 4, 4)),
        incident("i3", 6, QARYA, line(1, 1, 1)),
    )
    assert (found.counted, found.recorded) == (("i3", "toll"), Bound(10, 10))
    assert found.excluded == (("i1", "contained in the toll toll, which is counted"),)
    # A toll that is left out takes nothing with it.
    elsewhere = replace(toll, perpetrators=(GROUP,))
    by_army = incident("i1", 5, QARYA, line(4, 4, 4), perpetrators=(ARMY,))
    assert only(everyone_in_the_north(perpetrators=(ARMY,)), elsewhere, by_army).counted == ("i1",)


def test_a_tally_is_not_compared_with_the_toll_that_it_is() -> None:
    toll = incident("toll", 5, QARYA, line(9, 9, 9), claims=("t",), contains=("i1",))
    found = only(everyone_in_the_north(), toll, incident("i1", 5, QARYA, line(4, 4, 4)))
    assert (found.counted, found.excluded) == (("i1",), (("toll", "this count is its own"),))


def test_nested_tallies_are_known_as_nested_and_equal_ones_are_not() -> None:
    year = replace(everyone_in_the_north(), id="country", places=(RURITANIA,))
    month = everyone_in_the_north()
    same = replace(month, id="same")
    week = replace(month, id="week", time=on(8, 14), status=CIVILIAN)
    army = replace(month, id="army", perpetrators=(ARMY,))
    children = replace(month, id="children", group=Group.CHILDREN, part_of="t")
    south = replace(month, id="south", places=(SOUTH,))
    found = {one.claim: set(one.inside) for one in ledger([year, month, same, week, army, children, south], [])}
    assert found == {
        "country": set(),
        "t": {"country"},
        "same": {"country"},
        "week": {"country", "t", "same"},
        "army": {"country", "t", "same"},
        "children": {"country", "t", "same"},
        "south": {"country"},
    }


# --- a brute-force ledger -----------------------------------------------------------------------------------------

PLACES = (QARYA, BALDA, NORTH, UNKNOWN_TOWN)
PARTIES = ((), (ARMY,), (GROUP,), (ARMY, GROUP))
AN_INCIDENT = st.tuples(
    st.integers(1, 9),
    st.integers(0, 1),
    st.sampled_from(PLACES),
    st.sampled_from(PARTIES),
    st.integers(0, 5),
    st.booleans(),
)
A_TALLY = st.tuples(
    st.integers(1, 9),
    st.integers(0, 4),
    st.sampled_from([NORTH, SOUTH, RURITANIA, QARYA]),
    st.sampled_from(PARTIES[:3]),
)


@given(st.lists(AN_INCIDENT, max_size=8), st.lists(A_TALLY, min_size=1, max_size=4), st.integers())
def test_the_ledger_is_what_looking_at_every_incident_gives(
    rows: list[tuple[int, int, Place, tuple[Actor, ...], int, bool]],
    asked: list[tuple[int, int, Place, tuple[Actor, ...]]],
    seed: int,
) -> None:
    incidents = [
        incident(f"i{i}", day, place, line(n, n, n, open_=open_), perpetrators=by, time=on(day, day + more))
        for i, (day, more, place, by, n, open_) in enumerate(rows)
    ]
    tallies = [
        tally(f"t{i}", number(20), at=i * 5, time=on(day, day + more), places=(place,), perpetrators=by)
        for i, (day, more, place, by) in enumerate(asked)
    ]
    shuffled = random.Random(seed).sample(incidents, len(incidents))  # noqa: S311  # a shuffle
    in_province = {("North", "g-qarya"), ("South", "g-balda")}
    for found, (day, more, region, by) in zip(ledger(tallies, shuffled), asked, strict=True):
        expected = []
        for one, (first, longer, place, blamed, _, _) in zip(incidents, rows, strict=True):
            inside = day <= first and first + longer <= day + more
            lies = region is RURITANIA or (region.name, place.gazetteer_id) in in_province or region is place
            fine = place in (QARYA, BALDA)
            wanted = not by or (blamed != () and set(blamed) <= set(by))
            if inside and lies and fine and wanted:
                expected.append(one)
        assert found.counted == tuple(one.id for one in expected)
        lines = [one.figures[0] for one in expected]
        assert found.recorded.low == sum(one.low or 0 for one in lines)
        assert found.recorded.high == (None if any(one.open for one in lines) else sum(one.high or 0 for one in lines))
        assert not {name for name, _ in found.excluded} & set(found.counted)


@given(st.lists(AN_INCIDENT, max_size=6), st.lists(A_TALLY, min_size=1, max_size=4))
def test_every_incident_of_the_period_and_region_is_counted_or_named(
    rows: list[tuple[int, int, Place, tuple[Actor, ...], int, bool]],
    asked: list[tuple[int, int, Place, tuple[Actor, ...]]],
) -> None:
    incidents = [
        incident(f"i{i}", day, place, line(n, n, n, open_=open_), perpetrators=by)
        for i, (day, _, place, by, n, open_) in enumerate(rows)
    ]
    for i, (day, more, region, by) in enumerate(asked):
        found = only(tally(f"t{i}", number(9), time=on(day, day + more), places=(region,), perpetrators=by), *incidents)
        start, end = on(day).start, on(day + more).end
        assert start is not None
        assert end is not None
        told = set(found.counted) | {name for name, _ in found.excluded}
        for one in incidents:
            assert one.time is not None
            assert one.time.start is not None
            if start <= one.time.start <= end and lies_in(one.places, (region,)) is not False:
                assert one.id in told
            elif not start - timedelta(days=1) <= one.time.start <= end + timedelta(days=1):
                assert one.id not in told


# --- regions ------------------------------------------------------------------------------------------------------


def near(place: Place, km_north: float, **attributes: Any) -> Place:
    assert place.lat is not None
    moved = replace(place, name="Elsewhere", gazetteer_id="g-else", admin1=None, lat=place.lat + km_north / 111.2)
    return replace(moved, **attributes)


@pytest.mark.parametrize(
    ("place", "region", "lies"),
    [
        (QARYA, QARYA, True),
        (QARYA, NORTH, True),
        (QARYA, SOUTH, False),
        (QARYA, RURITANIA, True),
        (NORTH, QARYA, None),
        (SOUTH, QARYA, False),
        (UNKNOWN_TOWN, NORTH, None),
        (UNKNOWN_TOWN, RURITANIA, True),
        (replace(UNKNOWN_TOWN, name="Qarya"), QARYA, True),
        (replace(UNKNOWN_TOWN, country="FD"), RURITANIA, False),
        (replace(UNKNOWN_TOWN, country=None), RURITANIA, None),
        (near(QARYA, 3), QARYA, True),
        (near(QARYA, 9), QARYA, None),
        (near(QARYA, 40), QARYA, False),
        (near(QARYA, 400), NORTH, False),
        (near(QARYA, 50), NORTH, None),
        (near(QARYA, 20), replace(QARYA, precision=PlacePrecision.NEAR), True),
    ],
)
def test_a_place_lies_in_a_region_or_not_or_nobody_knows(place: Place, region: Place, lies: bool | None) -> None:
    assert within(place, region) is lies


def test_the_narrowest_of_a_tallys_places_are_its_region() -> None:
    assert narrowest((RURITANIA, NORTH, QARYA)) == (QARYA,)
    assert narrowest((QARYA, BALDA, RURITANIA)) == (QARYA, BALDA)


def test_an_incident_partly_in_a_region_is_not_known_to_lie_in_it() -> None:
    assert lies_in((QARYA, BALDA), (NORTH,)) is None
    assert lies_in((QARYA, BALDA), (NORTH, SOUTH)) is True
    assert lies_in((QARYA, RURITANIA), (NORTH,)) is True


def test_distances_are_those_of_the_globe() -> None:
    assert kilometres(0, 0, 0, 1) == pytest.approx(111.2, abs=0.1)
    assert kilometres(52.52, 13.405, 48.8566, 2.3522) == pytest.approx(878, abs=3)  # Berlin and Paris


# --- tolls --------------------------------------------------------------------------------------------------------


def test_a_toll_holds_the_incidents_of_its_days_and_region() -> None:
    toll = incident("toll", 5, NORTH, line(16, 16, 16), event_type=EventType.AIRSTRIKE, perpetrators=(ARMY,))
    inside = incident("a", 5, QARYA, line(4, 4, 4))
    others = [
        incident("other day", 6, QARYA, line(4, 4, 4)),
        incident("other place", 5, BALDA, line(4, 4, 4)),
        incident("other kind", 5, QARYA, line(4, 4, 4), event_type=EventType.CLASH),
        incident("other party", 5, QARYA, line(4, 4, 4), perpetrators=(GROUP,)),
        incident("more dead", 5, QARYA, line(17, 17, 17)),
        incident("no day", None, QARYA, line(4, 4, 4)),
    ]
    assert contained([*others, toll, inside], {"toll"}) == {"toll": ("a",)}
    assert contained([toll, inside], set()) == {}


def test_a_toll_holds_what_its_report_divides_it_into_wherever_that_is() -> None:
    toll = replace(incident("b", 5, QARYA, line(9, 9, 9)), parts=("f-a", "f-c"))
    elsewhere = replace(incident("a", 5, NORTH, line(4, 4, 4)), frames=("f-a",))
    part = replace(incident("c", 5, QARYA, line(5, 5, 5)), frames=("f-c",))
    assert contained([toll, elsewhere, part], {"b"}) == {"b": ("a", "c")}
    # To other reports it may be no toll: then it holds its parts, and nothing else.
    within = incident("d", 5, QARYA, line(3, 3, 3))
    assert contained([toll, elsewhere, part, within], set()) == {"b": ("a", "c")}
    # A part that is a toll itself never holds its whole.
    assert contained([toll, elsewhere, part], {"b", "c"})["b"] == ("a", "c")
    assert "b" not in contained([toll, elsewhere, part], {"b", "c"}).get("c", ())


def test_two_tolls_over_the_same_do_not_hold_each_other() -> None:
    one, two = (incident(name, 5, NORTH, line(9, 9, 9)) for name in ("a", "b"))
    assert contained([two, one], {"a", "b"}) == {"a": ("b",)}


def test_a_wider_toll_holds_a_narrower_one_and_both_hold_the_incident() -> None:
    wide, narrow = incident("z", 5, RURITANIA, line(30, 30, 30)), incident("a", 5, NORTH, line(9, 9, 9))
    inside = incident("m", 5, QARYA, line(4, 4, 4))
    assert contained([wide, narrow, inside], {"a", "z"}) == {"z": ("a", "m"), "a": ("m",)}
