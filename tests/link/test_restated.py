"""Frames that a report says are one: planted reports with known answers, and properties over any frames."""

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from tadwin.link.restated import restated
from tadwin.types import Actor, Claim, Figure, Frame, Place, Span, When
from tadwin.vocab import DatePrecision, Effect, EventType, Group, PlacePrecision, Qualifier, Scope, Stance, Status

MAY_1 = When(date(2031, 5, 1), date(2031, 5, 1), DatePrecision.DAY)
MAY_3 = When(date(2031, 5, 3), date(2031, 5, 3), DatePrecision.DAY)
MAY = When(date(2031, 5, 1), date(2031, 5, 31), DatePrecision.MONTH)
QARYA = Place("Qarya", 1.0, 2.0, "g:1", "North", "XX", PlacePrecision.EXACT)
BALDA = Place("Balda", 1.1, 2.1, "g:3", "North", "XX", PlacePrecision.EXACT)
QUARTER = Place("Old Mill", precision=PlacePrecision.UNKNOWN)
NORTH = Place("North", None, None, "g:2", "North", "XX", PlacePrecision.ADMIN1)
SOUTH = Place("South", None, None, "g:4", "South", "XX", PlacePrecision.ADMIN1)
ARMY, MILITIA = Actor("the army", "army"), Actor("a militia", "militia")


def killed(
    value: int | None,
    quote: str = "killed",
    group: Group | None = None,
    part_of: str | None = None,
    status: Status | None = None,
    effect: Effect = Effect.KILLED,
    stance: Stance = Stance.ASSERTED,
) -> Claim:
    """A claim whose place in the text `told` gives it."""
    figure = Figure(value, Qualifier.EXACT if value else Qualifier.VAGUE, value or 24, value, str(value))
    span = Span("r", 0, len(quote), quote)
    return Claim(
        "c", "r", "f", span, span, effect, figure, group, status, None, None, part_of, Scope.INCIDENT, stance=stance
    )


def told(
    at: int,
    *claims: Claim,
    time: When | None = None,
    places: Sequence[Place] = (),
    blamed: Sequence[Actor] = (),
    report: str = "r",
) -> Frame:
    """Frame `f<at>`: the one told as number `at` of its report; its claims are c<at>.0, c<at>.1 ..."""
    made = [
        replace(
            claim,
            id=f"c{at}.{i}",
            report_id=report,
            frame=f"f{at}",
            number=Span(report, 100 * at + i, 100 * at + i + 1, "x"),
        )
        for i, claim in enumerate(claims)
    ]
    return Frame(f"f{at}", report, tuple(made), time, tuple(places), None, None, tuple(blamed), unplaced=False)


def test_a_headline_is_the_lead_that_it_announces() -> None:
    headline = told(0, killed(2))
    lead = told(1, killed(2, status=Status.CIVILIAN), time=MAY_1, places=[QARYA])
    assert restated([headline, lead]) == (("f0", "f1"),)


def test_seven_here_and_seven_there_are_two() -> None:
    assert restated([told(0, killed(7), places=[QARYA]), told(1, killed(7), places=[BALDA])]) == ()
    assert restated([told(0, killed(7), time=MAY_1), told(1, killed(7), time=MAY_3)]) == ()
    assert restated([told(0, killed(7), blamed=[ARMY]), told(1, killed(7), blamed=[MILITIA])]) == ()
    assert restated([told(0, killed(7), places=[NORTH]), told(1, killed(7), places=[SOUTH])]) == ()


def test_a_headline_that_two_attacks_would_fit_is_the_first() -> None:
    headline, here, there = told(0, killed(7)), told(1, killed(7), places=[QARYA]), told(2, killed(7), places=[BALDA])
    assert restated([headline, here, there]) == (("f0", "f1"),)


def test_the_toll_told_again_at_the_end() -> None:
    lead, other, end = told(0, killed(21), places=[QARYA]), told(1, killed(3), places=[BALDA]), told(2, killed(21))
    assert restated([lead, other, end]) == (("f0", "f2"),)


def test_the_one_killed_of_a_bulletin_is_another() -> None:
    lines = [told(i, killed(1), places=[Place(f"Village {i}", precision=PlacePrecision.UNKNOWN)]) for i in range(4)]
    assert restated(lines) == ()
    assert restated([told(0, killed(9), places=[QARYA]), told(1, killed(1)), told(2, killed(1), time=MAY_1)]) == ()


def test_small_figures_are_told_again_together() -> None:
    lead = told(0, killed(9), places=[BALDA])
    two, again = (
        told(1, killed(3), killed(2, group=Group.CHILDREN)),
        told(2, killed(3), killed(2, group=Group.CHILDREN)),
    )
    assert restated([lead, two, again]) == (("f1", "f2"),)


