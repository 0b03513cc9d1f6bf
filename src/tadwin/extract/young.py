"""Children told by an age or a word beside their noun: "his 5-year-old son", "her two small daughters"."""

from tadwin.extract.calendar_numbers import is_child_age
from tadwin.extract.tree import Tree
from tadwin.extract.words import words
from tadwin.vocab import Group

_SONS = words("counted", "sons")
_DAUGHTERS = words("counted", "daughters")
_SMALL = frozenset({"small", "little", "infant", "baby", "minor", "underage"})


def young(tree: Tree, after: int, noun: int) -> Group | None:
    """The group that an age or "small" between `after` and the noun gives: boys for "his 5-year-old son"."""
    kin = tree.lower(noun).rstrip("s")
    if tree.lower(noun - 1) in _SMALL and (kin in _SONS or kin in _DAUGHTERS):
        return of_kin(kin)
    for i in range(after, noun):
        if (tree.tag(i) == "CD" or tree.lower(i)[:1].isdigit()) and is_child_age(tree, i):
            return of_kin(tree.lower(noun))
    return None


def of_kin(noun: str) -> Group:
    """The group of children whom the noun, in the singular, calls: boys for a son."""
    return Group.BOYS if noun in _SONS else Group.GIRLS if noun in _DAUGHTERS else Group.CHILDREN
