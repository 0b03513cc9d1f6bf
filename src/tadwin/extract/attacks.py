"""Counts of attacks: strikes, raids and explosions, and munitions where the words say that they were used."""

from tadwin.extract.counted import Counted
from tadwin.extract.harm import Predicate
from tadwin.extract.lexicon import Lexicon
from tadwin.extract.tree import Tree
from tadwin.vocab import Effect


def attacks_of(tree: Tree, counted: Counted, lexicon: Lexicon) -> Predicate | None:
    """The predicate of a count of attacks, or None: one attack is an incident and no count."""
    quantity = counted.quantity
    if (
        counted.noun is None
        or quantity.kind in ("indefinite", "none")
        or (quantity.value is not None and quantity.value < 2)
    ):
        return None
    if quantity.kind == "vague" and tree.lower(quantity.first) in ("some", "few", "many") and counted.kind == "attack":
        return None
    word = tree.lower(counted.noun)
    if counted.kind == "attack":
        if word.startswith("bomber") or not lexicon.attack_events[word]:
            return None
        return Predicate(Effect.ATTACKS, counted.noun, "attacks counted")
    words = tree.words(0, len(tree.tokens))
    if counted.kind == "munition" and lexicon.munitions[word]:
        near = words[max(0, counted.quantity.first - 8) : counted.noun + 12]
        used = any(word in lexicon.used for word in near)
        held = any(word in lexicon.held for word in near)
        if used and not held:
            return Predicate(Effect.ATTACKS, counted.noun, "munitions used")
    return None
