"""Frames: the claims that one report makes about one incident, and what a claim takes from its frame.

A place or a day opens a frame; what follows inherits it until another opens. Background ("since 2011 ...", the whole
war) opens none, takes none and leaks into none. A headline or a repetition joins the frame of what it announces.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from math import cos, hypot, radians

from tadwin.extract.attackers import alike
from tadwin.extract.judged import Finding
from tadwin.extract.passages import Passage
from tadwin.extract.scopes import (
    INCIDENT_DAYS,
    WIDE_PLACES,
    goes_back,
    is_background,
    looks_back,
    tells_another,
    tells_several,
)
from tadwin.extract.whereabouts import days_of_harm
from tadwin.types import Mention, Place, When
from tadwin.vocab import Effect, EventType, PlacePrecision

_LASTING = frozenset({Effect.DETAINED, Effect.ABDUCTED, Effect.DISPLACED, Effect.MISSING})
#: They are looked for after the attack that is told, and led away in the attack told just before.
_LOOKED_FOR, _LED_AWAY = Effect.MISSING, frozenset({Effect.DETAINED, Effect.ABDUCTED})
#: Points within this many km may be parts of one city.
_ONE_CITY_KM = 12.0
#: What is told of several attacks around a place reaches this many km from it.
_REGION_KM = 60.0
_KM_PER_DEGREE = 111.0
#: How many sentences behind a figure "the attack" is still the one that it counts.
_SHORTLY = 3
#: How many days before or after an attack another, told in its paragraph, may be of its place.
_DAYS_APART = 3

#: The day that a bulletin of the day tells of: what it goes on to tell in places that nobody can locate was that day.
_OF_THE_DAY = re.compile(r"(?:today|tonight|this (?:morning|afternoon|evening))\b", re.IGNORECASE)

#: From this many on, the same figure told twice is the same people's.
_TELLING = 4

#: What a figure counts, and how many.
Count = tuple[Effect, int]


@dataclass(slots=True)
class Frame:
    """What is known so far of one incident in one report."""

    number: int
    places: list[Mention[Place]] = field(default_factory=list)
    when: Mention[When] | None = None
    event: EventType | None = None
    weapon: str | None = None
    is_tally: bool = False
    is_apart: bool = False  # a tally, or told in passing: what is told later does not come back to it
    last_passage: int = 0  # the number of the last passage with a figure of it
    taken: int = 0  # the number of the passage of the figure that it took last
    effects: set[Effect] = field(default_factory=set)
    kinds: frozenset[str] = frozenset()  # of attack, as its figures tell
    counts: set[Count] = field(default_factory=set)  # its figures of everyone
    is_headed: bool = False  # its places are those of a head, and what stands under it may name a finer one
    sides: set[str] = field(default_factory=set)  # whom its figures blame
    settled: list[Mention[Place]] = field(default_factory=list)  # where it was, told behind its first figures

    def is_of(self, effect: Effect, kinds: frozenset[str]) -> bool:
        """True when a figure without a day of its own may be of the frame's day.

        People are held or driven out for longer than an attack takes, and another kind of attack was another time.
        Those missing, and those led away in the same breath ("They also abducted nine"), are of the attack told.
        """
        shortly = effect in _LED_AWAY and self.taken >= self.last_passage - 1
        told = bool(self.effects) and (effect is _LOOKED_FOR or shortly)
        return (not lasts(effect) or effect in self.effects or told) and alike(kinds, self.kinds)

    def refine(self, places: Sequence[Mention[Place]]) -> None:
        """Learns where under its head the first attack was: the head's places are among these."""
        if self.is_headed and not self.effects and {one.names for one in self.places} <= {one.names for one in places}:
            self.places = list(places)

    def settle(self, places: Sequence[Mention[Place]], index: int) -> None:
        """Learns where the attack told shortly before was, if only its province or country was told, or nothing."""
        near = index - self.last_passage <= _SHORTLY and not self.is_apart
        if not near or any(one.names.precision not in WIDE_PLACES for one in self.places):
            return
        fine = [one for one in places if one.names.precision not in WIDE_PLACES]
        if all(_lies_in(one.names, wide.names, _REGION_KM) for one in fine for wide in self.places):
            self.settled, self.places = fine, [*fine, *self.places]

    def counts_others(self, count: Count | None) -> bool:
        """True where it counts the harm of this figure already, and as other people."""
        return count is not None and count not in self.counts and any(one[0] is count[0] for one in self.counts)

    def take(self, effect: Effect, kinds: frozenset[str], count: Count | None) -> None:
        """Learns what harm a figure tells, from what kind of attack, and of how many."""
        self.taken = self.last_passage
        if count is not None:
            self.counts.add(count)
        self.effects.add(effect)
        self.kinds |= kinds


