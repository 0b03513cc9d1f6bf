"""A floor for the count of everyone where only some are counted: four women and three children are seven people."""

from collections.abc import Mapping

from tadwin.vocab import Group, Status

Part = tuple[Status | None, Group | None]


def floor(numbers: Mapping[Part, int]) -> int:
    """The most people that parts which cannot overlap add up to; 0 where there are none.

    Children (or girls and boys), women and men are disjoint, and so are civilians and combatants.
    A part that may hold another's people (the elderly and women, an unstated status and civilians) is not added to it.
    """
    stated = sum(
        max(numbers.get((status, None), 0), _of_groups(numbers, status))
        for status in (Status.CIVILIAN, Status.COMBATANT)
    )
    return max(numbers.get((None, None), 0), stated, _of_groups(numbers, None))


def _of_groups(numbers: Mapping[Part, int], status: Status | None) -> int:
    def of(group: Group) -> int:
        return numbers.get((status, group), 0)

    children = max(of(Group.CHILDREN), of(Group.GIRLS) + of(Group.BOYS))
    return max(
        children + of(Group.WOMEN) + of(Group.MEN),
        of(Group.WOMEN_AND_CHILDREN) + of(Group.MEN),
        children + of(Group.ELDERLY),
    )
