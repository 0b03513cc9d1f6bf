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
from tadwin.types import Mention, Place, When
from tadwin.vocab import DatePrecision, EventType, PlacePrecision, Scope

_WARS = "war|conflict|uprising|insurgency"
#: One of these stands in every sentence that sums up a war: asked first, for it is quick.
_SUMS_UP = ("war", "conflict", "uprising", "insurgency", "since", "so far", "alone")
#: What sums up a war, each a way of saying so.
_BACKGROUND = re.compile(
    "|".join(
        (
            r"\bsince (?:the |its |syria's )?(?:war|conflict|uprising|invasion|revolution|start|beginning|outbreak|coup"
            r"|protests|civil war|fighting)\b",
            r"\bsince (?:early |late |mid-?)?(?:19|20)\d\d",
            rf"\b(?:{_WARS}|civil war)s? (?:\w+ ){{0,4}}"
            r"(?:began|started|broke out|erupted|has (?:killed|displaced|claimed|left|forced|cost))",
            rf"\b(?:during|in|throughout|of) (?:the|its|this|\w+'?s) (?:\w+[- ]){{0,4}}(?:{_WARS})\b",
            r"\b\w+-year(?:-old)? (?:\w+ ){0,2}(?:war|conflict)",
            r"\byears? of (?:war|conflict|fighting)",
            r"\bso far this (?:year|month)",
            r"\bthis year alone",
            r"\b(?:the|its|\w+'?s) (?:civil )?(?:war|conflict) (?:\w+ ){0,6}(?:killed|dead|lives|displaced|homes)",
        )
    ),
    re.IGNORECASE,
)
#: What counts several attacks together.
_WIDE = re.compile(
    r"\b(?:across \w+|in several attacks|in various|separate (?:attacks|strikes|incidents)"
    r"|in (?:two|three|four|five|several|multiple) (?:separate |different )?"
    r"(?:attacks|villages|towns|areas|districts|provinces|incidents))\b",
    re.IGNORECASE,
)
#: A figure this large is never one attack's (the largest single massacres on record are smaller).
_TALLY_VALUE = 3_000
#: An attack may last over midnight. A last day this many days after the first makes a period, not an incident.
_INCIDENT_DAYS = 2
#: Places too wide to tell one incident from another.
_WIDE_PLACES = frozenset({PlacePrecision.COUNTRY, PlacePrecision.ADMIN1, PlacePrecision.AREA})


@dataclass(slots=True)
class Frame:
    """What is known so far of one incident in one report."""

    number: int
    places: list[Mention[Place]] = field(default_factory=list)
    when: Mention[When] | None = None
    event: EventType | None = None
    weapon: str | None = None
    is_tally: bool = False
    last_passage: int = 0  # the number of the last passage with a figure of it


def is_background(passage: Passage) -> bool:
    """True for a sentence that sums up the war rather than telling an incident."""
    if passage.background is None:
        lower = passage.text.lower()
        passage.background = any(word in lower for word in _SUMS_UP) and bool(_BACKGROUND.search(passage.text))
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
    """True for more days than an incident takes, and for a time with one end open ("since Monday")."""
    if when is None:
        return False
    if when.start is not None and when.end is not None:
        return (when.end - when.start).days >= _INCIDENT_DAYS
    half_open = (when.start is None) != (when.end is None)
    return half_open or when.precision in (DatePrecision.MONTH, DatePrecision.YEAR, DatePrecision.WEEK)


def _finest(places: list[Mention[Place]]) -> set[str]:
    """The names of the places that are not merely a country, province or area; all names if there is none finer."""
    fine = {one.names.name.lower() for one in places if one.names.precision not in _WIDE_PLACES}
    return fine or {one.names.name.lower() for one in places}


class Frames:
    """The frames of one report, opened in the order of its text.

    `index` is, everywhere, the number of the passage that is being read.
    """

    def __init__(self) -> None:
        self.all: list[Frame] = []
        self.current: Frame | None = None
        self.day: Mention[When] | None = None
        self.lead_day: Mention[When] | None = None

    def hear(self, passage: Passage, index: int, places: list[Mention[Place]], eventful: bool) -> None:
        """Takes in a sentence without figures: its place and its day stand for what follows.

        An `eventful` one tells of an attack: it moves on at once.
        """
        if is_background(passage):
            return
        day = next((time for time in days_of_harm(passage) if _is_day(time.names)), None)
        self._hear_day(day)
        if not places or (self.current is not None and index - self.current.last_passage <= 1 and not eventful):
            return
        if self.current is None or _finest(places).isdisjoint(_finest(self.current.places)):
            self.current = self._opened(places, day or self.day, index)

    def frame_for(self, places: list[Mention[Place]], when: Mention[When] | None, index: int) -> Frame:
        """The frame of a figure with these places and day of its own: the current one, an earlier one, or a new one."""
        self._hear_day(when)
        current = self.current
        if current is None or not _agree(current, places, when):
            earlier = (
                [frame for frame in self.all if not frame.is_tally and _agree(frame, places, when)] if places else []
            )
            current = earlier[-1] if earlier else self._opened(places, when, index)
        current.places = current.places or list(places)
        current.when = current.when or when
        current.last_passage = index
        self.current = current
        return current

    def alone(self, places: list[Mention[Place]], when: Mention[When] | None, index: int) -> Frame:
        """A frame of its own for a tally: it takes nothing from others and gives nothing to them."""
        self._hear_day(when)
        frame = self._opened(places, when, index)
        frame.is_tally = True
        return frame

    def _opened(self, places: list[Mention[Place]], when: Mention[When] | None, index: int) -> Frame:
        frame = Frame(len(self.all), list(places), when, last_passage=index)
        self.all.append(frame)
        return frame

    def _hear_day(self, when: Mention[When] | None) -> None:
        """Remembers a day, as what follows without one happened on it; the first is the lead's."""
        if when is not None and _is_day(when.names):
            self.day = when
            self.lead_day = self.lead_day or when


def _is_day(when: When) -> bool:
    return when.start is not None and when.end is not None and (when.end - when.start).days < _INCIDENT_DAYS


def _days(mention: Mention[When]) -> tuple[date | None, date | None]:
    return mention.names.start, mention.names.end


def _same_place(frame: Frame, places: list[Mention[Place]]) -> bool:
    """True also where the frame or the figure names no place."""
    return not frame.places or not places or not _finest(frame.places).isdisjoint(_finest(places))


def _agree(frame: Frame, places: list[Mention[Place]], when: Mention[When] | None) -> bool:
    """True when nothing that the figure says of place and day speaks against the frame."""
    same_day = when is None or frame.when is None or _days(frame.when) == _days(when)
    return same_day and _same_place(frame, places)
