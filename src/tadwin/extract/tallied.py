"""Where a count over a war, a campaign or a period was done that names no place: in the country or region it is of."""

import re
from collections.abc import Sequence

from tadwin.extract.accounts import GOES_ON
from tadwin.extract.passages import Passage
from tadwin.extract.scopes import CAMPAIGN, PERIOD, SEVERAL_ATTACKS, TOO_MANY, WIDE_PLACES, is_background
from tadwin.types import Mention, Place
from tadwin.vocab import PlacePrecision

#: The country told before.
_THE_COUNTRY = re.compile(
    r"\b(?:in|across|throughout|inside|of|around) (?:the|this) (?:whole )?country\b", re.IGNORECASE
)
_PLACED = re.compile(r"(?:\b(?:in|on|across|throughout|inside|over|to|of|from)|,)(?: the)? $", re.IGNORECASE)
#: How many sentences back that is looked for.
_BACK = 3


def place_of_tally(
    passages: Sequence[Passage], index: int, rule: str, heading: Sequence[Mention[Place]]
) -> list[Mention[Place]]:
    """The place of a count in the passage at `index`, whose scope the `rule` gave; none where the words leave it open.

    `heading` are the places that the report's first line tells of.
    """
    passage = passages[index]
    if rule == SEVERAL_ATTACKS:
        return []
    if _THE_COUNTRY.search(passage.text) and (told := _told_before(passages, index)):
        return told
    if rule in (TOO_MANY, CAMPAIGN) or is_background(passage):
        return _of_the_war(passages, index, rule)
    if rule in (PERIOD, GOES_ON):
        wide = [one for one in heading if one.names.precision in WIDE_PLACES]
        return wide if len({one.names.country for one in wide}) == 1 else []  # a title of two countries leaves it open
    return []


def _told_before(passages: Sequence[Passage], index: int) -> list[Mention[Place]]:
    """The country that the sentences before named last as a place, and not as somebody."""
    told = []
    for passage in passages[max(0, index - _BACK) : index]:
        told += [one for one in _countries([passage]) if _PLACED.search(passage.text[: one.start - passage.start])]
    return told[-1:]


def _of_the_war(passages: Sequence[Passage], index: int, rule: str) -> list[Mention[Place]]:
    """The country of a sentence on a war: named in it, in the one on the war before it, or alone in the report."""
    named = _countries(passages[index : index + 1])
    if not named and index and is_background(passages[index - 1]):
        named = _countries(passages[index - 1 : index])[:1]
    if not named and rule != CAMPAIGN:
        named = _countries(passages)
    return named[:1] if len({mention.names.country for mention in named}) == 1 else []


def _countries(passages: Sequence[Passage]) -> list[Mention[Place]]:
    places = (mention for passage in passages for mention in passage.places)
    return [mention for mention in places if mention.names.precision is PlacePrecision.COUNTRY]
