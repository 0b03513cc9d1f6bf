"""Frames: the claims that one report makes about one incident, and what a claim takes from its frame.

A place or a day opens a frame; what follows inherits it until another opens. Background ("since 2011 ...", the whole
war) opens none, takes none and leaks into none. A headline or a repetition joins the frame of what it announces.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tadwin.extract.days import attack_first, days_of_harm, tells_of_day
from tadwin.extract.frame import Count, Frame, finest, is_day
from tadwin.extract.nearness import ONE_CITY_KM, REGION_KM, lies_in
from tadwin.extract.passages import Passage
from tadwin.extract.scopes import WIDE_PLACES, goes_back, is_background, looks_back, tells_another, tells_several
from tadwin.types import Mention, Place, When
from tadwin.vocab import Effect, PlacePrecision

#: How many days before or after an attack another, told in its paragraph, may be of its place.
_DAYS_APART = 3

#: The day that a bulletin of the day tells of: what it goes on to tell in places that nobody can locate was that day.
_OF_THE_DAY = re.compile(r"(?:today|tonight|this (?:morning|afternoon|evening))\b", re.IGNORECASE)

#: "The nearest hospital is in Qarya", "his father, born in Qarya": what such sentences name was the scene of nothing.
_STANDS = re.compile(
    r"\b(?:ministry|headquarters|office|capital|court|embassy|hospital|clinic) (?:is|are)(?: \w+)? (?:in|at|near)\b"
    r"|\b(?:is|are|was|were) serving\b|\b(?:born|studied|grew up|based|buried|talks|met|meeting|summit|conference"
    r"|visit(?:ed|s)?)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Told:
    """A day that was told, and the places that it was told of; it `sums_up` where several attacks may be meant."""

    when: Mention[When]
    places: Sequence[Mention[Place]]
    sums_up: bool


class Frames:
    """The frames of one report, opened in the order of its text.

    `index` is, everywhere, the number of the passage that is being read.
    """

    def __init__(self) -> None:
        self.all: list[Frame] = []
        self.current: Frame | None = None
        self.days: list[Told] = []
        self.turned: tuple[Frame, Frame] | None = None  # where a sentence without an attack turned from, and to
        self.section: list[Mention[Place]] = []  # the places of the head that the text stands under

    def open_section(self, places: list[Mention[Place]], when: Mention[When] | None, index: int) -> None:
        """Opens a frame for what stands under a head, with its places and its day."""
        self.section = places
        self.current = self._opened(places, when, index)
        self.current.is_headed = True
        self._hear_day(when, places)

    def leave_tally(self, *, keeps_place: bool) -> list[Mention[Place]]:
        """What follows is one attack, of its own day: where it was, if it `keeps_place`."""
        current = self.current
        if current is None or not current.is_tally:
            return []
        self.current = None
        return list(current.places) if keeps_place else []

    def open_day(self, when: Mention[When]) -> None:
        """What follows was on the day of a head: "12 May", "Mon 5 Aug: ..."."""
        self.current = None
        self._hear_day(when, self.section)

    def leave_section(self) -> None:
        """What follows stands under no head: it was somewhere else, or in several places."""
        self.section, self.current = [], None

    def hear(self, passage: Passage, index: int, places: list[Mention[Place]], eventful: bool) -> None:
        """Takes in a sentence without figures: its place and its day stand for what follows.

        An `eventful` one tells of an attack: it moves on at once. So does one that names a settlement, for as long as
        its paragraph.
        """
        if is_background(passage) or looks_back(passage):
            return
        eventful = eventful or tells_of_day(passage)
        days = days_of_harm(passage) if eventful or places or not self.days else []
        day = next((time for time in attack_first(passage, days) if is_day(time.names)), None)
        current = self.current
        settlement = any(one.names.precision not in WIDE_PLACES for one in places)
        turns = not eventful and settlement and not _STANDS.search(passage.text)
        eventful = eventful or turns
        if not places or (current is not None and not eventful):
            if eventful and current is not None and not current.is_apart:
                current.when = current.when or day  # "the bomb went off on Monday"
            self._hear_day(day, places or (current.places if current else ()), tells_several(passage))
            return
        self.settle(passage, index, places)
        if current is None or current.is_tally or finest(places).isdisjoint(finest(current.places)):
            opened = self._opened(places, day or (None if turns else self.day_for(places, local=False)), index)
            self.turned = (current, opened) if turns and current is not None else None
            current = self.current = opened
        elif eventful:
            current.when = current.when or day
            current.refine(places)
        self._hear_day(day, places or current.places, tells_several(passage))

    def turn_back(self) -> None:
        """Goes back to what was told before, where a paragraph that turned to another place has told no harm there."""
        if self.turned is not None and self.current is self.turned[1] and not self.current.effects:
            self.current = self.turned[0]
        self.turned = None

    def settle(self, passage: Passage, index: int, places: Sequence[Mention[Place]]) -> None:
        """Learns from "The raid hit the village of ..." where the attack told before it was.

        `places` are those of a sentence that tells of an attack, told before its first figure.
        """
        current = self.current
        if current is None or not places:
            return
        if goes_back(passage) or (index - current.last_passage == 1 and not tells_another(passage)):
            current.settle(places, index)

    def frame_for(
        self,
        places: list[Mention[Place]],
        when: Mention[When] | None,
        index: int,
        *,
        sums_up: bool = False,
        line: bool = False,
        count: Count | None = None,
        back: bool = False,
        near: bool = False,
        opens: bool = False,
    ) -> Frame:
        """The frame of a figure with these places and day of its own: the current one, an earlier one, or a new one.

        `sums_up` says that the figure may be of several attacks ("air strikes killed four").
        A `line` of a list is of the list's day and of its kind of attack.
        `count` is what it counts, where that is everyone.
        It may be that of a tally told just before, where the figure has neither place nor day that speak against it.
        One that stands `near` the figures before it, in their paragraph, and tells only another day, was there too.
        One whose sentence `opens` with its day ("On Monday ...") is of no attack told before without one.
        One that goes `back` ("the attack killed nine in Syria") is of the current one where its own places hold that.
        """
        current = self.current
        if opens and current is not None and current.is_older_than(when, count):
            current = self.current = None
        if back and current is not None and not current.is_tally and _holds(places, current.places):
            places = []
        if current is None or not _agree(current, places, when, count):
            earlier = (
                [
                    frame
                    for frame in self.all
                    if not (frame.is_apart or (opens and frame.is_older_than(when, count)))
                    and _agree(frame, places, when, count)
                ]
                if places
                else []
            )
            here = current.places if near and current is not None and _goes_on(current, when) else self.section
            listed, current = current, earlier[-1] if earlier else self._opened(places or here, when, index)
            if line and listed is not None:
                current.when = current.when or listed.when
                current.event, current.weapon = current.event or listed.event, current.weapon or listed.weapon
        current.places = current.places or list(places)
        current.refine(places)
        current.when = current.when or when
        current.last_passage = index
        self.current = current
        self._hear_day(when, places or current.places, sums_up)
        return current

    def places_before(self, index: int) -> list[Mention[Place]]:
        """Where the figures of the passage before were, if it has any, else those of the current frame."""
        before = next((frame for frame in reversed(self.all) if frame.last_passage == index - 1), self.current)
        return before.places if before is not None else []

    def alone(
        self, places: list[Mention[Place]], when: Mention[When] | None, index: int, *, goes_on: bool = False
    ) -> Frame:
        """A frame of its own for a tally. It gives others its day; where it `goes_on`, all it has to what follows.

        "50 fighters and eight civilians" of one sentence, place and time are one tally.
        """
        places = places or self.section
        last = self.all[-1] if self.all else None
        if last is not None and last.is_tally and (last.last_passage, last.places, last.when) == (index, places, when):
            return last
        self._hear_day(when, places, sums_up=True)
        frame = self._opened(places, when, index)
        frame.is_tally = frame.is_apart = True
        if goes_on:
            self.current = frame
        return frame

    def aside(
        self, places: list[Mention[Place]], when: Mention[When] | None, index: int, effect: Effect | None = None
    ) -> Frame:
        """A frame of its own for an attack told in passing: it takes nothing from others and gives them nothing.

        What one sentence tells of it is one frame: "a day after two were killed and three wounded in the north".
        """
        frame = self.begun_aside(places, when, index, effect) or self._opened(places, when, index)
        frame.is_apart = True
        return frame

    def begun_aside(
        self, places: Sequence[Mention[Place]], when: Mention[When] | None, index: int, effect: Effect | None
    ) -> Frame | None:
        """The attack told in passing that the sentence goes on to tell of: its other harm, of the place and day."""
        last = self.all[-1] if self.all else None
        if last is None or not last.is_apart or last.is_tally or effect is None or effect in last.effects:
            return None
        return last if (last.last_passage, last.places, last.when) == (index, list(places), when) else None

    def day_for(self, places: Sequence[Mention[Place]], *, local: bool) -> Mention[When] | None:
        """The day told before that holds for what happened at these places, if one does.

        It is the last one told, or the lead's where that is the same day. `local` says that the places are quarters,
        streets and the like, which lie in what was told before.
        """
        last = self.days[-1:]
        lead = [told for told in self.days[:1] if last and _days(told.when) == _days(last[0].when)]
        return next((told.when for told in (*last, *lead) if local or _covers(told, places)), None)

    def _opened(self, places: list[Mention[Place]], when: Mention[When] | None, index: int) -> Frame:
        frame = Frame(len(self.all), list(places), when, last_passage=index)
        self.all.append(frame)
        return frame

    def _hear_day(self, when: Mention[When] | None, places: Sequence[Mention[Place]], sums_up: bool = False) -> None:
        """Remembers a day, as what follows without one may have happened on it; the first is the lead's."""
        if when is not None and is_day(when.names):
            self.days.append(Told(when, tuple(places), sums_up))


