"""Shares of a larger figure: "including two children", "five of them women", "15 of the wounded", "were among the dead"."""

from collections.abc import Sequence

from tadwin.extract.counted import Counted
from tadwin.extract.tree import Tree
from tadwin.extract.words import words

_MARKERS = words("subsets", "markers")
_AMONG = frozenset({"among", "amongst", "of"})
_THEM = frozenset({"them", "whom", "these", "those", "which"})
_ARE = words("subsets", "are")
_JOINTS = words("subsets", "joints")


def is_subset(tree: Tree, counted: Counted, previous: Counted | None, previous_is_subset: bool) -> str | None:
    """The rule by which the phrase is a share of a larger figure, or None."""
    if counted.of_whole and counted.quantity.kind in ("number", "vague"):
        if counted.noun == counted.last and tree.lower(counted.quantity.after + 1) in ("were", "are", "was"):
            return "were children"
        return "of them" if tree.lower(counted.quantity.after + 2) in _THEM or counted.noun is None else "of the whole"
    i = tree.skip_left(counted.quantity.modified - 1)
    if (
        tree.lower(i) == "("
        and previous is not None
        and previous.last >= i - 2
        and counted.person is not None
        and _can_hold(previous, counted)
    ):
        return "in brackets"
    if (
        tree.lower(i) == ":"
        and previous is not None
        and counted.kind in ("person", "harm", "none")
        and _parts_of_list(i, previous, counted)
    ):
        return "listed after a colon"
    marker = _marker(tree, i)
    if marker is not None:
        return marker
    more = tree.lower(counted.quantity.modified - 1) in ("another", "further", "additional")
    if previous is not None and previous_is_subset and not more and follows(tree, previous, counted):
        return "listed after a share"
    behind = counted.last + 3
    if tree.lower(counted.last + 1) in ("among", "amongst") and tree.lower(counted.last + 2) in ("them", "whom"):
        if tree.tag(behind) in (",", ".", "", "-RRB-", ":") or tree.tag(behind).startswith("V"):
            return "among them"
    j = tree.skip_right(counted.last + 1)
    if tree.lower(j) in ("among", "amongst") and (j > counted.last + 1 or tree.lower(j + 1) in ("the", "those")):
        return "among the dead"
    return None


def _parts_of_list(colon: int, previous: Counted, counted: Counted) -> bool:
    """True for "27 people died on Sunday: 11 staff members, 9 patients ...", not for "Killed: 12"."""
    if (
        previous.kind == "measure"
        or not _can_hold(previous, counted)
        or (counted.quantity.value or 0) == (previous.quantity.value or 0)
    ):
        return False
    return counted.person is not None and previous.quantity.kind == "number" and colon > previous.last


def _marker(tree: Tree, i: int) -> str | None:
    if tree.lower(i) in _MARKERS or (tree.lower(i) == ":" and tree.lower(i - 1) == "follows"):
        return "including"
    j = i
    while j > i - 4 and tree.lower(j) in _ARE:
        j -= 1
    if tree.lower(j) in _THEM and tree.lower(j - 1) in _AMONG:
        return "among them"
    if tree.lower(j) in ("dead", "killed", "wounded", "injured", "victims", "casualties", "fatalities") and j != i:
        if tree.lower(j - 1) in ("the", "those") and tree.lower(j - 2) in _AMONG:
            return "among the dead"
    return None


def follows(tree: Tree, previous: Counted, counted: Counted) -> bool:
    """True when nothing but "and" or a comma stands between two phrases of one list."""
    between = tree.words(previous.last + 1, counted.quantity.modified - 1)
    if len(between) <= 3 and all(word in _JOINTS for word in between):
        return True
    inside = range(previous.last + 1, counted.quantity.modified)
    listed = bool(between) and between[-1] in ("and", ",") and counted.person is not None
    return listed and len(between) <= 7 and not any(tree.tag(i).startswith(("V", "W", "M")) for i in inside)


def whole_of(
    counted: Counted, earlier: Sequence[tuple[Counted, int]], later: Sequence[tuple[Counted, int]]
) -> int | None:
    """The key of the figure that the phrase is a share of: the nearest before it that is not smaller.

    `earlier` and `later` hold the figures before and behind it that are no shares themselves, in the order of the text.
    """
    for candidate, key in reversed(earlier):
        if _can_hold(candidate, counted):
            return key
    for candidate, key in later[:1]:
        if _can_hold(candidate, counted):
            return key
    return None


def _can_hold(whole: Counted, part: Counted) -> bool:
    if whole.quantity.kind in ("none", "indefinite") or whole.quantity.value == 1:
        return False
    if whole.quantity.value is None or part.quantity.value is None:
        return True
    return whole.quantity.value >= part.quantity.value
