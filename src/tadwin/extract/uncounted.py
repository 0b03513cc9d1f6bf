"""Numbers that count no one themselves: the whole that a share is of, a family, a miscount."""

from tadwin.extract.counted import Counted
from tadwin.extract.harm import Predicate
from tadwin.extract.lexicon import Lexicon
from tadwin.extract.tree import BE, Tree
from tadwin.vocab import Effect

#: Before "of" these are shares, and the number behind it is the whole.
_FRACTIONS = frozenset({"half", "third", "quarter", "percent", "%", "cent", "most", "majority", "many", "some"})
#: Behind the harmed of whom a share is told, these open what is said of the share.
_OF_WHOM_MORE = BE | {"have", "has", "died", "succumbed", "remain", "remained"}


def is_denominator(tree: Tree, phrase: Counted, lexicon: Lexicon) -> bool:
    """True for 26 in "14 of the 26 trucks were burned"; not for the 24 of "half of the 24 wounded"."""
    i = phrase.quantity.modified - 1
    if phrase.kind == "harm" or phrase.quantity.kind != "number":
        return False
    if tree.lower(i) == "'s":  # "60 percent of the town's 5,000 residents"
        i = next((j for j in range(i, max(-1, i - 5), -1) if tree.lower(j) == "of"), i)
    elif tree.lower(i) in ("the", "its", "their"):
        i -= 1
    before = tree.lower(i - 1)
    fraction = before in _FRACTIONS and tree.lower(phrase.last + 1) not in lexicon.adjectives
    harmed = tree.lower(phrase.last + 1) in lexicon.adjectives
    if harmed and (phrase.kind == "none" and i < phrase.quantity.modified - 1):
        return False  # "nine of the 12 dead", not "seven of ten killed"
    if harmed and tree.lower(phrase.last + 2) in _OF_WHOM_MORE:
        return False  # "six of the 15 people injured are children"
    return tree.lower(i) == "of" and (tree.tag(i - 1) == "CD" or before[-1:].isdigit() or fraction)


def is_only_of_them(tree: Tree, phrase: Counted, predicate: Predicate) -> bool:
    """True for the 120 of "of the 120 passengers on board, 14 were killed": that verb is said of the 14."""
    i = tree.skip_left(phrase.quantity.modified - 1)
    if tree.lower(i) != "of" or tree.lower(i - 1) not in ("", ".", ";", "out") or predicate.token < phrase.last:
        return False
    between = range(phrase.last + 1, predicate.token)
    comma = next((j for j in between if tree.lower(j) == ","), None)
    return comma is not None and any(tree.tag(j) == "CD" for j in range(comma, predicate.token))


def is_miscount(tree: Tree) -> bool:
    """True for "one body had been counted twice"."""
    return "counted" in tree.words_set and not {"twice", "double", "doubly"}.isdisjoint(tree.words_set)


def is_one_family(tree: Tree, phrase: Counted) -> bool:
    """True in "five members of one family" and "a family of five": the family is no count of its own."""
    if phrase.person is None or phrase.person.singular not in ("family", "household") or phrase.quantity.value != 1:
        return False
    of_five = tree.lower(phrase.last + 1) == "of" and tree.tag(phrase.last + 2) == "CD"  # "a family of five" are five
    return of_five or tree.lower(phrase.quantity.modified - 1) in ("of", "from", "in")


def counts_one(phrase: Counted, predicate: Predicate) -> bool:
    """True when "a" counts one here: a person killed, a house destroyed."""
    if predicate.effect is Effect.DISPLACED:
        return False  # one person who fled is a witness of displacement more often than its count
    if phrase.kind == "object":
        return predicate.effect in (Effect.DESTROYED, Effect.DAMAGED)
    if phrase.kind == "harm":
        return predicate.effect is Effect.KILLED  # "a body was found"
    return phrase.kind == "person" and predicate.effect is not Effect.CASUALTIES
