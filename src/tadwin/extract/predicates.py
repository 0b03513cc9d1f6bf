"""What befell the people that a noun phrase counts: from the words beside it first, then along the tree.

Words beside come first because reports lose their punctuation and headlines run into sentences, and then a tree
goes wrong while "killed at least 32 people" still stands there.
"""

from dataclasses import dataclass

from tadwin.extract.counted import Counted
from tadwin.extract.lexicon import Lexicon, Phrase, Verb
from tadwin.extract.tree import BE, HAVE, Tree
from tadwin.extract.words import words
from tadwin.vocab import Effect

#: How far apart, in words, a verb and its companion may stand ("left 15 people dead", "forced 30 families out of their homes").
REACH = 14
#: Effects whose nouns name people to whom something else may be said to have happened ("executed 15 of the hostages").
_HELD = frozenset({Effect.ABDUCTED, Effect.DETAINED})
_ENDS_CLAUSE = words("predicates", "ends_clause")
_OBJECTLESS = words("predicates", "objectless")


@dataclass(frozen=True, slots=True)
class Predicate:
    """The word that says the harm, and how it was found."""

    effect: Effect
    token: int
    rule: str


def predicate_of(tree: Tree, counted: Counted, lexicon: Lexicon, taken: frozenset[int]) -> Predicate | None:
    """The predicate of a counted phrase. `taken` are verbs that an earlier phrase already stands before."""
    if counted.harm is not None and counted.noun is not None and counted.harm not in _HELD:
        return _noun_itself(tree, counted, lexicon)
    if tree.lower(tree.skip_left(counted.quantity.modified - 1)) in ("by", "than"):
        return None
    for find in (_listed, _of_phrase, _harm_to, _right, _left, _tree, _phrase, _far_right, _adjective):
        found = find(tree, counted, lexicon, taken)
        if found is not None:
            found = _sharpened(tree, found, counted)
        if found is not None and _compatible(tree, found, counted):
            return _together(tree, found, counted, lexicon)
    return _noun_itself(tree, counted, lexicon) if counted.harm is not None and counted.noun is not None else None


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


SAYS = words("predicates", "says")


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
    assert counted.harm is not None and counted.noun is not None
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
                or tree.tag(second + 1) in _OBJECTLESS
                or bare
            ):
                return Predicate(Effect.CASUALTIES, i, "pair")
    return found


def _listed(tree: Tree, counted: Counted, lexicon: Lexicon, taken: frozenset[int]) -> Predicate | None:
    """ "Killed: 12", "Dead - 5", as lists and ministries write."""
    i = counted.quantity.modified - 1
    if tree.lower(counted.last + 1) in lexicon.adjectives and tree.lower(counted.last + 2) not in (":", "=", "-"):
        return None
    if counted.noun is None and tree.lower(i) in (":", "=", "-") and i >= 1:
        for j in range(i - 1, max(-1, i - 8), -1):
            effect = lexicon.adjectives.get(tree.lower(j)) or lexicon.counted.get(tree.lower(j))
            if effect is not None:
                return Predicate(effect, j, "list")
            if tree.lower(j) in (",", ";", ".", ":") or tree.tag(j) == "CD":
                return None
    return None


def _of_phrase(tree: Tree, counted: Counted, lexicon: Lexicon, taken: frozenset[int]) -> Predicate | None:
    """ "the deaths of 27 people", "bodies of four children", "the lives of some 80 people"."""
    i = tree.skip_left(counted.quantity.modified - 1)
    if tree.lower(i) != "of":
        return None
    effect = lexicon.of_nouns.get(tree.lower(i - 1))
    if effect is None or not tree.tag(i - 1).startswith(("N", "V")):
        return None
    if effect in (Effect.DESTROYED, Effect.DAMAGED) and counted.kind == "person":
        effect = Effect.KILLED
    return Predicate(effect, i - 1, "of-phrase")


