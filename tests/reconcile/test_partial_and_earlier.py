"""What is no rival of a total: a part, a sight, a ceiling, an earlier toll; and what adds up: different people."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from planted import at_least, cells, exact, figures, said
from sourced import MINISTRY, MONITOR, RESCUERS, number, report, told

from tadwin.reconcile.origins import origins
from tadwin.reconcile.said import Said
from tadwin.types import Actor, Claim, Evidence, Figure
from tadwin.vocab import COUNTS_OTHERS, COUNTS_SEEN, KIN, Effect, Group, Qualifier, Status

EVERYONE = (None, None)
Numbers = tuple[int | None, int | None, int | None, bool]


def of(*claims: Said) -> Numbers:
    return cells(figures(claims))[EVERYONE]


def with_mark(one: Said, attribute: str, rule: str) -> Said:
    at = one.claim.number.start
    mark = Evidence(attribute, rule, at, at + 1, "x")
    return replace(one, claim=replace(one.claim, evidence=(*one.claim.evidence, mark)))


def in_frame(one: Said, frame: str) -> Said:
    return replace(one, claim=replace(one.claim, frame=frame))


def at_most(value: int) -> Figure:
    return Figure(value, Qualifier.AT_MOST, 0, value, f"up to {value}")


def test_a_part_stays_one_where_another_frame_and_another_source_tell_its_whole() -> None:
    whole = said(0, 19, "Observatory")
    part = in_frame(said(50, 13, "Rescuers", part_of=whole.claim.id), "f-other")
    assert of(whole, part) == (19, 19, 19, False)
    # without the whole it is all that is known
    assert of(part) == (13, 13, 13, False)


def test_what_a_witness_saw_is_no_rival_of_the_reports_toll_and_alone_it_stands() -> None:
    sight = with_mark(said(50, 7), COUNTS_SEEN, "what somebody saw")
    assert of(said(0, 29, "Police"), sight) == (29, 29, 29, False)
    assert of(sight) == (7, 7, 7, False)
    # who saw more than others count is a rival
    assert of(said(0, 5, "Police"), sight)[2] == 7
    # and where another report counts more, too
    assert of(said(0, 29, "Police", "r2"), sight)[0] == 7


def test_a_sight_of_children_gives_way_to_no_toll_of_everyone() -> None:
    sight = with_mark(said(50, 4, group=Group.CHILDREN), COUNTS_SEEN, "what somebody saw")
    assert cells(figures([said(0, 8), sight]))[None, Group.CHILDREN] == (4, 4, 4, False)


def test_the_gravely_wounded_are_some_of_the_wounded() -> None:
    def wounded(at: int, count: int, by: str, words: str) -> Said:
        one = said(at, count, by, effect=Effect.INJURED)
        return replace(one, claim=replace(one.claim, span=replace(one.claim.span, quote=words)))

    told_so = [
        wounded(0, 5, "Agency", "five people were injured"),
        wounded(90, 2, "Clinic", "two people sustained serious injuries"),
    ]
    (line,) = figures(told_so)
    assert (line.low, line.best, line.high) == (5, 5, 5)


@pytest.mark.parametrize(
    ("figures_told", "expected"),
    [
        ([exact(35), at_most(43)], (35, 35, 43, False)),
        ([exact(20), at_most(5)], (5, 20, 20, False)),
        ([at_least(10), at_most(30)], (10, 10, 30, True)),
        ([at_most(43)], (0, 43, 43, False)),
        ([at_most(43), at_most(30)], (0, 30, 43, False)),
    ],
)
def test_a_ceiling_sets_no_low_where_others_count(figures_told: Sequence[Figure], expected: Numbers) -> None:
    rivals = [said(0, one, name, f"r{name}") for one, name in zip(figures_told, "AB", strict=False)]
    low, best, high, is_open = of(*rivals)
    assert (low, high, is_open) == (expected[0], expected[2], expected[3])
    assert low is not None
    assert best is not None
    assert low <= best
    together = [said(9 * at, one, "A") for at, one in enumerate(figures_told)]
    assert of(*together)[0] == expected[0]


@given(st.lists(st.tuples(st.booleans(), st.integers(1, 40)), min_size=1, max_size=5))
def test_low_lies_at_or_below_every_count_and_ceilings_alone_leave_it_open(rows: list[tuple[bool, int]]) -> None:
    voices = [said(0, at_most(n) if top else n, f"S{i}", f"r{i}") for i, (top, n) in enumerate(rows)]
    low, best, high, _ = of(*voices)
    assert low is not None
    assert best is not None
    assert high is not None
    assert low <= best <= high
    if all(top for top, _ in rows):
        assert low == 0
    else:
        assert low == min(n for _, n in rows)
    assert high == max(n for _, n in rows)


def test_a_woman_and_a_man_whom_different_people_tell_of_one_attack_are_two() -> None:
    woman = said(0, 1, "Governor", group=Group.WOMEN)
    man = said(50, 1, group=Group.MEN)
    assert of(woman, man) == (1, 2, 2, True)
    # told of two attacks that a person merged they may be what two reports know of one
    assert of(woman, in_frame(man, "f-other"))[1] == 1


def test_rebels_and_civilians_of_two_sources_may_be_the_same_people() -> None:
    rebels = said(0, 7, "Army", status=Status.COMBATANT, group=Group.MEN)
    civilians = said(50, 7, "Villagers", status=Status.CIVILIAN, group=Group.MEN)
    assert of(rebels, civilians)[1] == 7


def test_kin_of_someone_told_are_counted_with_them() -> None:
    man = said(0, 1, group=Group.MEN)
    daughters = with_mark(said(50, 2), COUNTS_OTHERS, KIN)
    assert of(man, daughters) == (3, 3, 3, False)
    assert of(said(0, 5), daughters)[1:3] == (5, 5)


def counted(texts: Sequence[tuple[Claim, ...]], text: str) -> list[str]:
    """The figures that count of one report's claims, in the order of its text."""
    claims = [claim for inside in texts for claim in inside]
    return [one.claim.figure.text for one in origins(claims, {"r": report("r", text)}, {}) if one.counts]


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("The monitor says 10 died. The rescuers had earlier reported 6 dead.", ["10"]),
        ("The monitor says 10 died. The rescuers previously said that the strike on a house there killed 6.", ["10"]),
        ("The monitor says 10 died. The rescuers say 6 died.", ["10", "6"]),
        # what is said anew behind it is no earlier toll
        ("The monitor says 10 died. The rescuers earlier said few died but it was now feared to be 6.", ["10", "6"]),
    ],
)
def test_what_a_report_calls_earlier_is_superseded_whoever_said_it(text: str, counts: list[str]) -> None:
    claims = (told("r", text, number(10), MONITOR), told("r", text, number(6), RESCUERS))
    assert counted([claims], text) == counts


