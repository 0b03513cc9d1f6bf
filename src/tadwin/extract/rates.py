"""Counts that are no figure of any harm: so many a day, and people told of as "killed, injured or abducted"."""

from tadwin.extract.lexicon import Lexicon
from tadwin.extract.tree import Tree
from tadwin.vocab import Effect

_UNITS = frozenset({"day", "hour", "minute", "night", "week", "month", "year"})
_EACH = frozenset({"every", "each", "per"})
#: Before "a week" these make one time of it: "in a week".
_ONE_TIME = frozenset({"in", "within", "about", "after", "for", "half"})
#: Behind "a day" these make a time of it: "a day after the raid".
_A_TIME = frozenset({"after", "later", "before", "earlier", "ago", "when", "that", "of", "in", "-"})
#: How many words behind a count or its word of harm say that it is a rate, and how many verbs are joined to one.
_REACH, _JOINED = 6, 10
#: Told together these are casualties.
_CASUALTIES = frozenset({Effect.KILLED, Effect.INJURED, Effect.CASUALTIES})


def is_rate(tree: Tree, noun: int, predicate: int) -> bool:
    """True for "10 children a day are killed" and "15 people die every day": so many are not counted anywhere."""
    return any(_is_each(tree, i) for last in {noun, predicate} for i in range(last + 1, last + 1 + _reach(tree, last)))


def _reach(tree: Tree, last: int) -> int:
    """How many words behind `last` are still of its clause, _REACH at most."""
    for i in range(_REACH):
        if tree.lower(last + 1 + i) in (",", ";", ".", "", "and") or tree.tag(last + 1 + i) == "CD":
            return i
    return _REACH


def _is_each(tree: Tree, i: int) -> bool:
    if tree.lower(i + 1) not in _UNITS:
        return False
    if tree.lower(i) in _EACH:
        return True
    article = tree.lower(i) in ("a", "an") and tree.lower(i - 1) not in _ONE_TIME
    return article and tree.lower(i + 2) not in _A_TIME


def is_of_several(tree: Tree, predicate: int, lexicon: Lexicon) -> bool:
    """True where "or" ends a row of verbs that no one figure can hold: "killed, injured, abducted or tortured".

    Those "killed or injured" are casualties.
    """
    effects, joint = set(), ""
    for i in range(predicate, predicate + _JOINED):
        verb = lexicon.verbs.get(tree.lower(i))
        if verb is not None and tree.tag(i).startswith(("V", "J")):
            effects.add(verb.effect)
            if joint == "or":
                return not effects <= _CASUALTIES
        elif tree.lower(i) in (",", "or"):
            joint = tree.lower(i)
        else:
            return joint == "or" and tree.tag(i) in ("VBN", "VBD") and bool(effects)
    return False
