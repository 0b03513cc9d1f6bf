"""Why an incident holds the frames that it holds, and why others near it are not in it."""

from collections.abc import Collection, Iterable
from dataclasses import replace

from tadwin.link import weights as w
from tadwin.link.candidates import pairs
from tadwin.link.clusters import Clustering
from tadwin.link.link import clustered, compared
from tadwin.link.looks import Look
from tadwin.link.units import NO_TIES, Pair, pair, units
from tadwin.types import Frame, Link, Reason, Ties

#: Bits below which a comparison that kept two units apart is not worth telling.
_HARDLY_ALIKE = w.PRIOR
_SAYS_SO = "their report tells them as one"
_MERGED = "a reviewer decided that they are one incident"
_SPLIT = "a reviewer decided that they are not one incident"


def explain(
    frames: Iterable[Frame], incident: Collection[str], ties: Ties = NO_TIES, joined: Collection[Pair] = ()
) -> tuple[Link, ...]:
    """What joined the frames of an incident, and what kept others near it apart, the heaviest first of each.

    `incident` are the ids of its frames; `frames` are what `touched` gives for them, with those that it met. A link
    that joins says why, a decision or the report's own words among the reasons; one that does not ends with what
    kept the two apart, where their weight alone would have joined them. Frames told as one are named by the first.
    """
    by_id = {frame.id: frame for frame in frames}
    found = units(by_id.values(), ties, joined)
    clustering = clustered(found, ties)
    unit_of = {name: unit for unit in found for name in unit.frames}
    inside = {unit_of[name].id for name in incident if name in unit_of}
    together = [*_told_as_one(unit_of, joined, inside), *_that_joined(clustering, unit_of, ties, inside)]
    apart = _kept_apart(found, clustering, unit_of, ties, inside)
    return (*sorted(together, key=_heaviest), *sorted(apart, key=_heaviest))


def _heaviest(link: Link) -> tuple[float, str, str]:
    return (-link.weight, link.left, link.right)


def _told_as_one(unit_of: dict[str, Look], joined: Collection[Pair], inside: set[str]) -> Iterable[Link]:
    reason = Reason("report", 0.0, _SAYS_SO)
    for left, right in joined:
        one, other = unit_of.get(left), unit_of.get(right)
        if one is not None and one is other and one.id in inside:
            yield Link(left, right, 0.0, True, (reason,))


def _that_joined(clustering: Clustering, unit_of: dict[str, Look], ties: Ties, inside: set[str]) -> Iterable[Link]:
    decided = {
        pair(unit_of[left].id, unit_of[right].id)
        for left, right in ties.must
        if left in unit_of and right in unit_of and unit_of[left] is not unit_of[right]
    }
    for left, right in clustering.joined | decided:
        if left in inside and right in inside:
            link = compared(unit_of[left], unit_of[right])
            if (left, right) in decided:
                link = replace(link, joins=True, reasons=(*link.reasons, Reason("decision", 0.0, _MERGED)))
            yield link


def _kept_apart(
    found: Collection[Look], clustering: Clustering, unit_of: dict[str, Look], ties: Ties, inside: set[str]
) -> Iterable[Link]:
    """Of each unit that is near and not inside, the comparison that came nearest to joining it."""
    split = {
        pair(unit_of[left].id, unit_of[right].id) for left, right in ties.cannot if left in unit_of and right in unit_of
    }
    best: dict[str, Link] = {}
    met = [(one.id, other.id) for one, other in pairs(found)]
    for left, right in sorted({*met, *split}):
        if (left in inside) == (right in inside):
            continue
        link = compared(unit_of[left], unit_of[right])
        outside = right if left in inside else left
        why = _SPLIT if (left, right) in split else clustering.apart.get((left, right))
        if why is not None:
            link = replace(link, joins=False, reasons=(*link.reasons, Reason("kept apart", 0.0, why)))
        if (why == _SPLIT or link.weight >= _HARDLY_ALIKE) and (
            outside not in best or _heaviest(link) < _heaviest(best[outside])
        ):
            best[outside] = link
    return best.values()
