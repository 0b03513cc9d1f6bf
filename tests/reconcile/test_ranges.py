"""Figures of several reports and origins: planted accounts with known answers, and what must hold of any."""

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from planted import at_least, between, cells, exact, figures, said, vague

from tadwin.reconcile.rules import Rule
from tadwin.reconcile.said import Said
from tadwin.reconcile.voices import OF_PEOPLE
from tadwin.types import Actor, Figure, FigureLine
from tadwin.vocab import Effect, Group, Qualifier, Role, Stance, Status

EVERYONE = (None, None)
CIVILIANS, COMBATANTS = (Status.CIVILIAN, None), (Status.COMBATANT, None)
CHILDREN = (None, Group.CHILDREN)


def of(*claims: Said, rule: Rule = Rule.CONSERVATIVE) -> tuple[int | None, int | None, int | None, bool]:
    return cells(figures(claims, rule))[EVERYONE]


def why(*claims: Said, rule: Rule = Rule.CONSERVATIVE) -> str:
    return figures(claims, rule)[0].why


def test_what_two_origins_give_is_best_and_a_third_is_spanned() -> None:
    told = (said(0, 11, "Rescuers"), said(0, 11, "Clinic", "r2"), said(0, between(4, 6), "Agency", "r3"))
    assert of(*told) == (4, 11, 11, False)
    assert why(*told) == (
        "Agency says 4 to 6; Clinic and Rescuers say 11: low and high span them; best is 11, which two origins give."
    )


def test_of_origins_that_differ_one_each_the_lower_is_best() -> None:
    told = (said(0, 14, "Rescuers"), said(0, 9, "Agency", "r2"))
    assert of(*told) == (9, 9, 14, False)
    assert why(*told).endswith("best is 9, the lowest of those as often given.")


def test_in_one_report_the_origin_that_it_leads_with_is_best() -> None:
    told = (said(0, 14, "Rescuers"), said(50, 9, "Agency"))
    assert of(*told) == (9, 14, 14, False)


def test_reports_in_their_own_voice_are_one_origin_together() -> None:
    own = [said(0, 30, report=f"r{at}") for at in range(4)]
    assert of(*own, said(0, 20, "Rescuers", "r8"), said(0, 20, "Clinic", "r9"))[:3] == (20, 20, 30)
    assert of(*own, said(0, 20, "Rescuers", "r8"))[:3] == (20, 30, 30)


def test_what_repeats_or_is_superseded_is_named_and_not_counted() -> None:
    told = (said(0, 12, "Rescuers", day=2), said(0, 7, "Rescuers", "r0", counts=False))
    assert of(*told) == (12, 12, 12, False)
    assert why(*told) == "Rescuers says “12”; “7”, repeated or superseded, is not counted."
    assert figures(told)[0].claims == ("r1-0",)


def test_the_latest_lead_of_one_origin_is_its_number() -> None:
    assert of(said(0, 12, "Rescuers", "r1", 1), said(0, 15, "Rescuers", "r2", 2), said(9, 4, "Rescuers", "r2", 2)) == (
        4,
        15,
        15,
        False,
    )


def test_an_at_least_figure_gives_its_number_and_sets_open() -> None:
    assert of(said(0, at_least(20), "Rescuers"), said(0, 12, "Agency", "r2"))[2:] == (20, True)
    assert of(said(0, Figure(40, Qualifier.MORE_THAN, 41, None, "more than 40"))) == (40, 40, 40, True)


def test_vague_words_do_not_outvote_a_number() -> None:
    dozens = [said(0, vague(24, "dozens"), name, name) for name in ("Agency", "Clinic")]
    assert of(*dozens, said(0, 31, "Rescuers")) == (24, 31, 31, True)


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (Rule.CONSERVATIVE, (9, 14, 20, True)),
        (Rule.MINMAX, (9, 9, 20, True)),
        (Rule.SINGLE_LOW, (9, 9, 9, True)),
    ],
)
def test_each_rule_chooses_in_its_own_way(rule: Rule, expected: tuple[int, int, int, bool]) -> None:
    told = (said(0, 14, "A"), said(0, 14, "B", "r2"), said(0, 9, "C", "r3"), said(0, at_least(20), "D", "r4"))
    assert of(*told, rule=rule) == expected
    assert {line.rule for line in figures(told, rule)} == {rule.value}


def test_statuses_add_up_in_one_account_and_compete_across_origins() -> None:
    seven_civilians = said(0, 7, "Villagers", status=Status.CIVILIAN)
    assert of(seven_civilians, said(9, 7, "Army", "r2", status=Status.COMBATANT)) == (7, 7, 7, True)
    assert of(seven_civilians, said(9, 7, "Villagers", status=Status.COMBATANT)) == (14, 14, 14, True)
    assert of(seven_civilians, said(9, 7, "Villagers", "r2", status=Status.COMBATANT)) == (7, 7, 7, True)


