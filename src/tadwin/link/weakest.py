"""How nearly an incident was not one: the weight of its weakest link."""

from collections.abc import Collection, Iterable

from tadwin.link.link import weight
from tadwin.link.looks import Look
from tadwin.link.units import NO_TIES, Pair, pair, units
from tadwin.types import Frame, Ties

#: Units above which nothing is said: hundreds of reports of one attack need no such look, and pairs grow as the square.
_MOST = 40


def weakest(frames: Iterable[Frame], ties: Ties = NO_TIES, joined: Collection[Pair] = ()) -> float | None:
    """The least weight, in bits, that must hold for these frames to be one incident; None where nothing is weighed.

    Of all ways to hang the units together the one by the heaviest links is taken (a maximum spanning tree, by Prim).
    What a reviewer merged is not weighed.
    """
    found = units(frames, ties, joined)
    if not 1 < len(found) <= _MOST:
        return None
    unit_of = {name: unit.id for unit in found for name in unit.frames}
    merged = {pair(unit_of[left], unit_of[right]) for left, right in ties.must if left in unit_of and right in unit_of}
    waiting = found[1:]
    least: float | None = None
    best = {unit.id: _held(found[0], unit, merged) for unit in waiting}
    while waiting:
        nearest = max(waiting, key=lambda unit: (best[unit.id], unit.id))
        if best[nearest.id] != _DECIDED:
            least = best[nearest.id] if least is None else min(least, best[nearest.id])
        waiting = [unit for unit in waiting if unit is not nearest]
        for unit in waiting:
            best[unit.id] = max(best[unit.id], _held(nearest, unit, merged))
    return least


#: More than any weight.
_DECIDED = float("inf")


def _held(left: Look, right: Look, merged: Collection[Pair]) -> float:
    return _DECIDED if pair(left.id, right.id) in merged else weight(left, right)