def count_of(finding: Finding) -> Count | None:
    """What a figure of people of every age and sex counts; None for others, and without a number."""
    counted = finding.counted
    if counted.kind == "object" or counted.group is not None or counted.quantity.value is None:
        return None
    return finding.effect, counted.quantity.value


def lasts(effect: Effect) -> bool:
    """True for harm that goes on for longer than an attack takes."""
    return effect in _LASTING


def _finest(places: Sequence[Mention[Place]]) -> set[str]:
    """The names of the places that are not merely a country, province or area; all names if there is none finer."""
    fine = {one.names.name.lower() for one in places if one.names.precision not in WIDE_PLACES}
    return fine or {one.names.name.lower() for one in places}


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

    def leave_section(self) -> None:
        """What follows stands under no head: it was somewhere else, or in several places."""
        self.section, self.current = [], None

    def hear(self, passage: Passage, index: int, places: list[Mention[Place]], eventful: bool) -> None:
        """Takes in a sentence without figures: its place and its day stand for what follows.

        An `eventful` one tells of an attack: it moves on at once.
        """
        if is_background(passage) or looks_back(passage):
            return
        days = days_of_harm(passage) if eventful or places or not self.days else []
        day = next((time for time in days if _is_day(time.names)), None)
        current = self.current
        if not places or (current is not None and not eventful):
            if eventful and current is not None and not current.is_apart:
                current.when = current.when or day  # "the bomb went off on Monday"
            self._hear_day(day, places or (current.places if current else ()), tells_several(passage))
            return
        self.settle(passage, index, places)
        if current is None or current.is_tally or _finest(places).isdisjoint(_finest(current.places)):
            current = self.current = self._opened(places, day or self.day_for(places, local=False), index)
        elif eventful:
            current.when = current.when or day
            current.refine(places)
        self._hear_day(day, places or current.places, tells_several(passage))

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
    ) -> Frame:
        """The frame of a figure with these places and day of its own: the current one, an earlier one, or a new one.

        `sums_up` says that the figure may be of several attacks ("air strikes killed four").
        A `line` of a list is of the list's day and of its kind of attack.
        `count` is what it counts, where that is everyone.
        It may be that of a tally told just before, where the figure has neither place nor day that speak against it.
        One that stands `near` the figures before it, in their paragraph, and tells only another day, was there too.
        One that goes `back` ("the attack killed nine in Syria") is of the current one where its own places hold that.
        """
        current = self.current
        if back and current is not None and not current.is_tally and _holds(places, current.places):
            places = []
        if current is None or not _agree(current, places, when, count):
            earlier = (
                [frame for frame in self.all if not frame.is_apart and _agree(frame, places, when, count)]
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

    def told_again(self, count: Count | None) -> Frame | None:
        """The frame of a figure that is told again where the current one has none such: "six died in the bombardment".

        None for small figures, which come about by chance, and where more than one frame has it.
        """
        current = self.current
        if count is None or count[1] < _TELLING or current is None or count[0] in current.effects:
            return None
        found = [frame for frame in self.all if count in frame.counts]
        return found[0] if len(found) == 1 and found[0] is not current else None

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

    def aside(self, places: list[Mention[Place]], when: Mention[When] | None, index: int) -> Frame:
        """A frame of its own for an attack told in passing: it takes nothing from others and gives them nothing."""
        frame = self._opened(places, when, index)
        frame.is_apart = True
        return frame

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
        if when is not None and _is_day(when.names):
            self.days.append(Told(when, tuple(places), sums_up))


def _is_day(when: When) -> bool:
    return when.start is not None and when.end is not None and (when.end - when.start).days < INCIDENT_DAYS


def _goes_on(frame: Frame, when: Mention[When] | None) -> bool:
    """True for a day shortly before or after that of an attack."""
    if frame.is_tally or when is None or frame.when is None or not (_is_day(when.names) and _is_day(frame.when.names)):
        return False
    one, other = when.names.start, frame.when.names.start
    return one is not None and other is not None and abs((one - other).days) <= _DAYS_APART


def _days(mention: Mention[When]) -> tuple[date | None, date | None]:
    return mention.names.start, mention.names.end


def _covers(told: Told, places: Sequence[Mention[Place]]) -> bool:
    """True when what was told of a day can hold for these places: they are among its own, or lie within them."""
    if not told.places or not places or not _finest(told.places).isdisjoint(_finest(places)):
        return True
    if _OF_THE_DAY.match(told.when.text) and not any(_is_known(one) for one in (*told.places, *places)):
        return True
    reach = _REGION_KM if told.sums_up else _ONE_CITY_KM
    return all(any(_lies_in(one.names, place.names, reach) for place in told.places) for one in places)


def _is_known(place: Mention[Place]) -> bool:
    """True for a place with a point, or with several that it can be; and for a wide one."""
    return place.names.lat is not None or bool(place.names.candidates) or place.names.precision in WIDE_PLACES


def _lies_in(place: Place, wide: Place, reach: float) -> bool:
    """True for a settlement that may lie in the country, province or area, a province of the country, a city's part."""
    if place.country is not None and wide.country is not None and place.country != wide.country:
        return False
    if wide.precision not in WIDE_PLACES:
        return _is_beside(place, wide, reach)
    if wide.precision is PlacePrecision.COUNTRY:
        return True
    if place.precision in WIDE_PLACES:
        return place.name.lower() == wide.name.lower()
    known = place.admin1 is not None and wide.admin1 is not None and wide.precision is PlacePrecision.ADMIN1
    return not known or place.admin1 == wide.admin1


def _holds(wide: Sequence[Mention[Place]], places: Sequence[Mention[Place]]) -> bool:
    """True for the country, province or area that all the places may lie in."""
    if not places or any(one.names.precision not in WIDE_PLACES for one in wide):
        return False
    return all(_lies_in(one.names, around.names, _REGION_KM) for one in places for around in wide)


def _is_beside(one: Place, other: Place, reach: float) -> bool:
    """True for two points no farther from each other than `reach` km, on a flat map.

    A name that may be several places is where one of them is; one that no gazetteer knows may be anywhere.
    """
    if other.lat is None or other.lon is None:
        return False
    if one.lat is None or one.lon is None:
        points = [place for place in one.candidates if place.lat is not None]
        return any(_is_beside(place, other, reach) for place in points) if points else one.precision not in WIDE_PLACES
    east = (one.lon - other.lon) * cos(radians(one.lat))
    return hypot(one.lat - other.lat, east) * _KM_PER_DEGREE <= reach


def _same_place(frame: Frame, places: list[Mention[Place]], count: Count | None) -> bool:
    """True also where the frame or the figure names no place.

    A quarter of the city is a place of its own where the city's dead are counted already, and are others.
    """
    if not frame.places or not places:
        return True
    own, told = _finest(places), _finest(frame.places)
    return not told.isdisjoint(own) and (own <= told or not frame.counts_others(count))


def _agree(frame: Frame, places: list[Mention[Place]], when: Mention[When] | None, count: Count | None) -> bool:
    """True when nothing that the figure says of place and day speaks against the frame."""
    if frame.is_tally and places:
        return False
    same_day = when is None or frame.when is None or _days(frame.when) == _days(when)
    return same_day and _same_place(frame, places, count)
