"""Who "the assailants" are: the party told before them, where only one can be meant.

"Fighters of the Movement attacked the village. The assailants burned 22 houses": the houses were burned by the
Movement's men. "The soldiers" are no armed group's, and "the gang" is no army.
"""

from collections.abc import Sequence

from tadwin.extract.attackers import Attack
from tadwin.extract.blame import Accusation, can_do_harm
from tadwin.extract.passages import Passage
from tadwin.extract.rivals import sides_of
from tadwin.extract.story import is_elsewhere, turns_away
from tadwin.extract.words import words
from tadwin.types import Actor, Mention

_ANYONE = words("standins", "anyone")
_GROUPS = words("standins", "groups")
_SOLDIERS = words("standins", "soldiers")
_STATES = frozenset({"state", "force", "military", "government", "coalition"})
#: Right before a word that points back, in code points enough for "these same".
_BEFORE = 12
_POINTS = ("the", "these", "those", "same")


def stands_for(found: Sequence[Accusation], told: Attack | None, passages: Sequence[Passage]) -> list[Accusation]:
    """The accusations of one figure, with the party told before in place of "the assailants".

    `passages` run from the sentence of the attack `told` to the figure's own, both included.
    """
    if told is None or len(sides_of(mention.names for mention in told.parties)) != 1:
        return list(found)
    if turns_away(passages[-1]) or is_elsewhere(passages[-1], passages[0]):
        return list(found)
    resolved: list[Accusation] = []
    for mention, rule in found:
        who = [mention]
        if is_known(mention, passages[-1]) and all(can_be(mention, party.names) for party in told.parties):
            who = [mention] if _another(mention, told, passages) else list(told.parties)
        resolved += [(one, rule if one is mention else f"{rule}, told before") for one in who]
    return resolved


def is_known(mention: Mention[Actor], passage: Passage) -> bool:
    """True for "the assailants": unnamed, and known from before."""
    if mention.names.id is not None:
        return False
    before = passage.before(mention, _BEFORE).lower().split()
    said = mention.text.lower().split()
    pointing = before[-1:] if said[0] not in _POINTS else said[:1]
    return bool(pointing) and pointing[0] in _POINTS and said[-1] in _ANYONE | _GROUPS | _SOLDIERS


def can_be(mention: Mention[Actor], party: Actor) -> bool:
    """True when an unnamed word may stand for a party: "the soldiers" for a state's forces alone."""
    word = mention.text.lower().split()[-1]
    if word in _ANYONE:
        return True
    return word in (_SOLDIERS if party.kind in _STATES else _GROUPS)


def _another(mention: Mention[Actor], told: Attack, passages: Sequence[Passage]) -> bool:
    """True where another party is named in these sentences that the word could stand for as well."""
    sides = sides_of(party.names for party in told.parties)
    able = (one for passage in passages for one in passage.actors if one is not mention and can_do_harm(one))
    return any(can_be(mention, one.names) and sides.isdisjoint(sides_of([one.names])) for one in able if one.names.id)
