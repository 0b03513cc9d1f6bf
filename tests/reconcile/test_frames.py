"""First incidents: planted frames with known answers, and properties over any claims."""

import random
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tadwin import ids
from tadwin.frames import frames
from tadwin.reconcile import incidents as reconcile
from tadwin.reconcile.said import Said
from tadwin.reconcile.voices import OF_PEOPLE
from tadwin.types import Actor, Claim, Figure, FigureLine, Incident, Place, Span, When
from tadwin.vocab import (
    DatePrecision,
    Effect,
    EventType,
    Group,
    PlacePrecision,
    Qualifier,
    Role,
    Scope,
    Stance,
    Status,
)

MAY_1 = When(date(2031, 5, 1), date(2031, 5, 1), DatePrecision.DAY)
MAY_3 = When(date(2031, 5, 3), date(2031, 5, 3), DatePrecision.DAY)
MAY = When(date(2031, 5, 1), date(2031, 5, 31), DatePrecision.MONTH)
QARYA = Place("Qarya", 1.0, 2.0, "g:1", "North", "XX", PlacePrecision.EXACT)
NORTH = Place("North", None, None, "g:2", "North", "XX", PlacePrecision.ADMIN1)
ARMY, MILITIA = Actor("the army", "army"), Actor("a militia")


def incidents(claims: Iterable[Claim]) -> tuple[Incident, ...]:
    """One incident for each frame, every claim as its report's own: nothing is known of origins."""
    own = (
        (frame, [Said(one, frame.report_id, independent=False, published=None) for one in frame.claims])
        for frame in frames(claims)
    )
    return tuple(sorted((reconcile.incident((frame,), said) for frame, said in own), key=lambda made: made.id))


def exact(value: int) -> Figure:
    return Figure(value, Qualifier.EXACT, value, value, str(value))


def at_least(value: int) -> Figure:
    return Figure(value, Qualifier.AT_LEAST, value, None, f"at least {value}")


def claim(at: int, figure: Figure, effect: Effect = Effect.KILLED, **attributes: object) -> Claim:
    number = Span("r1", at, at + 1, "x")
    made = Claim(f"c{at}", "r1", "f1", number, number, effect, figure)
    return replace(made, **attributes)  # type: ignore[arg-type]


def only(*claims: Claim) -> Incident:
    (incident,) = incidents(claims)
    return incident


def lines(*claims: Claim) -> list[tuple[str, str | None, str | None, int | None, int | None, int | None, bool, str]]:
    return [(x.effect, x.status, x.group, x.low, x.best, x.high, x.open, x.rule) for x in only(*claims).figures]


def test_one_figure_is_said_as_it_stands() -> None:
    assert lines(claim(0, exact(12))) == [("killed", None, None, 12, 12, 12, False, "conservative")]
    assert only(claim(0, exact(12))).figures[0].why == "The report says “12”."


@pytest.mark.parametrize(
    ("figure", "bounds"),
    [
        (at_least(12), (12, 12, 12, True)),
        (Figure(12, Qualifier.MORE_THAN, 13, None, "more than 12"), (12, 12, 12, True)),
        (Figure(20, Qualifier.LESS_THAN, 0, 19, "fewer than 20"), (0, 19, 19, False)),
        (Figure(20, Qualifier.NEARLY, 18, 20, "nearly 20"), (18, 20, 20, False)),
        (Figure(None, Qualifier.VAGUE, 24, None, "dozens"), (24, 24, 24, True)),
        (Figure(None, Qualifier.VAGUE, 2, 2, "a couple"), (2, 2, 2, False)),
    ],
)
def test_words_bound_a_figure(figure: Figure, bounds: tuple[int, int, int, bool]) -> None:
    assert lines(claim(0, figure))[0][3:7] == bounds


def test_rival_tolls_span_low_and_high_and_the_first_is_best() -> None:
    tolls = [claim(50, exact(9)), claim(0, exact(12)), claim(90, at_least(15))]
    assert lines(*tolls) == [("killed", None, None, 9, 12, 15, True, "conservative")]
    assert only(*tolls).figures[0].why == (
        "The report gives “12”, “9”, “at least 15”: low and high span them, and best is the first number given, “12”."
    )
    assert only(*tolls).figures[0].claims == ("c0", "c50", "c90")


