"""Where people fled from, and where they went: harm of displacement is told of the place that they left."""

import re
from collections.abc import Sequence

from tadwin.extract.passages import Passage
from tadwin.types import Mention, Place

#: How far before a place its words are looked for, in code points.
_BEFORE = 60
_KINDS = (
    r"(?:(?:the|both|nearby|neighbouring) )?(?:(?:towns?|city|cities|villages?|camps?|district|area|region)(?: of)? )?"
)
_FROM = re.compile(
    r"\b(?:from|fled|flee|fleeing|left|leaving|out of|(?:residents|inhabitants|villagers|families|people) of|homes in)"
    rf" {_KINDS}$",
    re.IGNORECASE,
)
_TO = re.compile(
    r"\b(?:to|towards?|into|reached|reaching|entered|arrived (?:in|at)"
    rf"|(?:refuge|shelter|safety|sheltering|settled|sites?|camps?) (?:in|at)) {_KINDS}$",
    re.IGNORECASE,
)
_JOINED = re.compile(rf"(?:,| and|, and) {_KINDS}", re.IGNORECASE)
#: Between the places that people went to.
_REACHED_TOO = re.compile(rf"(?:,| and|, and|['’]s) {_KINDS}", re.IGNORECASE)


def left(passage: Passage, located: Sequence[Mention[Place]]) -> list[Mention[Place]]:
    """The places that people left, as the sentence says; else those `located` in it that they did not go to."""
    found: list[Mention[Place]] = []
    for mention in passage.places:
        joined = found and found[-1] is not mention and _JOINED.fullmatch(_between(passage, found[-1], mention))
        if joined or _FROM.search(passage.before(mention, _BEFORE)):
            found.append(mention)
    return found or _not_gone_to(passage, located)


def _not_gone_to(passage: Passage, located: Sequence[Mention[Place]]) -> list[Mention[Place]]:
    """The places but those of "towards Qarya and Madina" and "into Qarya's Madina district"."""
    reached: list[Mention[Place]] = []
    kept: list[Mention[Place]] = []
    for mention in passage.places:
        joined = reached and _REACHED_TOO.fullmatch(_between(passage, reached[-1], mention))
        if joined or _TO.search(passage.before(mention, _BEFORE)):
            reached.append(mention)
        elif mention in located:
            kept.append(mention)
    return kept


def _between(passage: Passage, one: Mention[Place], other: Mention[Place]) -> str:
    return passage.text[one.end - passage.start : other.start - passage.start]
