"""Frames: the claims that one report makes about one incident, and what a claim takes from its frame.

A place or a day opens a frame; what follows inherits it until another opens. Background ("since 2011 ...", the whole
war) opens none, takes none and leaks into none. A headline or a repetition joins the frame of what it announces.
"""

import re
from dataclasses import dataclass, field
from datetime import date

from tadwin.extract.judged import Finding
from tadwin.extract.passages import Passage
from tadwin.extract.whereabouts import days_of_harm
from tadwin.types import Actor, Mention, Place, When
from tadwin.vocab import DatePrecision, EventType, PlacePrecision, Scope

_BACKGROUND = re.compile(
    r"\b(?:since (?:the |its |syria's )?(?:war|conflict|uprising|invasion|revolution|start|beginning|outbreak|coup|protests|civil war|fighting)\b|"
    r"since (?:early |late |mid-?)?(?:19|20)\d\d|(?:war|conflict|uprising|insurgency|civil war)s? (?:\w+ ){0,4}(?:began|started|broke out|erupted|has (?:killed|displaced|claimed|left|forced|cost))|"
    r"(?:during|in|throughout|of) (?:the|its|this|\w+'?s) (?:\w+[- ]){0,4}(?:war|conflict|uprising|insurgency)\b|\w+-year(?:-old)? (?:\w+ ){0,2}(?:war|conflict)|years? of (?:war|conflict|fighting)|"
    r"so far this (?:year|month)|this year alone|"
    r"(?:the|its|\w+'?s) (?:civil )?(?:war|conflict) (?:\w+ ){0,6}(?:killed|dead|lives|displaced|homes))",
    re.IGNORECASE,
)
_WIDE = re.compile(
    r"\b(?:across (?:the country|syria|the region|several|the territory|\w+)|in several attacks|in various|separate (?:attacks|strikes|incidents)|in (?:two|three|four|five|several|multiple) (?:separate |different )?(?:attacks|villages|towns|areas|districts|provinces|incidents))\b",
    re.IGNORECASE,
)
#: A figure this large is never one attack's (the largest single massacres on record are smaller).
_TALLY_VALUE = 3_000
#: Longer than this many days is a period, not an incident.
_INCIDENT_DAYS = 2
_WIDE_PLACES = frozenset({PlacePrecision.COUNTRY, PlacePrecision.ADMIN1, PlacePrecision.AREA})


@dataclass(slots=True)
class Frame:
    """What is known so far of one incident in one report."""

    number: int
    places: list[Mention[Place]] = field(default_factory=list)
    when: Mention[When] | None = None
    event: EventType | None = None
    weapon: str | None = None
    perpetrators: list[Mention[Actor]] = field(default_factory=list)
    last_passage: int = 0


def is_background(passage: Passage) -> bool:
    """True for a sentence that sums up the war rather than telling an incident."""
    if passage.background is None:
        passage.background = bool(_BACKGROUND.search(passage.text))
    return passage.background


def scope_of(passage: Passage, finding: Finding, when: When | None) -> tuple[Scope, str]:
    """incident or tally, and the rule that decided."""
    value = finding.counted.quantity.value or finding.counted.quantity.low
    if value >= _TALLY_VALUE:
        return Scope.TALLY, "too many for one attack"
    if _is_period(when):
        return Scope.TALLY, "counts over a period"
    if is_background(passage):
        return Scope.TALLY, "counts over the war"
    if _WIDE.search(passage.text):
        return Scope.TALLY, "counts over several attacks"
    return Scope.INCIDENT, "one attack, or one place and day"


def _is_period(when: When | None) -> bool:
    if when is None:
        return False
    if when.start is not None and when.end is not None:
        return (when.end - when.start).days >= _INCIDENT_DAYS
    return when.precision in (DatePrecision.MONTH, DatePrecision.YEAR, DatePrecision.WEEK) or (when.start is None) != (
        when.end is None
    )


def finest(places: list[Mention[Place]]) -> set[str]:
    """The names of the places that are not merely a country, province or area; all names if there is none finer."""
    fine = {one.names.name.lower() for one in places if one.names.precision not in _WIDE_PLACES}
    return fine or {one.names.name.lower() for one in places}


class Frames:
    """The frames of one report, opened in the order of its text."""

    def __init__(self) -> None:
        self.all: list[Frame] = []
        self.current: Frame | None = None
        self.day: Mention[When] | None = None
        self.lead_day: Mention[When] | None = None

    def hear(self, passage: Passage, index: int, places: list[Mention[Place]]) -> None:
        """Takes in a sentence without figures: its place and its day stand for what follows."""
        day = next((time for time in days_of_harm(passage) if _is_day(time.names)), None)
        if is_background(passage):
            return
        if day is not None:
            self._set_day(day)
        if (
            places
            and self.current is not None
            and index - self.current.last_passage > 1
            and finest(places).isdisjoint(finest(self.current.places))
        ):
            self.current = self._opened(places, day or self.day, index)

    def frame_for(self, places: list[Mention[Place]], when: Mention[When] | None, index: int) -> Frame:
        """The frame of a figure with these places and day of its own: the current one, an earlier one, or a new one."""
        if when is not None and _is_day(when.names):
            self._set_day(when)
        current = self.current
        if current is not None and _agree(current, places, when):
            _widen(current, places, when)
        else:
            known = [
                frame for frame in self.all if places and _same_place(frame, places) and _agree(frame, places, when)
            ]
            if known:
                current = known[-1]
                _widen(current, places, when)
            else:
                current = self._opened(places, when, index)
        current.last_passage = index
        self.current = current
        return current

    def alone(self, places: list[Mention[Place]], when: Mention[When] | None, index: int) -> Frame:
        """A frame of its own for a tally: it takes nothing from others and gives nothing to them."""
        if when is not None and _is_day(when.names):
            self._set_day(when)
        frame = Frame(len(self.all), list(places), when, last_passage=index)
        self.all.append(frame)
        return frame

    def _opened(self, places: list[Mention[Place]], when: Mention[When] | None, index: int) -> Frame:
        frame = Frame(len(self.all), list(places), when, last_passage=index)
        self.all.append(frame)
        return frame

    def _set_day(self, day: Mention[When]) -> None:
        self.day = day
        if self.lead_day is None:
            self.lead_day = day


def _is_day(when: When) -> bool:
    return when.start is not None and when.end is not None and (when.end - when.start).days < _INCIDENT_DAYS


def _days(mention: Mention[When] | None) -> tuple[date | None, date | None] | None:
    return None if mention is None else (mention.names.start, mention.names.end)


def _same_place(frame: Frame, places: list[Mention[Place]]) -> bool:
    return not frame.places or not places or not finest(frame.places).isdisjoint(finest(places))


def _agree(frame: Frame, places: list[Mention[Place]], when: Mention[When] | None) -> bool:
    same_day = when is None or frame.when is None or _days(frame.when) == _days(when)
    return same_day and _same_place(frame, places)


def _widen(frame: Frame, places: list[Mention[Place]], when: Mention[When] | None) -> None:
    if not frame.places:
        frame.places = list(places)
    if frame.when is None:
        frame.when = when
