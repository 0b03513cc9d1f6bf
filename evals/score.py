"""Scoring claims against what a recorder expects.

A claim finds an expected one when effect, group and value agree (for a vague figure, its words) and its
words overlap the expected words; each finds at most one, and as many as possible are found (augmenting paths,
Kuhn 1955). Optional ones may be found or left. Everything else that was extracted counts against precision.
Attributes are scored on what was found. Giving a claimant, a perpetrator or a day where the words give none is counted
apart, and so is every perpetrator named: accusing the wrong party is the worst error.
"""

import random
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from evals.cases import Case, Expected, event_types
from tadwin.types import Claim
from tadwin.vocab import Group, Qualifier

DRAWS = 1000


@dataclass(frozen=True, slots=True)
class CaseScore:
    """How one case went. `pairs` are the required claims that were found, with what found them."""

    case: Case
    pairs: tuple[tuple[Expected, Claim], ...]
    missed: tuple[Expected, ...]
    extra: tuple[Claim, ...]
    right: Counter[str]
    asked: Counter[str]
    wrong: tuple[tuple[str, Expected, Claim], ...]
    accused: int  # perpetrators named in the claims that were found
    accused_rightly: int
    given: Counter[str]  # attributes given where the words give none
    silent: Counter[str]  # claims found whose words give none


@dataclass(frozen=True, slots=True)
class Score:
    """The sum over a set of cases. Shares are of 1; `interval` is the 95% bootstrap interval of F1 over cases."""

    found: int
    missed: int
    extra: int
    interval: tuple[float, float]
    right: Counter[str] = field(default_factory=Counter)
    asked: Counter[str] = field(default_factory=Counter)
    accused: int = 0
    accused_rightly: int = 0
    given: Counter[str] = field(default_factory=Counter)
    silent: Counter[str] = field(default_factory=Counter)

    @property
    def precision(self) -> float:
        return _share(self.found, self.found + self.extra)

    @property
    def recall(self) -> float:
        return _share(self.found, self.found + self.missed)

    @property
    def f1(self) -> float:
        return _f1(self.found, self.missed, self.extra)

    @property
    def perpetrators_right(self) -> float:
        """Of the perpetrators named, the share that the words name too. Nobody accused is nobody accused wrongly."""
        return _share(self.accused_rightly, self.accused) if self.accused else 1.0

    def attribute(self, name: str) -> float:
        """The share of claims found whose attribute `name` is as the words give it."""
        return _share(self.right[name], self.asked[name])