def test_vague_words_are_no_rival_of_a_number_that_fits_them() -> None:
    dozens = claim(0, Figure(None, Qualifier.VAGUE, 24, None, "dozens"))
    assert lines(dozens, claim(9, exact(31)))[0][3:7] == (31, 31, 31, False)
    assert lines(dozens, claim(9, exact(11)))[0][3:7] == (11, 11, 24, True)


def test_one_person_described_after_a_toll_is_one_of_them() -> None:
    farmer = claim(9, Figure(1, Qualifier.EXACT, 1, 1, "a"))
    assert lines(claim(0, exact(12)), farmer)[0][3:7] == (12, 12, 12, False)
    assert lines(claim(0, exact(12)), claim(9, exact(1)))[0][3:7] == (1, 12, 12, False)
    assert lines(farmer)[0][3:7] == (1, 1, 1, False)


def test_one_person_described_by_another_source_is_no_count_of_everyone() -> None:
    farmer = replace(claim(9, Figure(1, Qualifier.EXACT, 1, 1, "a")), claimant=MILITIA)
    toll = replace(claim(0, exact(12)), claimant=ARMY)
    assert lines(toll, farmer)[0][3:7] == (12, 12, 12, False)
    assert lines(toll, replace(claim(9, exact(1)), claimant=MILITIA))[0][3:7] == (1, 12, 12, False)


def test_fewer_people_than_the_civilians_told_before_are_some_of_them() -> None:
    civilians, people = claim(0, exact(20), status=Status.CIVILIAN), claim(9, exact(6))
    assert lines(civilians, people)[0][2:8] == (None, 20, 20, 20, True, "floor")
    assert lines(claim(0, exact(6)), replace(civilians, id="c9", number=people.number))[0][3:6] == (6, 20, 20)


def test_parts_stand_in_cells_of_their_own_and_never_lower_their_whole() -> None:
    whole = claim(0, exact(12))
    children = claim(5, exact(3), group=Group.CHILDREN, part_of="c0")
    family = claim(9, exact(4), part_of="c0")
    medics = claim(12, exact(2), role=Role.MEDIC)
    siblings = claim(15, exact(2), group=Group.CHILDREN, part_of="c5")
    assert lines(whole, children, family, medics, siblings) == [
        ("killed", None, None, 12, 12, 12, False, "conservative"),
        ("killed", None, "children", 3, 3, 3, False, "conservative"),
    ]


def test_a_share_of_a_share_never_lowers_the_cell_of_their_whole() -> None:
    children = claim(0, exact(10), group=Group.CHILDREN)
    girls = claim(5, exact(4), group=Group.GIRLS, part_of="c0")
    twins = claim(9, exact(2), group=Group.CHILDREN, part_of="c5")
    assert [line[2:6] for line in lines(children, girls, twins)][1:] == [("children", 10, 10, 10), ("girls", 4, 4, 4)]


def test_the_killed_of_a_count_of_casualties_are_all_the_killed() -> None:
    hurt = claim(0, exact(20), Effect.CASUALTIES)
    dead = claim(5, exact(8), part_of="c0")
    assert [line[:5] for line in lines(hurt, dead)] == [
        ("killed", None, None, 8, 8),
        ("casualties", None, None, 20, 20),
    ]


def test_a_part_of_a_tally_is_a_count_of_its_own() -> None:
    tally = claim(0, exact(500), scope=Scope.TALLY)
    assert lines(tally, claim(9, exact(4), part_of="c0")) == [("killed", None, None, 4, 4, 4, False, "conservative")]


def test_women_and_children_alone_give_everyone_a_floor() -> None:
    counted = [claim(0, exact(4), group=Group.WOMEN), claim(9, at_least(3), group=Group.CHILDREN)]
    assert lines(*counted) == [
        ("killed", None, None, 7, 7, 7, True, "floor"),
        ("killed", None, "children", 3, 3, 3, True, "conservative"),
        ("killed", None, "women", 4, 4, 4, False, "conservative"),
    ]
    assert only(*counted).figures[0].claims == ("c0", "c9")