def test_a_toll_of_civilians_alone_is_a_rival_of_a_toll_of_everyone() -> None:
    told = (said(0, 20, "Rescuers"), said(0, 14, "Clinic", "r2", status=Status.CIVILIAN))
    assert cells(figures(told)) == {EVERYONE: (14, 20, 20, False), CIVILIANS: (14, 14, 14, False)}
    assert why(*told).endswith("a report that counts only civilians or combatants brings low to 14.")


def test_a_few_of_the_dead_counted_alone_are_no_rival_toll() -> None:
    assert of(said(0, 20, "Rescuers"), said(0, 3, "Clinic", "r2", group=Group.CHILDREN)) == (20, 20, 20, False)


def test_parts_raise_what_the_words_leave_open() -> None:
    dozens, civilians = said(0, vague(24, "dozens"), "Rescuers"), said(9, 31, "Rescuers", status=Status.CIVILIAN)
    assert of(dozens, civilians) == (31, 31, 31, True)


def test_parts_above_a_stated_whole_raise_its_high() -> None:
    told = (said(0, 10), said(5, 7, group=Group.WOMEN), said(9, 6, group=Group.CHILDREN))
    assert of(*told) == (10, 10, 13, True)
    assert why(*told) == "The report says “10”; the parts counted come to 13, so high is 13."


def test_a_whole_is_never_below_one_of_its_parts() -> None:
    told = (said(0, 10, "Agency"), said(0, 26, "Rescuers", "r2", status=Status.CIVILIAN))
    assert of(*told) == (10, 26, 26, True)
    assert why(*told) == "Agency says “10”: best is 26, which a part of them comes to."


def test_a_part_that_fewer_give_raises_no_whole_where_another_fits_it() -> None:
    people = [said(0, 20, by, f"r-{by}") for by in ("Rescuers", "Clinic")]
    civilians = [
        said(0, 31, "Agency", "r3", status=Status.CIVILIAN),
        said(0, 18, "Monitor", "r4", status=Status.CIVILIAN),
    ]
    also = said(0, 31, "Mayor", "r5", status=Status.CIVILIAN)
    told = [*people, *civilians]
    assert cells(figures(told)) == {EVERYONE: (18, 20, 31, True), CIVILIANS: (18, 18, 31, False)}
    assert why(*told, also).startswith("Clinic and Rescuers say 20: best is 31")  # as many give it as give 20
    _, line = figures([*people, said(0, 20, "Villagers", "r6"), *told[2:], also])
    assert (line.best, "best is 18, which fits the 20 that more give of a wider group" in line.why) == (18, True)
    assert cells(figures([*people, civilians[0]]))[EVERYONE] == (20, 31, 31, True)  # no other count of them


def test_girls_and_boys_are_children() -> None:
    girls, boys = said(0, 2, group=Group.GIRLS), said(5, 3, group=Group.BOYS)
    found = figures([girls, boys])
    assert cells(found)[CHILDREN] == (5, 5, 5, False)
    assert cells(found)[EVERYONE] == (5, 5, 5, True)
    assert [line.rule for line in found if line.group is Group.CHILDREN] == ["sum"]
    assert cells(figures([girls]))[CHILDREN] == (2, 2, 2, True)
    assert cells(figures([girls, said(0, 3, report="r2", group=Group.BOYS)]))[CHILDREN] == (3, 3, 3, True)


def test_a_share_of_a_group_is_a_floor_of_it() -> None:
    family = said(0, 4, group=Group.CHILDREN, role=Role.MEDIC)
    assert cells(figures([family]))[CHILDREN] == (4, 4, 4, True)


def test_no_status_is_worked_out_from_the_rest() -> None:
    told = [said(0, 9), said(5, 5, status=Status.COMBATANT)]
    assert set(cells(figures(told))) == {EVERYONE, COMBATANTS}


def test_a_zero_enters_only_from_one_who_counted_there() -> None:
    none = said(0, 0, "Army", "r2")
    assert of(said(0, 6), none) == (6, 6, 6, False)
    clinic = replace(none, claim=replace(none.claim, claimant=Actor("Clinic", "clinic", "hospital")))
    assert of(said(0, 6), clinic) == (0, 6, 6, False)
    assert of(said(0, 6), clinic, rule=Rule.MINMAX) == (0, 0, 6, False)


def test_a_sentence_holds_no_line_break_and_no_long_name() -> None:
    odd = said(0, 3, "A\nname <b>that</b> goes on " + "and on " * 40)
    assert "\n" not in why(odd)
    assert len(why(odd)) < 80


def test_a_sentence_stays_short_however_many_speak() -> None:
    told = [said(0, 10 + at, f"Organisation number {at}", f"r{at}") for at in range(30)]
    assert len(why(*told)) < 250