def words(name: str) -> str:
    """`name` as lower-case words without accents, punctuation and articles, for comparing names."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)).casefold()
    return " ".join(w for w in re.findall(r"\w+", plain.replace("_", " ")) if w not in ("the", "a", "an"))


def same_name(one: str, other: str) -> bool:
    """True when either name is, or holds, the other by whole words ("Idlib" and "Idlib city")."""
    first, second = words(one), words(other)
    return bool(first and second) and (f" {first} " in f" {second} " or f" {second} " in f" {first} ")


def any_named(given: Iterable[str], spellings: Iterable[str]) -> bool:
    """True when a name given matches one of the spellings that count as right."""
    accepted = tuple(spellings)
    return any(same_name(name, spelling) for name in given for spelling in accepted)


def fits(expected: Expected, claim: Claim) -> bool:
    """True when the claim is about the same figure: effect, group and value agree and the words overlap."""
    if expected.effect != claim.effect:
        return False
    unstated = claim.group is Group.WOMEN_AND_CHILDREN and None in expected.groups
    if claim.group not in expected.groups and not unstated:
        return False
    if not (claim.span.start < expected.end and expected.start < claim.span.end):
        return False
    if expected.value is not None:
        return claim.figure.value == expected.value
    return claim.figure.qualifier is Qualifier.VAGUE and words(expected.vague or "") in words(claim.figure.text)


def assign(expected: Sequence[Expected], claims: Sequence[Claim]) -> dict[int, int]:
    """The largest one-to-one assignment of expected claims to claims, required ones first, nearest words first."""
    edges = [
        sorted(
            (j for j, claim in enumerate(claims) if fits(wanted, claim)),
            key=lambda j: (abs(claims[j].span.start - wanted.start), claims[j].span.start, claims[j].id),
        )
        for wanted in expected
    ]
    taken: dict[int, int] = {}

    def place(i: int, seen: set[int]) -> bool:
        for j in edges[i]:
            if j not in seen:
                seen.add(j)
                if j not in taken or place(taken[j], seen):
                    taken[j] = i
                    return True
        return False

    for i in sorted(range(len(expected)), key=lambda i: expected[i].optional):
        place(i, set())
    return {i: j for j, i in taken.items()}


def score_case(case: Case, claims: Iterable[Claim]) -> CaseScore:
    """Scores one case. The order of `claims` never matters."""
    ordered = sorted(claims, key=lambda c: (c.span.start, c.span.end, c.effect, c.id))
    pairs = assign(case.expected, ordered)
    found = {case.expected[i].id: ordered[j].id for i, j in pairs.items()}
    hits = tuple((case.expected[i], ordered[j]) for i, j in sorted(pairs.items()) if not case.expected[i].optional)
    right: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    given: Counter[str] = Counter()
    silent: Counter[str] = Counter()
    wrong = []
    accused = accused_rightly = 0
    for wanted, claim in hits:
        for name, is_right in attributes(wanted, claim, found):
            asked[name] += 1
            right[name] += is_right
            if not is_right:
                wrong.append((name, wanted, claim))
        for name, is_given in given_where_silent(wanted, claim):
            silent[name] += 1
            given[name] += is_given
        spellings = [s for names in wanted.perpetrators for s in names]
        accused += len(claim.perpetrators)
        accused_rightly += sum(any_named([actor.name], spellings) for actor in claim.perpetrators)
    return CaseScore(
        case=case,
        pairs=hits,
        missed=tuple(w for i, w in enumerate(case.expected) if i not in pairs and not w.optional),
        extra=tuple(c for j, c in enumerate(ordered) if j not in pairs.values()),
        right=right,
        asked=asked,
        wrong=tuple(wrong),
        accused=accused,
        accused_rightly=accused_rightly,
        given=given,
        silent=silent,
    )


def attributes(wanted: Expected, claim: Claim, found: Mapping[str, str]) -> Iterator[tuple[str, bool]]:
    """(attribute, right) for each that the words give. `found`: expected ids to ids of the claims that found them."""
    if wanted.value is not None:
        yield "qualifier", claim.figure.qualifier is wanted.qualifier
    if wanted.status is not None:
        yield "status", claim.status is wanted.status
    if wanted.scope is not None:
        yield "scope", claim.scope is wanted.scope
    if wanted.object is not None:
        yield "object", claim.object == wanted.object
    if wanted.part_of is not None or claim.part_of is not None:
        yield "part_of", claim.part_of is not None and claim.part_of == found.get(wanted.part_of or "")
    if wanted.first_days:
        yield "time", claim.time is not None and claim.time.start in wanted.first_days
        yield "time", claim.time is not None and claim.time.end in wanted.last_days
    for spellings in wanted.places:
        yield "place", any_named([place.name for place in claim.places], spellings)
    for spellings in wanted.perpetrators:
        yield "perpetrator", any_named([actor.name for actor in claim.perpetrators], spellings)
    if wanted.claimant:
        yield "claimant", claim.claimant is not None and any_named([claim.claimant.name], wanted.claimant)
    if wanted.weapon:
        said = [claim.weapon or "", claim.event_type or ""]
        yield "weapon", any_named(said, wanted.weapon) or bool(event_types(said) & event_types(wanted.weapon))
    if wanted.event_types:
        yield "event_type", claim.event_type in wanted.event_types


def given_where_silent(wanted: Expected, claim: Claim) -> Iterator[tuple[str, bool]]:
    """(attribute, given) for each that the words leave out and that must then be left out."""
    if not wanted.claimant:
        yield "claimant", claim.claimant is not None
    if not wanted.perpetrators:
        yield "perpetrator", bool(claim.perpetrators)
    if not wanted.first_days:
        yield "time", claim.time is not None and claim.time.start is not None
    if wanted.status is None:
        yield "status", claim.status is not None


def total(scores: Sequence[CaseScore]) -> Score:
    """The sum of the scores of a set of cases."""
    return Score(
        found=sum(len(s.pairs) for s in scores),
        missed=sum(len(s.missed) for s in scores),
        extra=sum(len(s.extra) for s in scores),
        interval=interval([(len(s.pairs), len(s.missed), len(s.extra)) for s in scores]),
        right=sum((s.right for s in scores), Counter()),
        asked=sum((s.asked for s in scores), Counter()),
        accused=sum(s.accused for s in scores),
        accused_rightly=sum(s.accused_rightly for s in scores),
        given=sum((s.given for s in scores), Counter()),
        silent=sum((s.silent for s in scores), Counter()),
    )


def interval(counts: Sequence[tuple[int, int, int]], draws: int = DRAWS) -> tuple[float, float]:
    """The 95% interval of F1, resampling cases (percentile bootstrap, seeded). counts: found, missed, extra of each."""
    if not counts:
        return 0.0, 0.0
    rng = random.Random(0)  # noqa: S311 - a resampling, not a secret
    drawn = sorted(
        _f1(*(sum(column) for column in zip(*rng.choices(counts, k=len(counts)), strict=True))) for _ in range(draws)
    )
    return drawn[int(0.025 * draws)], drawn[int(0.975 * draws)]


def _f1(found: int, missed: int, extra: int) -> float:
    return _share(2 * found, 2 * found + missed + extra)


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
