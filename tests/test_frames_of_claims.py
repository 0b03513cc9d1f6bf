"""Which claims of a report stand for an incident: planted reports with known answers."""

from dataclasses import replace
from datetime import date

from tadwin.frames import frames
from tadwin.types import Claim, Evidence, Figure, Place, Span, When
from tadwin.vocab import DatePrecision, Effect, Group, PlacePrecision, Qualifier, Scope, Status

MAY_1 = When(date(2031, 5, 1), date(2031, 5, 1), DatePrecision.DAY)
NIGHT = When(date(2031, 5, 1), date(2031, 5, 2), DatePrecision.DAYS)
DAYS = When(date(2031, 5, 1), date(2031, 5, 3), DatePrecision.DAYS)
WEEK = When(date(2031, 4, 28), date(2031, 5, 4), DatePrecision.WEEK)
LONGER = When(date(2031, 4, 28), date(2031, 5, 5), DatePrecision.MONTH)
MAY = When(date(2031, 5, 1), date(2031, 5, 31), DatePrecision.MONTH)
LATER = When(date(2031, 5, 9), date(2031, 5, 9), DatePrecision.DAY)
QARYA = Place("Qarya", 1.0, 2.0, "g:1", "North", "XX", PlacePrecision.EXACT)
NEAR = Place("Nahr", 1.2, 2.2, "g:2", "North", "XX", PlacePrecision.EXACT)
FAR = Place("Wadi", 4.0, 2.0, "g:3", "South", "XX", PlacePrecision.EXACT)
NORTH = Place("North", None, None, "g:4", "North", "XX", PlacePrecision.ADMIN1)
OF_ATTACKS = (Evidence("scope", "counts over several attacks", None, None, ""),)
OF_A_WAR = (Evidence("scope", "counts over the war", None, None, ""),)


def claim(at: int, value: int, frame: str = "f1", **attributes: object) -> Claim:
    number = Span("r1", at, at + 1, "x")
    made = Claim(
        f"c{at}", "r1", frame, number, number, Effect.KILLED, Figure(value, Qualifier.EXACT, value, value, "x")
    )
    return replace(made, **attributes)  # type: ignore[arg-type]


def tally(at: int, value: int, frame: str = "f1", **attributes: object) -> Claim:
    return replace(claim(at, value, frame, scope=Scope.TALLY, evidence=OF_ATTACKS), **attributes)  # type: ignore[arg-type]


def told(*claims: Claim) -> dict[str, tuple[list[str], bool]]:
    """Of each frame its claims, and whether it is a toll."""
    return {frame.id: ([one.id for one in frame.claims], frame.toll) for frame in frames(claims)}


def test_a_tally_is_left_out_of_the_frame_of_an_attack() -> None:
    assert told(claim(1, 5, time=MAY_1), tally(2, 40, time=MAY_1)) == {"f1": (["c1"], False)}
    before = claim(0, 7, "f0")
    assert told(before, tally(1, 40), claim(2, 5)) == {"f0": (["c0"], False), "f1": (["c2"], False)}


def test_what_is_told_in_the_frame_of_the_leading_days_count_is_of_that_toll() -> None:
    children = claim(2, 5, group=Group.CHILDREN, time=MAY_1)
    assert told(tally(1, 45, time=MAY_1), children) == {"f1": (["c1", "c2"], True)}


def test_a_days_count_is_a_toll_and_a_months_is_not() -> None:
    assert told(tally(1, 40, time=MAY_1), tally(2, 9, time=NIGHT)) == {"f1": (["c1", "c2"], True)}
    assert told(tally(1, 40, time=MAY)) == {}


def test_the_news_that_a_report_leads_with_is_a_toll_without_its_day() -> None:
    share = tally(2, 4, group=Group.CHILDREN, part_of="c1")
    assert told(tally(1, 16), share) == {"f1": (["c1", "c2"], True)}


