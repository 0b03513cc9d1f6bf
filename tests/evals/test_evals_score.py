"""The scorer is right on outputs whose score is known beforehand."""

import random
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evals.cases import Case, Expected, sentences
from evals.score import CaseScore, any_named, assign, fits, interval, same_name, score_case, total
from tadwin.ids import claim_id
from tadwin.types import Actor, Claim, Figure, Place, Span, When
from tadwin.vocab import DatePrecision, Effect, Group, Qualifier, Scope

CASES = sentences()


def planted(case: Case, wanted: Expected, ids: dict[str, str]) -> Claim:
    """The claim that finds `wanted` with every attribute right."""
    span = Span(case.id, wanted.start, wanted.end, wanted.anchor)
    group = next(iter(sorted(wanted.groups, key=str)))
    when = None
    if wanted.first_days:
        when = When(wanted.first_days[0], wanted.last_days[0], DatePrecision.DAY)
    return Claim(
        id=ids[wanted.id],
        report_id=case.id,
        frame="f",
        span=span,
        number=span,
        effect=wanted.effect,
        figure=Figure(wanted.value, wanted.qualifier, 0, None, wanted.vague or str(wanted.value)),
        group=group,
        status=wanted.status,
        object=wanted.object,
        part_of=ids[wanted.part_of] if wanted.part_of else None,
        scope=wanted.scope or Scope.INCIDENT,
        time=when,
        places=tuple(Place(spellings[0]) for spellings in wanted.places),
        perpetrators=tuple(Actor(spellings[0]) for spellings in wanted.perpetrators),
        claimant=Actor(wanted.claimant[0]) if wanted.claimant else None,
        event_type=next(iter(sorted(wanted.event_types)), None),
        weapon=wanted.weapon[0] if wanted.weapon else None,
    )


def perfect(case: Case) -> list[Claim]:
    ids = {wanted.id: claim_id(case.id, wanted.effect, wanted.start, n) for n, wanted in enumerate(case.expected)}
    return [planted(case, wanted, ids) for wanted in case.expected]


def noise(case: Case, number: int) -> Claim:
    """A claim that no case expects."""
    span = Span(case.id, 0, 1, case.text[:1])
    figure = Figure(987_654 + number, Qualifier.EXACT, 0, None, "noise")
    return Claim(f"noise{number}", case.id, "f", span, span, Effect.KILLED, figure)


def scored(claims_of: Sequence[tuple[Case, Iterable[Claim]]]) -> list[CaseScore]:
    return [score_case(case, claims) for case, claims in claims_of]


def test_a_perfect_output_scores_one_in_everything() -> None:
    score = total(scored([(case, perfect(case)) for case in CASES]))
    required = sum(not wanted.optional for case in CASES for wanted in case.expected)
    assert (score.found, score.missed, score.extra) == (required, 0, 0)
    assert score.f1 == score.precision == score.recall == 1.0
    assert score.interval == (1.0, 1.0)
    assert score.right == score.asked
    assert score.asked["part_of"] > 20
    assert score.accused == score.accused_rightly > 20
    assert score.given.total() == 0


def test_an_empty_output_scores_nothing_and_accuses_nobody() -> None:
    score = total(scored([(case, []) for case in CASES]))
    assert (score.found, score.extra, score.f1, score.precision, score.recall) == (0, 0, 0.0, 0.0, 0.0)
    assert score.missed == sum(not wanted.optional for case in CASES for wanted in case.expected)
    assert score.perpetrators_right == 1.0


def test_leaving_out_what_is_optional_costs_nothing() -> None:
    kept = [(case, [c for c, w in zip(perfect(case), case.expected, strict=True) if not w.optional]) for case in CASES]
    score = total(scored(kept))
    assert score.f1 == 1.0


@pytest.mark.parametrize("per_case", [1, 3])
def test_noise_counts_against_precision_alone(per_case: int) -> None:
    score = total(scored([(c, perfect(c) + [noise(c, n) for n in range(per_case)]) for c in CASES]))
    assert score.extra == per_case * len(CASES)
    assert score.recall == 1.0
    assert score.precision == score.found / (score.found + score.extra)


def test_a_claim_found_twice_counts_once() -> None:
    case = next(c for c in CASES if c.id == "wire-saraqib-market")
    claims = perfect(case)
    again = [replace(claim, id=claim.id + "again") for claim in claims]
    one = score_case(case, claims + again)
    assert (len(one.pairs), len(one.extra)) == (2, 2)


@pytest.mark.parametrize(
    ("change", "attribute"),
    [
        ({"part_of": None}, "part_of"),
        ({"claimant": Actor("Nobody")}, "claimant"),
        ({"places": (Place("Elsewhere"),)}, "place"),
        ({"time": None}, "time"),
        ({"scope": Scope.TALLY}, "scope"),
        ({"event_type": None}, "event_type"),
    ],
)
def test_one_wrong_attribute_is_told_and_costs_no_figure(change: dict[str, object], attribute: str) -> None:
    case = next(c for c in CASES if c.id == "wire-saraqib-market")
    whole, part = perfect(case)
    score = score_case(case, [whole, replace(part, **change)])  # type: ignore[arg-type]  # one known field each
    assert len(score.pairs) == 2
    assert {wrong.answer.attribute for wrong in score.wrong} == {attribute}
    assert score.right[attribute] < score.asked[attribute]


