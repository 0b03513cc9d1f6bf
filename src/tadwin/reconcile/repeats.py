"""Which counts of one incident repeat, copy or supersede one another.

A *voice* is who speaks: an origin, or a publisher in its own words. A *telling* is what one phrase of one report gives
of a cell. Tellings of one voice and cell are one count told again, or a newer one; tellings of different voices are
rival counts, unless a voice without a name says what a named source of its report says, or what stands word by word
in another report.

Of one report the figure that its words renew stands ("rises to 21"), else the first one with a number: reports put
the toll that they stand by first. What a report calls earlier, or updates in its own voice, is superseded whoever said
it. Of several reports the figure that was first published last stands, so that an old one relayed late does not undo a
newer one. Words without a number ("dozens" beside 31) supersede none, and a later
figure that only says less ("at least 9" after 12) stands beside the one before it.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from tadwin.reconcile.conjuncts import Count
from tadwin.reconcile.order import folded, newer, sentence
from tadwin.reconcile.partial import says_some
from tadwin.types import Claim

REPEATS = "repeats"
COPY = "copy of"
SUPERSEDED = "superseded"
LEAD = "the first figure of its report stands"

#: A sentence this long, in words, that stands in two reports was taken over; shorter ones ("Four people were killed")
#: are written twice. tadwin's own: twice the five words by which whole reports are compared.
_LONG_SENTENCE = 10

Cell = tuple[str | None, ...]
Replaced = dict["Telling", tuple["Telling", str]]


@dataclass(frozen=True, eq=False)
class Telling:
    """What one phrase of a report tells of a cell. `copied` is the report that its own is a copy of, or its own."""

    voice: str
    named: bool
    cell: Cell
    count: Count
    published: date | None
    report: str
    copied: str
    text: str  # of the report

    @property
    def claim(self) -> Claim:
        """The claim that stands for it."""
        return self.count.claims[0]

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words of its sentence."""
        first, last = sentence(self.text, self.claim.number.start, self.claim.number.end)
        return folded(self.text[first:last])

    @cached_property
    def order(self) -> int:
        """1 where its words renew a figure, -1 where they look back at one."""
        return newer(self.claim, self.text)

    @cached_property
    def place(self) -> tuple[date, str, int, str]:
        """Sorts by day of publication, those without one last, and then by where it stands in the text."""
        return (self.published or date.max, self.report, self.claim.number.start, self.claim.id)

    @property
    def figure(self) -> tuple[int, bool, bool]:
        """What two tellings of the same figure share, whatever their qualifiers: "12" and "at least 12"."""
        return (self.count.number, self.count.vague, self.count.low == 0)


#: A figure of one voice: what tells it best, the day it was first told, and whether its words renew an earlier one.
Told = tuple[Telling, date | None, bool]


def settle(tellings: Iterable[Telling]) -> dict[str, tuple[str, str]]:
    """For every claim that does not count: the claim that counts in its place, and why."""
    replaced: Replaced = {}
    ordered = sorted(tellings, key=lambda one: one.place)
    for together in _grouped(ordered, lambda one: (one.cell, one.voice)):
        reports = _grouped(together, lambda one: one.report)
        _across_reports([_in_report(inside, replaced) for inside in reports], replaced)
    within_voices = dict(replaced)
    for together in _grouped(ordered, lambda one: one.cell):
        _between_voices(together, within_voices, replaced)
    for together in _grouped(ordered, lambda one: (one.cell, one.report)):
        _by_the_reports_order(together, replaced)
    found: dict[str, tuple[str, str]] = {}
    for telling, (instead, why) in replaced.items():
        counts = _end(instead, replaced)
        found.update((claim.id, (counts.claim.id, why)) for claim in telling.count.claims)
    return found


def _grouped(tellings: Iterable[Telling], key: Callable[[Telling], object]) -> list[list[Telling]]:
    groups: dict[object, list[Telling]] = {}
    for telling in tellings:
        groups.setdefault(key(telling), []).append(telling)
    return list(groups.values())


def _in_report(tellings: Sequence[Telling], replaced: Replaced) -> Telling:
    """The telling that stands for one voice, cell and report; the others are replaced by it."""
    tellings = [one for one in tellings if not says_some(one.claim)] or tellings
    if len(tellings) == 1:
        return tellings[0]
    renewed = [one for one in tellings if one.order > 0]
    current = [one for one in tellings if one.order == 0] or tellings
    chosen = renewed[-1] if renewed else next((one for one in current if not one.count.vague), current[0])
    standing = _widest([one for one in tellings if one.figure == chosen.figure])
    for one in tellings:
        if one is standing:
            continue
        if one.figure == standing.figure or _is_vaguer(one, standing):
            replaced[one] = (standing, REPEATS)
        else:
            dated = renewed or one.order < 0 or one.count.vague
            replaced[one] = (standing, SUPERSEDED if dated else LEAD)
    return standing


