"""What befell the people of a noun phrase, along the branches of the sentence's tree."""

from tadwin.extract.beside import AMONG, among_predicate
from tadwin.extract.counted import Counted
from tadwin.extract.harm import Predicate, has_object
from tadwin.extract.lexicon import Lexicon, Verb
from tadwin.extract.tree import BE, Tree
from tadwin.extract.words import words

#: Nouns before "of" that only count what follows them.
_AMOUNTS = words("branches", "amounts")
#: Besides the forms of be, verbs that an adjective of harm completes ("went missing").
_LINKING = BE | {"remain", "remained", "remains", "went", "gone", "lay"}
#: How many nouns may be climbed from a phrase to its verb: a longer chain is a parser's mistake.
_HIGHEST = 5


def predicate_on_branches(tree: Tree, counted: Counted, lexicon: Lexicon) -> Predicate | None:
    """The predicate that the phrase's noun hangs from, or that hangs from it; asked of its number where it has none."""
    head = counted.noun if counted.noun is not None else counted.quantity.last
    found = _climb(tree, head, lexicon, 0)
    if found is None and head != counted.quantity.first:
        found = _climb(tree, counted.quantity.first, lexicon, 0)
    return found


def adjective_predicate(tree: Tree, counted: Counted, lexicon: Lexicon) -> Predicate | None:
    """The adjective of the noun, as in "a wounded child": weaker than any verb, for the displaced can be killed."""
    for kid in tree.kids[counted.noun if counted.noun is not None else counted.quantity.last]:
        word = tree.lower(kid)
        if tree.tokens[kid].dep == "amod" and word in lexicon.adjectives and tree.tag(kid) in ("JJ", "VBN", "VBD"):
            return Predicate(lexicon.adjectives[word], kid, "adjective")
    return None


def _climb(tree: Tree, i: int, lexicon: Lexicon, depth: int) -> Predicate | None:
    return _clause_of(tree, i, lexicon) or _above(tree, i, lexicon, depth)


def _clause_of(tree: Tree, i: int, lexicon: Lexicon) -> Predicate | None:
    """A participle or a relative clause that belongs to the noun itself."""
    for kid in tree.kids[i]:
        verb = lexicon.verbs.get(tree.lower(kid))
        if verb is None:
            continue
        dep = tree.tokens[kid].dep
        if dep == "acl" and tree.tag(kid) in ("VBN", "VBD") and kid > i:
            return Predicate(verb.effect, kid, "participle")
        if dep == "relcl" and _suffers_in_clause(tree, kid, verb):
            return Predicate(verb.effect, kid, "relative clause")
    return None


def _suffers_in_clause(tree: Tree, i: int, verb: Verb) -> bool:
    """True when the noun suffers what the relative clause with the verb at i says: "who died", "whom they killed"."""
    passive = tree.child(i, "nsubjpass") is not None
    subject = tree.child(i, "nsubj", "nsubjpass")
    if subject is None:
        return False
    if tree.lower(subject) in ("who", "that", "which", "whom"):
        return verb.patient == "subject" or passive
    return verb.patient == "object" and not passive and not has_object(tree, i)


def _above(tree: Tree, i: int, lexicon: Lexicon, depth: int) -> Predicate | None:
    """What the words above the noun say: the verb that it is subject or object of, or the noun it belongs to."""
    head, dep = tree.tokens[i].head, tree.tokens[i].dep
    if head == i or depth > _HIGHEST:
        return None
    verb = lexicon.verbs.get(tree.lower(head)) if tree.tag(head).startswith("V") else None
    match dep:
        case "nsubjpass":
            return Predicate(verb.effect, head, "passive subject") if verb is not None else None
        case "nsubj":
            return _as_subject(tree, head, verb, lexicon)
        case "dobj" | "oprd":
            return Predicate(verb.effect, head, "object") if verb is not None and verb.patient == "object" else None
        case "conj" | "appos" | "nmod":
            return None if _crosses(tree, head, i, lexicon) else _climb(tree, head, lexicon, depth + 1)
        case "pobj" if tree.lower(head) == "of" and tree.tokens[head].head != head:
            return _behind_of(tree, tree.tokens[head].head, lexicon, depth)
    return None


def _behind_of(tree: Tree, above: int, lexicon: Lexicon, depth: int) -> Predicate | None:
    """What the noun at `above` says of those behind its "of": itself ("the death of"), or what befell the amount."""
    if tree.lower(above) in _AMOUNTS:
        return _climb(tree, above, lexicon, depth + 1)
    effect = lexicon.of_nouns.get(tree.lower(above))
    if effect is not None and tree.tag(above).startswith("N"):
        return Predicate(effect, above, "of-phrase")
    return None


def _crosses(tree: Tree, head: int, i: int, lexicon: Lexicon) -> bool:
    """True when a verb of harm stands between a conjunct and its head: then it has a predicate of its own."""
    between = range(min(head, i) + 1, max(head, i))
    return any(tree.lower(j) in lexicon.verbs and tree.tag(j).startswith("V") for j in between)


def _as_subject(tree: Tree, head: int, verb: Verb | None, lexicon: Lexicon) -> Predicate | None:
    """What befell the subject of the word at `head`: its verb of harm, or the adjective that it is said to be."""
    if verb is not None and verb.patient == "subject":
        return Predicate(verb.effect, head, "subject")
    if verb is not None and _is_reduced_passive(tree, head):
        return Predicate(verb.effect, head, "reduced passive")
    if tree.lower(head) not in _LINKING:
        return None
    for kid in tree.kids[head]:
        effect = lexicon.adjectives.get(tree.lower(kid))
        if tree.tokens[kid].dep in ("acomp", "attr", "oprd") and effect is not None:
            return Predicate(effect, kid, "is")
        if tree.lower(kid) in AMONG:
            return among_predicate(tree, kid, lexicon)
    return None


def _is_reduced_passive(tree: Tree, verb: int) -> bool:
    """True for "killed" in the headline "Six people killed in raid", which a parser takes for active."""
    return tree.tag(verb) in ("VBN", "VBD") and not has_object(tree, verb) and tree.child(verb, "aux") is None
