"""Counts of attacks: strikes, raids and explosions, and munitions where the words say that they were used."""

from tadwin.extract.counted import Counted
from tadwin.extract.harm import Predicate
from tadwin.extract.lexicon import Lexicon
from tadwin.extract.tree import Tree
from tadwin.vocab import Effect

#: How many words before the number and behind the noun may say that munitions were used, or only held.
_BEFORE, _BEHIND = 8, 11


def attacks_of(tree: Tree, counted: Counted, lexicon: Lexicon) -> Predicate | None:
    """The predicate of a count of attacks, or None: one attack is an incident and no count."""
    if counted.noun is None or not _is_many(tree, counted):
        return None
    word = tree.lower(counted.noun)
    if counted.kind == "attack" and lexicon.attack_events.get(word, True):
        return Predicate(Effect.ATTACKS, counted.noun, "attacks counted")
    if counted.kind == "munition" and lexicon.munitions[word] and _were_used(tree, counted, counted.noun, lexicon):
        return Predicate(Effect.ATTACKS, counted.noun, "munitions used")
    return None


def times_attacked(tree: Tree, counted: Counted, lexicon: Lexicon) -> Predicate | None:
    """The verb in "shelled the town 14 times": so many attacks."""
    quantity = counted.quantity
    if tree.lower(quantity.after + 1) != "times" or quantity.kind != "number" or (quantity.value or 0) < 2:
        return None
    for i in range(quantity.modified - 1, max(-1, quantity.modified - 1 - _BEFORE), -1):
        if tree.lower(i) in lexicon.attacking and tree.tag(i).startswith("V"):
            return Predicate(Effect.ATTACKS, i, "times attacked")
        if tree.lower(i) in (",", ";", "."):
            return None
    return None


def _is_many(tree: Tree, counted: Counted) -> bool:
    """False for one, for none, and for "some attacks", which counts nothing."""
    quantity = counted.quantity
    if quantity.kind in ("indefinite", "none") or (quantity.value is not None and quantity.value < 2):
        return False
    loose = quantity.kind == "vague" and tree.lower(quantity.first) in ("some", "few", "many")
    return not (loose and counted.kind == "attack")


def _were_used(tree: Tree, counted: Counted, noun: int, lexicon: Lexicon) -> bool:
    near = tree.words(counted.quantity.first - _BEFORE, noun + _BEHIND)
    if "shot" in near and "down" in near:
        return False  # "shot down two drones" tells of no attack
    return not lexicon.used.isdisjoint(near) and lexicon.held.isdisjoint(near)