def _goes_on(frame: Frame, when: Mention[When] | None) -> bool:
    """True for a day shortly before or after that of an attack."""
    if frame.is_tally or when is None or frame.when is None or not (is_day(when.names) and is_day(frame.when.names)):
        return False
    one, other = when.names.start, frame.when.names.start
    return one is not None and other is not None and abs((one - other).days) <= _DAYS_APART


def _days(mention: Mention[When]) -> tuple[date | None, date | None]:
    return mention.names.start, mention.names.end


def _covers(told: Told, places: Sequence[Mention[Place]]) -> bool:
    """True when what was told of a day can hold for these places: they are among its own, or lie within them."""
    if not told.places or not places or not finest(told.places).isdisjoint(finest(places)):
        return True
    if _OF_THE_DAY.match(told.when.text) and not any(_is_known(one) for one in (*told.places, *places)):
        return True
    reach = REGION_KM if told.sums_up else ONE_CITY_KM
    settlements = [one for one in places if one.names.precision not in WIDE_PLACES] or places  # not what holds them
    provinces = {one.names.admin1 for one in places if one.names.precision is PlacePrecision.ADMIN1}
    other = {one.names.admin1 for one in told.places if one.names.admin1}
    if provinces and other and provinces.isdisjoint(other) and not any(one.names.lat for one in settlements):
        return False  # a village that no gazetteer knows, of another province
    return all(any(lies_in(one.names, place.names, reach) for place in told.places) for one in settlements)