def _harm_to(tree: Tree, counted: Counted, lexicon: Lexicon, taken: frozenset[int]) -> Predicate | None:
    """ "material damage to three cars", "harm on 200 civilians", "injuries to 13 people"."""
    i = tree.skip_left(counted.quantity.modified - 1)
    if tree.lower(i) not in ("to", "on", "upon", "in", "among", "for"):
        return None
    for j in range(i - 1, max(-1, i - 5), -1):
        word = tree.lower(j)
        if word in ("damage", "damages") and counted.kind == "object" and tree.lower(i) != "for":
            return Predicate(Effect.DAMAGED, j, "damage to")
        if word in ("harm", "injuries", "injury", "wounds", "burns") and counted.kind == "person":
            return Predicate(Effect.INJURED, j, "harm to")
        if tree.tag(j) not in ("NN", "NNS", "VBN", "VBD", "JJ", "RB"):
            return None
    return None


def _right(tree: Tree, counted: Counted, lexicon: Lexicon, taken: frozenset[int]) -> Predicate | None:
    """ "12 people were killed", "22 dead", "five others who died", headlines such as "Six killed in bombing"."""
    first = counted.last + 1
    if tree.lower(first) == "more":
        first += 1
    while tree.lower(first) in ("others", "people", "-", "(", '"', "'", "of") and tree.lower(first) != "of":
        first += 1
    i = tree.skip_right(first)
    word = tree.lower(i)
    passive = any(w in BE for w in tree.words(first, i - 1))
    verb = lexicon.verbs.get(word)
    if verb is not None and tree.tag(i).startswith(("V", "J", "N")):
        return _right_verb(tree, counted, i, verb, passive)
    if word in lexicon.adjectives and not _is_start_of_phrase(tree, i, lexicon):
        return Predicate(lexicon.adjectives[word], i, "after")
    if passive and word == "among" or (word == "amongst" and passive):
        return _among(tree, i, lexicon)
    return None


def _right_verb(tree: Tree, counted: Counted, i: int, verb: Verb, passive: bool) -> Predicate | None:
    if verb.patient == "subject":
        return Predicate(verb.effect, i, "after")
    if (tree.tag(i) == "VBG" and not passive) or not verb.suffered:
        return None
    if counted.person is not None and counted.person.singular == "other" and tree.tag(i) in ("VBN", "VBD", "JJ"):
        return Predicate(verb.effect, i, "after")  # "eight others injured": others are never told as the doers
    if tree.tag(i) in ("VB", "VBP", "VBZ") and tree.tag(i + 1) in ("CD", "DT", "JJ", "NN", "NNS", "NNP"):
        return None
    if (
        passive
        or tree.tag(i + 1) in _OBJECTLESS
        or tree.lower(i + 1) in ("yesterday", "today", "overnight", "dozens", "near", "this")
    ):
        if (
            not passive
            and tree.lower(i + 1) in (",", "and")
            and tree.tag(i) == "VBD"
            and counted.person
            and _has_object(tree, i)
        ):
            return None
        return (
            Predicate(verb.effect, i, "after")
            if tree.tag(i) in ("VBN", "VBD", "JJ", "NN", "NNP", "VBP", "VB")
            else None
        )
    if tree.lower(0) == "of" and counted.quantity.modified <= 3 and tree.tag(i) in ("VBN", "VBD"):
        return Predicate(verb.effect, i, "after")  # "Of the 45 civilians killed ..."
    if counted.noun is None and tree.tag(i + 1) == "CD":
        return Predicate(verb.effect, i, "after")
    if (
        counted.quantity.kind != "indefinite"
        and (counted.person is None or counted.person.plural)
        and tree.tag(i) == "VBN"
    ):
        return Predicate(verb.effect, i, "after") if tree.child(i, "dobj") is None else None
    return None


def _has_object(tree: Tree, i: int) -> bool:
    return any(tree.tokens[kid].dep == "dobj" and kid > i for kid in tree.kids[i])


