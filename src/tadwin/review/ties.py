"""Merges, splits and moves as ties between frames. A later decision wins over an earlier one."""

from collections.abc import Collection, Iterable, Mapping
from itertools import combinations, product

from tadwin.review.standing import ADD, MERGE, MOVE, SPLIT
from tadwin.types import Claim, Decision, Ties

Pair = tuple[str, str]


def ties(decisions: Iterable[Decision], claims: Iterable[Claim]) -> Ties:
    """The pairs of frames that are one incident, and those that are not, by decisions that stand.

    The anchors name claims by the ids that they have now; an anchor whose claim is not there is passed over. Decisions
    never contradict each other in what this gives: from the last to the first, a pair holds unless it speaks against
    what later ones say or what follows from it (one with two is one with both). Where one decision's own pairs cannot
    all hold against later ones, the first by frame id do. What follows for pairs kept apart is among `cannot`.
    """
    frames = {claim.id: claim.frame for claim in claims}
    known = _Known()
    for decision in sorted(decisions, key=lambda one: -one.number):
        sides = _sides(decision, frames)
        for pair in _across(sides, _parted(decision, sides)):
            known.part(pair)
        for pair in _across(sides, _joined(decision, sides)):
            known.join(pair)
    return known.ties()


def _sides(decision: Decision, frames: Mapping[str, str]) -> Mapping[int, set[str]]:
    sides: dict[int, set[str]] = {}
    for one in decision.anchors:
        if one.claim in frames:
            sides.setdefault(one.side, set()).add(frames[one.claim])
    return sides


def _joined(decision: Decision, sides: Collection[int]) -> list[tuple[int, int]]:
    """The sides that the decision says are of one incident."""
    if decision.action == MERGE:
        return list(combinations(sorted(sides), 2))
    return [_TAKEN_IN] if decision.action in (MOVE, ADD) and set(_TAKEN_IN) <= set(sides) else []


def _parted(decision: Decision, sides: Collection[int]) -> list[tuple[int, int]]:
    """The sides that the decision says are not of one incident."""
    if decision.action == SPLIT:
        return list(combinations(sorted(sides), 2))
    return [_LEFT] if decision.action == MOVE and set(_LEFT) <= set(sides) else []


#: What leaves its incident is on side 1, what stays on side 0, and what it goes to on side 2.
_LEFT, _TAKEN_IN = (0, 1), (1, 2)


def _across(sides: Mapping[int, set[str]], between: Collection[tuple[int, int]]) -> list[Pair]:
    """Each two frames that stand on two sides `between` which the decision says something, sorted.

    About frames of one side a decision says nothing: what linking made of them is left to it.
    """
    found = (pair for left, right in between for pair in product(sides[left], sides[right]))
    return sorted({_sorted(pair) for pair in found if pair[0] != pair[1]})


class _Known:
    """What later decisions say: sets of frames that are one, and which of these sets are not one with which."""

    def __init__(self) -> None:
        self.group: dict[str, set[str]] = {}
        self.apart: dict[str, set[str]] = {}  # a frame to every frame that it is kept apart from, closed over groups
        self.must: set[Pair] = set()

    def join(self, pair: Pair) -> None:
        left, right = (self.group.setdefault(frame, {frame}) for frame in pair)
        if left is not right:
            if any(not self.apart.get(frame, set()).isdisjoint(right) for frame in left):
                return
            self._unite(left, right)
        self.must.add(_sorted(pair))

    def _unite(self, left: set[str], right: set[str]) -> None:
        parted = set().union(*(self.apart.get(frame, set()) for frame in left | right))
        left |= right
        for frame in left:
            self.group[frame] = left
        for frame in parted:
            self.apart[frame] |= left
        for frame in left if parted else ():
            self.apart.setdefault(frame, set()).update(parted)

    def part(self, pair: Pair) -> None:
        left, right = (self.group.setdefault(frame, {frame}) for frame in pair)
        if left is right:
            return
        for one, other in ((left, right), (right, left)):
            for frame in one:
                self.apart.setdefault(frame, set()).update(other)

    def ties(self) -> Ties:
        cannot = frozenset(_sorted((one, other)) for one, others in self.apart.items() for other in others)
        return Ties(frozenset(self.must), cannot)


def _sorted(pair: Pair) -> Pair:
    left, right = pair
    return (left, right) if left < right else (right, left)
