"""Descriptions that divide a count among whom it counts: "three people, a woman and two children, were killed"."""

from collections.abc import Iterator, Sequence

from tadwin.extract.beside import predicate_behind
from tadwin.extract.counted import Counted
from tadwin.extract.lexicon import Lexicon
from tadwin.extract.subsets import Share, follows
from tadwin.extract.tree import Tree
from tadwin.extract.words import words
from tadwin.vocab import Group, Status

#: Nouns that say nothing of whom they count, so that what follows can: "two people, a driver and his son".
_ANYONE = words("divisions", "anyone")
#: Right before the first description.
_OPENING = frozenset({",", ";", "-", "–", "—", ":", "(", "-LRB-"})
#: How many words before a count may hold its word of harm.
_BEFORE = 4
_CHILDREN = frozenset({Group.CHILDREN, Group.GIRLS, Group.BOYS})
_INSIDE = {Group.CHILDREN: _CHILDREN, Group.WOMEN: frozenset({Group.WOMEN}), Group.MEN: frozenset({Group.MEN})}


def divide(tree: Tree, phrases: Sequence[Counted], shares: list[Share | None], lexicon: Lexicon) -> None:
    """Marks in `shares` the phrases that follow a count, describe people whom it can count, and add up to it.

    Only a sum that comes out exactly tells "two people, a man and his son" from a list of more people.
    """
    for key, whole in enumerate(phrases):
        if shares[key] is not None or not can_be_divided(tree, whole):
            continue
        parts = list(_described(tree, phrases, key))
        if len(parts) < 2 or sum(phrases[k].quantity.value or 0 for k in parts) != whole.quantity.value:
            continue
        if not _is_told_anew(tree, whole, phrases[parts[0]], phrases[parts[-1]], lexicon):
            for k in parts:
                shares[k] = shares[k] or Share.ADDS_UP


def can_be_divided(tree: Tree, whole: Counted) -> bool:
    """True for a count of "people", of "children" and of nobody said; not of "teachers" or "soldiers"."""
    if whole.quantity.kind != "number" or (whole.quantity.value or 0) < 2 or whole.of_whole or whole.role is not None:
        return False
    if whole.kind != "person":
        return whole.kind in ("none", "harm")
    if whole.person is None or whole.noun is None or whole.status is Status.COMBATANT:
        return False
    nation = tree.tokens[whole.noun].tag in ("NNPS", "NNP")  # "two Palestinians, a man and his son"
    return whole.group in _INSIDE or (whole.group is None and (nation or whole.person.singular in _ANYONE))


def _described(tree: Tree, phrases: Sequence[Counted], key: int) -> Iterator[int]:
    """The keys of the phrases that follow the one at `key` in one list, until they reach its number."""
    whole, before, told = phrases[key], None, 0
    for k in range(key + 1, len(phrases)):
        part = phrases[k]
        if part.kind == "measure" or (before is not None and tree.lower(part.quantity.modified - 1) == "("):
            continue  # an age, or who some of them were
        opens = tree.lower(part.quantity.modified - 1) in _OPENING if before is None else follows(tree, before, part)
        if not opens or not _may_be_of(part, whole):
            return
        before, told = part, told + (part.quantity.value or 0)
        yield k
        if told >= (whole.quantity.value or 0):
            return


def _may_be_of(part: Counted, whole: Counted) -> bool:
    """True where whom the part names can be of those whom the whole names."""
    if part.kind != "person" or part.quantity.kind not in ("number", "indefinite") or not part.quantity.value:
        return False
    if whole.status is Status.CIVILIAN and part.status is Status.COMBATANT:
        return False
    return whole.group is None or part.group is None or part.group in _INSIDE[whole.group]


def _is_told_anew(tree: Tree, whole: Counted, first: Counted, last: Counted, lexicon: Lexicon) -> bool:
    """True where each side has a word of harm: "two were killed, a woman and a child injured"."""
    said = tree.words(max(0, whole.quantity.modified - _BEFORE), first.quantity.modified - 1)
    told = any(word in lexicon.verbs or word in lexicon.adjectives for word in said)
    return told and predicate_behind(tree, last, lexicon) is not None
