"""Harm that the second of two joined verbs says: "were taken from their homes and shot", "stepped on a mine and died"."""

from collections.abc import Iterator

from tadwin.extract.counted import Counted
from tadwin.extract.harm import Predicate, has_object
from tadwin.extract.lexicon import Lexicon
from tadwin.extract.tree import Tree
from tadwin.vocab import Effect

_SUBJECTS = ("nsubj", "nsubjpass")
#: How verbs are joined, as parsers label them.
_JOINED = frozenset({"conj", "advcl", "dep"})
#: How many verbs may stand in one chain.
_LONGEST = 4
#: Behind these, people are commonly killed, and then both befell them.
_FIRST = frozenset({Effect.ABDUCTED, Effect.DETAINED})


def conjoined_predicate(tree: Tree, counted: Counted, lexicon: Lexicon) -> Predicate | None:
    """The verb of harm that is joined to the verb whose subject the phrase is, and which has no subject of its own."""
    noun = counted.noun if counted.noun is not None else counted.quantity.last
    token = tree.tokens[noun]
    if token.dep not in _SUBJECTS or not tree.tag(token.head).startswith("V"):
        return None
    return next(_harmed(tree, token.head, token.dep == "nsubjpass", lexicon), None)


def then_killed(tree: Tree, effect: Effect, verb: int, lexicon: Lexicon) -> int | None:
    """The verb joined to the passive `verb` that says that those taken were killed: "five were abducted and killed"."""
    if effect not in _FIRST or tree.tag(verb) not in ("VBN", "VBD") or tree.child(verb, "nsubjpass") is None:
        return None
    found = _harmed(tree, verb, True, lexicon)
    return next((one.token for one in found if one.effect is Effect.KILLED), None)


def _harmed(tree: Tree, verb: int, passive: bool, lexicon: Lexicon, depth: int = 0) -> Iterator[Predicate]:
    """The verbs joined to `verb` that say what befell its subject, in the order of the text."""
    for kid in tree.kids[verb]:
        joined = tree.tokens[kid].dep in _JOINED and kid > verb and tree.tag(kid) in ("VBN", "VBD")
        if not joined or _has_own_clause(tree, kid):
            continue
        known = lexicon.verbs.get(tree.lower(kid))
        told = passive or tree.child(kid, "auxpass") is not None
        if known is not None and (known.patient == "subject" or (told and not has_object(tree, kid))):
            yield Predicate(known.effect, kid, "joined verb")
        if depth < _LONGEST:
            yield from _harmed(tree, kid, told, lexicon, depth + 1)


def _has_own_clause(tree: Tree, verb: int) -> bool:
    """True where a branch of the verb gives it a subject of its own, or opens another clause with it: "when he died"."""
    return any(
        tree.tokens[kid].dep in (*_SUBJECTS, "mark") or (tree.tag(kid) == "WRB" and kid < verb)
        for kid in tree.kids[verb]
    )
