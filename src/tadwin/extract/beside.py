"""What befell the people of a noun phrase, by the words right beside it.

Reports lose their punctuation and headlines run into sentences; then a tree goes wrong, while
"killed at least 32 people" still stands there.
"""

from tadwin.extract.counted import Counted
from tadwin.extract.harm import OBJECTLESS, Predicate, has_object
from tadwin.extract.lexicon import Lexicon, Verb
from tadwin.extract.tree import BE, Tree
from tadwin.extract.words import words
from tadwin.vocab import Effect

ENDS_CLAUSE = words("predicates", "ends_clause")

SAYS = words("predicates", "says")


def listed(tree: Tree, counted: Counted, lexicon: Lexicon) -> Predicate | None:
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


def of_phrase(tree: Tree, counted: Counted, lexicon: Lexicon) -> Predicate | None:
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


def harm_to(tree: Tree, counted: Counted, lexicon: Lexicon) -> Predicate | None:
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


def right(tree: Tree, counted: Counted, lexicon: Lexicon) -> Predicate | None:
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
    if (passive and word == "among") or (word == "amongst" and passive):
        return among(tree, i, lexicon)
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
        or tree.tag(i + 1) in OBJECTLESS
        or tree.lower(i + 1) in ("yesterday", "today", "overnight", "dozens", "near", "this")
    ):
        if (
            not passive
            and tree.lower(i + 1) in (",", "and")
            and tree.tag(i) == "VBD"
            and counted.person
            and has_object(tree, i)
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


def _is_start_of_phrase(tree: Tree, i: int, lexicon: Lexicon) -> bool:
    """True for "wounded" in "12 killed wounded civilians said": an attribute of the next noun, no predicate."""
    return tree.tag(i) == "JJ" and tree.lower(i + 1) in lexicon.people and tree.lower(i + 1) != "others"


def among(tree: Tree, i: int, lexicon: Lexicon) -> Predicate | None:
    """ "were among the dead", "were among those killed", "were among eight people killed"."""
    for j in range(i + 1, min(len(tree.tokens), i + 8)):
        effect = lexicon.adjectives.get(tree.lower(j)) or lexicon.counted.get(tree.lower(j))
        if effect is not None:
            return Predicate(effect, j, "among")
        if tree.lower(j) in ("victims", "martyrs", "fatalities"):
            return Predicate(Effect.KILLED, j, "among")
    return None


def left(tree: Tree, counted: Counted, lexicon: Lexicon) -> Predicate | None:
    """ "killed at least 32 people", "wounding dozens", "kills 31"."""
    i = tree.skip_left(counted.quantity.modified - 1)
    if tree.lower(i) in ("to", "of"):
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


def far_right(tree: Tree, counted: Counted, lexicon: Lexicon) -> Predicate | None:
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
        if tree.lower(i) in ENDS_CLAUSE or tree.lower(i) in SAYS or tree.tag(i) == "WRB":
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
    return right(tree, counted, lexicon)


def harm_among(tree: Tree, i: int, lexicon: Lexicon) -> Effect | None:
    """The harm in "among the dead", "were among those wounded", read from position i on."""
    j = tree.skip_right(i)
    found = among(tree, j, lexicon) if tree.lower(j) in ("among", "amongst") else None
    return found.effect if found is not None else None
