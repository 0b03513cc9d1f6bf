"""Bare numbers in brackets behind the places of a list: "70 were hurt near Qarya (20), Madina (15) and Suq (35)".

They divide the figure before them, and are nobody's age.
"""

from dataclasses import replace

from tadwin.extract.counted import Counted
from tadwin.extract.subsets import Share
from tadwin.extract.tree import Tree
from tadwin.extract.victims import is_of_places

#: A single place with a number may be told with its distance or its age: a list has more.
_FEWEST = 2


def with_numbered_places(tree: Tree, phrases: list[Counted]) -> list[Counted]:
    """The phrases, where numbers that looked like ages are counts if they stand behind the places of a list."""
    items = _items(tree, phrases)
    return [replace(phrase, kind="none") if key in items else phrase for key, phrase in enumerate(phrases)]


def divide_by_place(tree: Tree, phrases: list[Counted], shares: list[Share | None]) -> None:
    """Marks such numbers as shares of the figure before them, where that is as large as they are together."""
    items = _items(tree, phrases)
    if not items or not items[0]:
        return
    whole = phrases[items[0] - 1].quantity.value
    if whole is not None and sum(phrases[key].quantity.value or 0 for key in items) <= whole:
        for key in items:
            shares[key] = Share.IN_BRACKETS


def _items(tree: Tree, phrases: list[Counted]) -> list[int]:
    """The keys of the first run of numbers in brackets behind places."""
    if "(" not in tree.words_set:
        return []
    found: list[int] = []
    for key, phrase in enumerate(phrases):
        before, behind = phrase.quantity.modified - 1, phrase.quantity.after + 1
        bare = phrase.quantity.kind == "number" and (tree.lower(before), tree.lower(behind)) == ("(", ")")
        if bare and phrase.kind in ("none", "measure") and is_of_places(tree, before - 1):
            found.append(key)
        elif found:
            break
    return found if len(found) >= _FEWEST else []
