"""Who said it first, and what counts: planted chains of sources with known answers, and properties over any claims."""

import random
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sourced import (
    ARMY,
    MONITOR,
    QARYA,
    RESCUERS,
    STATE_WIRE,
    WIRE,
    claim,
    dozens,
    number,
    report,
    said_by,
    told,
    unnamed,
)

from tadwin.reconcile.origins import origins, origins_of
from tadwin.reconcile.said import UNKNOWN, Said
from tadwin.types import Actor, Claim, Evidence, Report
from tadwin.vocab import Effect, Group, Qualifier, Role, Stance, Status


def by_id(claims: Sequence[Claim], reports: Sequence[Report], copies: dict[str, str] | None = None) -> dict[str, Said]:
    said = origins(claims, {one.id: one for one in reports}, copies or {})
    assert {one.claim.id for one in said} == {one.id for one in claims}
    return {one.claim.id: one for one in said}


def counting(said: dict[str, Said]) -> set[str]:
    return {name for name, one in said.items() if one.counts}


# --- who said it --------------------------------------------------------------------------------------------------


def test_two_outlets_that_cite_one_monitor_have_one_origin() -> None:
    claims = [
        claim("a", "r1", number(12), MONITOR),
        claim("b", "r2", number(12), MONITOR, via=(WIRE,)),
        claim("c", "r2", number(9), RESCUERS, at=50),
    ]
    said = by_id(claims, [report("r1"), report("r2", day=2)])
    assert [said[one].origin for one in "abc"] == ["rro", "rro", "grey-helmets"]
    assert counting(said) == {"a", "c"}
    assert (said["b"].instead, said["b"].why) == ("a", "repeats")
    assert [(one.id, one.claims, one.independent, one.kind) for one in origins_of(said.values())] == [
        ("rro", ("a", "b"), True, "monitor"),
        ("grey-helmets", ("c",), True, "responder"),
    ]


@pytest.mark.parametrize(
    "words",
    ["activists", "Activists", "a local source", "residents", "military source", "Ruritanian activists", "local media",
     "Qarya", "media reports", "Earlier the source", "three people", "wounded at a market in Qarya"],
)  # fmt: skip
def test_nobody_named_is_the_unknown_origin(words: str) -> None:
    said = by_id([claim("a", "r1", number(3), unnamed(words, "person"))], [report("r1")])["a"]
    assert (said.origin, said.independent, said.source) == (UNKNOWN, False, None)


def test_the_publishers_own_voice_is_the_unknown_origin() -> None:
    said = by_id([claim("a", "r1", number(3))], [report("r1", publisher="Globe Wire")])
    assert (said["a"].origin, said["a"].independent) == (UNKNOWN, False)
    assert [(one.name, one.independent) for one in origins_of(said.values())] == [(UNKNOWN, False)]


@pytest.mark.parametrize(
    ("words", "name", "kind"),
    [
        ("a source at Qarya Police Command", "Qarya Police Command", "authority"),
        ("Activist Samir Abu Nadi", "Samir Abu Nadi", "person"),
        ("Nadia al-Khoury, a nurse", "Nadia al-Khoury", "person"),
        ("Director of Qarya National Hospital", "Qarya National Hospital", "hospital"),
        ("Minister Omar Sabri", "Omar Sabri", "person"),
        ("hospital staff", "unnamed hospital staff", "hospital"),
        ("a civil defence official", "unnamed rescuers", "responder"),
    ],
)
def test_words_name_a_person_an_organisation_or_a_kind_that_counts_on_the_spot(
    words: str, name: str, kind: str
) -> None:
    said = by_id([claim("a", "r1", number(3), unnamed(words))], [report("r1")])["a"]
    assert said.source == Actor(name, None, kind)
    assert said.independent


@pytest.mark.parametrize("words", ["a monitor", "a Zenda-based monitoring group", "police", "the interior ministry"])
def test_a_monitor_or_authority_that_nobody_names_is_an_origin_and_not_independent(words: str) -> None:
    said = by_id([claim("a", "r1", number(3), unnamed(words))], [report("r1")])["a"]
    assert said.origin != UNKNOWN
    assert not said.independent


