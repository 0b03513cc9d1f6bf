"""What befell the people of a noun phrase, along the branches of the sentence's tree."""

from tadwin.extract.beside import among
from tadwin.extract.counted import Counted
from tadwin.extract.harm import Predicate, has_object
from tadwin.extract.lexicon import Lexicon, Verb
from tadwin.extract.tree import BE, Tree


def along_branches(tree: Tree, counted: Counted, lexicon: Lexicon) -> Predicate | None:
    head = counted.noun if counted.noun is not None else counted.quantity.last
    found = _climb(tree, head, lexicon, 0)
    if found is None and head != counted.quantity.first:
        found = _climb(tree, counted.quantity.first, lexicon, 0)
    return found


def _climb(tree: Tree, i: int, lexicon: Lexicon, depth: int) -> Predicate | None:
    return _clause_of(tree, i, lexicon) or _above(tree, i, lexicon, depth)


def _above(tree: Tree, i: int, lexicon: Lexicon, depth: int) -> Predicate | None:
    """What the words above the noun say: the verb that it is subject or object of, or the noun it belongs to."""
    token = tree.tokens[i]
    head = token.head
    if head == i or depth > 5:
        return None
    verb = lexicon.verbs.get(tree.lower(head)) if tree.tag(head).startswith("V") else None
    match token.dep:
        case "nsubjpass":
            if verb is not None:
                return Predicate(verb.effect, head, "passive subject")
        case "nsubj":
            return _subject(tree, head, verb, lexicon)
        case "dobj" | "oprd":
            if verb is not None and verb.patient == "object":
                return Predicate(verb.effect, head, "object")
        case "conj" | "appos" | "nmod":
            return None if _crosses(tree, head, i, lexicon) else _climb(tree, head, lexicon, depth + 1)
        case "pobj":
            if tree.lower(head) == "of" and tree.tokens[head].head != head:
                above = tree.tokens[head].head
                if tree.lower(above) in (
                    "number",
                    "total",
                    "dozens",
                    "hundreds",
                    "thousands",
                    "scores",
                    "majority",
                    "group",
                    "bulk",
                    "tens",
                    "millions",
                    "numbers",
                ):
                    return _climb(tree, above, lexicon, depth + 1)
                effect = lexicon.of_nouns.get(tree.lower(above))
                if effect is not None and tree.tag(above).startswith("N"):
                    return Predicate(effect, above, "of-phrase")
        case _:
            return None
    return None


def _crosses(tree: Tree, head: int, i: int, lexicon: Lexicon) -> bool:
    """True when a verb of harm stands between a conjunct and its head: then it has a predicate of its own."""
    return any(
        tree.lower(j) in lexicon.verbs and tree.tag(j).startswith("V") for j in range(min(head, i) + 1, max(head, i))
    )


def _subject(tree: Tree, head: int, verb: Verb | None, lexicon: Lexicon) -> Predicate | None:
    if verb is not None and verb.patient == "subject":
        return Predicate(verb.effect, head, "subject")
    if (
        verb is not None
        and tree.tag(head) in ("VBN", "VBD")
        and not has_object(tree, head)
        and tree.child(head, "aux") is None
    ):
        return Predicate(verb.effect, head, "reduced passive")
    if tree.lower(head) in BE or tree.lower(head) in ("remain", "remained", "remains", "went", "gone", "lay"):
        for kid in tree.kids[head]:
            effect = lexicon.adjectives.get(tree.lower(kid))
            if tree.tokens[kid].dep in ("acomp", "attr", "oprd") and effect is not None:
                return Predicate(effect, kid, "is")
            if tree.lower(kid) in ("among", "amongst"):
                return among(tree, kid, lexicon)
    return None


def adjective(tree: Tree, counted: Counted, lexicon: Lexicon) -> Predicate | None:
    """ "wounded" in "another wounded child": weaker than any verb, for "displaced people" can be killed."""
    for kid in tree.kids[counted.noun if counted.noun is not None else counted.quantity.last]:
        word = tree.lower(kid)
        if tree.tokens[kid].dep == "amod" and word in lexicon.adjectives and tree.tag(kid) in ("JJ", "VBN", "VBD"):
            return Predicate(lexicon.adjectives[word], kid, "adjective")
    return None


def _clause_of(tree: Tree, i: int, lexicon: Lexicon) -> Predicate | None:
    """A participle or a relative clause that belongs to the noun itself."""
    for kid in tree.kids[i]:
        dep, word = tree.tokens[kid].dep, tree.lower(kid)
        verb = lexicon.verbs.get(word)
        if dep == "acl" and verb is not None and tree.tag(kid) in ("VBN", "VBD") and kid > i:
            return Predicate(verb.effect, kid, "participle")
        if dep == "relcl" and verb is not None:
            passive = tree.child(kid, "nsubjpass") is not None
            subject = tree.child(kid, "nsubj", "nsubjpass")
            if subject is not None and tree.lower(subject) in ("who", "that", "which", "whom"):
                if verb.patient == "subject" or passive:
                    return Predicate(verb.effect, kid, "relative clause")
            elif subject is not None and verb.patient == "object" and not passive and not has_object(tree, kid):
                return Predicate(verb.effect, kid, "relative clause")
    return None
