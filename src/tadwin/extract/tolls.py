"""Running tolls: "the death toll rose to 21", "put the toll at 16", "bringing to 45 the number killed"."""

from tadwin.extract.counted import Counted
from tadwin.extract.harm import Predicate
from tadwin.extract.lexicon import Lexicon
from tadwin.extract.tree import Tree
from tadwin.extract.words import words
from tadwin.vocab import Effect

_BEFORE_NUMBER = words("tolls", "before_number")
_PASSING = frozenset({"exceeds", "exceeded", "exceeding", "surpassed", "surpassing"})
_TOLLS = frozenset({"toll", "tolls", "tally", "count"})
_HOW_FAR = 25
_WHOSE = words("tolls", "whose")


def toll_of(tree: Tree, counted: Counted, lexicon: Lexicon) -> Predicate | None:
    """The toll that the quantity is the value of, if it is one."""
    before = tree.skip_left(counted.quantity.modified - 1)
    if tree.lower(before) in ("has", "have", "now", "already") and tree.lower(counted.quantity.modified) in _PASSING:
        before -= 1
    if tree.lower(counted.quantity.modified) in _PASSING and _toll_at(tree, before, lexicon) is not None:
        return Predicate(_toll_at(tree, before, lexicon) or Effect.KILLED, before, "toll")
    if tree.lower(before) == "from" or tree.lower(before) not in _BEFORE_NUMBER:
        return None
    for i in range(before, max(-1, before - _HOW_FAR), -1):
        if tree.lower(i) in (".", ";"):
            return None
        effect = _toll_at(tree, i, lexicon)
        if effect is not None:
            if any(tree.tag(j) == "CD" and tree.lower(before) == "of" for j in range(i + 1, before)):
                return None
            return Predicate(effect, i, "toll")
    if tree.lower(before) == "to" and tree.lower(before - 1) in (
        "bringing",
        "brings",
        "brought",
        "raising",
        "raises",
        "raised",
        "taking",
        "takes",
        "pushing",
    ):
        for i in range(counted.last + 1, min(len(tree.tokens), counted.last + 6)):
            effect = _toll_at(tree, i, lexicon)
            if effect is not None:
                return Predicate(effect, i, "toll")
    return None


def _toll_at(tree: Tree, i: int, lexicon: Lexicon) -> Effect | None:
    """The effect that a toll at position i counts: "toll", "number of wounded", "number of people killed", "deaths"."""
    word = tree.lower(i)
    if word in _TOLLS:
        kind = tree.lower(i - 1)
        if word == "count" and kind != "body":
            return None
        return (
            Effect.CASUALTIES
            if kind == "casualty"
            else Effect.INJURED
            if kind in ("injury", "injured")
            else Effect.KILLED
        )
    if (
        word in ("dead", "killed", "wounded", "injured", "missing")
        and tree.lower(i - 1) == "the"
        and tree.tag(i + 1) in ("IN", "TO", "VBZ", "VBD", "VBP")
    ):
        return lexicon.adjectives[word]
    if word == "victims" and tree.lower(i + 1) in ("are", "were", "include", "included", ":"):
        return Effect.KILLED
    if word in ("number", "numbers", "total"):
        for j in range(i + 1, min(len(tree.tokens), i + 8)):
            harm = lexicon.counted.get(tree.lower(j)) or lexicon.adjectives.get(tree.lower(j))
            if harm is not None:
                return harm
            if tree.lower(j) == "victims":
                return Effect.KILLED
            if tree.lower(j) not in _WHOSE and tree.tag(j) not in ("IN", "DT", "JJ", "CC"):
                return None
    if word in ("deaths", "fatalities", "casualties", "injuries", "martyrs") and tree.tokens[i].dep in (
        "nsubj",
        "nsubjpass",
    ):
        return lexicon.counted[word]
    return None


REVISED = words("tolls", "revised")
_IT = words("tolls", "it")


def revised_of(tree: Tree, counted: Counted) -> int | None:
    """The verb in "this was later updated to 82", "raised the figure to nine": a figure told before, told anew."""
    i = counted.quantity.modified - 1
    if counted.kind != "none" or tree.lower(i) != "to":
        return None
    for j in range(i - 1, max(-1, i - 6), -1):
        if tree.lower(j) in REVISED:
            near = tree.words(j - 4, i)
            return j if _IT & set(near) else None
    return None