def test_a_headlines_parts_may_be_parts_of_a_later_whole() -> None:
    headline = told(0, killed(5, group=Group.CHILDREN), killed(4))
    lead = told(
        1, killed(13), killed(4, part_of="c1.0"), killed(5, group=Group.CHILDREN, part_of="c1.0"), places=[QARYA]
    )
    assert restated([headline, lead]) == (("f0", "f1"),)


def test_dozens_of_casualties_are_the_dead_and_the_hurt() -> None:
    headline = told(0, killed(None, effect=Effect.CASUALTIES))
    hurt = killed(32, effect=Effect.INJURED)
    assert restated([headline, told(1, killed(6), hurt, places=[QARYA])]) == (("f0", "f1"),)
    assert restated([headline, told(1, killed(6), places=[QARYA])]) == ()


def test_the_largest_figure_that_is_told_again_is_joined_first() -> None:
    """Both the village and the day's count would go with the region's frame; they speak against each other."""
    village = told(0, killed(22), time=MAY_3, places=[QARYA])
    region, count = told(1, killed(49), killed(22), time=MAY), told(2, killed(49), time=MAY_1)
    assert restated([village, region, count]) == (("f1", "f2"),)


def test_among_the_dead_holds_wherever_they_were_counted() -> None:
    lead = told(0, killed(40), places=[BALDA])
    hurt = killed(50, "at least 50 wounded", effect=Effect.INJURED)
    share = killed(14, "14 children were among those killed", Group.CHILDREN, part_of="c0.0")
    assert restated([lead, told(1, hurt, share, places=[QARYA])]) == (("f0", "f1"),)
    assert restated([lead, told(1, hurt, share, places=[QARYA], time=MAY_1), told(2, share, time=MAY_3)]) == (
        ("f0", "f1"),
    )


def test_things_hit_without_a_place_are_of_the_one_settlement_of_their_day() -> None:
    dead = told(0, killed(14), time=MAY_1, places=[QARYA])
    shops = told(1, killed(12, effect=Effect.DESTROYED), killed(1, effect=Effect.DAMAGED), time=MAY_1)
    assert restated([dead, shops]) == (("f0", "f1"),)
    assert restated([replace(dead, time=MAY_3), shops]) == ()
    assert restated([replace(dead, places=()), shops]) == ()
    assert restated([dead, replace(shops, time=None)]) == ()
    assert restated([dead, replace(shops, places=(NORTH,))]) == ()
    assert restated([dead, told(1, killed(3, effect=Effect.INJURED), time=MAY_1)]) == ()
    kinds = replace(dead, event_type=EventType.AIRSTRIKE), replace(shops, event_type=EventType.CLASH)
    assert restated(kinds) == ()


def test_things_hit_without_a_place_are_of_neither_of_two_settlements() -> None:
    here, there = told(0, killed(14), time=MAY_1, places=[QARYA]), told(1, killed(3), places=[BALDA])
    assert restated([here, there, told(2, killed(12, effect=Effect.DESTROYED), time=MAY_1)]) == ()


def test_a_coalition_and_a_member_of_it_and_an_unknown_party_may_be_one() -> None:
    coalition, unnamed = Actor("the coalition", "coalition", "coalition"), Actor("gunmen")
    for other in (coalition, unnamed):
        assert restated([told(0, killed(12), blamed=[ARMY]), told(1, killed(12), blamed=[other])]) == (("f0", "f1"),)


def test_a_city_with_the_name_of_its_province_may_be_the_province() -> None:
    city = Place("North", 1.5, 2.5, "g:5", "North", "XX", PlacePrecision.EXACT)
    assert restated([told(0, killed(12), places=[city, NORTH]), told(1, killed(12), places=[QARYA])]) == (("f0", "f1"),)
    assert restated([told(0, killed(12), places=[city]), told(1, killed(12), places=[QARYA])]) == ()


def test_another_whole_speaks_against_equal_shares() -> None:
    region = told(0, killed(22), killed(6, group=Group.CHILDREN), places=[NORTH])
    village = told(1, killed(16), killed(6, group=Group.CHILDREN), places=[QARYA])
    assert restated([region, village]) == ()


def test_a_region_may_hold_the_village_and_a_month_the_day() -> None:
    headline = told(0, killed(12), time=MAY, places=[NORTH])
    lead = told(1, killed(12), time=MAY_1, places=[QARYA])
    assert restated([headline, lead]) == (("f0", "f1"),)


def test_a_name_that_no_gazetteer_knows_may_be_a_quarter() -> None:
    assert restated([told(0, killed(12), places=[QARYA]), told(1, killed(12), places=[QUARTER])]) == (("f0", "f1"),)


