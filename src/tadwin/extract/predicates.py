"""What befell the people that a noun phrase counts: the first rule that answers decides.

Words beside the phrase are asked before the tree, and an adjective last: "displaced people" can be killed.
"""

from tadwin.extract.beside import SAYS, far_right, harm_to, left, listed, of_phrase, right
from tadwin.extract.branches import adjective, along_branches
from tadwin.extract.counted import Counted
from tadwin.extract.harm import OBJECTLESS, Predicate
from tadwin.extract.lexicon import Lexicon
from tadwin.extract.phrasal import phrase
from tadwin.extract.tree import Tree
from tadwin.extract.words import words
from tadwin.vocab import Effect

#: Effects whose nouns name people to whom something else may be said to have happened ("executed 15 of the hostages").
_HELD = frozenset({Effect.ABDUCTED, Effect.DETAINED})


def predicate_of(tree: Tree, counted: Counted, lexicon: Lexicon, taken: frozenset[int]) -> Predicate | None:
    """The predicate of a counted phrase. `taken` are verbs that an earlier phrase already stands before."""
    if counted.noun is not None and counted.harm not in (None, *_HELD):
        return _noun_itself(tree, counted, lexicon)
    if tree.lower(tree.skip_left(counted.quantity.modified - 1)) in ("by", "than"):
        return None
    for find in (listed, of_phrase, harm_to, right, left, along_branches, phrase, far_right, adjective):
        found = find(tree, counted, lexicon)
        if found is not None and found.token in taken and found.rule in ("before", "object"):
            found = None  # the verb already has its victims before it: "12 killed 5 injured"
        if found is not None:
            found = _sharpened(tree, found, counted)
        if found is not None and _compatible(tree, found, counted):
            return _together(tree, found, counted, lexicon)
    return _noun_itself(tree, counted, lexicon)


def speaks(tree: Tree, counted: Counted) -> bool:
    """True for "a doctor at the hospital said": who speaks is no victim of the sentence."""
    if counted.person is None or counted.noun is None:
        return False
    head = tree.tokens[counted.noun].head
    if tree.tokens[counted.noun].dep == "nsubj" and tree.lower(head) in SAYS:
        return True
    i = counted.last + 1
    inverted = tree.tag(i + 1) in ("DT", "NNP", "NNPS", "JJ", "NN", "PRP$")  # "... five children, said the agency"
    return tree.lower(i) in SAYS and tree.tag(i).startswith("V") and not inverted


#: With one of these in the sentence, "shot" does not say whether they lived.
_SURVIVED = words("predicates", "survived")


def _sharpened(tree: Tree, found: Predicate, counted: Counted) -> Predicate:
    """The effect that the words around a verb make of it: "shot dead", "burned to death", "burned 40 houses"."""
    word = tree.lower(found.token)
    behind = tree.words(found.token + 1, found.token + 3)
    if word in ("shot", "shooting", "shoots", "shoot") and not tree.words_set.isdisjoint(_SURVIVED):
        pair = tree.lower(found.token + 1) in ("and", "or") and tree.lower(found.token + 2) in (
            "wounded",
            "injured",
            "wounding",
            "injuring",
            "hurt",
        )
        return Predicate(Effect.INJURED if pair else Effect.CASUALTIES, found.token, found.rule)
    if behind[:1] == ["dead"] or behind[:2] == ["to", "death"] or tree.lower(found.token - 1) == "fatally":
        return Predicate(Effect.KILLED, found.token, found.rule)
    if word.startswith("burn") and counted.kind in ("object", "other", "none") and found.effect is Effect.INJURED:
        return Predicate(Effect.DESTROYED, found.token, found.rule) if counted.kind == "object" else found
    if word in ("shot", "shoot", "shooting") and behind[:1] == ["down"]:
        return Predicate(Effect.DESTROYED, found.token, found.rule)
    return found


def _compatible(tree: Tree, found: Predicate, counted: Counted) -> bool:
    if counted.kind != "person" and tree.lower(found.token).startswith(("seiz", "captur")):
        return False
    things = found.effect in (Effect.DESTROYED, Effect.DAMAGED)
    if counted.kind == "object":
        return things
    if counted.kind in ("attack", "munition", "measure"):
        return False
    if counted.kind == "other":
        burnt = found.effect is Effect.INJURED and found.rule in ("before", "object")
        return not things and not burnt and counted.quantity.kind != "indefinite"
    return not things


def _noun_itself(tree: Tree, counted: Counted, lexicon: Lexicon) -> Predicate | None:
    if counted.harm is None or counted.noun is None:
        return None
    i = counted.noun
    if tree.lower(i + 1) in (
        "toll",
        "tolls",
        "sentence",
        "sentences",
        "threat",
        "threats",
        "penalty",
        "squad",
        "squads",
        "count",
    ):
        return None
    if tree.lower(i + 1) in ("and", "or", "/", "&"):
        other = lexicon.counted.get(tree.lower(i + 2)) or lexicon.adjectives.get(tree.lower(i + 2))
        if {counted.harm, other} == {Effect.KILLED, Effect.INJURED}:
            return Predicate(Effect.CASUALTIES, i, "noun pair")
    return Predicate(counted.harm, i, "noun")


def _together(tree: Tree, found: Predicate, counted: Counted, lexicon: Lexicon) -> Predicate:
    """ "killed or wounded" is one predicate: casualties, not told apart."""
    if found.effect not in (Effect.KILLED, Effect.INJURED):
        return found
    i = found.token
    for first, second in ((i, i + 2), (i - 2, i), (i, i + 3)):
        other = second if first == i else first
        if tree.lower(first + 1) not in ("and", "or", "/", "&") or (second == i + 3 and tree.tag(i + 2) != "RB"):
            continue
        effect = lexicon.adjectives.get(tree.lower(other)) or getattr(
            lexicon.verbs.get(tree.lower(other)), "effect", None
        )
        if {effect, found.effect} == {Effect.KILLED, Effect.INJURED}:
            bare = tree.child(second, "dobj") is None and tree.tag(second + 1) not in ("CD", "NNS", "NN", "NNP")
            if (
                second < counted.quantity.modified
                or tree.lower(first) == "dead"
                or tree.tag(second + 1) in OBJECTLESS
                or bare
            ):
                return Predicate(Effect.CASUALTIES, i, "pair")
    return found