@pytest.mark.parametrize(
    ("text", "by", "counts"),
    [
        ("The monitor says 3 died. Updated: 12 were killed.", None, ["12"]),
        ("The monitor says 3 died. In an update 12 were counted.", None, ["12"]),
        # somebody else's newer toll is a rival of the monitor's
        ("The monitor says 3 died. The ministry's toll rose to 12.", MINISTRY, ["3", "12"]),
        ("The monitor says 3 died. 12 were killed.", None, ["3", "12"]),
    ],
)
def test_a_reports_own_update_supersedes(text: str, by: Actor | None, counts: list[str]) -> None:
    claims = (told("r", text, number(3), MONITOR), told("r", text, number(12), by))
    assert counted([claims], text) == counts


def test_of_two_tolls_of_a_report_the_one_that_it_leads_with_is_best() -> None:
    text = "15 killed in a village. A security source gave 14. The governor said that 15.0 died."
    governor, source = Actor("regional governor", None, "authority"), Actor("security source", None, "unnamed")
    lead, rival = told("r", text, number(15)), told("r", text, number(14), source)
    laid_to = told("r", text, Figure(15, Qualifier.EXACT, 15, 15, "15.0"), governor)
    (line,) = figures(origins([lead, rival, laid_to], {"r": report("r", text)}, {}))
    assert (line.low, line.best, line.high) == (14, 15, 15)


def quoting(claim: Claim, words: str) -> Claim:
    return replace(claim, span=replace(claim.span, quote=words))


def test_some_of_those_brought_to_hospital_give_way_to_the_toll_told_behind_them() -> None:
    text = "Those hurt were brought there, 3 of whom died in hospital. At least 87 people died."
    some = quoting(told("r", text, number(3)), "3 of whom died in hospital")
    toll = told("r", text, number(87, Qualifier.AT_LEAST))
    assert counted([(some, toll)], text) == ["3", "87"]
    # told in other words the first figure of a report stands
    assert counted([(quoting(some, "3 people died in hospital"), toll)], text) == ["3"]
    part = replace(said(0, 3), claim=quoting(said(0, 3).claim, "3 of whom died"))
    assert of(part, said(50, at_least(87)))[:2] == (87, 87)
    assert of(part) == (3, 3, 3, False)