def test_an_accusation_that_the_words_do_not_make_is_counted() -> None:
    case = next(c for c in CASES if c.id == "wire-nabatieh-car")
    claims = [replace(claim, perpetrators=(Actor("Somebody"),)) for claim in perfect(case)]
    score = total([score_case(case, claims)])
    assert (score.accused, score.accused_rightly, score.perpetrators_right) == (2, 0, 0.0)
    assert score.given["perpetrator"] == score.silent["perpetrator"] == 2


@pytest.mark.parametrize(
    "change",
    [
        {"effect": Effect.INJURED},
        {"group": Group.BOYS},
        {"figure": Figure(15, Qualifier.AT_LEAST, 15, None, "15")},
        {"span": Span("r", 100, 110, "x" * 10)},
    ],
)
def test_a_different_figure_does_not_fit(change: dict[str, object]) -> None:
    case = next(c for c in CASES if c.id == "wire-saraqib-market")
    whole = perfect(case)[0]
    assert fits(case.expected[0], whole)
    assert not fits(case.expected[0], replace(whole, **change))  # type: ignore[arg-type]  # one known field each


def test_vague_figures_fit_by_their_words() -> None:
    case = next(c for c in CASES if c.id == "mixed-several-hundred")
    wanted, claim = case.expected[0], perfect(case)[0]
    assert fits(wanted, replace(claim, figure=replace(claim.figure, text="Several hundred")))
    assert not fits(wanted, replace(claim, figure=replace(claim.figure, text="dozens")))
    assert not fits(wanted, replace(claim, figure=Figure(300, Qualifier.AT_LEAST, 300, None, "several hundred")))


@settings(max_examples=40)
@given(st.integers(0, len(CASES) - 1), st.integers(0, 4), st.randoms(use_true_random=False))
def test_the_order_of_claims_never_matters(which: int, extra: int, rng: random.Random) -> None:
    case = CASES[which]
    claims = perfect(case)
    claims = claims[: max(1, len(claims) - 1)] + [noise(case, n) for n in range(extra)] + claims[:1]
    shuffled = claims[:]
    rng.shuffle(shuffled)
    assert score_case(case, claims) == score_case(case, shuffled)


@settings(max_examples=60)
@given(
    st.lists(st.tuples(st.integers(0, 6), st.integers(1, 3), st.booleans()), max_size=5),
    st.lists(st.tuples(st.integers(0, 6), st.integers(1, 3)), max_size=5),
)
def test_as_many_as_possible_are_found(wanted: list[tuple[int, int, bool]], given_: list[tuple[int, int]]) -> None:
    """Against a search of every assignment: first as many required ones as can be, then as many as can be."""
    expected = [
        Expected(str(n), "x", at, at + width, Effect.KILLED, 1, Qualifier.EXACT, frozenset([None]), optional=optional)
        for n, (at, width, optional) in enumerate(wanted)
    ]
    figure = Figure(1, Qualifier.EXACT, 1, 1, "1")
    claims = []
    for n, (at, width) in enumerate(given_):
        span = Span("r", at, at + width, "x" * width)
        claims.append(Claim(str(n), "r", "f", span, span, Effect.KILLED, figure))
    got = assign(expected, claims)
    assert len(set(got.values())) == len(got)
    assert all(fits(expected[i], claims[j]) for i, j in got.items())

    def worth(pairs: Iterable[int]) -> tuple[int, int]:
        found = list(pairs)
        return sum(not expected[i].optional for i in found), len(found)

    slots = [*range(len(claims)), *[None] * len(expected)]
    best = (0, 0)
    for chosen in set(permutations(slots, len(expected))):
        pairs = [i for i, j in enumerate(chosen) if j is not None and fits(expected[i], claims[j])]
        best = max(best, worth(pairs))
    assert worth(got) == best


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Idlib", "Idlib city", True),
        ("the White Helmets", "White Helmets", True),
        ("Ma'arrat An-Nu'man", "Maarrat an Numan", False),
        ("Médecins Sans Frontières", "medecins sans frontieres", True),
        ("Iran", "Iranian", False),
        ("إدلب", "إدلب", True),
        ("", "Idlib", False),
        ("the", "a", False),
    ],
)
def test_names_match_by_whole_words(one: str, other: str, same: bool) -> None:
    assert same_name(one, other) is same
    assert any_named([one], [other]) is same


def test_the_interval_holds_the_figure_and_narrows_with_cases() -> None:
    few, many = interval([(3, 1, 1), (5, 2, 0), (1, 0, 2)]), interval([(3, 1, 1), (5, 2, 0), (1, 0, 2)] * 40)
    f1 = 2 * 9 / (2 * 9 + 3 + 3)
    assert few[0] <= many[0] <= f1 <= many[1] <= few[1]
    assert interval([]) == (0.0, 0.0)
