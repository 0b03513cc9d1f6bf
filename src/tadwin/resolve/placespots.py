"""The stretches of a text that could be places' names, before anything is known of where the report is about."""

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from tadwin.resolve.placescan import (
    Cue,
    Words,
    before_in_run,
    cue,
    cue_before,
    goes_on,
    joins_names,
    names,
    one_of_several,
    openers,
    run_after,
)
from tadwin.resolve.placetold import told_as_place
from tadwin.resolve.placewords import DEMONYMS, words
from tadwin.types import Gazetteer, Place
from tadwin.vocab import PlacePrecision

_ARTICLE = words("article")
_GENERIC_HEAD = words("generic head")
#: "West Qarya zone" is a division's name, "west Qarya" a part of it.
_ZONES = (["zone"], ["woreda"], ["district"], ["locality"], ["township"], ["territory"], ["subdistrict"])
#: "Lower Qarya" and "West Qarya" are names of their own where no Qarya is known.
_UPPER_LOWER = words("compass")
#: Words that open names of men too: "Sheikh Qarya" is a place behind "in".
_TOPONYM_HEAD = words("toponym head")
_NEVER = words("never")
_CALENDAR = words("calendar")
_NOT_UNLISTED = words("given name", "unlisted never", "people", "never")
_PEOPLE = words("people")
_PLACE_NOUN = words("settlement", "division", "small settlement")
_NEVER_ALONE = words("never", "calendar")
_ORDINARY = words("ordinary")
_PLAIN = words("ordinary", "function", "calendar", "organisation", "facility")
_UNFIT = words("ordinary", "function", "calendar", "organisation", "facility", "never", "title")
_WIDE_DIRECTION = words("wide direction")

#: The longest word in capitals that is taken for letters where it stands alone on its line.
_ACRONYM = 3
#: A settlement of fewer people is not believed to be meant where the name goes on.
_TOWN = 20_000
_WIDE = {PlacePrecision.COUNTRY, PlacePrecision.ADMIN1, PlacePrecision.AREA}


class Spot(NamedTuple):
    """A stretch of words that some place could carry as its name."""

    first: int
    last: int
    text: str
    cue: Cue
    readings: tuple[Place, ...]  # by exact key, anywhere
    after: list[str]  # the capitalised words that go on after it
    unlisted: bool = False  # no gazetteer knows it, and the words still call it a settlement
    listed: bool = False  # the same, if it goes on a list of places


@dataclass(slots=True)
class Scan:
    """One report while its places are read."""

    text: str
    listed: Words
    sentences: list[int]  # the first word of each
    gazetteer: Gazetteer
    shout: bool
    weight: Callable[[Place], int]

    def words_of(self, first: int, last: int) -> str:
        """The text from one word to another."""
        return self.text[self.listed.start[first] : self.listed.end[last]]

    def sentence_of(self, at: int) -> int:
        """The number of the sentence that a word stands in."""
        return bisect_right(self.sentences, at)


def find_spots(scan: Scan) -> list[list[Spot]]:
    """For each word that may open a name, the names that some place carries, longest first."""
    found: list[list[Spot]] = []
    plain = frozenset(word for word, capital in zip(scan.listed.text, scan.listed.capital, strict=True) if not capital)
    for at in openers(scan.listed):
        ends = names(scan.listed, at)
        known = [last for last in ends if _may_name(scan, at, last, scan.words_of(at, last))]
        last = _unlisted(scan, at, ends)
        if not known and last is None:
            continue
        before = cue_before(scan.listed, at)
        here = [_spot(scan, at, end, before) for end in known]
        if last is not None:
            unknown = _unknown(scan, at, last, before, plain)
            longer = sum(end >= last for end in known)
            whole = unknown is not None and longer < len(known) and _is_one_name(scan, known[longer], last)
            if unknown is not None and unknown.cue is not Cue.SETTLEMENT:
                whole = whole and unknown.cue is Cue.LOCATIVE and _is_small(scan, known[longer], last, here[longer])
            here.insert(longer if whole else len(here), unknown)
        if kept := [spot for spot in here if spot is not None]:
            found.append(kept)
    return found


def _spot(scan: Scan, first: int, last: int, before: Cue) -> Spot | None:
    name = scan.words_of(first, last)
    found = cue(scan.listed, scan.text, first, last, before)
    if found is not Cue.SETTLEMENT and first == last and scan.listed.lower[first] in _ORDINARY and not name.isupper():
        return None  # no place without a settlement's cue
    return Spot(first, last, name, found, _anywhere(scan.gazetteer, name), run_after(scan.listed, last))


def _unknown(scan: Scan, first: int, last: int, before: Cue, plain: frozenset[str]) -> Spot | None:
    """A name that the words call a settlement or say something happened in, for when no gazetteer knows it.

    "The village of X", "in X". A name made of words that the text also has in small letters (`plain`) is no name.
    """
    opening = scan.listed.lower[first]
    found = cue(scan.listed, scan.text, first, last, before)
    toponymic = opening in _ARTICLE or (last > first and opening in _GENERIC_HEAD)
    named = before is not Cue.NONE and found is Cue.LOCATIVE and _may_be_unlisted(scan, first, last, plain)
    if before is Cue.NONE and one_of_several(scan.listed, first):
        found, named = max(found, Cue.LOCATIVE), toponymic or _may_be_unlisted(scan, first, last, plain)
    inner = scan.listed.lower[first : last + 1]
    if found is Cue.SETTLEMENT and not _PEOPLE.isdisjoint(inner):
        return None
    name, after = scan.words_of(first, last), run_after(scan.listed, last)
    if found is Cue.SETTLEMENT or (found is Cue.LOCATIVE and (toponymic or named)):
        return Spot(first, last, name, found, (), after, unlisted=True)
    if found is Cue.LOCATIVE or not _may_be_unlisted(scan, first, last, plain):
        return None
    if told_as_place(scan.listed, first, last):
        return Spot(first, last, name, Cue.LOCATIVE, (), after, unlisted=True)
    return Spot(first, last, name, found, (), after, unlisted=True, listed=True)


