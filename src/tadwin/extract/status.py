"""Who is a civilian or bears arms, as the words beside a noun of people say: nothing else is concluded from."""

from tadwin.extract.lexicon import Lexicon, Person
from tadwin.extract.tree import Tree
from tadwin.extract.words import words
from tadwin.vocab import Status

#: Nouns of people of any status, so that a word beside them can say it: "rebel members", "civilian residents".
_OF_ANY_STATUS = words("status", "of_any_status")
#: Nouns of people who belong to what their "of" names, and what bears arms: "members of the security forces".
_BELONGING = words("status", "belonging")
_ARMED = words("status", "armed")
_UNARMED = words("status", "unarmed")
#: How many words behind that "of" the name of an armed body may end.
_NAME = 5


def status_of(tree: Tree, noun: int, person: Person, between: list[str], lexicon: Lexicon) -> Status | None:
    """The status of the people of `noun`, whose entry is `person`; `between` are the words from their number to it."""
    if person.status is Status.COMBATANT:
        unarmed = tree.words(noun - 2, noun - 1) == ["non", "-"] or tree.lower(noun - 1) == "civilian"
        return Status.CIVILIAN if unarmed else person.status  # "non-combatants", "civilian police"
    if person.status is not None:
        return person.status
    if person.singular in _OF_ANY_STATUS and (told := _status_among(between, lexicon)) is not None:
        return told
    return Status.COMBATANT if person.singular in _BELONGING and _is_armed_body(tree, noun + 1) else None


def _status_among(between: list[str], lexicon: Lexicon) -> Status | None:
    """The status that the words between a number and its noun give: "four rebel members", "civilian residents"."""
    known = (lexicon.people.get(word.rstrip("s")) for word in between)
    status = next((person.status for person in known if person is not None and person.status), None)
    return status or (Status.CIVILIAN if "civilian" in between else None)


def _is_armed_body(tree: Tree, i: int) -> bool:
    """True where "of" stands at `i` and leads to what bears arms: "of the army", "of the Kelda Defence Forces"."""
    if tree.lower(i) != "of":
        return False
    for j in range(i + 1, i + 1 + _NAME):
        if tree.lower(j) in _UNARMED:
            return False  # "of the civil defence forces"
        if tree.lower(j) in _ARMED or tree.words(j - 1, j) in (["armed", "group"], ["armed", "groups"]):
            return tree.tag(j + 1) not in ("NN", "NNS", "NNP", "NNPS", "POS")  # not "of an army officer's family"
        if not tree.tag(j).startswith(("DT", "JJ", "N", "PRP$", "VBN", "HYPH")) and tree.lower(j) != "-":
            return False
    return False
