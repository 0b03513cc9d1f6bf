"""What says the harm: the one type that every rule for predicates answers with, and what rules ask of a verb."""

from dataclasses import dataclass

from tadwin.extract.tree import Tree
from tadwin.extract.words import words
from tadwin.vocab import Effect

OBJECTLESS = words("harm", "objectless")


@dataclass(frozen=True, slots=True)
class Predicate:
    """The word that says the harm, by its position in the sentence, and the rule that found it."""

    effect: Effect
    token: int
    rule: str


def has_object(tree: Tree, i: int) -> bool:
    """True when the verb at i has a direct object behind it: then its subject did the harm."""
    return any(tree.tokens[kid].dep == "dobj" and kid > i for kid in tree.kids[i])