def test_medics_alone_give_everyone_a_floor() -> None:
    assert lines(claim(0, exact(2), role=Role.MEDIC)) == [("killed", None, None, 2, 2, 2, True, "floor")]


def test_an_unstated_status_is_never_civilian() -> None:
    assert all(line[1] is None for line in lines(claim(0, exact(7)), claim(5, exact(2), group=Group.WOMEN)))


def test_lines_are_ordered_everyone_civilian_combatant_then_groups() -> None:
    said = [
        claim(1, exact(1), Effect.INJURED),
        claim(2, exact(1), group=Group.WOMEN),
        claim(3, exact(1), group=Group.CHILDREN, status=Status.CIVILIAN),
        claim(4, exact(1), status=Status.COMBATANT),
        claim(5, exact(1), status=Status.CIVILIAN),
        claim(6, exact(9)),
    ]
    assert [line[:3] for line in lines(*said)] == [
        ("killed", None, None),
        ("killed", "civilian", None),
        ("killed", "combatant", None),
        ("killed", "civilian", "children"),
        ("killed", None, "women"),
        ("injured", None, None),
    ]


def test_denied_and_hedged_figures_stand_beside_and_do_not_enter() -> None:
    denied = claim(0, exact(30), stance=Stance.DENIED, perpetrators=(ARMY,))
    hedged = claim(5, exact(40), stance=Stance.HEDGED)
    assert lines(denied, hedged, claim(9, exact(2))) == [("killed", None, None, 2, 2, 2, False, "conservative")]
    alone = only(denied, hedged)
    assert (alone.figures, alone.claims, alone.perpetrators) == ((), ("c0", "c5"), ())


def test_a_zero_enters_only_from_one_who_counted_there() -> None:
    assert lines(claim(0, exact(0))) == []
    assert lines(claim(0, exact(0), claimant=Actor("the army", kind="state"))) == []
    assert lines(claim(0, exact(0), claimant=Actor("a clinic", kind="hospital")))[0][3:6] == (0, 0, 0)


def test_objects_strikes_and_households_are_no_people() -> None:
    said = [claim(0, exact(6), Effect.DESTROYED, object="house"), claim(2, exact(3), Effect.ATTACKS)]
    assert lines(*said, claim(4, exact(5), Effect.DISPLACED, object="families")) == []


def test_a_frame_of_tallies_gives_no_incident() -> None:
    tally = claim(0, exact(500), scope=Scope.TALLY)
    assert incidents([tally]) == ()
    assert only(tally, claim(5, exact(2))).claims == ("c5",)


def test_frames_stay_apart() -> None:
    here, there = claim(0, exact(1)), claim(5, exact(2), frame="f2")
    assert {incident.id: incident.frames for incident in incidents([here, there])} == {
        ids.incident_id("f1"): ("f1",),
        ids.incident_id("f2"): ("f2",),
    }


def test_an_accusation_needs_every_accusing_claim() -> None:
    both = claim(0, exact(1), perpetrators=(ARMY, MILITIA))
    assert only(both, claim(1, exact(2))).perpetrators == (ARMY, MILITIA)
    assert only(both, claim(1, exact(2), perpetrators=(replace(MILITIA, name="A Militia"),))).perpetrators == (MILITIA,)
    rivals = only(claim(0, exact(1), perpetrators=(ARMY,)), claim(1, exact(2), perpetrators=(MILITIA,)))
    assert rivals.perpetrators == ()
    assert rivals.grade is None
    assert rivals.grade_reason is not None
    assert "the army; a militia" in rivals.grade_reason
    assert only(both).grade_reason is None


def test_time_is_the_narrowest_that_is_said_and_covers_every_day() -> None:
    assert only(claim(0, exact(1), time=MAY), claim(1, exact(1), time=MAY_3)).time == MAY_3
    assert only(claim(0, exact(1), time=MAY_3), claim(1, exact(1), time=MAY_1)).time == When(
        date(2031, 5, 1), date(2031, 5, 3), DatePrecision.DAYS
    )
    assert only(claim(0, exact(1))).time is None