@pytest.mark.parametrize(
    "words",
    ["the Observatory", "Observatory director Omar Sabri", "Observatorys head Omar Sabri", "a Zenda-based monitor"],
)
def test_other_words_for_the_one_named_monitor_are_that_monitor(words: str) -> None:
    claims = [claim("a", "r1", number(3), MONITOR), claim("b", "r2", number(3), unnamed(words))]
    assert by_id(claims, [report("r1"), report("r2")])["b"].origin == "rro"


def test_a_surname_speaks_for_whom_its_bearer_heads() -> None:
    claims = [
        claim("a", "r1", number(3), MONITOR),
        claim("b", "r2", number(3), unnamed("Observatory head Omar Sabri", "person")),
        claim("c", "r2", number(4), unnamed("Sabri", "person"), at=60),
        claim("d", "r3", number(4), unnamed("Sabri", "person")),
    ]
    said = by_id(claims, [report("r1"), report("r2"), report("r3")])
    assert {said[one].origin for one in "bcd"} == {"rro"}


def test_two_observatories_stay_two_and_the_word_alone_is_neither() -> None:
    other = Actor("Zenda Observatory", "zenda-observatory", "monitor", "zenda-observatory")
    claims = [
        claim("a", "r1", number(3), MONITOR),
        claim("b", "r1", number(3), other, at=50),
        claim("c", "r1", number(3), unnamed("the Observatory"), at=90),
    ]
    said = by_id(claims, [report("r1")])
    assert len({said[one].origin for one in "abc"}) == 3
    assert not said["c"].independent


def test_an_outlet_is_no_source_unless_it_sent_someone_or_speaks_for_a_party() -> None:
    text = "A Globe Wire correspondent counted 5 bodies."
    claims = [
        claim("a", "r1", number(5), WIRE),
        claim("b", "r2", number(5), WIRE, at=text.index("5"), evidence=said_by("Globe Wire", text)),
        claim("c", "r1", number(5), STATE_WIRE, at=40, places=(QARYA,)),
    ]
    said = by_id(claims, [report("r1", "Globe Wire said 5 died."), report("r2", text)])
    assert [said[one].independent for one in "abc"] == [False, True, True]
    abroad = replace(QARYA, country="FD")
    claims = [claim("c", "r1", number(5), STATE_WIRE, places=(abroad,), perpetrators=by) for by in ((), (ARMY,))]
    assert [by_id([one], [report("r1")])["c"].independent for one in claims] == [False, True]


def test_who_is_heard_only_by_a_partys_outlet_speaks_for_its_side() -> None:
    police = unnamed("a source at Qarya Police Command")
    said = by_id([claim("a", "r1", number(5), police, via=(STATE_WIRE,))], [report("r1")])["a"]
    assert said.source is not None
    assert said.source.side == "state-rt"


# --- what counts --------------------------------------------------------------------------------------------------


def test_a_later_figure_of_the_same_origin_supersedes_and_an_old_one_relayed_late_does_not() -> None:
    claims = [
        claim("old", "r1", number(12), MONITOR),
        claim("new", "r2", number(21), MONITOR),
        claim("late", "r3", number(12), MONITOR),
        claim("other", "r3", number(15), RESCUERS, at=50),
    ]
    said = by_id(claims, [report("r1", day=1), report("r2", day=2), report("r3", day=3)])
    assert counting(said) == {"new", "other"}
    assert {said[one].instead for one in ("old", "late")} == {"new"}
    assert said["old"].why == "superseded"


def test_figures_of_one_day_or_of_no_day_do_not_supersede() -> None:
    claims = [claim("a", "r1", number(12), MONITOR), claim("b", "r2", number(14), MONITOR)]
    assert counting(by_id(claims, [report("r1"), report("r2")])) == {"a", "b"}
    assert counting(by_id(claims, [report("r1", day=None), report("r2", day=4)])) == {"a", "b"}


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("It said 12 died. The toll later rose to 21, it said.", "21"),
        ("It said 21 died, up from an earlier 12.", "21"),
        ("The toll stands at 21, it said. It had earlier reported 12 dead.", "21"),
        ("It said 12 died. Its updated toll is 21.", "21"),
        ("It said 21 died. In the market 12 died.", "21"),
        ("It put the initial toll at 12. It said 21 were killed.", "21"),
    ],
)
def test_inside_a_report_words_decide_and_else_the_first_figure_stands(text: str, counts: str) -> None:
    claims = [told("r1", text, number(value), MONITOR) for value in (12, 21)]
    said = by_id(claims, [report("r1", text)])
    assert [one.claim.figure.text for one in said.values() if one.counts] == [counts]


