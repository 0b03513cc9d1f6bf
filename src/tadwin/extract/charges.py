"""Sentences that say of an attack told elsewhere who did it.

"The attackers were fighters of the Movement", "we hold the army responsible for these deaths" in a statement of those
who say so, "residents blame the rebels" right behind what befell them. An enemy's accusation is none of these.
"""

import re

from tadwin.extract.attackers import CLAIMED, Attack, identified
from tadwin.extract.blame import can_do_harm
from tadwin.extract.passages import Passage, asked_once
from tadwin.extract.words import words
from tadwin.types import Actor, Mention
from tadwin.vocab import SUSPECTED

#: The rules for a party that the report's own speaker holds responsible, and for one that its victims blame.
HELD = "held responsible by its speaker"
BY_VICTIMS = f"blamed by those who were there, {SUSPECTED}"
#: The rules of sentences that say who did what is told elsewhere.
CHARGES = frozenset({CLAIMED, HELD, BY_VICTIMS})

_HOLDING = frozenset({"hold", "holds", "held", "holding"})
_BLAMING = frozenset({"blame", "blames", "blamed", "accuse", "accuses", "accused"})
_HELD = re.compile(
    r"\b(?:[Ww]e|(?:[Tt]he|[Oo]ur) (?P<body>\w+)) (?:also |fully |again )?(?:hold|holds|held) (?P<whom>[^.;]{3,80}?)\b"
    r"(?:responsible|accountable|responsibility)\b"
)
_VICTIMS = re.compile(
    r"(?:^|[;,.] )(?:[Tt]he |[Mm]any |[Ll]ocal |[Aa]ll )?(?:"
    + "|".join(sorted(words("charges", "victims")))
    + r")(?: (?:there|of|from|in) [^,.;]{2,30}?)? (?:have |all )?(?:blamed?|accused?) (?:the )?$",
    re.IGNORECASE,
)
_BEFORE = 80
_DENIED = frozenset({"denied", "denies", "rejected", "dismissed", "rejects", "refuted"})
#: Bodies that fight: what they say of each other is an enemy's accusation.
_PARTIES = frozenset(
    {"government", "army", "military", "regime", "movement", "group", "front", "forces", "militia", "coalition"}
)
_DOUBTING = frozenset({"not", "neither", "nor", "both", "or", "each"})


def charge(passage: Passage, index: int, opening: str) -> Attack | None:
    """Whom a sentence says to have done what is told elsewhere.

    `opening` is the first line of the report: "the Union holds" is the report's own word where that names the Union.
    """
    who = identified(passage)
    if who is not None:
        return Attack((who,), frozenset(), index, CLAIMED)
    if not passage.actors or passage.findings:
        return None
    held = _held(passage, opening)
    if held is not None:
        return Attack((held,), frozenset(), index, HELD)
    blamed = _blamed(passage)
    return None if blamed is None else Attack((blamed,), frozenset(), index, BY_VICTIMS)


@asked_once
def may_charge(passage: Passage) -> bool:
    """A quick look: False for a sentence that cannot say who did it."""
    if not passage.actors:
        return False
    told = passage.words()
    return not (_HOLDING | _BLAMING).isdisjoint(told) or identified(passage) is not None


def _held(passage: Passage, opening: str) -> Mention[Actor] | None:
    """The one party that "we", or the body whose statement this is, hold responsible."""
    if _HOLDING.isdisjoint(passage.words()):
        return None
    found = _HELD.search(passage.text)
    if found is None:
        return None
    body = (found["body"] or "").lower()
    if body and (body in _PARTIES or body not in opening.lower() or not passage.start > len(opening)):
        return None
    start, end = (passage.start + at for at in found.span("whom"))
    able = [one for one in passage.actors if start <= one.start < end and can_do_harm(one)]
    return able[0] if len(able) == 1 and _DOUBTING.isdisjoint(found["whom"].lower().split()) else None


def _blamed(passage: Passage) -> Mention[Actor] | None:
    """The party that residents, survivors or relatives blame; none where it denies that in the same breath."""
    if _BLAMING.isdisjoint(passage.words()) or not _DENIED.isdisjoint(passage.words()):
        return None
    named = [one for one in passage.actors if can_do_harm(one)]
    return next((one for one in named if _VICTIMS.search(passage.before(one, _BEFORE))), None)
