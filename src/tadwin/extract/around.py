"""What the places of a figure lie in, as the text above it tells: its section's head, its line's, its paragraph's.

"TAIZ / * Mawza: a mine killed two": Mawza, in Taiz. What holds a place is told with it and opens no frame of its own,
as every place under one head lies in it.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from tadwin.extract.by_place import heads_figures
from tadwin.extract.nearness import REGION_KM, lies_in
from tadwin.extract.passages import Passage
from tadwin.extract.scopes import WIDE_PLACES
from tadwin.extract.sections import Sections
from tadwin.extract.whereabouts import is_only_places
from tadwin.types import Mention, Place
from tadwin.vocab import PlacePrecision

_DIVISIONS = (
    r"(?:districts?|territor(?:y|ies)|townships?|woredas?|zones?|communes?|cercles?|count(?:y|ies)|department"
    r"|municipality|localit(?:y|ies)|sub-?districts?|provinces?|governorates?|prefecture|lga|local government area"
    r"|division)"
)
#: "Qarya territory", "the territory of Qarya".
_DIVISION_BEHIND = re.compile(rf" {_DIVISIONS}\b", re.IGNORECASE)
_DIVISION_BEFORE = re.compile(rf"\b{_DIVISIONS} of (?:the )?$", re.IGNORECASE)
#: "The Qarya quarter", "Qarya market": parts of a town. Districts may lie outside every town.
_QUARTERS = r"(?:neighbou?rhoods?|quarters?|suburbs?|wards?|streets?|squares?|avenues?|boulevards?|markets?|mosques?)"
_QUARTER_BEHIND = re.compile(rf"(?: and [A-Z][\w'-]+)?(?: residential| area)? {_QUARTERS}\b", re.IGNORECASE)
_QUARTER_BEFORE = re.compile(rf"\b{_QUARTERS} of (?:the )?(?:al-)?$", re.IGNORECASE)
#: "In the Qarya and Madina districts".
_DISTRICT_BEHIND = re.compile(r"(?: and [A-Z][\w'-]+)? districts?\b")
_DASHED = re.compile(r"(?:,[^.\n]{1,40})?(?: ?\([^)\n]{2,40}\))? ?[-–—](?: |$)")
_HEAD = re.compile(r"\W*$")
_COLON = re.compile(
    r"(?: (?:city|town|province|governorate|district|oblast|region|county|state|territory|township))?"
    r"(?: ?\([^()\n]{1,40}\))? ?: "
)
#: How far before a place its words are looked for, in code points.
_BEFORE = 40
#: How many sentences back a town is remembered for its quarters.
_REMEMBERED = 12


class Around:
    """The places of one report that others lie in, heard in the order of its text."""

    def __init__(self, passages: Sequence[Passage], sections: Sections) -> None:
        self.passages = passages
        self.sections = sections
        self.divisions: tuple[int, list[Mention[Place]]] = (-1, [])  # told last, with the number of their passage
        self.line: tuple[int, list[Mention[Place]]] = (-1, [])  # that the last line opens with
        self.town: tuple[int, Mention[Place]] | None = None  # told last

    def hear(self, index: int, located: Sequence[Mention[Place]]) -> None:
        """Remembers the divisions and the town that a passage tells, and the place that opens its line."""
        passage = self.passages[index]
        divisions = [one for one in located if _is_division(passage, one) and not heads_figures(passage, one)]
        if divisions:
            self.divisions = index, divisions
        if passage.start in self.sections.lines:
            only = list(passage.places) if is_only_places(passage) else []
            opening = [one for one in located if _opens_line(passage, one)]
            self.line = index, [one for one in (*opening, *only) if one.names.precision is not PlacePrecision.COUNTRY]
            located = [*located, *only, *_of_dateline(passage)]
        exact = [one for one in located if one.names.precision is PlacePrecision.EXACT]
        towns = [one for one in exact if not _is_quarter(passage, one, True)]
        if towns:
            self.town = index, towns[0]

    def holding(self, index: int, places: Sequence[Mention[Place]]) -> list[Mention[Place]]:
        """What the places of a figure lie in; none where they tell it themselves, or are wide."""
        fine = [one for one in places if one.names.precision not in WIDE_PLACES]
        if not fine:
            return []
        told = {one.names.name.lower() for one in places}
        found: list[Mention[Place]] = []
        if not any(self._holds_others(one, places) for one in places):
            for since, wide in (self.divisions, self.line):
                if since == index or (since >= 0 and self.sections.goes_on(index, since)):
                    found += [one for one in wide if _may_hold(one, fine)]
        found += [one for one in self.sections.places if _may_hold(one, fine)]
        kept = {one.names.name.lower(): _as_area(one) for one in found if one.names.name.lower() not in told}
        told_wide = len(fine) < len(places)
        return [*kept.values()] or ([] if told_wide else self._town(index, fine))

    def _holds_others(self, place: Mention[Place], places: Sequence[Mention[Place]]) -> bool:
        wide = (PlacePrecision.ADMIN1, PlacePrecision.AREA, PlacePrecision.ADMIN2)
        return place.names.precision in wide and len(places) > 1

    def _town(self, index: int, fine: Sequence[Mention[Place]]) -> list[Mention[Place]]:
        """The town of quarters that no gazetteer knows, where it was told shortly before."""
        if self.town is None or index - self.town[0] > _REMEMBERED or any(one.names.lat is not None for one in fine):
            return []
        told, town = self.town
        near = index - told <= 1 and all(town.end < one.start for one in fine)
        here = [(one, passage) for one in fine for passage in self.passages[max(0, index - 3) : index + 1]]
        quarters = {one.start for one, passage in here if _stands_in(one, passage) and _is_quarter(passage, one, near)}
        return [town] if quarters == {one.start for one in fine} and _may_hold(town, fine) else []


def _stands_in(place: Mention[Place], passage: Passage) -> bool:
    return passage.start <= place.start < passage.end


def _is_division(passage: Passage, place: Mention[Place]) -> bool:
    """True for a province, an area, and what the words call a territory, a district and the like."""
    if place.names.precision in (PlacePrecision.ADMIN1, PlacePrecision.AREA):
        return True
    if place.names.precision is PlacePrecision.COUNTRY:
        return False
    behind = _DIVISION_BEHIND.match(passage.text, place.end - passage.start)
    return bool(behind or _DIVISION_BEFORE.search(passage.before(place, _BEFORE)))


def _is_quarter(passage: Passage, place: Mention[Place], near: bool) -> bool:
    """True for a part of a town; for a district too where the town stands `near` it."""
    behind = _QUARTER_BEHIND.match(passage.text, place.end - passage.start)
    district = near and _DISTRICT_BEHIND.match(passage.text, place.end - passage.start)
    return bool(behind or district or _QUARTER_BEFORE.search(passage.before(place, _BEFORE)))


def _of_dateline(passage: Passage) -> list[Mention[Place]]:
    """The town of "Qarya, 3 June (Agency) - ...": its quarters are told by name alone."""
    first = passage.places[:1]
    opens = first and _HEAD.match(passage.text[: first[0].start - passage.start])
    return list(first) if opens and _DASHED.match(passage.text, first[0].end - passage.start) else []


def _opens_line(passage: Passage, place: Mention[Place]) -> bool:
    """True for "Qarya: ..." and "Qarya governorate: ...", a country left out."""
    opens = place.names.precision is not PlacePrecision.COUNTRY and _HEAD.match(
        passage.text[: place.start - passage.start]
    )
    return bool(opens and _COLON.match(passage.text, place.end - passage.start))


def _may_hold(wide: Mention[Place], places: Sequence[Mention[Place]]) -> bool:
    """True where all the places may lie in the wide one, which is no country and none of them."""
    if wide.names.precision is PlacePrecision.COUNTRY or any(one.start == wide.start for one in places):
        return False
    return all(one.names != wide.names and _lies_in(one.names, wide.names) for one in places)


def _lies_in(place: Place, wide: Place) -> bool:
    """True also for a place of the province that a town names: "TAIZ" heads what happened in all of Taiz."""
    province = place.admin1 is not None and (place.admin1, place.country) == (wide.admin1, wide.country)
    return province or lies_in(place, wide, REGION_KM)


def _as_area(wide: Mention[Place]) -> Mention[Place]:
    """A town that heads other settlements stands for what lies around it: its point is none of theirs."""
    if wide.names.precision in WIDE_PLACES or wide.names.lat is None:
        return wide
    return replace(wide, names=replace(wide.names, precision=PlacePrecision.AREA))
