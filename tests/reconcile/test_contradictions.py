"""Contradictions: planted ones with the claims that make them, and brute force over small accounts."""

import itertools
import random
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st
from planted import at_least, contradictions, said

from tadwin.reconcile.said import Said
from tadwin.types import Place, When
from tadwin.vocab import DatePrecision, Effect, Group, Role, Stance, Status

MAY_1 = When(date(2031, 5, 1), date(2031, 5, 1), DatePrecision.DAY)
MAY_2 = When(date(2031, 5, 2), date(2031, 5, 2), DatePrecision.DAY)
MILL, HARBOUR = Place("Mill"), Place("Harbour")


def sets(*told: Said) -> list[tuple[str, ...]]:
    return [one.claims for one in contradictions(told)]


def test_a_part_above_its_whole_is_named_with_it() -> None:
    (found,) = contradictions([said(0, 10, "Rescuers"), said(5, 12, "Rescuers", group=Group.CHILDREN)])
    assert found.claims == ("r1-0", "r1-5")
    assert found.why == "Rescuers says “12” children killed, more than “10” killed."


def test_parts_above_their_whole_only_together_are_all_named() -> None:
    told = (said(0, 10), said(5, 7, group=Group.WOMEN), said(9, 6, group=Group.CHILDREN), said(12, 1, group=Group.MEN))
    (found,) = contradictions(told)
    assert found.claims == ("r1-0", "r1-5", "r1-9")
    assert found.why == "The report says “7” women killed and “6” children killed, together more than “10” killed."


def test_a_set_that_holds_a_smaller_one_is_not_named() -> None:
    told = (said(0, 5), said(5, 7, group=Group.WOMEN), said(9, 2, group=Group.CHILDREN))
    assert sets(*told) == [("r1-0", "r1-5")]


def test_two_exact_tolls_of_one_day_and_place_contradict() -> None:
    told = [said(at, number, "Rescuers", time=MAY_1, places=(MILL,)) for at, number in ((0, 9), (40, 12), (80, 9))]
    (found,) = contradictions(told)
    assert found.claims == ("r1-0", "r1-40")
    assert found.why == ("Rescuers says both “9” and “12” killed on the same day and place: one of them cannot be all.")


def test_figures_that_may_all_be_true_are_no_contradiction() -> None:
    nine = said(0, 9, "Rescuers", time=MAY_1, places=(MILL,))
    assert not sets(nine, said(9, 12, "Agency", time=MAY_1, places=(MILL,)))  # another origin
    assert not sets(nine, said(9, 12, "Rescuers", "r2", time=MAY_1, places=(MILL,)))  # another report
    assert not sets(nine, said(9, 12, "Rescuers", time=MAY_2, places=(MILL,)))
    assert not sets(nine, said(9, 12, "Rescuers", time=MAY_1, places=(HARBOUR,)))
    assert not sets(nine, said(9, at_least(7), "Rescuers", time=MAY_1, places=(MILL,)))
    assert not sets(nine, said(9, 12, "Rescuers", time=MAY_1, places=(MILL,), counts=False))
    assert not sets(nine, said(9, 12, "Rescuers", time=MAY_1, places=(MILL,), stance=Stance.DENIED))


def test_parts_below_their_whole_are_no_contradiction() -> None:
    assert not sets(said(0, 5, group=Group.CHILDREN), said(5, 2, group=Group.GIRLS), said(9, 1, group=Group.BOYS))


def test_a_part_of_another_day_is_not_held_against_a_whole() -> None:
    assert not sets(said(0, 5, time=MAY_1), said(5, 7, group=Group.WOMEN, time=MAY_2))


def test_a_share_above_its_whole_is_named() -> None:
    assert sets(said(0, 5), said(9, 6, role=Role.MEDIC)) == [("r1-0", "r1-9")]


def test_more_killed_than_the_casualties_they_are_a_part_of() -> None:
    hurt = said(0, 20, effect=Effect.CASUALTIES)
    (found,) = contradictions([hurt, said(9, 25, part_of="r1-0")])
    assert found.claims == ("r1-0", "r1-9")
    assert found.why == "“25” killed are said to be a part of “20” casualties, and are more."
    assert not sets(hurt, said(9, 15, part_of="r1-0"))


def test_one_person_is_no_whole_that_others_are_too_many_for() -> None:
    assert not sets(said(0, 1, "Rescuers"), said(9, 20, "Rescuers", status=Status.COMBATANT))


_WHO = ("girl", "boy", "woman", "man")
_HOLDS: dict[Group | None, tuple[str, ...]] = {None: _WHO, Group.CHILDREN: _WHO[:2], Group.WOMEN: ("woman",)}
_CROWDS = [crowd for size in range(16) for crowd in itertools.combinations_with_replacement(_WHO, size)]


@st.composite
def small_account(draw: st.DrawFn) -> list[Said]:
    """One exact count of each of several groups, wholes first, each of two people or more."""
    groups = [None, *draw(st.permutations([Group.CHILDREN, Group.WOMEN]))]
    return [said(at * 10, draw(st.integers(2, 5)), group=group) for at, group in enumerate(groups)]


def possible(told: list[Said]) -> bool:
    """By brute force: some crowd has just as many of each group."""
    return any(
        all(sum(who in _HOLDS[one.claim.group] for who in crowd) == one.claim.figure.value for one in told)
        for crowd in _CROWDS
    )


@settings(max_examples=100)
@given(small_account(), st.randoms(use_true_random=False))
def test_the_smallest_sets_are_those_of_brute_force(told: list[Said], chance: random.Random) -> None:
    impossible = [
        set(held)
        for size in range(2, len(told) + 1)
        for held in itertools.combinations([one.claim.id for one in told], size)
        if not possible([one for one in told if one.claim.id in held])
    ]
    smallest = [held for held in impossible if not any(other < held for other in impossible)]
    assert sorted(map(sorted, smallest)) == sorted(map(sorted, sets(*told)))
    shuffled = told[:]
    chance.shuffle(shuffled)
    assert contradictions(shuffled) == contradictions(told)


@given(small_account())
def test_without_any_one_claim_of_it_a_contradiction_is_gone(told: list[Said]) -> None:
    for found in contradictions(told):
        for left_out in found.claims:
            rest = [one for one in told if one.claim.id in found.claims and one.claim.id != left_out]
            assert not contradictions(rest)
