"""What counts of some people say of the counts of others: bounds propagated over sums of cells.

A person is a civilian, a combatant or not stated to be either; and a girl, a boy, a woman, a man or not told. Cells
are sums of such people, so bounds on some cells bound others: this is bounds propagation over integer sums, as in any
textbook of constraint programming. Where the sums that matter form a tree (a whole, its parts, their parts), as they
do unless ages or sexes are told by status as well, the bounds are the tightest there are. Elsewhere they hold, and
may be wider than need be.
"""

from collections.abc import Mapping
from typing import NamedTuple

from tadwin.vocab import Group, Status

#: A status and a group; None is everyone of any.
Cell = tuple[Status | None, Group | None]
EVERYONE: Cell = (None, None)


class Interval(NamedTuple):
    """The least and the most people of a cell; `high` None sets no upper bound."""

    low: int = 0
    high: int | None = None


class Sum(NamedTuple):
    """Parts that share nobody, and the whole that they lie in. `exact`: together they are the whole."""

    whole: Cell
    parts: tuple[Cell, ...]
    exact: bool


def _within(status: Status | None) -> tuple[Sum, ...]:
    """The sums of groups. Who is elderly may be a woman or a man, and is no child."""
    children = (status, Group.CHILDREN)
    both = (status, Group.WOMEN_AND_CHILDREN)
    return (
        Sum(children, ((status, Group.GIRLS), (status, Group.BOYS)), exact=True),
        Sum(both, ((status, Group.WOMEN), children), exact=True),
        Sum((status, None), (both, (status, Group.MEN)), exact=False),
        Sum((status, None), (children, (status, Group.ELDERLY)), exact=False),
    )


def _of_statuses(group: Group | None) -> Sum:
    """Civilians and combatants; not all, for an unstated status is neither filled in nor worked out."""
    return Sum((None, group), ((Status.CIVILIAN, group), (Status.COMBATANT, group)), exact=False)


#: From the finest cells to everyone, so that lower bounds settle in one pass.
SUMS: tuple[Sum, ...] = (
    *_within(Status.CIVILIAN),
    *_within(Status.COMBATANT),
    *(_of_statuses(group) for group in Group),
    *_within(None),
    _of_statuses(None),
)
#: Passes after which tightening stops. Bounds found by then hold; two passes settle nearly everything said.
_PASSES = 64


def tightened(known: Mapping[Cell, Interval]) -> dict[Cell, Interval] | None:
    """What intervals of some cells allow for every cell; None when no people can fill them all."""
    bounds = dict(known)
    if any(_is_empty(one) for one in bounds.values()):
        return None
    for _ in range(_PASSES):
        before = dict(bounds)
        for total in SUMS:
            if not _tighten(bounds, total):
                return None
        if bounds == before:
            break
    return bounds


def _tighten(bounds: dict[Cell, Interval], total: Sum) -> bool:
    """Narrows the cells of one sum by each other; False when one is left without a number."""
    whole = bounds.get(total.whole, Interval())
    parts = [bounds.get(part, Interval()) for part in total.parts]
    least = sum(part.low for part in parts)
    highs = [part.high for part in parts]
    most = sum(high for high in highs if high is not None) if total.exact and None not in highs else None
    whole = Interval(max(whole.low, least), _lesser(whole.high, most))
    if whole != Interval():
        bounds[total.whole] = whole
    if _is_empty(whole):
        return False
    for at, part in enumerate(total.parts):
        others = [other for other_at, other in enumerate(parts) if other_at != at]
        low, high = parts[at]
        if whole.high is not None:
            high = _lesser(high, whole.high - sum(other.low for other in others))
        if total.exact and all(other.high is not None for other in others):
            low = max(low, whole.low - sum(other.high or 0 for other in others))
        if (low, high) != parts[at]:
            bounds[total.parts[at]] = Interval(low, high)
        if _is_empty(Interval(low, high)):
            return False
    return True


def floors(least: Mapping[Cell, int]) -> dict[Cell, int]:
    """The fewest people that every cell holds where each of `least` holds that many; cells of none are left out."""
    bounds = tightened({cell: Interval(low) for cell, low in least.items()})
    return {cell: bound.low for cell, bound in (bounds or {}).items() if bound.low > 0}


def lies_in(cell: Cell, whole: Cell) -> bool:
    """True when everyone of `cell` is also of `whole`, another cell or the same."""
    return whole[0] in (None, cell[0]) and (whole[1] in (None, cell[1]) or cell[1] in _HOLDS.get(whole[1], ()))


def _is_empty(interval: Interval) -> bool:
    return interval.high is not None and interval.low > interval.high


def _lesser(one: int | None, other: int | None) -> int | None:
    if one is None or other is None:
        return other if one is None else one
    return min(one, other)


_HOLDS: dict[Group | None, frozenset[Group]] = {
    Group.CHILDREN: frozenset({Group.GIRLS, Group.BOYS}),
    Group.WOMEN_AND_CHILDREN: frozenset({Group.WOMEN, Group.CHILDREN, Group.GIRLS, Group.BOYS}),
}