def _may_be_unlisted(scan: Scan, first: int, last: int, plain: frozenset[str]) -> bool:
    """False for what stands behind "in" and is no place: "in Arabic", "on Tuesdays", "in Mortar Attack"."""
    inner = scan.listed.lower[first : last + 1]
    if all(word in plain for word in inner) or any(word in _NOT_UNLISTED for word in inner):
        return False
    singular = scan.listed.text[last].removesuffix("s")
    word = first + (last > first and inner[0] in _ARTICLE)
    return len(scan.listed.text[word]) > 2 and singular.lower() not in _CALENDAR and not singular.isupper()


def _may_name(scan: Scan, first: int, last: int, name: str) -> bool:
    listed = scan.listed
    if first == last:
        word = listed.lower[first]
        if len(name) < 2 or word in DEMONYMS or word in _NEVER_ALONE:
            return False
        if word in _GENERIC_HEAD and last + 1 < listed.count and goes_on(listed, last + 1):
            return False
    elif listed.lower[last] in _NEVER and last - first == 1:
        return False
    return scan.gazetteer.keys(name) or (first == last and name.endswith("s") and scan.gazetteer.keys(name[:-1]))


def _unlisted(scan: Scan, at: int, ends: list[int]) -> int | None:
    """The last word of a name that may be a place's though no gazetteer knows it."""
    listed = scan.listed
    opening = listed.lower[at]
    if scan.shout or not ends or opening in DEMONYMS:
        return None
    longer = ends[0] > at
    heads = longer and (opening in _ARTICLE or opening in _TOPONYM_HEAD)  # "Al-Qarya", "Sheikh Qarya"
    zone = longer and opening in _WIDE_DIRECTION and listed.lower[ends[0] + 1 : ends[0] + 2] in _ZONES
    zone = zone or (longer and opening in _UPPER_LOWER and listed.capital[at] and not _names_known(scan, at + 1, ends))
    if (opening in _UNFIT and not (heads or zone)) or (opening in _WIDE_DIRECTION and not zone):
        return None
    if listed.capital[at] and before_in_run(listed, at) is not None:
        return None
    ends = [end for end in ends if not any("\n" in gap for gap in listed.gap[at + 1 : end + 1])]
    last = next((end for end in ends if not joins_names(listed, at, end)), -1)
    while last >= at and listed.lower[last] in _PLAIN:
        last -= 1
    if heads and (last <= at or (opening not in _ARTICLE and _is_owned(listed, last))):
        return None
    if last < at or listed.lower[last] in _UNFIT or listed.lower[last] in DEMONYMS or is_abbreviation(scan, at, last):
        return None
    return last


def _names_known(scan: Scan, first: int, ends: list[int]) -> bool:
    """True where what stands behind a direction is a place's name: "South Qarya" is a part of Qarya."""
    return any(bool(scan.gazetteer.lookup(scan.words_of(first, end))) for end in ends if end >= first)


def _is_one_name(scan: Scan, known: int, last: int) -> bool:
    """True where what goes on behind a known place is no place of its own: "Qarya Saghira village"."""
    rest = scan.words_of(known + 1, last)
    return not any(place.precision in _WIDE for place in scan.gazetteer.lookup(rest))


def _is_small(scan: Scan, known: int, last: int, spot: Spot | None) -> bool:
    """True for a known hamlet whose name opens a longer one: "Qarya" of "in Qarya Saghira"."""
    if spot is None or not _PLACE_NOUN.isdisjoint(scan.listed.lower[known + 1 : last + 1]):
        return False
    return all(scan.weight(place) < _TOWN and place.precision not in _WIDE for place in spot.readings)


def _is_owned(listed: Words, last: int) -> bool:
    """True for "Abu Karim's house" and "Abu Karim said": a man's name."""
    after = last + 1
    return after < listed.count and listed.gap[after][:2].lower() in ("'s", "’s")


def _anywhere(gazetteer: Gazetteer, name: str) -> tuple[Place, ...]:
    found = tuple(gazetteer.lookup(name))
    if not found and name.endswith("s"):  # "Syrias Idlib": texts that lost their apostrophes
        found = tuple(place for place in gazetteer.lookup(name[:-1]) if place.precision in _WIDE)
    return found


def is_abbreviation(scan: Scan, first: int, last: int) -> bool:
    """True for one short word in capitals, in a text that is not all in capitals, and that is no head of its own."""
    name = scan.listed.text[first]
    after = last + 1
    alone = after < scan.listed.count and "\n" in scan.listed.gap[after] and "\n" in scan.listed.gap[first]
    if alone and len(name) > _ACRONYM:
        return False
    return not scan.shout and first == last and len(name) < 6 and name.isupper() and name.isascii()
