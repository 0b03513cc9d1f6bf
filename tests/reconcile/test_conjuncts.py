"""Counts told together add up: planted phrases, and a plain sum by brute force over any phrases."""

import itertools
import random
from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from planted import figures as figures_of

from tadwin.reconcile.conjuncts import LISTED_WITH, phrases
from tadwin.reconcile.said import Said
from tadwin.types import Claim, Evidence, Figure, FigureLine, Span
from tadwin.vocab import Effect, Group, Qualifier, Role, Stance, Status


def figure(low: int, high: int | None, value: int | None, text: str = "") -> Figure:
    qualifier = Qualifier.EXACT if low == high == value else Qualifier.VAGUE
    return Figure(value, qualifier, low, high, text or str(value))


def said(at: int, number: int | Figure, word: int, *, listed: bool = False, **attributes: object) -> Claim:
    """A claim whose number stands at `at` and whose effect is given by the word at `word`."""
    span = Span("r1", at, at + 1, "x")
    of = number if isinstance(number, Figure) else figure(number, number, number)
    made = Claim(f"c{at}", "r1", "f1", span, span, Effect.KILLED, of)
    why = Evidence("effect", LISTED_WITH if listed else "before", word, word + 6, "killed")
    return replace(made, evidence=(why,), **attributes)  # type: ignore[arg-type]


def figures(claims: Sequence[Claim]) -> tuple[FigureLine, ...]:
    return figures_of([Said(claim, claim.report_id, independent=False, published=None) for claim in claims])


def cells(*claims: Claim) -> dict[tuple[Status | None, Group | None], tuple[int | None, int | None, int | None]]:
    return {(line.status, line.group): (line.low, line.best, line.high) for line in figures(claims)}


def test_a_fisherman_and_his_son_are_two() -> None:
    (line,) = figures([said(7, 1, 0), said(20, 1, 0, listed=True)])
    assert (line.low, line.best, line.high, line.claims) == (2, 2, 2, ("c7", "c20"))
    assert line.why == "The report says “1” and “1”, told together (2)."


def test_fighters_and_soldiers_add_up_in_their_cell_and_for_everyone() -> None:
    fighters, soldiers = said(7, 84, 0, status=Status.COMBATANT), said(20, 47, 0, listed=True, status=Status.COMBATANT)
    assert cells(fighters, soldiers) == {(None, None): (131, 131, 131), (Status.COMBATANT, None): (131, 131, 131)}


def test_a_number_outside_its_own_bounds_is_held_inside_them() -> None:
    odd = Figure(2, Qualifier.MORE_THAN, 0, 1, "words")
    assert cells(said(0, odd, 0)) == {(None, None): (0, 1, 1)}
    assert cells(said(0, odd, 0, role=Role.MEDIC)) == {(None, None): (0, 1, 1)}


def test_a_list_of_three_is_one_count_and_a_rival_stays_a_rival() -> None:
    three = [said(7, 2, 0), said(12, 3, 0, listed=True), said(20, 4, 0, listed=True)]
    (line,) = figures([*three, said(90, 11, 80)])
    assert (line.low, line.best, line.high) == (9, 9, 11)
    assert "“2”, “3” and “4”, told together; “11”" in line.why


def test_a_word_that_a_list_lends_backwards_joins_no_earlier_toll() -> None:
    toll, rebels, soldiers = said(3, 80, 9), said(40, 30, 60, listed=True), said(50, 39, 60)
    assert cells(toll, rebels, soldiers) == {(None, None): (69, 80, 80)}


def test_whoever_is_told_with_people_of_no_stated_group_counts_among_everyone() -> None:
    farmer, children = said(7, 1, 0), said(20, 2, 0, listed=True, group=Group.CHILDREN)
    assert cells(farmer, children) == {(None, None): (3, 3, 3), (None, Group.CHILDREN): (2, 2, 2)}
    nurse, patients = said(7, 1, 0, role=Role.MEDIC), said(20, 2, 0, listed=True)
    assert cells(nurse, patients) == {(None, None): (3, 3, 3)}
    reporters = said(20, 2, 0, listed=True, role=Role.JOURNALIST)
    assert cells(nurse, reporters) == {(None, None): (3, 3, 3)}


def test_a_share_between_them_is_passed_over_and_a_hedged_one_does_not_enter() -> None:
    whole, share, more = said(7, 8, 0), said(20, 3, 0, part_of="c7"), said(30, 2, 0, listed=True)
    assert cells(whole, share, more) == {(None, None): (10, 10, 10)}
    assert cells(whole, replace(more, stance=Stance.HEDGED)) == {(None, None): (8, 8, 8)}


