"""Frames to incidents: which frames are one, and what two frames weigh.

Pure and deterministic: the order of frames never matters.
"""

from collections.abc import Collection, Iterable, Sequence

from tadwin.link import weights as w
from tadwin.link.candidates import pairs
from tadwin.link.clusters import Clustering, clusters
from tadwin.link.comparisons import findings
from tadwin.link.looks import Look, look
from tadwin.link.units import NO_TIES, Pair, pair, units
from tadwin.types import Frame, Link, Reason, Ties


def link(frames: Iterable[Frame], ties: Ties = NO_TIES, joined: Collection[Pair] = ()) -> tuple[tuple[Frame, ...], ...]:
    """The frames of each incident, by id, and the incidents by their first frame. Every frame is in one.

    `joined` are pairs of frames of one report that it says are one; a reviewer's cannot-link goes before them.
    Raises TiesInConflict where decisions contradict each other.
    """
    by_id = {frame.id: frame for frame in frames}
    clustering = clustered(units(by_id.values(), ties, joined), ties)
    made = (sorted(name for unit in cluster for name in unit.frames) for cluster in clustering.clusters)
    return tuple(tuple(by_id[name] for name in cluster) for cluster in sorted(made))


def compare(left: Frame, right: Frame) -> Link:
    """What two frames say alike and otherwise, with the weight of each, as if nothing else were known."""
    return compared(look([left]), look([right]))


def compared(left: Look, right: Look) -> Link:
    """The same for two units, by their ids."""
    if right.id < left.id:
        left, right = right, left
    reasons = tuple(Reason(name, bits, words.format(*of)) for name, bits, words, of in findings(left, right))
    total = sum(reason.weight for reason in reasons)
    return Link(left.id, right.id, total, total >= w.THRESHOLD, reasons)


def weight(left: Look, right: Look) -> float:
    """What two units weigh together, in bits."""
    return sum([finding[1] for finding in findings(left, right)])


def clustered(found: Sequence[Look], ties: Ties) -> Clustering:
    """The clusters of units, and what joined and kept apart."""
    weighed = ((weight(left, right), left, right) for left, right in pairs(found))
    joining = [one for one in weighed if one[0] >= w.THRESHOLD]
    known: dict[Pair, float] = {}

    def agreement(left: Look, right: Look) -> float:
        """The weight without the demand for something specific: two units may each share that with a third."""
        both = pair(left.id, right.id)
        if both not in known:
            known[both] = sum([finding[1] for finding in findings(left, right) if finding[0] != "ground"])
        return known[both]

    return clusters(found, joining, ties, agreement)
