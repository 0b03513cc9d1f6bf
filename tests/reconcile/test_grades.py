"""Suggested grades for planted incidents; what never moves a grade; and what is denied, beside what it denies."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sourced import ARMY, GROUP, MINISTRY, MONITOR, RESCUERS, WIRE, claim, number, report, unnamed

from tadwin.reconcile.denials import denials
from tadwin.reconcile.grades import CONTESTED, FAIR, WEAK, Grade, grade
from tadwin.reconcile.origins import origins
from tadwin.reconcile.said import Said
from tadwin.types import Actor, Claim, Evidence, Figure
from tadwin.vocab import SUSPECTED, Effect, Group, Qualifier, Stance, Status

CIVILIAN, COMBATANT = Status.CIVILIAN, Status.COMBATANT
REBELS = unnamed("rebels")
COALITION = Actor("Ruritanian-led coalition", "rt-coalition", "coalition", "rt-coalition")
ELSEWHERE = Actor("Freedonian forces", "forces-fd", "state", "state-fd")


def said(claims: Sequence[Claim]) -> tuple[Said, ...]:
    return origins(claims, {one.report_id: report(one.report_id) for one in claims}, {})


def graded(*claims: Claim) -> Grade:
    return grade(said(claims))


def test_two_independent_sources_are_fair_and_one_is_weak() -> None:
    one = claim("a", "r1", number(5), MONITOR)
    two = claim("b", "r2", number(7), RESCUERS)
    assert graded(one, two).grade == FAIR
    assert graded(one).grade == WEAK
    assert graded(one).reason == (
        "One independent source counts the harm: Ruritanian Rights Observatory. None blames anyone."
    )
    assert graded(one).next == "A second independent source would make it fair."


def test_the_same_source_in_many_reports_stays_one() -> None:
    assert graded(*(claim(f"c{i}", f"r{i}", number(5 + i), MONITOR) for i in range(5))).grade == WEAK


def test_sources_of_one_side_are_one() -> None:
    found = graded(claim("a", "r1", number(5), ARMY), claim("b", "r2", number(5), MINISTRY))
    assert found.grade == WEAK
    assert "speak for one side" in found.reason


def test_outlets_activists_and_the_publishers_voice_are_no_named_source() -> None:
    found = graded(
        claim("a", "r1", number(5)),
        claim("b", "r2", number(5), unnamed("activists")),
        claim("c", "r3", number(5), WIRE),
    )
    assert found.grade == WEAK
    assert found.reason.startswith("No named source stands behind it. Globe Wire names no source.")
    assert found.next == "Two independent, named sources would make it fair."


def test_blame_by_different_claimants_is_contested_and_says_who_blames_whom() -> None:
    found = graded(
        claim("a", "r1", number(5), MONITOR, perpetrators=(ARMY,)),
        claim("b", "r2", number(5), MINISTRY, perpetrators=(REBELS,)),
    )
    assert found == Grade(
        CONTESTED,
        "Blame is contested: on Ruritanian forces by Ruritanian Rights Observatory; on rebels by Ruritanian Health "
        "Ministry. Two independent sources count the harm: Ruritanian Rights Observatory and Ruritanian Health "
        "Ministry.",
        "It would be fair if the sources agreed on who did it.",
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ((ARMY,), (ARMY, GROUP)),  # one of them is shared
        ((GROUP,), (REBELS,)),  # the rebels may be that group
        ((ARMY,), (COALITION,)),  # a coalition called after the state
        ((ARMY,), (unnamed("regime forces"),)),
        ((ARMY,), (unnamed("unknown attackers"),)),
    ],
)
def test_names_that_may_be_one_party_do_not_compete(one: tuple[Actor, ...], other: tuple[Actor, ...]) -> None:
    claims = [
        claim("a", "r1", number(5), MONITOR, perpetrators=one),
        claim("b", "r2", number(5), RESCUERS, perpetrators=other),
    ]
    assert graded(*claims).grade == FAIR


@pytest.mark.parametrize("other", [ELSEWHERE, GROUP, REBELS])
def test_names_of_different_parties_compete(other: Actor) -> None:
    claims = [
        claim("a", "r1", number(5), MONITOR, perpetrators=(ARMY,)),
        claim("b", "r2", number(5), RESCUERS, perpetrators=(other,)),
    ]
    assert graded(*claims).grade == CONTESTED


def test_one_claimant_who_blames_two_parties_is_no_contest() -> None:
    claims = [
        claim("a", "r1", number(5), MONITOR, perpetrators=(ARMY,)),
        claim("b", "r2", number(7), MONITOR, perpetrators=(GROUP,)),
    ]
    assert graded(*claims).grade == WEAK


def test_neither_suspicion_nor_denial_accuses() -> None:
    suspected = (Evidence("perpetrators", f"by agent, {SUSPECTED}", 0, 3, "who"),)
    claims = [
        claim("a", "r1", number(5), MONITOR, perpetrators=(ARMY,)),
        claim("b", "r2", number(5), RESCUERS, perpetrators=(GROUP,), evidence=suspected),
        claim("c", "r3", number(5), MINISTRY, perpetrators=(REBELS,), stance=Stance.DENIED),
    ]
    assert graded(*claims).grade == FAIR


def test_a_party_that_counts_civilians_it_killed_accepts_and_only_a_reviewer_confirms() -> None:
    accepting = claim("a", "r1", number(5), ARMY, perpetrators=(ARMY,), status=CIVILIAN)
    found = graded(accepting, claim("b", "r2", number(5), MONITOR, perpetrators=(ARMY,)))
    assert (found.grade, found.next) == (FAIR, "A reviewer can confirm it.")
    assert found.reason.endswith("It is accepted by Ruritanian forces.")
    boast = claim("a", "r1", number(5), ARMY, perpetrators=(ARMY,))  # "we killed five terrorists"
    assert "accepted" not in graded(boast).reason


def test_harm_to_combatants_alone_has_no_grade() -> None:
    soldiers = claim("a", "r1", number(12), MONITOR, status=COMBATANT)
    some = claim("b", "r1", number(2), MONITOR, at=30, part_of="a", group=Group.WOMEN)
    assert graded(soldiers, some).grade is None
    assert graded(soldiers, some, claim("c", "r1", number(1), MONITOR, at=60)).grade == WEAK


def test_no_harm_has_no_grade() -> None:
    none = Figure(0, Qualifier.EXACT, 0, 0, "no")
    assert graded(claim("a", "r1", none, MONITOR)).grade is None
    assert graded(claim("a", "r1", number(5), MONITOR, effect=Effect.ATTACKS)).grade is None
    assert graded(claim("a", "r1", number(5), MONITOR, stance=Stance.HEDGED)).grade is None


@given(
    st.lists(
        st.tuples(
            st.sampled_from([None, MONITOR, RESCUERS, ARMY, MINISTRY, WIRE]),
            st.sampled_from([(), (ARMY,), (GROUP,), (REBELS,)]),
            st.integers(1, 9),
        ),
        min_size=1,
        max_size=6,
    )
)
def test_the_grade_follows_from_sides_and_blame(rows: list[tuple[Actor | None, tuple[Actor, ...], int]]) -> None:
    claims = [claim(f"c{i}", f"r{i}", number(n), by, perpetrators=blamed) for i, (by, blamed, n) in enumerate(rows)]
    found = graded(*claims)
    # An oracle of its own: army and group (or rebels) are the two camps, and a report without a source is a voice.
    camps: dict[str, set[str]] = {"army": set(), "group": set()}
    for i, (by, blamed, _) in enumerate(rows):
        for actor in blamed:
            camps["army" if actor is ARMY else "group"].add(by.name if by else f"report {i}")
    contested = any(one != other for one in camps["army"] for other in camps["group"])
    sides = {by.side for by, _, _ in rows if by is not None and by is not WIRE}
    assert found.grade == (CONTESTED if contested else FAIR if len(sides) > 1 else WEAK)


# --- denials ------------------------------------------------------------------------------------------------------


def test_a_denial_stands_beside_what_it_denies_and_names_who_says_so() -> None:
    claims = [
        claim("dead", "r1", number(5), MONITOR),
        claim("soldiers", "r1", number(3), MONITOR, at=20, status=COMBATANT),
        claim("hurt", "r1", number(9), MONITOR, at=40, effect=Effect.INJURED),
        claim("denial", "r2", number(5), ARMY, stance=Stance.DENIED),
        claim("no civilians", "r3", Figure(0, Qualifier.EXACT, 0, 0, "no"), MINISTRY, status=CIVILIAN),
        claim("nobody", "r4", Figure(0, Qualifier.EXACT, 0, 0, "no"), effect=Effect.CASUALTIES),
    ]
    found = {one.claim: one for one in denials(said(claims))}
    assert set(found) == {"denial", "no civilians", "nobody"}
    assert set(found["denial"].against) == {"dead", "soldiers"}
    assert found["denial"].by == "Ruritanian forces"
    assert found["denial"].why == "Ruritanian forces denies it: “5”."
    assert found["no civilians"].against == ("dead",)
    assert set(found["nobody"].against) == {"dead", "soldiers", "hurt"}
    assert found["nobody"].by == "the report itself"


def test_what_is_only_supposed_speaks_against_nothing() -> None:
    claims = [
        claim("all", "r1", number(5), MONITOR),
        claim("children", "r1", number(2), MONITOR, at=20, group=Group.CHILDREN),
        claim("feared", "r2", number(20), unnamed("activists"), stance=Stance.HEDGED),
    ]
    (found,) = denials(said(claims))
    assert (found.claim, found.by, found.against) == ("feared", "activists", ())


def test_none_counted_on_the_spot_is_a_count_and_no_denial() -> None:
    none = Figure(0, Qualifier.EXACT, 0, 0, "no")
    assert denials(said([claim("a", "r1", none, RESCUERS)])) == ()
    assert len(denials(said([claim("a", "r1", none, MONITOR)]))) == 1