def _is_start_of_phrase(tree: Tree, i: int, lexicon: Lexicon) -> bool:
    """True for "wounded" in "12 killed wounded civilians said": an attribute of the next noun, no predicate."""
    return tree.tag(i) == "JJ" and tree.lower(i + 1) in lexicon.people and tree.lower(i + 1) != "others"


def _among(tree: Tree, i: int, lexicon: Lexicon) -> Predicate | None:
    """ "were among the dead", "were among those killed", "were among eight people killed"."""
    for j in range(i + 1, min(len(tree.tokens), i + 8)):
        effect = lexicon.adjectives.get(tree.lower(j)) or lexicon.counted.get(tree.lower(j))
        if effect is not None:
            return Predicate(effect, j, "among")
        if tree.lower(j) in ("victims", "martyrs", "fatalities"):
            return Predicate(Effect.KILLED, j, "among")
    return None


def _left(tree: Tree, counted: Counted, lexicon: Lexicon, taken: frozenset[int]) -> Predicate | None:
    """ "killed at least 32 people", "wounding dozens", "kills 31"."""
    i = tree.skip_left(counted.quantity.modified - 1)
    if tree.lower(i) in ("to", "of") or i in taken:
        return None
    if (
        tree.lower(i) in ("lost", "lose", "losing", "loses")
        and counted.person is not None
        and counted.person.singular not in ("life", "child_")
    ):
        return Predicate(Effect.KILLED, i, "lost")
    verb = lexicon.verbs.get(tree.lower(i))
    if verb is None or verb.patient != "object" or not tree.tag(i).startswith(("V", "N", "J")):
        return None
    j = i - 1
    while tree.tag(j) == "RB":
        j -= 1
    if tree.lower(j) in BE and tree.tag(i) != "VBG":
        return None
    return Predicate(verb.effect, i, "before")


def _tree(tree: Tree, counted: Counted, lexicon: Lexicon, taken: frozenset[int]) -> Predicate | None:
    head = counted.noun if counted.noun is not None else counted.quantity.last
    found = _climb(tree, head, lexicon, 0)
    if found is None and head != counted.quantity.first:
        found = _climb(tree, counted.quantity.first, lexicon, 0)
    if found is not None and found.token in taken and found.rule == "object":
        return None
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
        and not _has_object(tree, head)
        and tree.child(head, "aux") is None
    ):
        return Predicate(verb.effect, head, "reduced passive")
    if tree.lower(head) in BE or tree.lower(head) in ("remain", "remained", "remains", "went", "gone", "lay"):
        for kid in tree.kids[head]:
            effect = lexicon.adjectives.get(tree.lower(kid))
            if tree.tokens[kid].dep in ("acomp", "attr", "oprd") and effect is not None:
                return Predicate(effect, kid, "is")
            if tree.lower(kid) in ("among", "amongst"):
                return _among(tree, kid, lexicon)
    return None


def _adjective(tree: Tree, counted: Counted, lexicon: Lexicon, taken: frozenset[int]) -> Predicate | None:
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
            elif subject is not None and verb.patient == "object" and not passive and not _has_object(tree, kid):
                return Predicate(verb.effect, kid, "relative clause")
    return None


def _phrase(tree: Tree, counted: Counted, lexicon: Lexicon, taken: frozenset[int]) -> Predicate | None:
    """ "left 15 people dead", "six people lost their lives", "forced 30,000 residents out of their homes"."""
    if tree.words_set.isdisjoint(lexicon.phrase_verbs):
        return None
    first, last = counted.quantity.modified, counted.last
    before = _window(tree, first - 1, -1)
    after = _window(tree, last + 1, 1)
    for phrase in lexicon.phrases:
        found = _match_phrase(tree, phrase, before, after, counted)
        if found is not None:
            return Predicate(phrase.effect, found, "phrase")
    return None


