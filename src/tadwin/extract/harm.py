"""What says the harm: the one type that every rule for predicates answers with."""

from dataclasses import dataclass

from tadwin.extract.tree import Tree
from tadwin.extract.words import words
from tadwin.vocab import Effect

OBJECTLESS = words("predicates", "objectless")


@dataclass(frozen=True, slots=True)
class Predicate:
    """The word that says the harm, and how it was found."""

    effect: Effect
    token: int
    rule: str


def has_object(tree: Tree, i: int) -> bool:
    return any(tree.tokens[kid].dep == "dobj" and kid > i for kid in tree.kids[i])
