"""The wounded by their state: "two are in critical condition", "one seriously", "three in intensive care"."""

from tadwin.extract.counted import Counted
from tadwin.extract.harm import Predicate
from tadwin.extract.lexicon import Lexicon
from tadwin.extract.tree import BE, Tree
from tadwin.extract.words import words
from tadwin.vocab import Effect

_STATES = words("conditions", "states")
_GRAVELY = words("conditions", "gravely")
_OF_THE_WOUNDED = words("conditions", "of_the_wounded")
_CARE = words("conditions", "care")

#: "Four are in hospital", not "two nurses in hospital".
_HOSPITAL = frozenset({"hospital", "hospitals"})
#: How many words behind the number may lead to its state ("12 of them are in a very critical condition").
_REACH = 7
#: People who are moved to hospitals, or are there, without having been hurt, and those who are dead.
_NOT_HURT = frozenset({"patient", "survivor", "martyr", "relative", "suspect", "detainee", "prisoner", "life"})
#: How many words behind "were taken" may lead to the hospital.
_TO_HOSPITAL = 6


def in_care(tree: Tree, counted: Counted, lexicon: Lexicon, known: bool) -> Predicate | None:
    """Injured, where people "were taken to hospital" by an attack told in the sentence, or behind others harmed.

    `known` says the latter. Patients and staff are moved between hospitals without having been hurt.
    """
    if _HOSPITAL.isdisjoint(tree.words_set) or counted.kind not in ("none", "person"):
        return None
    who = counted.person.singular if counted.person is not None else ""
    if who in _NOT_HURT or counted.role is not None or counted.quantity.kind not in ("number", "vague", "indefinite"):
        return None
    verb = tree.skip_right(counted.last + 1)
    taken = tree.lower(verb) in lexicon.care_verbs and tree.tag(verb) in ("VBN", "VBD")
    stated = not tree.words_set.isdisjoint(_STATES) and not tree.words_set.isdisjoint(_OF_THE_WOUNDED)
    if not taken or not (known or stated or _tells_of_attack(tree, lexicon)):
        return None
    passive = verb > counted.last + 1 or counted.quantity.kind != "indefinite"
    for i in range(verb + 1, verb + 1 + _TO_HOSPITAL):
        if tree.lower(i) in _HOSPITAL:
            return Predicate(Effect.INJURED, verb, "in care") if passive else None
        if tree.tag(i).startswith("V") or tree.lower(i) in (",", ";", ".", "", "from"):
            return None
    return None


def _tells_of_attack(tree: Tree, lexicon: Lexicon) -> bool:
    said = tree.words_set
    told = (lexicon.attack_events, lexicon.munitions, lexicon.attacking)
    return not all(said.isdisjoint(words) for words in told)


def state_predicate(tree: Tree, counted: Counted) -> Predicate | None:
    """Injured, where the words right behind a number say only in what state the wounded are."""
    if counted.kind not in ("none", "person", "harm") or counted.quantity.kind == "none":
        return None
    first = i = counted.last + 1
    while tree.lower(i) in BE or tree.lower(i) in (
        "others",
        "more",
        "still",
        "remain",
        "remained",
        "of",
        "them",
        "whom",
    ):
        i += 1
    word, behind = tree.lower(i), tree.tag(i + 1)
    if word == "fatally" and behind in (",", ".", "", "CC", ":", "-RRB-", "IN"):
        return Predicate(Effect.KILLED, i, "fatally")  # "nine wounded, one fatally"
    if word in _GRAVELY and behind in (",", ".", "", "CC", ":", "-RRB-", "IN"):
        return Predicate(Effect.INJURED, i, "state")
    if word in _STATES and behind in (",", ".", "", "CC", ":", "-RRB-"):
        return Predicate(Effect.INJURED, i, "state")
    if word != "in":
        return None
    for j in range(i + 1, min(len(tree.tokens), i + _REACH)):
        there = tree.lower(j) in _HOSPITAL and counted.noun is None and (i > first or j == i + 1)
        if tree.lower(j) in _CARE or there:
            return Predicate(Effect.INJURED, j, "state")
        if tree.lower(j) in _OF_THE_WOUNDED:
            stated = any(word in _STATES for word in tree.words(i + 1, j))
            return Predicate(Effect.INJURED, j, "state") if stated else None
        if tree.tag(j) not in ("DT", "JJ", "RB", "CC", ",", "NN"):
            return None
    return None