def _widest(same: Sequence[Telling]) -> Telling:
    """Of tellings of one figure the one that commits its speaker least: relays drop "at least", they do not add it."""
    return min(same, key=lambda one: (one.count.high is not None, -(one.count.high or 0), one.count.low, one.place))


def _across_reports(standing: Sequence[Telling], replaced: Replaced) -> None:
    """Replaces, of one voice and cell, what another report repeats or supersedes."""
    if len(standing) == 1:
        return
    current: list[Told] = []
    for same in _grouped(standing, lambda one: one.figure):
        told = _widest(same)
        for one in same:
            if one is not told:
                replaced[one] = (told, COPY if one.copied == told.copied else REPEATS)
        published = same[0].published  # they are in the order of publication
        current.append((told, published, any(one.order > 0 for one in same)))
    for told, before, renewed in current:
        by = [
            other
            for other, published, renews in current
            if other is not told and _is_newer((other, published, renews), (told, before, renewed))
        ]
        if by:
            replaced[told] = (max(by, key=lambda other: other.place), SUPERSEDED)
            continue
        exact = next((other for other, _, _ in current if _is_vaguer(told, other)), None)
        if exact is not None:
            replaced[told] = (exact, REPEATS)


def _is_newer(one: Told, than: Told) -> bool:
    """True when a figure supersedes another of its voice: first told on a later day, or that day in renewing words."""
    (told, day, renews), (before, day_before, renewed) = one, than
    if day is None or day_before is None or _is_vaguer(told, before) or (told.count.vague and not before.count.vague):
        return False
    if day == day_before:
        return renews and not renewed
    return day > day_before and (renews or before.count.vague or not _says_less(told, before))


def _is_vaguer(one: Telling, than: Telling) -> bool:
    """True for words without a number that a number of the same people bears out."""
    return one.count.vague and not than.count.vague and _says_less(one, than)


def _says_less(one: Telling, than: Telling) -> bool:
    """True when whatever `than` allows, `one` allows too."""
    open_ended = one.count.high is None
    below = open_ended or (than.count.high is not None and (one.count.high or 0) >= than.count.high)
    return one.count.low <= than.count.low and below


def _between_voices(tellings: Sequence[Telling], before: Mapping[Telling, object], replaced: Replaced) -> None:
    """Replaces what nobody named says by what it was taken from; of one cell, in the order of publication."""
    for one in tellings:
        if one.named or one in replaced:
            continue
        alike = [other for other in tellings if other.named or (other not in before and other.place < one.place)]
        alike = [other for other in alike if other.figure == one.figure and _taken(one, other)]
        if alike:
            told = min(alike, key=lambda other: (not other.named, other.place))
            replaced[one] = (told, COPY if told.report != one.report and told.copied == one.copied else REPEATS)


def _by_the_reports_order(tellings: Sequence[Telling], replaced: Replaced) -> None:
    """Replaces, of one report and cell, what the report itself calls earlier, or updates in its own voice.

    "The toll rose to ten, the agency said. The ministry had earlier said six." "Updated: twelve were killed."
    """
    told = [one for one in tellings if not one.count.vague and replaced.get(one, (one, REPEATS))[1] in (REPEATS, COPY)]
    current = [one for one in told if one.order >= 0]
    for one in told:
        newer = [other for other in current if _is_newer_to_report(other, one) and _end(other, replaced) is not one]
        if newer and one not in replaced:
            replaced[one] = (newer[0] if one.order < 0 else newer[-1], SUPERSEDED)


def _is_newer_to_report(one: Telling, than: Telling) -> bool:
    if one.figure == than.figure:
        return False
    updates = one.order > 0 and one.claim.claimant is None and one.place > than.place
    return than.order < 0 or (updates and one.count.number > than.count.number)


def _end(one: Telling, replaced: Replaced) -> Telling:
    """The telling that counts in the place of one, or it itself."""
    while one in replaced:
        one = replaced[one][0]
    return one


def _taken(one: Telling, other: Telling) -> bool:
    if one.report == other.report:
        return other.named
    if one.copied == other.copied:
        return True
    return len(one.words) >= _LONG_SENTENCE and one.words == other.words
