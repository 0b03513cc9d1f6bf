"""Victims taken up again by a pronoun: "opened fire on a farmer, killing him", "struck two shepherds and killed both".

The noun stands where the attack aimed, and the word of harm only behind it.
"""

from tadwin.extract.counted import Counted
from tadwin.extract.harm import Predicate
from tadwin.extract.lexicon import Lexicon
from tadwin.extract.tree import Tree
from tadwin.vocab import Effect

_ONE = frozenset({"him", "her"})
_SEVERAL = frozenset({"them", "both", "all"})
#: Effects that pronouns are told with.
_TOLD = frozenset({Effect.KILLED, Effect.INJURED, Effect.ABDUCTED, Effect.DETAINED})
#: Before a noun that was aimed at ("fired at a man", "opened fire on a man").
_AT = frozenset({"at", "on", "upon", "towards", "toward", "against"})
#: How many words behind the noun its pronoun may stand.
_REACH = 16


def taken_up_predicate(tree: Tree, counted: Counted, lexicon: Lexicon) -> Predicate | None:
    """The verb before the pronoun that takes the phrase up, where no one else stands between whom it could mean."""
    if counted.kind != "person" or counted.noun is None or counted.quantity.kind not in ("number", "indefinite"):
        return None
    one = counted.quantity.value == 1
    pronouns = _ONE if one else _SEVERAL
    if pronouns.isdisjoint(tree.words_set) or not _is_aimed_at(tree, counted.noun):
        return None
    for i in range(counted.last + 1, min(len(tree.tokens) - 1, counted.last + _REACH)):
        person = lexicon.people.get(tree.lower(i))
        if (person is not None and person.plural is not one) or tree.lower(i) in (";", ":", "who", "but"):
            return None
        verb = lexicon.verbs.get(tree.lower(i))
        if verb is None or verb.patient != "object" or verb.effect not in _TOLD or not tree.tag(i).startswith("V"):
            continue
        if tree.lower(i + 1) in pronouns and not tree.tag(i + 2).startswith("N"):
            return Predicate(verb.effect, i, "taken up")
        return None
    return None


def _is_aimed_at(tree: Tree, noun: int) -> bool:
    """True for the object of a verb and for what "on" or "at" leads to: no one who does the deed."""
    token = tree.tokens[noun]
    return token.dep == "dobj" or (token.dep == "pobj" and tree.lower(token.head) in _AT)
