"""Harm that two words say together: "left 15 people dead", "lost their lives", "forced from their homes"."""

from tadwin.extract.beside import ENDS_CLAUSE
from tadwin.extract.counted import Counted
from tadwin.extract.harm import Predicate
from tadwin.extract.lexicon import Lexicon, Phrase
from tadwin.extract.tree import BE, HAVE, Tree
from tadwin.extract.words import words
from tadwin.vocab import Effect

#: How many words before the phrase a verb may stand ("left 15 people dead"), and how many behind it.
_VERB_BEFORE, _VERB_BEHIND = 4, 9
#: The same for a verb right before the phrase: "leaving 23 civilians, including nine children, and 16 fighters dead".
_COMPANION_FAR = 12
#: What may be put between those counted and their verb, what ends it, and how long in words it may be.
_INSERTED = words("beside", "insertions")
_CLOSERS = {",": ",", "(": ")", "-": "-"}
_INSERTION = 12
#: How many words behind those taken may say where to.
_TAKEN = 10
_CARED_FOR = words("phrasal", "cared_for")
#: "They took 12 passengers off a bus": with one of these, and so many words behind the passengers.
_TAKING = words("phrasal", "taking")
_VEHICLES = words("phrasal", "vehicles")
_OFF = 5
_HELD = frozenset({Effect.ABDUCTED, Effect.DETAINED})
#: Of these, before "away" and "off", the subject is as often who did it ("40 bandits made off").
_DOERS_TOO = frozenset({"made", "making", "took", "carried"})
#: Tags behind a participle that has no object.
_ENDS = frozenset({"IN", "", ".", ",", ":", "-RRB-"})
_WILL = words("guards", "modal_forecast")
#: How many words behind the phrase a companion may stand, and how many behind a verb that stands there itself.
_COMPANION_BEHIND, _COMPANION_BEHIND_VERB = 8, 6


def phrasal_predicate(tree: Tree, counted: Counted, lexicon: Lexicon) -> Predicate | None:
    """A verb and its companion: "left 15 people dead", "six people lost their lives", "forced 30 from their homes"."""
    if tree.words_set.isdisjoint(lexicon.phrase_verbs):
        return None
    if _were_taken(tree, counted):
        return Predicate(Effect.ABDUCTED, tree.skip_left(counted.quantity.modified - 1), "taken from")
    before = _clause_from(tree, counted.quantity.modified - 1, -1, _VERB_BEFORE)
    behind = _clause_from(tree, _past_insertion(tree, counted.last + 1), 1, max(_VERB_BEHIND, _COMPANION_FAR))
    near = frozenset(tree.lower(i) for i in (*before, *behind))
    if near.isdisjoint(lexicon.phrase_verbs):
        return None
    for phrase in lexicon.phrases:
        if near.isdisjoint(phrase.verbs):
            continue
        if phrase.effect is Effect.DISPLACED and tree.lower(counted.quantity.modified - 1) == "where":
            continue  # "the house where three families had taken shelter" tells where it happened
        found = _match(tree, phrase, before, behind, counted)
        if found is not None:
            return Predicate(phrase.effect, found, "phrase")
    return None


def _were_taken(tree: Tree, counted: Counted) -> bool:
    """True for those in "they took six girls from our village"; not for patients taken to a hospital."""
    taking = tree.lower(tree.skip_left(counted.quantity.modified - 1))
    lives = counted.person is not None and counted.person.singular == "life"
    if counted.kind != "person" or lives or taking not in _TAKING:
        return False
    behind = tree.words(counted.last + 1, counted.last + _TAKEN)
    if behind[:1] == ["off"]:
        return not _VEHICLES.isdisjoint(behind[1:_OFF])
    if taking not in ("took", "taking"):
        return False
    return behind[:1] in (["from"], ["into"], [], ["and"], ["."], [","]) and _CARED_FOR.isdisjoint(behind)


def _past_insertion(tree: Tree, i: int) -> int:
    """The position behind ", including two children," at i, so that what follows is looked for; else i."""
    closer = _CLOSERS.get(tree.lower(i))
    of_them = tree.tag(i + 1) == "CD" and tree.lower(i + 2) == "of"  # ", five of them children,"
    if closer is None or (tree.lower(i + 1) not in _INSERTED and not of_them):
        return i
    ends = (j for j in range(i + 2, i + _INSERTION) if tree.lower(j) == closer)
    return next(ends, i - 1) + 1


