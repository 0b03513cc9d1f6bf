"""The rules by which one number is chosen where voices differ. docs/method.md says whose practice each follows."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tadwin.reconcile.conjuncts import Count
from tadwin.reconcile.voices import Told, Voice


class Rule(StrEnum):
    """How best is chosen, and whether low and high are shown.

    `conservative`: what most origins give, with all that was said as low and high (UCDP's best, low and high).
    `minmax`: least and most, with the least as best (Iraq Body Count, Airwars).
    `single_low`: one number, the least that anyone gives (ACLED's most conservative estimate).
    """

    CONSERVATIVE = "conservative"
    MINMAX = "minmax"
    SINGLE_LOW = "single_low"


@dataclass(frozen=True, slots=True)
class Stand:
    """What one voice says of a cell, all its counts together. Numbers as on `Count`; `open` without an upper bound.

    `raised` where its own counts of parts need more than its least. `vague` where it gives no number, `at_most` where
    it only says how many at the most.
    """

    voice: Voice
    told: tuple[Told, ...]
    low: int
    number: int
    top: int
    open: bool
    vague: bool
    raised: bool
    at_most: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """The number chosen, and how many origins and reports give it. `tied` when a lower one was taken of several.

    `fits` is what more origins give of a wider cell, where higher numbers were passed over for it.
    """

    number: int
    origins: int
    reports: int
    tied: bool
    fits: int | None = None


def stand(voice: Voice, told: Sequence[Told], floor: int) -> Stand:
    """A voice's counts of one cell, at least one, as one; raised to what its parts need where its words allow that."""
    counts = _bounding(told)
    low, top = _least((one.low, one.number, _is_at_most(one)) for one in counts), max(one.top for one in counts)
    is_open = any(one.high is None for one in counts)
    raised = low < floor and (is_open or floor <= top)
    low = floor if raised else low
    top = max(top, low)
    return Stand(
        voice=voice,
        told=tuple(told),
        low=low,
        number=min(max(_latest(told, low), low), top),
        top=top,
        open=is_open,
        vague=all(one.vague for one in counts),
        raised=raised,
        at_most=low == 0 and all(map(_is_at_most, counts)),
    )


def least(stands: Sequence[Stand]) -> int:
    """The fewest that voices allow. "Up to 43" allows what the others do, up to it; alone it allows none."""
    return _least((one.low, one.number, one.at_most) for one in stands)


def _least(counts: Iterable[tuple[int, int, bool]]) -> int:
    """The least of lows, and of the numbers of those that only say how many at the most; 0 where all do."""
    told = list(counts)
    if all(at_most for _, _, at_most in told):
        return 0
    return min(number if at_most else low for low, number, at_most in told)


def _is_at_most(one: Count) -> bool:
    return one.low == 0 and one.number > 0


def _bounding(told: Sequence[Told]) -> list[Count]:
    """The counts without the vague words that a number of the same voice fits: "dozens" is no rival of 31."""
    numbers = [one.count.number for one in told if not one.count.vague]

    def fits(one: Count) -> bool:
        return any(one.low <= number and (one.high is None or number <= one.high) for number in numbers)

    return [one.count for one in told if not (one.count.vague and fits(one.count))]


def _latest(told: Sequence[Told], least: int) -> int:
    """The number that the voice's latest reports give first; of several as late, what most give, then the lowest."""
    numbered = [one for one in told if not one.count.vague] or list(told)
    possible = [one for one in numbered if one.count.number >= least] or numbered
    last = max(one.published or date.min for one in possible)
    first: dict[str, int] = {}
    for one in possible:
        if (one.published or date.min) == last:
            first.setdefault(one.report_id, one.count.number)
    return _most(Counter(first.values()))


def choose(stands: Sequence[Stand], rule: Rule, wholes: Sequence[Choice] = ()) -> Choice:
    """The number that the rule takes from what voices say of one cell; `stands` is not empty.

    Of numbers as often given the lowest is taken, but no zero: that would lose the dead that others count. `wholes` is
    what is chosen for wider cells: a number above one that more origins give is passed over, if another is not.
    """
    numbered = [one for one in stands if not one.vague] or list(stands)
    origins = _by_origins(numbered)
    reports = _by_reports(numbered)
    numbers = sorted({*origins, *(one.number for one in numbered)})
    if rule is not Rule.CONSERVATIVE:
        return Choice(numbers[0], origins[numbers[0]], reports[numbers[0]], tied=False)

    def support(number: int) -> tuple[int, int]:
        return (origins[number], reports[number])

    above = [whole.number for whole in wholes if (whole.origins, whole.reports) > max(map(support, numbers))]
    least = min(above, default=None)
    fitting = numbers if least is None else [number for number in numbers if number <= least] or numbers
    best = max(fitting, key=lambda number: (*support(number), number > 0, -number))
    tied = any(number != best and support(number) == support(best) for number in fitting)
    return Choice(best, origins[best], reports[best], tied, least if len(fitting) < len(numbers) else None)


def _by_origins(stands: Sequence[Stand]) -> Counter[int]:
    """Votes: one for each independent origin, and one for all reports that speak in their own voice together."""
    votes = Counter(one.number for one in stands if one.voice.independent)
    own = Counter(one.number for one in stands if not one.voice.independent)
    if own:
        first = _by_reports([one for one in stands if not one.voice.independent])
        votes[min(own, key=lambda number: (-own[number], -first[number], number))] += 1
    return votes


def _by_reports(stands: Sequence[Stand]) -> Counter[int]:
    """How many reports give each number first."""
    first: dict[str, tuple[int, int]] = {}
    for one in stands:
        for told in one.told:
            if not told.count.vague or one.vague:
                here = (told.at, told.count.number)
                first[told.report_id] = min(first.get(told.report_id, here), here)
    return Counter(number for _, number in first.values())


def _most(votes: Counter[int]) -> int:
    """What most vote for, and the lowest of several."""
    return min(votes, key=lambda number: (-votes[number], number))
