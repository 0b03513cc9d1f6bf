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
from enum import StrEnum
from typing import NamedTuple

from evals.cases import Case, Expected, event_types
from tadwin.types import Claim
from tadwin.vocab import Group, Qualifier

DRAWS = 1000


class Mark(StrEnum):
    """How one answer was: right, or in which way it was not."""

    RIGHT = "right"
    WRONG = "wrong value"
    NOT_GIVEN = "not given"
    SILENT = "given where the words give none"
    BESIDE = "accused beside the right one"


class Answer(NamedTuple):
    """One attribute of a found figure: the spellings that count as right, what the claim gives, and the mark for it.

    Both are empty where nothing is given. Of `part_of`, they are the ids of an expected claim and of a claim.
    """

    attribute: str
    wanted: tuple[str, ...]
    given: tuple[str, ...]
    mark: Mark


class Wrong(NamedTuple):
    """An answer that is not right, and whose it is."""

    expected: Expected
    claim: Claim
    answer: Answer


@dataclass(frozen=True, slots=True)
class CaseScore:
    """How one case went. `pairs` are the required claims that were found, with what found them."""

    case: Case
    claims: tuple[Claim, ...]
    pairs: tuple[tuple[Expected, Claim], ...]
    missed: tuple[Expected, ...]
    extra: tuple[Claim, ...]
    right: Counter[str]
    asked: Counter[str]
    wrong: tuple[Wrong, ...]
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
    wrong: list[Wrong] = []
    accused = accused_rightly = 0
    for wanted, claim in hits:
        answers = list(attributes(wanted, claim, found))
        asked.update(answer.attribute for answer in answers)
        right.update(answer.attribute for answer in answers if answer.mark is Mark.RIGHT)
        quiet = list(given_where_silent(wanted, claim))
        silent.update(answer.attribute for answer in quiet)
        given.update(answer.attribute for answer in quiet if answer.mark is Mark.SILENT)
        every = [*answers, *quiet, *accused_beside(wanted, claim)]
        wrong += [Wrong(wanted, claim, answer) for answer in every if answer.mark is not Mark.RIGHT]
        spellings = [s for names in wanted.perpetrators for s in names]
        accused += len(claim.perpetrators)
        accused_rightly += sum(any_named([actor.name], spellings) for actor in claim.perpetrators)
    return CaseScore(
        case=case,
        claims=tuple(ordered),
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


def attributes(wanted: Expected, claim: Claim, found: Mapping[str, str]) -> Iterator[Answer]:
    """An answer for each attribute that the words give. `found`: expected ids to ids of the claims that found them."""
    if wanted.value is not None:
        yield _one("qualifier", wanted.qualifier, claim.figure.qualifier)
    if wanted.status is not None:
        yield _one("status", wanted.status, claim.status)
    if wanted.scope is not None:
        yield _one("scope", wanted.scope, claim.scope)
    if wanted.object is not None:
        yield _one("object", wanted.object, claim.object)
    if wanted.part_of is not None or claim.part_of is not None:
        is_right = claim.part_of is not None and claim.part_of == found.get(wanted.part_of or "")
        yield _asked("part_of", _some(wanted.part_of), _some(claim.part_of), is_right)
    if wanted.first_days:
        days = " / ".join(map(str, wanted.first_days))
        if wanted.last_days != wanted.first_days:
            days += f"..{' / '.join(map(str, wanted.last_days))}"
        start, end = (claim.time.start, claim.time.end) if claim.time is not None else (None, None)
        yield _asked("time", (days,), _days(claim), start in wanted.first_days)
        yield _asked("time", (days,), _days(claim), end in wanted.last_days)
    places, perpetrators = [place.name for place in claim.places], [actor.name for actor in claim.perpetrators]
    for spellings in wanted.places:
        yield _asked("place", spellings, places, any_named(places, spellings))
    for spellings in wanted.perpetrators:
        yield _asked("perpetrator", spellings, perpetrators, any_named(perpetrators, spellings))
    if wanted.claimant:
        speakers = [claim.claimant.name] if claim.claimant is not None else []
        yield _asked("claimant", wanted.claimant, speakers, any_named(speakers, wanted.claimant))
    if wanted.weapon:
        said = [claim.weapon or "", claim.event_type or ""]
        is_right = any_named(said, wanted.weapon) or bool(event_types(said) & event_types(wanted.weapon))
        yield _asked("weapon", wanted.weapon, _some(claim.weapon), is_right)
    if wanted.event_types:
        is_right = claim.event_type in wanted.event_types
        yield _asked("event_type", sorted(wanted.event_types), _some(claim.event_type), is_right)


def given_where_silent(wanted: Expected, claim: Claim) -> Iterator[Answer]:
    """An answer for each attribute that the words leave out and that must then be left out."""
    if not wanted.claimant:
        yield _left_out("claimant", _some(claim.claimant.name if claim.claimant is not None else None))
    if not wanted.perpetrators:
        yield _left_out("perpetrator", [actor.name for actor in claim.perpetrators])
    if not wanted.first_days:
        yield _left_out("time", _days(claim) if claim.time is not None and claim.time.start is not None else ())
    if wanted.status is None:
        yield _left_out("status", _some(claim.status))


def accused_beside(wanted: Expected, claim: Claim) -> Iterator[Answer]:
    """An answer for those who are accused beside all whom the words name: a wrong accusation that no asking finds."""
    names = [actor.name for actor in claim.perpetrators]
    if wanted.perpetrators and all(any_named(names, spellings) for spellings in wanted.perpetrators):
        spellings = tuple(s for names in wanted.perpetrators for s in names)
        others = tuple(name for name in names if not any_named([name], spellings))
        if others:
            yield Answer("perpetrator", spellings, others, Mark.BESIDE)


def _asked(attribute: str, wanted: Sequence[str], given: Sequence[str], is_right: bool) -> Answer:
    mark = Mark.RIGHT if is_right else Mark.WRONG if given else Mark.NOT_GIVEN
    return Answer(attribute, tuple(wanted), tuple(given), mark)


def _one(attribute: str, wanted: str, given: str | None) -> Answer:
    return _asked(attribute, (wanted,), _some(given), given == wanted)


def _left_out(attribute: str, given: Sequence[str]) -> Answer:
    return Answer(attribute, (), tuple(given), Mark.SILENT if given else Mark.RIGHT)


def _some(value: str | None) -> tuple[str, ...]:
    return () if value is None else (value,)


def _days(claim: Claim) -> tuple[str, ...]:
    if claim.time is None:
        return ()
    start, end = claim.time.start or "", claim.time.end or ""
    return (str(start) if start == end else f"{start}..{end}",)


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