def _clause_from(tree: Tree, i: int, step: int, reach: int) -> list[int]:
    """Positions from i on in one direction, within reach and inside the clause."""
    positions: list[int] = []
    while 0 <= i < len(tree.tokens) and len(positions) < reach and tree.lower(i) not in ENDS_CLAUSE:
        positions.append(i)
        i += step
    return positions


def _match(tree: Tree, phrase: Phrase, before: list[int], behind: list[int], counted: Counted) -> int | None:
    """The position of the word that says the harm, where both words of the phrase stand around those counted."""
    verb = next((i for i in before if tree.lower(i) in phrase.verbs), None)
    if phrase.patient == "care":
        return None
    if phrase.patient == "lives":
        return verb if counted.person is not None and counted.person.singular == "life" else None
    if phrase.patient == "object" and verb is not None and tree.lower(verb - 1) not in BE:
        reach = _COMPANION_FAR if verb == before[0] else _COMPANION_BEHIND
        companion = next((i for i in behind[:reach] if tree.lower(i) in phrase.companions), None)
        if counted.noun is not None and tree.lower(counted.noun) in phrase.companions and counted.quantity.value != 1:
            companion = counted.noun  # "took four prisoner"
        if companion is not None and tree.tag(verb).startswith("V"):
            return companion
        if tree.lower(verb + 1) in phrase.companions:
            return verb
        if tree.lower(verb + 1) == "to" and verb + 2 == before[0] and tree.lower(verb + 2) in phrase.companions:
            return verb  # "put to death three rebels"
    return _match_behind(tree, phrase, behind, counted)


def _match_behind(tree: Tree, phrase: Phrase, behind: list[int], counted: Counted) -> int | None:
    """The companion, where verb and companion both stand behind: "15 people were left dead", "six lost their lives"."""
    verb = next((i for i in behind[:_VERB_BEHIND] if tree.lower(i) in phrase.verbs), None)
    if verb is None:
        return None
    together = tree.lower(verb + 1) in phrase.companions or tree.words(verb + 1, verb + 2) == ["to", "death"]
    bare = (
        together
        and (phrase.effect is Effect.KILLED or (phrase.effect in _HELD and tree.lower(verb) not in _DOERS_TOO))
        and verb == counted.last + 1
        and tree.tag(verb + 2 + (tree.lower(verb + 1) == "to")) in _ENDS
    )
    if phrase.patient == "object" and not (bare or _is_passive(tree, counted.last + 1, verb)):
        return None  # else "26 tourists gunned down at the lake", as headlines write
    if any(tree.tag(j) in ("NNS", "CD") for j in range(behind[0], verb)):
        return None  # others stand between: the verb is theirs
    before = tree.words(counted.last + 1, verb - 1)
    if not _WILL.isdisjoint(before) and HAVE.isdisjoint(before):
        return None  # "will be evacuated from four towns"
    reach = range(verb + 1, min(len(tree.tokens), verb + 1 + _COMPANION_BEHIND_VERB))
    companion = next((i for i in reach if tree.lower(i) in phrase.companions), None)
    if companion is not None and phrase.between is not None:
        said = tree.words(verb + 1, companion - 1)
        fits = phrase.between.issuperset(said) and ("with" in said or "with" not in phrase.between)
        return companion if fits else None
    if companion is not None and tree.lower(companion) == "found" and "not" in phrase.verbs:
        missed = all(tree.lower(i) in BE or tree.lower(i) in ("yet", "still") for i in range(verb + 1, companion))
        return companion if missed and tree.lower(companion + 1) not in ("dead", "guilty", "alive") else None
    return companion


def _is_passive(tree: Tree, first: int, verb: int) -> bool:
    """True when the words from `first` on make the verb a passive."""
    words = tree.words(first, verb - 1)
    return not BE.isdisjoint(words) or (tree.tag(verb) == "VBN" and HAVE.isdisjoint(words))