def test_places_are_named_once_the_finest_first() -> None:
    said = only(claim(0, exact(1), places=(NORTH, QARYA)), claim(1, exact(1), places=(QARYA,)))
    assert said.places == (QARYA, NORTH)


@pytest.mark.parametrize(
    ("time", "place", "unplaced"),
    [(MAY_1, QARYA, False), (MAY, QARYA, True), (None, QARYA, True), (MAY_1, NORTH, True), (MAY_1, None, True)],
)
def test_without_a_day_or_a_place_within_a_province_it_is_unplaced(
    time: When | None, place: Place | None, unplaced: bool
) -> None:
    assert only(claim(0, exact(1), time=time, places=() if place is None else (place,))).unplaced is unplaced


def test_type_and_weapon_are_what_most_claims_say() -> None:
    said = only(
        claim(0, exact(1), event_type=EventType.ATTACK),
        claim(1, exact(1), event_type=EventType.AIRSTRIKE, weapon="missile"),
        claim(2, exact(1), event_type=EventType.AIRSTRIKE),
    )
    assert (said.event_type, said.weapon) == (EventType.AIRSTRIKE, "missile")


@st.composite
def figure(draw: st.DrawFn) -> Figure:
    low = draw(st.integers(0, 40))
    high = draw(st.none() | st.integers(low, 60))
    value = draw(st.none() | st.integers(0, 70))
    return Figure(value, draw(st.sampled_from(Qualifier)), low, high, "words")


@st.composite
def any_claim(draw: st.DrawFn, at: int) -> Claim:
    return claim(
        at,
        draw(figure()),
        draw(st.sampled_from([Effect.KILLED, Effect.INJURED, Effect.DESTROYED])),
        frame=draw(st.sampled_from(["f1", "f2"])),
        group=draw(st.none() | st.sampled_from(Group)),
        status=draw(st.none() | st.sampled_from(Status)),
        role=draw(st.none() | st.just(Role.MEDIC)),
        part_of=draw(st.none() | st.integers(0, 7).map(lambda n: f"c{n}")),
        scope=draw(st.sampled_from(Scope)),
        stance=draw(st.sampled_from(Stance)),
        time=draw(st.sampled_from([None, MAY, MAY_1, MAY_3])),
        places=draw(st.sampled_from([(), (QARYA,), (NORTH, QARYA)])),
        perpetrators=draw(st.sampled_from([(), (ARMY,), (MILITIA, ARMY), (MILITIA,)])),
        weapon=draw(st.sampled_from([None, "mortar", "mine"])),
    )


@st.composite
def any_claims(draw: st.DrawFn) -> list[Claim]:
    return [draw(any_claim(at)) for at in range(draw(st.integers(0, 8)))]


@given(any_claims(), st.randoms(use_true_random=False))
def test_the_order_of_claims_never_matters(said: list[Claim], chance: random.Random) -> None:
    shuffled = said[:]
    chance.shuffle(shuffled)
    assert incidents(shuffled) == incidents(said)


@given(any_claims())
def test_low_best_and_high_are_in_order_and_lines_unique(said: list[Claim]) -> None:
    for incident in incidents(said):
        cells = [(line.effect, line.status, line.group) for line in incident.figures]
        assert len(set(cells)) == len(cells)
        for line in incident.figures:
            assert line.low is not None
            assert line.best is not None
            assert line.high is not None
            assert line.low <= line.best <= line.high
            assert line.claims
            assert set(line.claims) <= set(incident.claims)


@given(any_claims())
def test_every_asserted_count_of_people_is_behind_a_line(said: list[Claim]) -> None:
    """No victim is lost: a count that is above zero and asserted shows in its incident, or its whole does."""
    by_id = {one.id: one for one in said}
    for incident in incidents(said):
        shown = {name for line in incident.figures for name in line.claims}
        effects: dict[Effect, list[FigureLine]] = {}
        for line in incident.figures:
            effects.setdefault(line.effect, []).append(line)
        for name in incident.claims:
            one = by_id[name]
            counted = one.stance is Stance.ASSERTED and one.effect in OF_PEOPLE and one.figure.high != 0
            if counted and (one.figure.low or one.figure.value):
                assert name in shown or any(line.group is None and line.status is None for line in effects[one.effect])