def test_a_share_is_of_the_incident_of_its_whole() -> None:
    lead = told(0, killed(40), places=[NORTH])
    share = told(1, killed(5, "five children were among the dead", Group.CHILDREN, part_of="c0.0"), places=[QARYA])
    assert restated([lead, share]) == (("f0", "f1"),)


def test_the_dead_are_those_told_last() -> None:
    first, last = told(0, killed(30), places=[BALDA]), told(1, killed(20), places=[QARYA])
    share = told(2, killed(5, "Five of the dead", Group.CHILDREN))
    assert restated([first, last, share]) == (("f1", "f2"),)


def test_dozens_are_the_figure_told_next() -> None:
    assert restated([told(0, killed(None)), told(1, killed(31), places=[QARYA])]) == (("f0", "f1"),)
    assert restated([told(0, killed(None)), told(1, killed(3), places=[QARYA])]) == ()


def test_the_hurt_are_not_the_dead_and_what_is_denied_is_not_told() -> None:
    assert restated([told(0, killed(12)), told(1, killed(12, effect=Effect.INJURED))]) == ()
    assert restated([told(0, killed(12)), told(1, killed(12, stance=Stance.DENIED))]) == ()


def test_reports_are_never_joined() -> None:
    assert restated([told(0, killed(12)), told(1, killed(12), report="other")]) == ()


#: Reports that name settlements which a gazetteer knows: any two of them are two places.
_frame_lists = st.lists(
    st.tuples(
        st.lists(st.sampled_from([killed(1), killed(7), killed(40), killed(None)]), min_size=1, max_size=3),
        st.sampled_from([None, MAY_1, MAY_3, MAY]),
        st.lists(st.sampled_from([QARYA, BALDA, NORTH, SOUTH]), max_size=2, unique=True),
        st.sampled_from([(), (ARMY,), (MILITIA,)]),
    ),
    max_size=7,
).map(
    lambda rows: [
        told(at, *claims, time=time, places=places, blamed=blamed)
        for at, (claims, time, places, blamed) in enumerate(rows)
    ]
)


@given(_frame_lists, st.randoms(use_true_random=False))
def test_the_order_of_frames_never_matters(frames: list[Frame], chance: random.Random) -> None:
    shuffled = list(frames)
    chance.shuffle(shuffled)
    assert restated(shuffled) == restated(frames)


@given(_frame_lists)
def test_no_group_holds_two_days_or_two_parties(frames: list[Frame]) -> None:
    by_id = {frame.id: frame for frame in frames}
    group = {name: {name} for name in by_id}
    for left, right in restated(frames):
        assert left < right
        joined = group[left] | group[right]
        group.update(dict.fromkeys(joined, joined))
    for names in group.values():
        members = [by_id[name] for name in names]
        assert len({one.time for one in members} & {MAY_1, MAY_3}) < 2
        assert len({one.perpetrators for one in members if one.perpetrators}) < 2
        settlements = [{place.name for place in one.places if place in (QARYA, BALDA)} for one in members]
        assert all(not a or not b or a & b for a in settlements for b in settlements)


def test_the_abducted_told_again_are_the_same_people() -> None:
    lead = told(0, killed(52, effect=Effect.ABDUCTED), places=[NORTH])
    again = told(1, killed(52, effect=Effect.ABDUCTED), time=MAY_1, places=[QARYA])
    assert restated([lead, again]) == (("f0", "f1"),)
    assert restated([lead, told(1, killed(9, effect=Effect.ABDUCTED), places=[QARYA])]) == ()


def test_words_that_count_no_one_are_of_the_attack_of_their_settlement_and_day() -> None:
    raid = told(0, killed(7), killed(71, effect=Effect.INJURED), time=MAY_1, places=[QARYA])
    many = killed(None, effect=Effect.INJURED)
    vague = told(1, many, killed(22, effect=Effect.INJURED, part_of="c1.0"), time=MAY_1, places=[QARYA])
    assert restated([raid, vague]) == (("f0", "f1"),)
    # another day, another town, no day, another kind of attack, or two attacks there: who knows
    assert restated([raid, replace(vague, time=MAY_3)]) == ()
    assert restated([raid, replace(vague, places=(BALDA,))]) == ()
    assert restated([raid, replace(vague, time=None)]) == ()
    kinds = replace(raid, event_type=EventType.AIRSTRIKE), replace(vague, event_type=EventType.CLASH)
    assert restated(kinds) == ()
    other = told(2, killed(4), time=MAY_1, places=[QARYA])
    assert restated([raid, vague, other]) == ()


def test_a_number_makes_an_attack_of_its_own() -> None:
    raid = told(0, killed(7), time=MAY_1, places=[QARYA])
    assert restated([raid, told(1, killed(3, effect=Effect.INJURED), time=MAY_1, places=[QARYA])]) == ()