def test_the_lead_tells_the_headline_again() -> None:
    headline, lead, later = tally(1, 16), tally(50, 16, "f2"), tally(90, 70, "f3")
    assert told(headline, lead, later) == {"f1": (["c1"], True), "f2": (["c50"], True)}


def test_the_war_and_its_months_are_no_news() -> None:
    assert told(tally(1, 250_000, evidence=OF_A_WAR)) == {}
    assert told(tally(1, 135, period=MAY)) == {}
    assert told(tally(1, 135, time=MAY)) == {}


def test_a_week_that_is_the_news_is_a_toll_and_more_is_not() -> None:
    share = tally(2, 4, group=Group.CHILDREN, part_of="c1", time=WEEK)
    assert told(tally(1, 16, time=WEEK), share) == {"f1": (["c1", "c2"], True)}
    assert told(tally(1, 16, period=WEEK)) == {"f1": (["c1"], True)}  # "last week", one day of it
    assert told(tally(1, 16, time=LONGER)) == {}
    assert told(claim(1, 5, time=MAY_1), tally(50, 16, "f2", time=DAYS)) == {"f1": (["c1"], False)}


def test_days_that_the_report_divides_are_a_tally() -> None:
    days, first, second = tally(1, 16, time=DAYS), claim(2, 9, "f2", time=MAY_1), claim(3, 7, "f3", time=NIGHT)
    assert told(days, first) == {"f1": (["c1"], True), "f2": (["c2"], False)}  # seven more are told nowhere else
    assert told(days, first, second) == {"f2": (["c2"], False), "f3": (["c3"], False)}
    assert told(days, first, replace(second, time=LONGER))["f1"] == (["c1"], True)


def test_what_was_counted_before_stays_a_tally() -> None:
    assert told(claim(1, 5), tally(50, 70, "f2")) == {"f1": (["c1"], False)}


def test_a_frame_knows_its_reports_day_and_the_settlements_beside_it() -> None:
    qarya = Place("Qarya", 1.0, 2.0, "g:1", "North", "XX", PlacePrecision.EXACT)
    balda = Place("Balda", 1.1, 2.1, "g:2", "North", "XX", PlacePrecision.EXACT)
    north = Place("North", 1.0, 2.0, "g:3", "North", "XX", PlacePrecision.ADMIN1)
    june = When(date(2031, 6, 3), date(2031, 6, 3), DatePrecision.DAY)
    said = [
        claim(1, 5, "f1", time=MAY_1, places=(north,)),
        claim(2, 6, "f2", time=NIGHT, places=(north, qarya)),
        claim(3, 7, "f3", time=june, places=(balda,)),
    ]
    found = frames(said, {"r1": date(2031, 5, 2)})
    assert [frame.beside for frame in found] == [(qarya,), (), ()]  # not Balda, which is of another day
    assert {frame.published for frame in found} == {date(2031, 5, 2)}
    assert {frame.published for frame in frames(said)} == {None}


def parts(*claims: Claim) -> dict[str, tuple[str, ...]]:
    """The frames that a report divides, each with those that it divides its dead among."""
    return {frame.id: frame.parts for frame in frames(claims) if frame.parts}


def test_dead_that_a_report_divides_exactly_are_a_toll_of_its_parts() -> None:
    whole, again = claim(1, 22, time=MAY_1), claim(30, 22, "f2", time=MAY_1)
    five, one = claim(70, 5, "f4"), claim(90, 1, "f5", group=Group.WOMEN)
    sixteen = claim(50, 16, "f3", time=MAY_1)
    child = claim(55, 2, "f3", group=Group.CHILDREN, part_of="c50")
    given = (whole, again, sixteen, child, five, one)
    assert parts(*given) == {"f1": ("f3", "f4", "f5"), "f2": ("f3", "f4", "f5")}
    made = {frame.id: frame for frame in frames(given)}
    assert [one.id for one in made["f1"].inside] == ["c55", "c90"]
    assert [name for name, frame in made.items() if frame.toll] == ["f1", "f2"]