def _is_known(place: Mention[Place]) -> bool:
    """True for a place with a point, or with several that it can be; and for a wide one."""
    return place.names.lat is not None or bool(place.names.candidates) or place.names.precision in WIDE_PLACES


def _holds(wide: Sequence[Mention[Place]], places: Sequence[Mention[Place]]) -> bool:
    """True for the country, province or area that all the places may lie in."""
    if not places or any(one.names.precision not in WIDE_PLACES for one in wide):
        return False
    return all(lies_in(one.names, around.names, REGION_KM) for one in places for around in wide)


def _same_place(frame: Frame, places: list[Mention[Place]], count: Count | None) -> bool:
    """True also where the frame or the figure names no place.

    A quarter of the city is a place of its own where the city's dead are counted already, and are others.
    """
    if not frame.places or not places:
        return True
    own, told = finest(places), finest(frame.places)
    return not told.isdisjoint(own) and (own <= told or not frame.counts_others(count))


def _agree(frame: Frame, places: list[Mention[Place]], when: Mention[When] | None, count: Count | None) -> bool:
    """True when nothing that the figure says of place and day speaks against the frame."""
    if frame.is_tally and places:
        return False
    same_day = when is None or frame.when is None or _days(frame.when) == _days(when)
    return same_day and _same_place(frame, places, count)
