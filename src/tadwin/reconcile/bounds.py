"""What counts of some people say of the counts of others: bounds carried over sums of cells.

A whole holds the parts that lie in it and share nobody: so it has at least as many people as they have together, and
each of them at most what the others leave of it. More is never concluded. A report that counts two girls among
five children need not know who the others were, so parts below their whole are no error and fill nothing in.

Lower bounds go up from parts to wholes and upper bounds down from wholes to parts, each in one pass. Where the counted
cells form a tree (a whole, its parts, their parts) the bounds are the tightest there are; where the elderly, or groups
by status, are told as well, they hold but may be wider than need be.
"""

from collections.abc import Mapping
from itertools import product
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
    """A whole and parts of it that share nobody."""

    whole: Cell
    parts: tuple[Cell, Cell]


def _of_groups(status: Status | None) -> tuple[Sum, ...]:
    """Who is elderly may be a woman or a man, and is no child."""
    children, both = (status, Group.CHILDREN), (status, Group.WOMEN_AND_CHILDREN)
    return (
        Sum(children, ((status, Group.GIRLS), (status, Group.BOYS))),
        Sum(both, ((status, Group.WOMEN), children)),
        Sum((status, None), (both, (status, Group.MEN))),
        Sum((status, None), (children, (status, Group.ELDERLY))),
    )


def _of_statuses(group: Group | None) -> Sum:
    """Civilians and combatants: of those whose status is stated, nobody is both."""
    return Sum((None, group), ((Status.CIVILIAN, group), (Status.COMBATANT, group)))


#: Each sum after those of its parts.
SUMS: tuple[Sum, ...] = (
    *_of_groups(Status.CIVILIAN),
    *_of_groups(Status.COMBATANT),
    *(_of_statuses(group) for group in Group),
    *_of_groups(None),
    _of_statuses(None),
)


#: Groups by the wider groups that hold them.
_HELD_BY: Mapping[Group | None, tuple[Group, ...]] = {
    Group.GIRLS: (Group.CHILDREN, Group.WOMEN_AND_CHILDREN),
    Group.BOYS: (Group.CHILDREN, Group.WOMEN_AND_CHILDREN),
    Group.CHILDREN: (Group.WOMEN_AND_CHILDREN,),
    Group.WOMEN: (Group.WOMEN_AND_CHILDREN,),
}
#: Each cell with all that everyone of it is of: itself, and every wider cell.
WHOLES: Mapping[Cell, frozenset[Cell]] = {
    (status, group): frozenset(product((status, None), (group, *_HELD_BY.get(group, ()), None)))
    for status, group in product((None, *Status), (None, *Group))
}


def can_all_be(known: Mapping[Cell, Interval]) -> bool:
    """True when some people can fill all the intervals."""
    if any(one.high is not None and one.low > one.high for one in known.values()):
        return False
    # Cells that lie in no other known one that is bounded are free of each other.
    bounded = [cell for cell, one in known.items() if one.high is not None]
    is_nested = any(cell != whole and lies_in(cell, whole) for whole in bounded for cell in known)
    return not is_nested or tightened(known) is not None


def tightened(known: Mapping[Cell, Interval]) -> dict[Cell, Interval] | None:
    """What intervals of some cells allow for every cell; None when no people can fill them all.

    Cells of which nothing follows are left out.
    """
    lows = floors({cell: interval.low for cell, interval in known.items()})
    highs = {cell: interval.high for cell, interval in known.items() if interval.high is not None}
    for total in reversed(SUMS):
        most = highs.get(total.whole)
        for part, other in (total.parts, total.parts[::-1]):
            if most is not None:
                highs[part] = min(most - lows.get(other, 0), highs.get(part, most))
    if any(lows.get(cell, 0) > high for cell, high in highs.items()):
        return None
    return {cell: Interval(lows.get(cell, 0), highs.get(cell)) for cell in {**lows, **highs}}


def floors(least: Mapping[Cell, int]) -> dict[Cell, int]:
    """The fewest people that every cell holds where each of `least` holds that many; cells of none are left out."""
    lows = {cell: low for cell, low in least.items() if low > 0}
    for total in SUMS:
        low = lows.get(total.parts[0], 0) + lows.get(total.parts[1], 0)
        if low > lows.get(total.whole, 0):
            lows[total.whole] = low
    return lows


def lies_in(cell: Cell, whole: Cell) -> bool:
    """True when everyone of `cell` is also of `whole`, another cell or the same."""
    return whole in WHOLES[cell]
