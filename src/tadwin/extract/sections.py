"""Sections of a bulletin, each headed by a place: "Qarya township. ...", "2) Qarya Region, Madina Twp. ...".

What stands under such a head happened there, and on the day of the head where it gives one, else on the day that the
bulletin is of. A head with text on its line holds for that line; one that stands alone holds until the next.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tadwin.extract.days import days_of_harm
from tadwin.extract.frames import Frames
from tadwin.extract.passages import Passage
from tadwin.extract.periods import is_span
from tadwin.extract.scopes import WIDE_PLACES
from tadwin.extract.words import words
from tadwin.types import Mention, Place, When

#: What a head may hold beside places and days: kinds of places, clock times, numbers of items, marks.
_KINDS = words("sections", "kinds")
_CLOCK = re.compile(r"\[?\b\d{1,2}[:.h]\d{2}\b\]?(?: ?(?:hrs|hours|GMT|UTC|am|pm|a\.m\.|p\.m\.))?")
_ENTRY = re.compile(r"\W*[01]?\d(?:[:.]|h)[0-5]\d\b|\W*2[0-3](?:[:.]|h)[0-5]\d\b")
_ITEM = re.compile(r"^\W*(?:\d{1,3}|[A-Za-z])[.)]")
_WORD = re.compile(r"\w+")
#: A longer sentence (in code points) is no head.
_LONGEST = 120
#: One place by itself is a dateline or a title; from this many on they head sections, and behind the opening sentences.
_FEWEST, _OPENING = 2, 2
#: What follows the last section: its sums, and the text behind a list of items.
_TOTAL = re.compile(
    r"\W*(?:in total|totals?|(?:week|month|day|weekly|monthly|daily|grand) totals?|overall|altogether|in all|in sum"
    r"|summary|for background)\b",
    re.IGNORECASE,
)
#: "QARYA, Ruritania -" is the dateline of a report, wherever it stands.
_DASHES = ("-", "–", "—")
#: What may stand before the day that opens a line, and what behind it.
_TO_DAY = re.compile(
    r"\W*(?:\d{1,3}[.)/]\s*)?(?:\d{1,2}[:.h]\d{2}(?: ?[ap]\.?m\.?)?,? )?"
    r"(?:(?:on|today|mon|tues?|wed|thu|thurs?|fri|sat|sun|\w{3,6}day),? )?(?:the )?",
    re.IGNORECASE,
)
_BEHIND_DAY = re.compile(r"(?:, \d{4})? ?(?:[:.–—]| - |$)")
_STOPS, _ISSUED = frozenset(".!?;"), words("sections", "issued")
_BULLET = re.compile(r"[-*•●▪◦–]")


@dataclass(frozen=True, slots=True)
class Head:
    """The places and the day that a head gives, and whether it stands on a line of its own."""

    places: tuple[Mention[Place], ...]
    when: Mention[When] | None
    alone: bool


class Sections:
    """The sections of one report, entered in the order of its text."""

    def __init__(self, text: str, passages: Sequence[Passage]) -> None:
        found = {at: head for at in range(1, len(passages)) if (head := _head(text, passages, at)) is not None}
        inside = any(
            at >= _OPENING and not head.alone and not passages[at].text.rstrip().endswith(_DASHES)
            for at, head in found.items()
        )
        self.heads = found if len(found) >= _FEWEST or inside else {}
        self.lines = {0, *(passages[at].start for at in range(1, len(passages)) if _breaks(text, passages, at))}
        self.passages = passages
        self.region: tuple[Mention[Place], ...] = ()  # of the last head that named nothing finer
        self.open: Head | None = None
        self.places: tuple[Mention[Place], ...] = ()  # of the open section
        self.log_day = _log_day(text, passages)
        self.day_heads = _day_heads(text, passages)
        self.day: Mention[When] | None = None  # of the last head that gave one
        self.day_holds = False  # whether it holds beyond its line
        self.listed = False  # whether the section is a list of items
        self.told = 0  # how many days were told before the first section

    def enter(self, index: int, frames: Frames) -> bool:
        """Reads on to a passage; True where it is a head, which opens a section."""
        head, passage = self.heads.get(index), self.passages[index]
        self._enter_day(index, frames)
        if head is None:
            if passage.start in self.lines and passage.text.isupper():
                self.region = ()  # "RESPONSE": another part of the report
            if index in self.day_heads:
                return not passage.findings and self.day_heads[index].alone
            if self.open is not None and passage.start in self.lines and self._ends(index):
                self.open, self.places = None, ()
                del frames.days[self.told :]
                frames.leave_section()
            return False
        if self.open is None and not self.region:
            self.told = len(frames.days)
        wide = all(one.names.precision in WIDE_PLACES for one in head.places)
        if wide:
            self.region = head.places if head.alone else ()
        self.listed = False
        given = {one.names.name for one in head.places}
        region = () if wide else self.region
        self.open, self.places = head, (*head.places, *(one for one in region if one.names.name not in given))
        del frames.days[self.told :]
        frames.open_section(list(self.places), head.when, index)
        return True

    def _enter_day(self, index: int, frames: Frames) -> None:
        """Opens the day of a head, and closes that of a line's head behind its line."""
        head, passage = self.day_heads.get(index), self.passages[index]
        if head is not None and head.when is not None:
            self.day, self.day_holds = head.when, head.alone
            frames.open_day(head.when)
        elif passage.start in self.lines and (not self.day_holds or _ends_day(passage)):
            self.day = None

    def _ends(self, index: int) -> bool:
        """True for a line that stands under the open head no more."""
        text = self.passages[index].text
        if self.open is None or not self.open.alone or text.isupper() or _TOTAL.match(text):
            return True
        self.listed = self.listed or bool(_BULLET.match(text))
        return self.listed and not _BULLET.match(text)

    def goes_on(self, index: int, since: int) -> bool:
        """True where no line begins between one passage and a later one: they are of one paragraph."""
        return all(self.passages[at].start not in self.lines for at in range(since + 1, index + 1))

    def within(self, own: list[Mention[Place]]) -> list[Mention[Place]]:
        """The places of a figure, with those of its section where its own can not be found on a map."""
        if not own or not self.places or any(one.names.lat is not None for one in own):
            return own
        given = {one.names.name for one in own}
        return [*own, *(one for one in self.places if one.names.name not in given)]