def test_renewing_words_decide_between_reports_of_one_day() -> None:
    texts = {"r1": "It said 12 died.", "r2": "The death toll climbed to 21, it said."}
    claims = [told("r1", texts["r1"], number(12), MONITOR), told("r2", texts["r2"], number(21), MONITOR)]
    said = by_id(claims, [report(name, text) for name, text in texts.items()])
    assert [one.claim.report_id for one in said.values() if one.counts] == ["r2"]


@pytest.mark.parametrize(
    "attributes",
    [
        {"effect": Effect.INJURED},
        {"status": Status.CIVILIAN},
        {"group": Group.CHILDREN},
        {"role": Role.MEDIC},
        {"part_of": "a"},
        {"stance": Stance.HEDGED},
        {"object": "shop"},
    ],
)
def test_nothing_supersedes_across_cells_roles_or_shares(attributes: dict[str, Any]) -> None:
    claims = [claim("a", "r1", number(12), MONITOR), claim("b", "r2", number(4), MONITOR, **attributes)]
    assert counting(by_id(claims, [report("r1"), report("r2", day=2)])) == {"a", "b"}


def test_words_without_a_number_supersede_none_and_repeat_one_that_bears_them_out() -> None:
    claims = [claim("a", "r1", number(31), MONITOR), claim("b", "r2", dozens(), MONITOR)]
    assert counting(by_id(claims, [report("r1"), report("r2", day=2)])) == {"a"}
    claims[0] = claim("a", "r1", number(12), MONITOR)
    assert counting(by_id(claims, [report("r1"), report("r2", day=2)])) == {"a", "b"}


def test_a_later_figure_that_only_says_less_stands_beside() -> None:
    claims = [
        claim("a", "r1", number(12), MONITOR),
        claim("b", "r2", number(9, Qualifier.AT_LEAST), MONITOR),
    ]
    assert counting(by_id(claims, [report("r1"), report("r2", day=2)])) == {"a", "b"}


def test_relays_drop_at_least_so_the_figure_that_says_it_stands() -> None:
    claims = [
        claim("a", "r1", number(12), MONITOR),
        claim("b", "r2", number(12, Qualifier.AT_LEAST), MONITOR),
    ]
    assert counting(by_id(claims, [report("r1"), report("r2", day=2)])) == {"b"}


def test_the_lead_in_the_publishers_voice_repeats_the_named_source_behind_it() -> None:
    claims = [
        claim("lead", "r1", number(12)),
        claim("named", "r1", number(12), MONITOR, at=80),
        claim("else", "r1", number(15), at=160),
    ]
    said = by_id(claims, [report("r1")])
    assert (said["lead"].counts, said["lead"].instead, said["lead"].why) == (False, "named", "repeats")
    assert said["named"].counts


def test_a_copy_counts_once_and_what_it_says_besides_stands() -> None:
    claims = [
        claim("a", "r1", number(12)),
        claim("b", "r2", number(12)),
        claim("c", "r2", number(5), at=50, effect=Effect.INJURED),
    ]
    reports = [report("r1", publisher="One"), report("r2", publisher="Two", day=2)]
    said = by_id(claims, reports, {"r2": "r1"})
    assert counting(said) == {"a", "c"}
    assert (said["b"].instead, said["b"].why) == ("a", "copy of")
    assert counting(by_id(claims, reports)) == {"a", "b", "c"}


def test_a_long_sentence_word_for_word_in_two_reports_is_one_claim_and_a_short_one_is_not() -> None:
    long = "At the vegetable market near the old bridge of Qarya 12 people were killed on Monday morning."
    texts = {"r1": f"Zenda. {long} More follows.", "r2": f"{long}\nOther words.", "r3": "12 people were killed."}
    claims = [told(name, text, number(12)) for name, text in texts.items()] + [told("r4", texts["r3"], number(12))]
    reports = [report(name, text, publisher=name) for name, text in {**texts, "r4": texts["r3"]}.items()]
    said = origins(claims, {one.id: one for one in reports}, {})
    assert sorted(one.claim.report_id for one in said if one.counts) == ["r1", "r3", "r4"]