@st.composite
def any_figure(draw: st.DrawFn) -> Figure:
    low = draw(st.integers(0, 20))
    high = draw(st.none() | st.integers(low, 30))
    value = draw(st.none() | st.integers(low, 30 if high is None else high))
    if value is None and high in (0, 1):
        value = 1  # one person without a number is described, not counted
    return figure(min(low, 1) if high == 0 else low, high if high != 0 else 1, value)


@st.composite
def any_phrases(draw: st.DrawFn) -> list[list[Claim]]:
    """Phrases of one to four conjuncts, each phrase with a word of its own, all of one cell."""
    where = itertools.count(step=10)
    told = []
    for word in range(1000, 1000 + draw(st.integers(1, 4))):
        figures_of = draw(st.lists(any_figure(), min_size=1, max_size=4))
        told.append([said(next(where), one, word, listed=at > 0) for at, one in enumerate(figures_of)])
    return told


def one_number(of: Figure) -> int:
    return of.low if of.value is None else of.value


def top(of: Figure) -> int:
    return one_number(of) if of.high is None else of.high


def is_vague(phrase: Sequence[Claim]) -> bool:
    return any(claim.figure.value is None for claim in phrase)


def fits(phrase: Sequence[Claim], number: int) -> bool:
    highs = [claim.figure.high for claim in phrase]
    if number < sum(claim.figure.low for claim in phrase):
        return False
    return None in highs or number <= sum(high or 0 for high in highs)


def gives_only_a_most(phrase: Sequence[Claim]) -> bool:
    return not any(claim.figure.low for claim in phrase) and any(one_number(claim.figure) for claim in phrase)


@given(any_phrases(), st.randoms(use_true_random=False))
def test_sums_are_those_of_brute_force_in_any_order(told: list[list[Claim]], chance: random.Random) -> None:
    claims = [claim for phrase in told for claim in phrase]
    assert phrases(claims) == tuple(map(tuple, told))
    lines = figures(claims)
    shuffled = claims[:]
    chance.shuffle(shuffled)
    assert figures(shuffled) == lines
    (line,) = lines
    numbers = [sum(one_number(claim.figure) for claim in phrase) for phrase in told if not is_vague(phrase)]
    bounding = [phrase for phrase in told if not (is_vague(phrase) and any(fits(phrase, one) for one in numbers))]
    # who only gives a most allows what the others do, up to it
    most_only = [phrase for phrase in bounding if gives_only_a_most(phrase)]
    lows = [sum(claim.figure.low for claim in phrase) for phrase in bounding if phrase not in most_only]
    lows = lows + [sum(one_number(claim.figure) for claim in phrase) for phrase in most_only] if lows else [0]
    tops = [sum(top(claim.figure) for claim in phrase) for phrase in bounding]
    first = numbers[0] if numbers else sum(one_number(claim.figure) for claim in told[0])
    assert (line.low, line.high, line.best) == (min(lows), max(tops), first)
    assert line.open == any(claim.figure.high is None for phrase in bounding for claim in phrase)
    assert line.claims == tuple(claim.id for claim in claims)


@st.composite
def any_claims(draw: st.DrawFn) -> list[Claim]:
    return [
        said(
            at * 10,
            draw(any_figure()),
            draw(st.integers(1000, 1002)),
            listed=draw(st.booleans()),
            group=draw(st.none() | st.sampled_from(Group)),
            status=draw(st.none() | st.sampled_from(Status)),
            role=draw(st.none() | st.just(Role.MEDIC)),
            part_of=draw(st.none() | st.integers(0, 6).map(lambda n: f"c{n * 10}")),
            stance=draw(st.sampled_from(Stance)),
        )
        for at in range(draw(st.integers(0, 7)))
    ]


def in_order(line: FigureLine) -> bool:
    assert line.low is not None
    assert line.best is not None
    assert line.high is not None
    return line.low <= line.best <= line.high


@given(any_claims(), st.randoms(use_true_random=False))
def test_lists_of_any_kind_keep_their_claims_their_order_and_their_bounds(
    claims: list[Claim], chance: random.Random
) -> None:
    assert sorted(claim.id for phrase in phrases(claims) for claim in phrase) == sorted(claim.id for claim in claims)
    lines = figures(claims)
    shuffled = claims[:]
    chance.shuffle(shuffled)
    assert figures(shuffled) == lines
    for line in lines:
        assert in_order(line)
        assert len(set(line.claims)) == len(line.claims)
