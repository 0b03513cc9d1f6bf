"""Frames to incidents: which frames are one, why, and which ones new frames can change.

Pure and deterministic: the order of frames never matters.
"""

from collections.abc import Collection, Iterable, Sequence

from tadwin.link import weights as w
from tadwin.link.candidates import keys, pairs
from tadwin.link.clusters import Clustering, Pair, clusters
from tadwin.link.comparisons import findings
from tadwin.link.looks import Look, look
from tadwin.types import Frame, Link, Ties

__all__ = ["compare", "explain", "keys", "link", "touched"]

#: Frames of one report that it says are one, as sorted pairs.
Joined = Collection[Pair]
_NO_TIES = Ties()


def compare(left: Frame, right: Frame) -> Link:
    """What two frames say alike and otherwise, with the weight of each, as if nothing else were known."""
    return _link(look([left]), look([right]))


def link(frames: Iterable[Frame], ties: Ties = _NO_TIES, joined: Joined = ()) -> tuple[tuple[Frame, ...], ...]:
    """The frames of each incident, by id, and the incidents by their first frame. Every frame is in one.

    `joined` are pairs of frames of one report that it says are one; a reviewer's cannot-link goes before them.
    Raises TiesInConflict where decisions contradict each other.
    """
    by_id = {frame.id: frame for frame in frames}
    clustering, _ = _clustered(_units(by_id.values(), ties, joined), ties)
    made = (tuple(sorted(name for unit in cluster for name in unit.frames)) for cluster in clustering.clusters)
    return tuple(tuple(by_id[name] for name in cluster) for cluster in sorted(made))


def _clustered(units: Sequence[Look], ties: Ties) -> tuple[Clustering, list[tuple[float, Look, Look]]]:
    weighed = [(_weight(left, right), left, right) for left, right in pairs(units)]
    joining = [one for one in weighed if one[0] >= w.THRESHOLD]
    known: dict[Pair, float] = {}

    def weigh(left: Look, right: Look) -> float:
        pair = _pair(left.id, right.id)
        if pair not in known:
            known[pair] = sum(finding[1] for finding in findings(left, right) if finding[0] != "ground")
        return known[pair]

    return clusters(units, joining, ties, weigh), weighed


def _weight(left: Look, right: Look) -> float:
    return sum(finding[1] for finding in findings(left, right))


def _units(frames: Iterable[Frame], ties: Ties, joined: Joined) -> list[Look]:
    """Frames of one report that it says are one, seen as one; the others each by itself."""
    return [look(group) for group in _groups({frame.id: frame for frame in frames}, ties, joined)]


def _groups(by_id: dict[str, Frame], ties: Ties, joined: Joined) -> list[list[Frame]]:
    group_of = {name: [by_id[name]] for name in sorted(by_id)}
    for left, right in sorted(joined):
        if left not in group_of or right not in group_of or group_of[left] is group_of[right]:
            continue
        one, other = group_of[left], group_of[right]
        if any(_pair(a.id, b.id) in ties.cannot for a in one for b in other):
            continue  # a reviewer's word goes before the report's
        one += other
        for frame in other:
            group_of[frame.id] = one
    return list({id(group): sorted(group, key=lambda frame: frame.id) for group in group_of.values()}.values())


def _pair(left: str, right: str) -> Pair:
    return (left, right) if left < right else (right, left)