def _log_day(text: str, passages: Sequence[Passage]) -> Mention[When] | None:
    """The day of a report whose entries begin with the time of day, where it gives one before them.

    "LIVE, Thursday 14 November ... 22:41 The ministry has raised the toll": each entry is of that day, unless it says
    otherwise.
    """
    entries = [at for at in range(1, len(passages)) if _breaks(text, passages, at) and _ENTRY.match(passages[at].text)]
    if len(entries) < _FEWEST:
        return None
    told = [day for one in passages[: entries[0]] for day in _days(one)]
    days = {(day.names.start, day.names.end) for day in told}
    return told[0] if len(days) == 1 and told[0].names.start == told[0].names.end else None


def _days(passage: Passage) -> list[Mention[When]]:
    """The day of publication that a passage gives, and its other days."""
    return [*([passage.dateline] if passage.dateline is not None else []), *days_of_harm(passage)]


def _day_heads(text: str, passages: Sequence[Passage]) -> dict[int, Head]:
    """The lines that begin with a day, as those of a log do: "12 May", "Mon 5 Aug: ...", "19.02. ...".

    One that stands alone heads what follows; of those with text behind them a log has several.
    """
    found = {}
    for at in range(1, len(passages)):
        if not passages[at].times or not _breaks(text, passages, at):
            continue
        passage, day = passages[at], passages[at].times[0]
        alone = at + 1 == len(passages) or _breaks(text, passages, at + 1)
        if alone and _is_titled(passage):
            found[at] = Head((), day, True)
            continue
        opening = passage.text[: day.start - passage.start]
        if not _TO_DAY.fullmatch(opening) or not _is_one_day(day):
            continue
        rest = passage.text[day.end - passage.start :]
        alone = alone and not _WORD.search(rest)
        if alone or _BEHIND_DAY.match(rest):
            found[at] = Head((), day, alone)
    return found if len(found) >= _FEWEST or any(head.alone for head in found.values()) else {}


def is_item(passage: Passage) -> bool:
    """True for an item of a list: what is told behind the list is not told of it."""
    return bool(_BULLET.match(passage.text))


def _is_titled(passage: Passage) -> bool:
    """True for a line with a day and no sentence: "Date of incident: 2 May 2022", "3. The market, 12 June"."""
    if passage.findings or len(passage.times) != 1 or not _is_one_day(passage.times[0]):
        return False
    short = passage.end - passage.start <= _LONGEST and passage.text.rstrip()[-1:] not in _STOPS
    return short and _ISSUED.isdisjoint(passage.words())


def _is_one_day(time: Mention[When]) -> bool:
    return time.names.start is not None and time.names.start == time.names.end and not is_span(time)


def _ends_day(passage: Passage) -> bool:
    """True for a line that stands under the day of no head: another part of the report, or its sums."""
    return passage.text.isupper() or bool(_TOTAL.match(passage.text))


def _breaks(text: str, passages: Sequence[Passage], at: int) -> bool:
    """True for a passage that begins a line."""
    return "\n" in text[passages[at - 1].end : passages[at].start]


def _head(text: str, passages: Sequence[Passage], at: int) -> Head | None:
    """The head that a passage is: it opens a line, and holds places, at most a day, and nothing else."""
    passage = passages[at]
    if (
        not passage.places
        or passage.findings
        or passage.end - passage.start > _LONGEST
        or not _breaks(text, passages, at)
    ):
        return None
    left = list(passage.text)
    named = [(one.start, one.end) for one in passage.places] + [(one.start, one.end) for one in passage.times]
    for start, end in named:
        for position in range(start - passage.start, min(end - passage.start, len(left))):
            left[position] = " "
    rest = _ITEM.sub("", _CLOCK.sub(" ", "".join(left)))
    if not _KINDS.issuperset(word.lower() for word in _WORD.findall(rest)):
        return None
    days = [one for one in days_of_harm(passage) if one.names.start is not None and not is_span(one)]
    alone = at + 1 == len(passages) or _breaks(text, passages, at + 1)
    return Head(tuple(passage.places), days[0] if len(days) == 1 else None, alone)