# --- what holds of anything said ------------------------------------------------------------------------------------

_REPORTS = ("r1", "r2", "r3")


@st.composite
def any_figure(draw: st.DrawFn) -> Figure:
    low = draw(st.integers(0, 12))
    return draw(
        st.sampled_from(
            [
                exact(low),
                at_least(low),
                between(low, low + 3),
                vague(low, "many"),
                Figure(low, Qualifier.MORE_THAN, low + 1, None, f"over {low}"),
                Figure(low + 1, Qualifier.LESS_THAN, 0, low, f"under {low + 1}"),
            ]
        )
    )


@st.composite
def anything_said(draw: st.DrawFn, least: int = 0) -> list[Said]:
    told = []
    for at in range(draw(st.integers(least, 7))):
        report = draw(st.sampled_from(_REPORTS))
        told.append(
            said(
                at * 10,
                draw(any_figure()),
                draw(st.sampled_from([None, "Rescuers", "Agency"])),
                report,
                _REPORTS.index(report) + 1,
                effect=draw(st.sampled_from([Effect.KILLED, Effect.INJURED, Effect.DESTROYED])),
                status=draw(st.none() | st.sampled_from(Status)),
                group=draw(st.none() | st.sampled_from(Group)),
                role=draw(st.sampled_from([None, None, Role.MEDIC])),
                part_of=draw(st.none() | st.sampled_from(range(0, 70, 10)).map(f"{report}-{{}}".format)),
                stance=draw(st.sampled_from([Stance.ASSERTED, Stance.ASSERTED, Stance.DENIED])),
                counts=draw(st.sampled_from([True, True, True, False])),
            )
        )
    return told


def numbers(lines: tuple[FigureLine, ...]) -> list[tuple[object, ...]]:
    return [(x.effect, x.status, x.group, x.low, x.best, x.high, x.open, x.rule, x.claims) for x in lines]


@settings(max_examples=200)
@given(anything_said(), st.sampled_from(Rule))
def test_bounds_are_in_order_and_claims_are_the_incidents(told: list[Said], rule: Rule) -> None:
    lines = figures(told, rule)
    assert len({(x.effect, x.status, x.group) for x in lines}) == len(lines)
    known = {one.claim.id for one in told}
    for line in lines:
        assert line.low is not None
        assert line.best is not None
        assert line.high is not None
        assert 0 <= line.low <= line.best <= line.high
        assert line.effect in OF_PEOPLE
        assert line.claims
        assert set(line.claims) <= known
        assert line.why.endswith(".")
        assert "\n" not in line.why


@settings(max_examples=100)
@given(anything_said(), st.sampled_from(Rule), st.randoms(use_true_random=False))
def test_the_order_of_claims_changes_nothing(told: list[Said], rule: Rule, chance: random.Random) -> None:
    shuffled = told[:]
    chance.shuffle(shuffled)
    assert figures(shuffled, rule) == figures(told, rule)


@settings(max_examples=100)
@given(anything_said(), anything_said(), st.sampled_from(Rule))
def test_what_does_not_count_changes_no_number(told: list[Said], more: list[Said], rule: Rule) -> None:
    """Claims of another report that only repeat: whatever they say, the figures stay."""
    repeats = [
        replace(one, counts=False, claim=replace(one.claim, id=f"x{at}", frame="fx", report_id="rx", part_of=None))
        for at, one in enumerate(more)
    ]
    assert numbers(figures([*told, *repeats], rule)) == numbers(figures(told, rule))


@settings(max_examples=300)
@given(anything_said(), st.integers(0, 15), st.sampled_from(_REPORTS), st.none() | st.sampled_from(["Rescuers", "New"]))
def test_one_more_at_least_never_lowers_a_high(told: list[Said], number: int, report: str, by: str | None) -> None:
    before = figures(told)
    for status, group in [(None, None), (Status.CIVILIAN, None), (None, Group.CHILDREN), (None, Group.WOMEN)]:
        more = said(990, at_least(number), by, report, _REPORTS.index(report) + 1, status=status, group=group)
        after = {(x.effect, x.status, x.group): x for x in figures([*told, more])}
        for line in before:
            now = after[line.effect, line.status, line.group]
            assert (now.high or 0) >= (line.high or 0)


@settings(max_examples=100)
@given(anything_said())
def test_a_whole_is_never_below_a_part(told: list[Said]) -> None:
    best = {(x.effect, x.status, x.group): x.best or 0 for x in figures(told)}
    for (effect, status, group), number in best.items():
        if group is not None:
            assert best.get((effect, status, None), 0) >= number
        if status is not None and group is None:
            assert best.get((effect, None, None), 0) >= number
        if group in (Group.GIRLS, Group.BOYS):
            assert best.get((effect, status, Group.CHILDREN), 0) >= number