def _window(tree: Tree, i: int, step: int) -> list[int]:
    """Positions from i on in one direction, within reach and inside the clause."""
    positions: list[int] = []
    while 0 <= i < len(tree.tokens) and len(positions) < REACH and tree.lower(i) not in _ENDS_CLAUSE:
        positions.append(i)
        i += step
    return positions


def _match_phrase(tree: Tree, phrase: Phrase, before: list[int], after: list[int], counted: Counted) -> int | None:
    near_before = before[:4]
    verbs_before = [i for i in near_before if tree.lower(i) in phrase.verbs]
    companions_after = [i for i in after[:8] if tree.lower(i) in phrase.companions]
    if phrase.patient == "lives":
        if counted.person is not None and counted.person.singular == "life" and verbs_before:
            return verbs_before[0]
        return None
    if phrase.patient == "object":
        if verbs_before and companions_after and tree.tag(verbs_before[0]).startswith("V"):
            return companions_after[0]
        if verbs_before and tree.lower(verbs_before[0] + 1) in phrase.companions:
            return verbs_before[0]
    verbs_after = [i for i in after[:7] if tree.lower(i) in phrase.verbs]
    if not verbs_after or (
        phrase.patient == "object" and not _is_passive_after(tree, counted.last + 1, verbs_after[0])
    ):
        return None
    verb = verbs_after[0]
    if any(tree.tag(j) in ("NNS", "CD") for j in range(counted.last + 1, verb)):
        return None
    near = [i for i in range(verb + 1, min(len(tree.tokens), verb + 7)) if tree.lower(i) in phrase.companions]
    return near[0] if near else None


def _is_passive_after(tree: Tree, first: int, verb: int) -> bool:
    words = tree.words(first, verb - 1)
    return any(word in BE for word in words) or (tree.tag(verb) == "VBN" and not HAVE.intersection(words))


def _far_right(tree: Tree, counted: Counted, lexicon: Lexicon, taken: frozenset[int]) -> Predicate | None:
    """ "Fifteen civilians, among them 11 children, were killed": over an insertion to the passive verb."""
    start = counted.last + 1
    if tree.lower(start) in (",", "(", "-"):
        start += 1
    inserted = tree.lower(start) in (
        "including",
        "among",
        "amongst",
        "mostly",
        "of",
        "some",
        "many",
        "most",
        "all",
        "both",
        "from",
        "in",
        "at",
        "on",
        "who",
        "aged",
        "near",
    )
    if not inserted:
        return None
    for i in range(start + 1, min(len(tree.tokens), start + 16)):
        verb = lexicon.verbs.get(tree.lower(i))
        if tree.lower(i) in _ENDS_CLAUSE or tree.lower(i) in SAYS or tree.tag(i) == "WRB":
            return None
        if tree.lower(i) == "dead" and tree.lower(i - 1) in ("found", "left", "declared", "pronounced"):
            return Predicate(Effect.KILLED, i, "over an insertion")
        if verb is not None and tree.tag(i).startswith("V"):
            passive = any(word in BE for word in tree.words(i - 3, i - 1))
            if verb.patient == "subject" or passive:
                return Predicate(verb.effect, i, "over an insertion")
            return None
        if tree.lower(i) in BE and tree.lower(i + 1) in lexicon.adjectives:
            return Predicate(lexicon.adjectives[tree.lower(i + 1)], i + 1, "over an insertion")
    return None


def own_predicate(tree: Tree, counted: Counted, lexicon: Lexicon) -> Predicate | None:
    """What the words right behind the phrase say befell it: "15 civilians were injured"."""
    return _right(tree, counted, lexicon, frozenset())


def harm_among(tree: Tree, i: int, lexicon: Lexicon) -> Effect | None:
    """The harm in "among the dead", "were among those wounded", read from position i on."""
    j = tree.skip_right(i)
    found = _among(tree, j, lexicon) if tree.lower(j) in ("among", "amongst") else None
    return found.effect if found is not None else None