def test_a_part_may_be_divided_too_and_what_its_parts_tell_is_of_the_whole() -> None:
    boys = claim(70, 4, "f4", group=Group.BOYS)
    given = (claim(1, 9), claim(20, 2, "f2"), claim(40, 7, "f3"), claim(60, 3, "f5"), boys)
    assert parts(*given) == {"f1": ("f2", "f3"), "f3": ("f4", "f5")}
    assert [one.id for one in next(frame for frame in frames(given) if frame.id == "f1").inside] == ["c70"]


def test_what_does_not_add_up_exactly_or_cannot_be_of_the_whole_divides_nothing() -> None:
    whole = claim(1, 9, time=MAY_1, places=(QARYA,))
    assert parts(whole, claim(20, 5, "f2"), claim(40, 3, "f3")) == {}
    assert parts(whole, claim(20, 9, "f2")) == {}
    assert parts(whole, claim(20, 5, "f2"), claim(40, 6, "f3")) == {}
    assert parts(claim(20, 5, "f2"), claim(30, 4, "f3"), claim(40, 9, "f1")) == {}  # told behind it or not at all
    assert parts(whole, claim(20, 5, "f2"), claim(40, 4, "f3", time=LATER)) == {}
    assert parts(whole, claim(20, 5, "f2"), claim(40, 4, "f3", places=(FAR,))) == {}
    fighters = replace(whole, status=Status.COMBATANT)
    assert parts(fighters, claim(20, 5, "f2"), claim(40, 4, "f3", status=Status.CIVILIAN)) == {}
    assert parts(claim(1, 2), claim(20, 1, "f2"), claim(40, 1, "f3")) == {}  # too few to tell a sum from chance
    beside = claim(20, 5, "f2"), claim(40, 4, "f3", places=(NEAR,))
    assert parts(whole, *beside) == {}  # so few in one town, and others in the next, may be so by chance
    assert parts(replace(whole, places=(NORTH,)), *beside) == {"f1": ("f2", "f3")}
    many = claim(1, 19, time=MAY_1, places=(QARYA,))
    assert parts(many, claim(20, 15, "f2"), beside[1]) == {"f1": ("f2", "f3")}


def test_an_attack_with_more_dead_than_a_weeks_count_is_no_part_of_it() -> None:
    week = tally(1, 48, time=DAYS)
    assert told(week, claim(50, 40, "f2", time=MAY_1), claim(70, 8, "f3", time=MAY_1))["f2"] == (["c50"], False)
    assert "f1" not in told(week, claim(50, 40, "f2", time=MAY_1), claim(70, 8, "f3", time=MAY_1))
    assert told(week, claim(50, 129, "f2", time=MAY_1))["f1"] == (["c1"], True)
    share = tally(2, 4, time=DAYS, group=Group.CHILDREN, part_of="c1")
    children = claim(50, 4, "f2", time=MAY_1, group=Group.CHILDREN)
    assert told(week, share, children)["f1"] == (["c1", "c2"], True)


def test_a_sum_told_before_its_tally_is_of_no_single_attack() -> None:
    headline = (claim(1, 4, group=Group.CHILDREN), claim(2, 3))
    sums = (tally(20, 4, "f2", group=Group.CHILDREN, time=MAY), tally(21, 3, "f2", time=MAY))
    farmer = claim(40, 1, time=MAY_1)
    assert told(*headline, *sums, farmer) == {"f1": (["c40"], False)}
    # alone in its frame it stands for no incident
    assert told(*headline, *sums) == {}


def test_one_figure_alone_and_what_comes_behind_the_tally_are_no_sum_of_it() -> None:
    sums = (tally(20, 4, "f2", group=Group.CHILDREN, time=MAY), tally(21, 3, "f2", time=MAY))
    assert told(claim(2, 3), *sums) == {"f1": (["c2"], False)}
    behind = (claim(31, 4, group=Group.CHILDREN), claim(32, 3))
    assert told(*sums, *behind) == {"f1": (["c31", "c32"], False)}
