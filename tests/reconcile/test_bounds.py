"""Bounds of cells against brute force: every crowd of a few people, counted by hand."""

import itertools
from collections.abc import Mapping, Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from tadwin.reconcile.bounds import EVERYONE, Cell, Interval, floors, lies_in, tightened
from tadwin.vocab import Group, Status

#: Sorts of people, each with the groups that hold them. Those of the last sort are told of no group.
_HOLDS: dict[Group, tuple[str, ...]] = {
    Group.CHILDREN: ("girl", "boy", "child"),
    Group.GIRLS: ("girl",),
    Group.BOYS: ("boy",),
    Group.WOMEN: ("woman", "old woman"),
    Group.MEN: ("man", "old man"),
    Group.ELDERLY: ("old woman", "old man", "old"),
    Group.WOMEN_AND_CHILDREN: ("woman", "old woman", "girl", "boy", "child", "woman or child"),
}
_WHO = (*dict.fromkeys(who for sorts in _HOLDS.values() for who in sorts), "someone")
_STATUSES: tuple[Status | None, ...] = (None, *Status)
Person = tuple[Status | None, str]


def count(crowd: Sequence[Person], cell: Cell) -> int:
    status, group = cell
    return sum(status in (None, of) and (group is None or who in _HOLDS[group]) for of, who in crowd)


def crowds(sorts: Sequence[Person], most: int) -> list[tuple[Person, ...]]:
    return [crowd for size in range(most + 1) for crowd in itertools.combinations_with_replacement(sorts, size)]


OF_GROUPS = crowds([(None, who) for who in _WHO], 4)
OF_STATUSES = crowds([(status, "someone") for status in _STATUSES], 8)
OF_BOTH = crowds([(status, who) for status in _STATUSES for who in _WHO], 2)


def filling(people: Sequence[tuple[Person, ...]], known: Mapping[Cell, Interval]) -> list[tuple[Person, ...]]:
    def fits(crowd: tuple[Person, ...]) -> bool:
        return all(
            low <= count(crowd, cell) and (high is None or count(crowd, cell) <= high)
            for cell, (low, high) in known.items()
        )

    return [crowd for crowd in people if fits(crowd)]


@st.composite
def intervals(draw: st.DrawFn, cells: st.SearchStrategy[Cell], most: int) -> dict[Cell, Interval]:
    def interval() -> Interval:
        low = draw(st.integers(0, most))
        return Interval(low, draw(st.none() | st.integers(low, most)))

    return {cell: interval() for cell in draw(st.sets(cells, max_size=3))}


#: Without the elderly, who may be women or men: the others form a tree.
_TREE = tuple(group for group in Group if group is not Group.ELDERLY)
groups: st.SearchStrategy[Cell] = st.tuples(st.none(), st.none() | st.sampled_from(_TREE))
statuses: st.SearchStrategy[Cell] = st.tuples(st.sampled_from(_STATUSES), st.none())
any_cell: st.SearchStrategy[Cell] = st.tuples(st.sampled_from(_STATUSES), st.none() | st.sampled_from(Group))


@settings(max_examples=40, deadline=None)
@given(intervals(groups, 1))
def test_bounds_over_groups_are_those_of_every_crowd(known: dict[Cell, Interval]) -> None:
    exactly_those(OF_GROUPS, known, [(None, group) for group in (None, *_TREE)])


@settings(max_examples=40, deadline=None)
@given(intervals(statuses, 3))
def test_bounds_over_statuses_are_those_of_every_crowd(known: dict[Cell, Interval]) -> None:
    exactly_those(OF_STATUSES, known, [(status, None) for status in _STATUSES])


def can_grow(cell: Cell, known: Mapping[Cell, Interval]) -> bool:
    """True where someone of the cell is in no cell that has an upper bound: of those there may be any number."""
    bounded = [known_cell for known_cell, interval in known.items() if interval.high is not None]
    everyone = [(status, who) for status in _STATUSES for who in _WHO]
    return any(count([one], cell) and not any(count([one], other) for other in bounded) for one in everyone)


def exactly_those(people: Sequence[tuple[Person, ...]], known: dict[Cell, Interval], cells: Sequence[Cell]) -> None:
    """The crowds are large enough for every least, and for every most that is a number."""
    possible = filling(people, known)
    bounds = tightened(known)
    assert (bounds is None) == (not possible)
    for cell in cells if bounds is not None else ():
        low, high = (bounds or {}).get(cell, Interval())
        counted = [count(crowd, cell) for crowd in possible]
        assert low == min(counted)
        assert high is None or high == max(counted)
        assert (high is None) == can_grow(cell, known)


@settings(max_examples=60, deadline=None)
@given(intervals(any_cell, 1))
def test_bounds_over_groups_and_statuses_hold_for_every_crowd(known: dict[Cell, Interval]) -> None:
    bounds = tightened(known)
    for crowd in filling(OF_BOTH, known):
        assert bounds is not None
        for cell, (low, high) in bounds.items():
            assert low <= count(crowd, cell)
            assert high is None or count(crowd, cell) <= high


@given(any_cell, any_cell)
def test_a_cell_lies_in_another_where_everyone_of_it_does(cell: Cell, whole: Cell) -> None:
    everyone = [(status, who) for status in _STATUSES for who in _WHO]
    assert lies_in(cell, whole) == all(count([one], cell) <= count([one], whole) for one in everyone)


def test_parts_that_share_nobody_add_up_to_a_floor() -> None:
    four, three = (None, Group.WOMEN), (None, Group.CHILDREN)
    assert floors({four: 4, three: 3})[EVERYONE] == 7
    assert floors({(Status.CIVILIAN, None): 4, (Status.COMBATANT, None): 5, three: 6})[EVERYONE] == 9
    assert floors({(None, Group.ELDERLY): 4, four: 4})[EVERYONE] == 4


def test_a_whole_bounds_its_parts_and_shares_out_no_rest() -> None:
    five: dict[Cell, Interval] = {(None, Group.CHILDREN): Interval(5, 5), (None, Group.GIRLS): Interval(2, 2)}
    assert (tightened(five) or {})[None, Group.BOYS] == Interval(0, 3)
    assert tightened({**five, (None, Group.BOYS): Interval(4)}) is None
