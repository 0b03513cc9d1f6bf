"""Places that tell where something was by what it lies on or beside: the ends of a road, what it is south of."""

import re

from tadwin.extract.passages import Passage
from tadwin.types import Mention, Place

#: How far before a place its words are looked for, in code points.
_BEFORE = 80
_ROADS = ("road", "highway", "route", "track", "axis", "motorway", "railway")
_ROAD = (
    rf"\b(?:{'|'.join(_ROADS)})s? (?:that )?"
    r"(?:between|linking|links|connecting|connects|joining|from|to|towards?|leading to|leading from)"
)
#: "on the road between Qarya", "the road to the town of Qarya".
_ROAD_TO = re.compile(rf"{_ROAD} (?:the )?(?:(?:town|city|village|camp|border|area)s? (?:of )?)?$", re.IGNORECASE)
#: "on the road between Qarya and Madina".
_ROAD_AND = re.compile(rf"{_ROAD} (?:[\w'’-]+ ){{1,4}}(?:and|to|with|towards?) (?:the )?$", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween (?:[\w'’-]+ ){1,5}and (?:the )?(?:(?:town|city|village|area) of )?$", re.IGNORECASE)
_ROAD_WORDS = frozenset(f"{word}{end}" for word in _ROADS for end in ("", "s"))
#: "a base south of Qarya", "12 km from Qarya".
_BESIDE = re.compile(
    r"\b(?:(?:north|south|east|west)(?:[- ]?(?:east|west))? of|(?:km|kms|kilomet(?:re|er)s?|miles)"
    r"(?: (?:north|south|east|west)(?:[- ]?(?:east|west))?)? (?:from|of|outside|away from)) (?:the )?$",
    re.IGNORECASE,
)
#: "Qarya, 40 kilometers (25 miles) northwest of Madina".
_AWAY = re.compile(
    r"\d[ -]?(?:km|kms|kilomet(?:re|er)s?|miles?|mi)\b(?: ?\([^()]{1,20}\))?(?: to the)?"
    r"(?: (?:north|south|east|west)(?:[- ]?(?:east|west))?)? (?:of|from|outside|away from) "
    r"(?:the )?(?:[\w'-]+ ){0,2}?(?:(?:city|town|capital|village)(?: of|,)? )?(?:the )?$",
    re.IGNORECASE,
)
_BESIDE_WORDS = frozenset(
    {
        "north",
        "south",
        "east",
        "west",
        "km",
        "kms",
        "kilometres",
        "kilometers",
        "kilometre",
        "kilometer",
        "miles",
        "mile",
    }
    | {f"{one}{other}" for one in ("north", "south") for other in ("east", "west")}
)


def is_end_of_road(passage: Passage, mention: Mention[Place]) -> bool:
    """True for both places of "on the road between Qarya and Madina"."""
    if _ROAD_WORDS.isdisjoint(passage.words()):
        return False
    before = passage.before(mention, _BEFORE)
    return bool(_ROAD_TO.search(before) or _ROAD_AND.search(before))


def is_far_end(passage: Passage, mention: Mention[Place]) -> bool:
    """True for Madina of "ambushed between Qarya and Madina": somewhere between them, and not in both."""
    return "between" in passage.words() and bool(_BETWEEN.search(passage.before(mention, _BEFORE)))


def is_landmark(passage: Passage, mention: Mention[Place]) -> bool:
    """True for the place of "south of Qarya" and "12 km from Qarya"."""
    return not _BESIDE_WORDS.isdisjoint(passage.words()) and bool(_BESIDE.search(passage.before(mention, _BEFORE)))


def is_far_from(passage: Passage, mention: Mention[Place]) -> bool:
    """True for Madina of "Qarya, 40 kilometers (25 miles) northwest of Madina"."""
    return not _BESIDE_WORDS.isdisjoint(passage.words()) and bool(_AWAY.search(passage.before(mention, _BEFORE)))
