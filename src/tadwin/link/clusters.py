"""Units and their links into clusters that respect what reviewers decided and how far an incident reaches.

Works within each component, the units that joining links and must-links connect: nothing outside a component can
change what happens in it, so that linking anew only the components that new frames touch gives what linking all gives.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from tadwin.errors import TadwinError
from tadwin.link import weights as w
from tadwin.link.comparisons import kilometres
from tadwin.link.looks import Look, Spot
from tadwin.link.units import Pair, pair
from tadwin.types import Ties

#: The weight of two units in bits.
Weigh = Callable[[Look, Look], float]


class TiesInConflict(TadwinError):
    """Decisions that cannot all hold: two frames are kept apart that others make one incident."""

    def __init__(self, pairs: Collection[Pair]) -> None:
        named = "; ".join(f"{left} and {right}" for left, right in sorted(pairs))
        super().__init__(f"decisions contradict each other: merged and split are {named}. Undo one of them.")
        self.pairs = frozenset(pairs)


@dataclass(slots=True)
class Group:
    """Units that are one incident so far, in bundles: a bundle is one unit, or those that reviewers merged.

    What speaks for one unit of a bundle speaks for all of it: a merge with something far off evicts nobody.
    """

    bundles: list[list[Look]]
    reports: set[str]

    @property
    def units(self) -> list[Look]:
        """All its units."""
        return [unit for bundle in self.bundles for unit in bundle]


@dataclass(frozen=True, slots=True)
class Clustering:
    """The clusters, which pairs put them together, and for pairs that were kept apart the reason in words."""

    clusters: tuple[tuple[Look, ...], ...]
    joined: frozenset[Pair]
    apart: Mapping[Pair, str]


def clusters(units: Sequence[Look], links: Iterable[tuple[float, Look, Look]], ties: Ties, weigh: Weigh) -> Clustering:
    """Puts units together along `links` (weights at or above the threshold), the heaviest first.

    Must-links come first and need nothing else. A link then joins two groups unless a decision, two tellings in one
    report, the span of days or km, or the weight of the other pairs keeps them apart. Ties name frames; units
    are known by all of theirs, and ties of frames that are not there are passed over. Raises TiesInConflict.
    """
    grouping = _Grouping(units, ties, weigh)
    grouping.obey()
    for _, left, right in sorted(links, key=lambda link: (-link[0], link[1].id, link[2].id)):
        grouping.join(left, right)
    made = {id(group): group for group in grouping.groups.values()}.values()
    sorted_groups = (tuple(sorted(group.units, key=lambda unit: unit.id)) for group in made)
    ordered = tuple(sorted(sorted_groups, key=lambda group: group[0].id))
    return Clustering(ordered, frozenset(grouping.joined), grouping.apart)


class _Grouping:
    """Groups as they grow."""

    def __init__(self, units: Sequence[Look], ties: Ties, weigh: Weigh) -> None:
        self.groups = {unit.id: Group([[unit]], {unit.report}) for unit in units}
        self.unit_of = {frame: unit for unit in units for frame in unit.frames}
        self.must = self._of_units(ties.must)
        self.cannot: defaultdict[str, set[str]] = defaultdict(set)
        for left, right in self._of_units(ties.cannot):
            self.cannot[left].add(right)
            self.cannot[right].add(left)
        self.weigh = weigh
        self.joined: set[Pair] = set()
        self.apart: dict[Pair, str] = {}

    def _of_units(self, pairs: Iterable[Pair]) -> list[Pair]:
        there = [pair for pair in sorted(pairs) if pair[0] in self.unit_of and pair[1] in self.unit_of]
        return [(self.unit_of[left].id, self.unit_of[right].id) for left, right in there]

    def obey(self) -> None:
        for left, right in self.must:
            self._unite(left, right)
        for group in {id(group): group for group in self.groups.values()}.values():
            group.bundles = [group.units]
        broken = {
            pair(left, right)
            for left, others in self.cannot.items()
            for right in others
            if self.groups[left] is self.groups[right]
        }
        if broken:
            raise TiesInConflict(broken)

    def join(self, left: Look, right: Look) -> None:
        one, other = self.groups[left.id], self.groups[right.id]
        if one is other:
            return
        why = self._keeps_apart(one, other)
        if why is None:
            self._unite(left.id, right.id)
        else:
            self.apart[pair(left.id, right.id)] = why

    def _unite(self, left: str, right: str) -> None:
        one, other = self.groups[left], self.groups[right]
        if one is other:
            return
        one.bundles += other.bundles
        one.reports |= other.reports
        for unit in other.units:
            self.groups[unit.id] = one
        self.joined.add(pair(left, right))

    def _keeps_apart(self, one: Group, other: Group) -> str | None:
        ids = {unit.id for unit in other.units}
        if any(not self.cannot[unit.id].isdisjoint(ids) for unit in one.units if unit.id in self.cannot):
            return "a reviewer decided that they are not one incident"
        if not one.reports.isdisjoint(other.reports) and self._are_two(one, other):
            return "one report tells of both as two"
        days = _days_spanned(one.units + other.units)
        if days > max(w.SPAN_DAYS, _days_spanned(one.units), _days_spanned(other.units)):
            return f"together they would span {days} days, and {w.SPAN_DAYS} is the most"
        apart = max(_km_between(a, b) for a in one.bundles for b in other.bundles)
        if apart > w.SPAN_KM:
            return f"together they would reach {apart:.0f} km, and {w.SPAN_KM:.0f} is the most"
        return self._against(one, other)

    def _are_two(self, one: Group, other: Group) -> bool:
        """True where a report that tells of both means two, as far as what it says of them differs."""
        return any(
            self.weigh(left, right) + w.SAME_REPORT < w.THRESHOLD
            for left in one.units
            for right in other.units
            if left.report == right.report
        )

    def _against(self, one: Group, other: Group) -> str | None:
        """The other pairs of two groups can outweigh the one that would join them."""
        weights = [
            max(self.weigh(a, b) for a in left for b in right) for left in one.bundles for right in other.bundles
        ]
        if sum(max(w.MOST_AGAINST, bits) for bits in weights) >= len(weights) * w.AGAINST:
            return None
        return "what the other reports of either say speaks against it"


def _days_spanned(units: Iterable[Look]) -> int:
    """The fewest days that an incident of these units has: all that are given, and a day up to each report without."""
    dated = [(unit.last, unit.first) if unit.told is not None else (unit.first, unit.last) for unit in units]
    starts = [start for start, _ in dated if start is not None]
    ends = [end for _, end in dated if end is not None]
    return max(1, max(ends) - min(starts) + 1) if starts else 0


def _km_between(units: Sequence[Look], others: Sequence[Look]) -> float:
    """The distance between the nearest places of two bundles; 0 where one names none.

    A province reaches PROVINCE_KM from its middle, and a town that it is named after can stand for it.
    """
    places = [place for unit in units for place in _at(unit)], [place for unit in others for place in _at(unit)]
    return min((_km(one, other) for one in places[0] for other in places[1]), default=0.0)


def _at(unit: Look) -> list[tuple[Spot, float]]:
    """Where a unit is, and how far each place reaches in km."""
    if unit.spots:
        return [(spot, w.PROVINCE_KM if spot.namesake else 0.0) for spot in unit.spots]
    return [(spot, w.PROVINCE_KM) for spot in unit.regions]


def _km(one: tuple[Spot, float], other: tuple[Spot, float]) -> float:
    return max(0.0, kilometres(one[0], other[0]) - one[1] - other[1])
