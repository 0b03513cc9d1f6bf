"""Harm that the second of two joined verbs says: "were taken from home and shot", "stepped on a mine and died"."""

from collections.abc import Iterator

from tadwin.extract.counted import Counted
from tadwin.extract.harm import Predicate, has_object
from tadwin.extract.lexicon import Lexicon
from tadwin.extract.tree import Tree
from tadwin.vocab import Effect

_SUBJECTS = ("nsubj", "nsubjpass")
#: How verbs are joined, as parsers label them.
_JOINED = frozenset({"conj", "advcl", "dep"})
#: How many words behind its verb the second word of a phrase may stand ("was hit by a stray bullet"), and how far
#: behind its subject a verb is too far for the rules that read the words in between.
_COMPANION, _FAR = 6, 4
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
    passive = token.dep == "nsubjpass"
    own = _said_by(tree, token.head, passive, lexicon) if token.head > counted.last + _FAR else None
    return own or next(_harmed(tree, token.head, passive, lexicon), None)


def later_killed(tree: Tree, counted: Counted, lexicon: Lexicon) -> Predicate | None:
    """The verb that says that those hurt died of it: "was hit by a bullet, taken to a clinic and died there"."""
    noun = counted.noun if counted.noun is not None else counted.quantity.last
    token = tree.tokens[noun]
    if token.dep not in _SUBJECTS or not tree.tag(token.head).startswith("V"):
        return None
    joined = _harmed(tree, token.head, token.dep == "nsubjpass", lexicon)
    return next((one for one in joined if one.effect is Effect.KILLED), None)


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
        told = passive or tree.child(kid, "auxpass") is not None
        said = _said_by(tree, kid, told, lexicon)
        if said is not None:
            yield said
        if depth < _LONGEST:
            yield from _harmed(tree, kid, told, lexicon, depth + 1)


def _said_by(tree: Tree, verb: int, passive: bool, lexicon: Lexicon) -> Predicate | None:
    """What the verb says of its subject, by itself or with a word close behind it: "died", "was hit by a bullet"."""
    known = lexicon.verbs.get(tree.lower(verb))
    if known is not None and (known.patient == "subject" or (passive and not has_object(tree, verb))):
        return Predicate(known.effect, verb, "joined verb")
    behind = tree.words(verb + 1, verb + _COMPANION)
    for phrase in lexicon.phrases if tree.lower(verb) in lexicon.phrase_verbs else ():
        active = not passive or tree.tag(verb) == "VBD"  # "was hit and breathed his last"
        fits = phrase.patient == ("subject" if active else "object") and tree.lower(verb) in phrase.verbs
        companion = next((i for i, word in enumerate(behind) if word in phrase.companions), None) if fits else None
        if companion is not None:
            return Predicate(phrase.effect, verb + 1 + companion, "joined verb")
    return None


def _has_own_clause(tree: Tree, verb: int) -> bool:
    """True where a branch of the verb gives it a subject of its own, or opens another clause: "when he died"."""
    if tree.tokens[verb].dep != "conj" and tree.child(verb, "aux", "auxpass") is not None:
        return True  # "a man cried out after learning his son had died"
    return any(
        tree.tokens[kid].dep in (*_SUBJECTS, "mark") or (tree.tag(kid) == "WRB" and kid < verb)
        for kid in tree.kids[verb]
    )
