"""Shares of a larger figure: "including two children", "15 of the wounded", "were among the dead"."""

from collections.abc import Sequence
from enum import StrEnum

from tadwin.extract.counted import Counted
from tadwin.extract.tree import Tree
from tadwin.extract.words import words
from tadwin.vocab import Effect

_MARKERS = words("subsets", "markers")
_AMONG = frozenset({"among", "amongst", "of"})
_THEM = frozenset({"them", "whom", "these", "those", "which"})
_ARE = words("subsets", "are")
_KIN = words("subsets", "kin")
_JOINTS = words("subsets", "joints")
_THE_DEAD = words("subsets", "the_dead")

#: How many words may stand between two phrases of one list, besides "and" and commas.
_LIST_REACH = 7
#: How many words a joint may have: ", as well as".
_JOINT_REACH = 4


class Share(StrEnum):
    """The words by which a figure is a share of a larger one; claims keep them as evidence."""

    OF_THEM = "of them"
    OF_THE_WHOLE = "of the whole"
    WERE_CHILDREN = "were children"
    IN_BRACKETS = "in brackets"
    AFTER_A_COLON = "listed after a colon"
    AFTER_A_SHARE = "listed after a share"
    INCLUDING = "including"
    AMONG_THEM = "among them"
    AMONG_THE_DEAD = "among the dead"
    ADDS_UP = "adds up to the whole"
    IN_A_STATE = "in a state"


def share_of(tree: Tree, counted: Counted, previous: Counted | None, previous_is_share: bool) -> Share | None:
    """The rule by which the phrase is a share of a larger figure, or None."""
    kin = counted.person is not None and counted.person.singular in _KIN and counted.harm is None
    if kin and counted.of_whole and tree.tag(counted.quantity.after + 2) == "PRP$" and counted.noun == counted.last:
        return None  # "the farmer and two of his daughters"
    if counted.of_whole and counted.quantity.kind in ("number", "vague"):
        return _of_which_whole(tree, counted)
    i = tree.skip_left(counted.quantity.modified - 1)
    listed = _in_list_of(tree, i, counted, previous) if previous is not None else None
    marked = listed or _marked(tree, i)
    if marked is not None:
        return marked
    more = tree.lower(counted.quantity.modified - 1) in ("another", "further", "additional")
    if previous is not None and previous_is_share and not more and follows(tree, previous, counted):
        return Share.AFTER_A_SHARE
    return _among_behind(tree, counted)


def _of_which_whole(tree: Tree, counted: Counted) -> Share:
    """The rule for "[96] were children", "seven of them" and "two of the victims"."""
    if counted.noun == counted.last and tree.lower(counted.quantity.after + 1) in ("were", "are", "was"):
        return Share.WERE_CHILDREN
    them = tree.lower(counted.quantity.after + 2) in _THEM or counted.noun is None
    return Share.OF_THEM if them else Share.OF_THE_WHOLE


def _in_list_of(tree: Tree, i: int, counted: Counted, previous: Counted) -> Share | None:
    """The rule for "12 people (three children)" and "27 died: 11 staff members, 9 patients", i before the number."""
    told_apart = previous.harm is Effect.CASUALTIES and counted.kind == "none"  # "31 casualties: 9 killed, 22 injured"
    if not (counted.person or told_apart) or not _can_hold(previous, counted):
        return None
    if tree.lower(i) == "(" and previous.last >= i - 2:
        return Share.IN_BRACKETS
    if tree.lower(i) != ":" or counted.kind not in ("person", "harm", "none"):
        return None
    whole = previous.kind != "measure" and previous.quantity.kind == "number" and i > previous.last
    smaller = (counted.quantity.value or 0) != (previous.quantity.value or 0)
    return Share.AFTER_A_COLON if whole and smaller else None  # not in "Killed: 12"


def _marked(tree: Tree, i: int) -> Share | None:
    """The rule for a marker that ends at i: "including", "among them", "among the dead were"."""
    i -= tree.lower(i) == "," and tree.lower(i - 1) == "incl"
    if tree.lower(i) in _MARKERS or (tree.lower(i) == ":" and tree.lower(i - 1) == "follows"):
        return Share.INCLUDING
    j = i
    while j > i - 4 and tree.lower(j) in _ARE:
        j -= 1
    k = j
    while j != i and tree.tag(k).startswith("NNP"):
        k -= 1
    if k != j and tree.lower(k) in ("in", "at", "near"):
        j = k - 1  # "among the 19 killed in Sennar were"
    if tree.lower(j) in _THEM and tree.lower(j - 1) in _AMONG:
        return Share.AMONG_THEM
    dead = tree.lower(j) in _THE_DEAD
    the = j - 1 - (tree.tag(j - 1) == "CD")
    if dead and j == i and tree.lower(the - 1) not in ("among", "amongst"):
        return None
    if dead and tree.lower(the) in ("the", "those") and tree.lower(the - 1) in _AMONG:
        return Share.AMONG_THE_DEAD
    return None


def _among_behind(tree: Tree, counted: Counted) -> Share | None:
    """The rule for "three children among them" and "two nurses were among the dead"."""
    i = counted.last + 1
    if tree.lower(i) in ("among", "amongst") and tree.lower(i + 1) in ("them", "whom"):
        behind = tree.tag(i + 2)
        if behind in (",", ".", "", "-RRB-", ":") or behind.startswith("V"):
            return Share.AMONG_THEM
    j = tree.skip_right(i)
    if tree.lower(j) in ("among", "amongst") and (j > i or tree.lower(j + 1) in ("the", "those")):
        return Share.AMONG_THE_DEAD
    return None


def follows(tree: Tree, previous: Counted, counted: Counted) -> bool:
    """True when nothing but "and" or a comma stands between two phrases of one list."""
    first = before_number(tree, counted)
    between = tree.words(previous.last + 1, first - 1)
    if len(between) <= _JOINT_REACH and all(word in _JOINTS for word in between):
        return True
    inside = range(previous.last + 1, first)
    listed = bool(between) and between[-1] in ("and", ",") and counted.person is not None
    return listed and len(between) <= _LIST_REACH and not any(tree.tag(i).startswith(("V", "W", "M")) for i in inside)


def before_number(tree: Tree, counted: Counted) -> int:
    """The first token of the phrase: its number's, with the possessive before it in "their three children"."""
    first = counted.quantity.modified
    return first - (first > 0 and tree.tag(first - 1) == "PRP$")


def whole_of(
    counted: Counted, earlier: Sequence[tuple[Counted, int]], later: Sequence[tuple[Counted, int]]
) -> int | None:
    """The key of the figure that the phrase is a share of: the nearest before it that is not smaller.

    `earlier` and `later` hold the figures before and behind it that are no shares themselves, in the order of the text.
    """
    for candidate, key in (*reversed(earlier), *later[:1]):
        if _can_hold(candidate, counted):
            return key
    return None


def _can_hold(whole: Counted, part: Counted) -> bool:
    if whole.quantity.kind in ("none", "indefinite") or whole.quantity.value == 1:
        return False
    if whole.quantity.value is None or part.quantity.value is None:
        return True
    return whole.quantity.value >= part.quantity.value
