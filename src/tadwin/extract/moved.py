"""People told as displaced by where they are: "400 households left for the town", "1,300 sleeping in the forest"."""

from tadwin.extract.counted import Counted
from tadwin.extract.harm import Predicate
from tadwin.extract.lexicon import Lexicon
from tadwin.extract.tree import HAVE, Tree
from tadwin.extract.words import words
from tadwin.vocab import Effect, Status

#: Those of whom "left for" and "arrived in" tell that they were displaced; anyone else may only travel.
HOMES = words("moved", "homes")
_ANYONE = frozenset(
    {"person", "woman", "child", "man", "ppl", "human", "local", "soul", "survivor", "displaced", "other"}
)
_ARRIVING = words("moved", "arriving")
STAYING = words("moved", "staying")
_REFUGES = words("moved", "refuges")
LEFT = frozenset({"left", "arrived", "headed"})
#: Fewer may travel.
_MANY = 10
#: In words: from those counted to where they sleep, and from that to the place.
_TO_STAY, _TO_PLACE = 9, 6


def moved_predicate(tree: Tree, counted: Counted, lexicon: Lexicon) -> Predicate | None:
    """The verb that says that those counted have gone from home: many, of no side, and not harmed else."""
    quantity, person = counted.quantity, counted.person
    if quantity.kind not in ("number", "vague") or quantity.low < _MANY or counted.status is Status.COMBATANT:
        return None
    behind = tree.skip_right(counted.last + 1)
    if tree.words(behind, behind + 1) == ["in", "displacement"]:
        return Predicate(Effect.DISPLACED, behind + 1, "gone from home")
    if person is not None and person.singular in HOMES and counted.noun is not None:
        verb = _gone(tree, counted.last + 1)
        if verb is not None and (tree.lower(verb) != "arrived" or person.singular in _ARRIVING):
            return Predicate(Effect.DISPLACED, verb, "gone from home")
    return _stay(tree, counted, lexicon)


def _gone(tree: Tree, i: int) -> int | None:
    """The verb of "left for" and "arrived in" behind the households that end before i, in their clause."""
    for verb in range(i, i + _TO_STAY):
        word, where = tree.lower(verb), tree.lower(verb + 1)
        if word in HAVE:
            continue
        if word in (",", ";", ".", "") or tree.tag(verb) in ("CD", "VBZ", "VBP"):
            return None
        if tree.tag(verb) in ("VBD", "VBN") and word in LEFT:
            fits = where in ("in", "at", "from") if word == "arrived" else where == "for"
            return verb if fits else None
    return None


def _stay(tree: Tree, counted: Counted, lexicon: Lexicon) -> Predicate | None:
    """The verb in "several hundred sleeping in the church yard": not of those whom an attack found there."""
    if STAYING.isdisjoint(tree.words_set) or not tree.words_set.isdisjoint(lexicon.attacking):
        return None
    if counted.kind not in ("person", "none") or not tree.words_set.isdisjoint(lexicon.attack_events):
        return None
    if counted.person is not None and counted.person.singular not in HOMES | _ANYONE:
        return None  # visitors may sleep in tents
    if tree.lower(counted.quantity.modified - 1) == "where":
        return None
    for i in range(counted.last + 1, min(len(tree.tokens), counted.last + _TO_STAY)):
        if tree.lower(i) in (",", ";", ".") or tree.tag(i) == "CD":
            return None
        if tree.lower(i) in STAYING:
            near = tree.words(i + 1, i + _TO_PLACE)
            return Predicate(Effect.DISPLACED, i, "stays away from home") if not _REFUGES.isdisjoint(near) else None
    return None