def test_people_told_together_are_not_rival_figures() -> None:
    first = Evidence("effect", "after", 0, 6, "killed")
    listed = Evidence("effect", "listed with", 0, 6, "killed")
    claims = [
        claim("father", "r1", number(1), MONITOR, at=10, evidence=(first,)),
        claim("son", "r1", number(1), MONITOR, at=20, evidence=(listed,)),
        claim("again", "r2", number(2), MONITOR),
    ]
    said = by_id(claims, [report("r1"), report("r2", day=2)])
    assert counting(said) == {"father", "son"}
    assert said["again"].instead == "father"


# --- properties ---------------------------------------------------------------------------------------------------

SPEAKERS = (None, MONITOR, RESCUERS, ARMY, WIRE, unnamed("activists"), unnamed("Omar Sabri", "person"))
FIGURES = st.builds(
    number, st.integers(1, 4), st.sampled_from([Qualifier.EXACT, Qualifier.AT_LEAST, Qualifier.MORE_THAN])
)


@st.composite
def incidents(draw: st.DrawFn) -> tuple[list[Claim], dict[str, Report], dict[str, str]]:
    texts = ("It rose to {}.", "It had earlier said {}.", "It said {}.", "")
    reports = {
        f"r{i}": report(
            f"r{i}",
            draw(st.sampled_from(texts)),
            draw(st.sampled_from([None, 1, 2, 3])),
            draw(st.sampled_from([None, "P"])),
        )
        for i in range(draw(st.integers(1, 4)))
    }
    claims = [
        claim(
            f"c{i}",
            draw(st.sampled_from(sorted(reports))),
            draw(st.one_of(FIGURES, st.just(dozens()))),
            draw(st.sampled_from(SPEAKERS)),
            at=i * 10,
            status=draw(st.sampled_from([None, Status.CIVILIAN])),
        )
        for i in range(draw(st.integers(1, 8)))
    ]
    copies = {name: "r0" for name in reports if name != "r0" and draw(st.booleans())}
    return claims, reports, copies


@given(incidents(), st.integers())
def test_order_never_matters(made: tuple[list[Claim], dict[str, Report], dict[str, str]], seed: int) -> None:
    claims, reports, copies = made
    shuffled = random.Random(seed).sample(claims, len(claims))  # noqa: S311  # a shuffle
    assert origins(shuffled, reports, copies) == origins(claims, reports, copies)


@given(incidents())
def test_every_claim_that_does_not_count_names_one_that_does(
    made: tuple[list[Claim], dict[str, Report], dict[str, str]],
) -> None:
    said = {one.claim.id: one for one in origins(*made)}
    assert any(one.counts for one in said.values())
    for one in said.values():
        if one.counts:
            assert one.instead is None
        else:
            assert one.instead is not None
            assert said[one.instead].counts
            cell = (one.claim.effect, one.claim.status, one.claim.group)
            other = said[one.instead].claim
            assert cell == (other.effect, other.status, other.group)


@given(incidents(), st.data())
def test_a_repeated_claim_of_a_named_source_adds_no_figure(
    made: tuple[list[Claim], dict[str, Report], dict[str, str]], data: st.DataObject
) -> None:
    claims, reports, copies = made
    named = [one for one in claims if one.claimant in (MONITOR, RESCUERS, ARMY)]
    if not named:
        return
    repeated = data.draw(st.sampled_from(named))
    again = replace(repeated, id="again", report_id="r-again", frame="f-again")
    day = reports[repeated.report_id].published_at
    more = {**reports, "r-again": report("r-again", day=None if day is None else day.day)}

    def figures(said: Sequence[Said]) -> set[tuple[object, ...]]:
        return {
            (one.origin, one.claim.status, one.claim.figure) for one in said if one.counts and one.origin != UNKNOWN
        }

    before = origins(claims, reports, copies)
    if next(one for one in before if one.claim is repeated).counts:
        assert figures(origins([*claims, again], more, copies)) == figures(before)


@given(incidents())
def test_origins_hold_every_claim_once(made: tuple[list[Claim], dict[str, Report], dict[str, str]]) -> None:
    said = origins(*made)
    held = [name for one in origins_of(said) for name in one.claims]
    assert sorted(held) == sorted(one.id for one in made[0])
