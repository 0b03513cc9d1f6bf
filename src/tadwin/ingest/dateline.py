"""Publication day, title and publisher from the words of a report's own first lines. Pure; no clock.

Only days that the words give in full count: a date without a year, or one whose order of day and month cannot be
told, is set aside with its reason, because every relative day in the report ("on Tuesday") is counted from this one.
The order can be told where one order makes the weekdays of the first sentences the news of that day, and the other
does not: "02-09-2013 ... on Monday" is the second of September.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

_HEAD = 300  # code points from the start in which a dateline is looked for
_FOOT = 200  # the longest last line that is read for "Published ..."
_NEWS = 700  # code points from the start whose weekdays are those of the news
_NEWS_DAYS = 2  # how many days before its publication a news report names by weekday alone, as a rule
_TITLE = 160  # the longest first line that can be a title
_YEARS = range(1900, 2100)

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
_WEEKDAY = (
    r"(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)\.?"
)
_NAMED_WEEKDAY = re.compile(r"\b(?<!last )(?:mon|tues|wednes|thurs|fri|satur|sun)day\b", re.IGNORECASE)
#: The orders in which English-language outlets write a day. The last has no telling order unless a part is over 12.
_DAY = re.compile(
    rf"""(?<![\w.:/-])(?:(?P<weekday>{_WEEKDAY}),?\s+)?(?:
        (?P<y1>\d{{4}})(?P<sep1>[-/.])(?P<m1>\d{{1,2}})(?P=sep1)(?P<d1>\d{{1,2}})(?=\D|$)(?!-\d|/\d)
      | (?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?[\s,.-]+(?P<m2>{_MONTH})[\s,.-]*(?P<y2>\d{{4}})(?!\d)
      | (?P<m3>{_MONTH})\s*(?P<d3>\d{{1,2}})(?:st|nd|rd|th)?[\s,]*(?P<y3>\d{{4}})(?!\d)
      | (?P<a>\d{{1,2}})(?P<sep4>[./-])(?P<b>\d{{1,2}})(?P=sep4)(?P<y4>\d{{4}})(?=\D|$)(?![-/]\d)
    )""",
    re.IGNORECASE | re.VERBOSE,
)
#: Words that say that the date after them is the report's own.
_LABEL = re.compile(
    r"(?:(?P<later>(?:last\s+)?(?:updated|modified))|(?:date\s+of\s+publication|publication\s+date|first\s+published"
    r"|published|posted|issued|released|dated?))(?:\s+(?:on|at|by\s[^\n\d]{2,40}?))?\s*[:\-–—]?\s*$",
    re.IGNORECASE,
)
_TIME = re.compile(r"[T,]?\s*(?:at\s+|-\s*)?\(?\d{1,2}[:.h]?\d{2}(?::\d{2})?(?:\.\d+)?\s*(?:[ap]\.?m\.?)?\)?"
                   r"\s*(?:Z|[+-]\d{2}:?\d{2}|GMT|UTC|local)?", re.IGNORECASE)  # fmt: skip
#: "LONDON, Nov 4, 2016 (Reuters) -": the form that wire agencies open with (AP Stylebook, "datelines").
_WIRE = re.compile(
    r"^\W*(?P<city>[A-Z][\w .,'’/-]{1,60}?)\s*\((?P<agency>[A-Z][\w .&'’-]{1,40})\)\s*(?:[-–—:]|--)", re.MULTILINE
)
_AGENCIES = frozenset(
    {"AFP", "ANSA", "AP", "Anadolu", "Bloomberg", "EFE", "IRIN", "Interfax", "Reuters", "UPI", "Xinhua", "dpa"}
)
_COUNTRIES = frozenset({"CAR", "DRC", "UAE", "UK", "US", "USA"})
_BY = re.compile(r"^(?:\s+at\s[\d:.]+)?\s+by\s+(?P<publisher>[A-Z][^\n.,;:|(]{1,40})\s*(?:\n|$)")
_FULL_STOP = re.compile(r"[.;,][\"”’)]*$")
_PROSE_BEFORE = re.compile(r"(?:^|[\s(])(?:[A-Z][\w'’.-]*|[\w'’]+[.!?:|)])\s*[-–—|,:]?\s*$")


@dataclass(frozen=True, slots=True)
class Dateline:
    """What a report's first lines say of it. `set_aside` names each date seen but not used, with the reason."""

    published: date | None = None
    title: str | None = None
    publisher: str | None = None
    set_aside: tuple[str, ...] = ()


class _Found(NamedTuple):
    start: int
    end: int
    day: date | None
    why_not: str
    readings: tuple[date, ...] = ()  # the days that it may be, where the order of day and month cannot be told


def read_dateline(text: str) -> Dateline:
    """The publication day, title and publisher that the text itself gives."""
    start = 1 if text.startswith("\ufeff") else 0
    head = text[start : start + _HEAD]
    published, publisher, set_aside = _published(head, text[start : start + _NEWS])
    if published is None:
        published, late = _published_at_the_foot(text[start:])
        set_aside += late
    wire = _WIRE.search(head)
    return Dateline(
        published=published,
        title=_title(text[start : start + 3 * _HEAD]),
        publisher=_agency(wire) or publisher if wire else publisher,
        set_aside=set_aside,
    )


def read_day(text: str) -> date | None:
    """The one day that `text` is, in any order this module reads; None when it is not a day or cannot be told."""
    found = _DAY.match(text.strip())
    if found is None or not re.fullmatch(rf"(?:{_TIME.pattern})?\s*", text.strip()[found.end() :], re.IGNORECASE):
        return None
    return _read(found).day


def _published(head: str, news: str) -> tuple[date | None, str | None, tuple[str, ...]]:
    """The head's best date: one labelled as publication, else one placed like a dateline, else that of an update.

    `news` is the head and what follows it: its weekdays may tell the order of a date's day and month.
    """
    ranked: list[tuple[int, _Found]] = []
    for found in _days(head):
        rank = _rank(head, found)
        if rank is not None:
            ranked.append((rank, _told_by_weekdays(found, news)))
    set_aside = tuple(found.why_not for _, found in ranked if found.day is None)
    usable = sorted((rank, found.start, found) for rank, found in ranked if found.day is not None)
    if not usable:
        return None, None, set_aside
    chosen = usable[0][2]
    by = _BY.match(head[chosen.end :])
    return chosen.day, by["publisher"].strip() if by else None, set_aside


def _told_by_weekdays(found: _Found, news: str) -> _Found:
    """The date with its order told by the weekdays of the news, if just one order puts all of them shortly before."""
    named = [_index(_WEEKDAYS, word[0]) for word in _NAMED_WEEKDAY.finditer(news)]
    fit = [day for day in found.readings if all((day.weekday() - weekday) % 7 <= _NEWS_DAYS for weekday in named)]
    return found._replace(day=fit[0]) if named and len(fit) == 1 else found


def _agency(wire: re.Match[str]) -> str | None:
    """The agency of a wire dateline; None for what else stands in brackets there, such as a country or a monitor.

    "LONDON, Nov 4 (Any Name) -" is surely one for its day, "LONDON (ABC) -" for its capitals. Elsewhere it must be the
    name of an agency, because "White Helmets (SCD) - ..." names who is spoken of, not who publishes.
    """
    city, agency = wire["city"].strip(), wire["agency"].strip()
    dated = re.search(rf"\b{_MONTH}\s*\d|\d\s*{_MONTH}", city, re.IGNORECASE)
    initials = city.isupper() and re.fullmatch(r"[A-Z]{2,8}", agency) and agency not in _COUNTRIES
    return agency if dated or initials or agency in _AGENCIES else None


def _published_at_the_foot(text: str) -> tuple[date | None, tuple[str, ...]]:
    lines = text.rstrip().rsplit("\n", 1)
    if len(lines) == 1 or len(lines[1]) > _FOOT:
        return None, ()
    for found in _days(lines[1]):
        if _LABEL.search(lines[1][: found.start]):
            return found.day, (found.why_not,) if found.day is None else ()
    return None, ()


def _days(text: str) -> Iterator[_Found]:
    for match in _DAY.finditer(text):
        yield _read(match)


def _read(match: re.Match[str]) -> _Found:
    """The day of a match, or the reason why it is none."""
    said = " ".join(match[0].split())
    weekday = _index(_WEEKDAYS, match["weekday"]) if match["weekday"] else None
    if match["y4"]:
        year, a, b = int(match["y4"]), int(match["a"]), int(match["b"])
        readings = {day for day in (_date(year, b, a), _date(year, a, b)) if day is not None}
    else:
        parts = next(
            (match[y], match[m], match[d])
            for y, m, d in (("y1", "m1", "d1"), ("y2", "m2", "d2"), ("y3", "m3", "d3"))
            if match[y]
        )
        month = int(parts[1]) if parts[1].isdigit() else _index(_MONTHS, parts[1]) + 1
        only = _date(int(parts[0]), month, int(parts[2]))
        readings = {only} if only is not None else set()
    if not readings:
        return _Found(match.start(), match.end(), None, f"{said!r} is not a day of the calendar")
    if weekday is not None:
        readings = {day for day in readings if day.weekday() == weekday}
        if not readings:
            return _Found(match.start(), match.end(), None, f"{said!r} does not fall on that weekday")
    if len(readings) > 1:
        why_not = f"{said!r} does not tell which number is the month"
        return _Found(match.start(), match.end(), None, why_not, tuple(sorted(readings)))
    return _Found(match.start(), match.end(), readings.pop(), "")


def _index(names: tuple[str, ...], word: str) -> int:
    return names.index(word[:3].lower())


def _date(year: int, month: int, day: int) -> date | None:
    if year not in _YEARS:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _rank(head: str, found: _Found) -> int | None:
    """How surely a date is the report's own (0 best), or None when it may be the day of what is reported."""
    before, after = head[: found.start], head[found.end :]
    label = _LABEL.search(before)
    if label:
        return 4 if label["later"] else 0
    line = before.rpartition("\n")[2]
    rest = after[timed.end() :] if (timed := _TIME.match(after)) else after
    if not line.strip(" \t#*_>[(-"):
        # "On 3 April 2017 ..." has its preposition before the date, and so does not come here.
        ends_clause = bool(re.match(r"\s*(?:$|[\n|)\]–—:*_-]|[\"“(A-Z0-9]|\w+:\s)", rest))
        return (1 if not before.strip() else 2) if ends_clause else None
    if _WIRE.match(line.lstrip() + head[found.start :]):
        return 1
    alone = re.match(r"\s*(?:$|\n|[)|\]])", rest)
    if re.fullmatch(r"\W*[A-Z][\w'’.-]*(?:[ /,]+[A-Z][\w'’.-]*){0,4}\s*[,|–—-]\s*", line):
        # "Kyiv, 4 March 2022 - " and "Geneva, 4 March 2022" on a line of its own.
        return 2 if alone or re.match(r"\s*[-–—:|.]", rest) else None
    if _PROSE_BEFORE.search(line) and re.match(r"\s*(?:$|\n|[\"“A-Z0-9])", rest):
        # A headline, its agency and the day run together on one line: "... Monitor AFP Tuesday 5 Jul 2016 A ..."
        return 3
    return None


def _title(text: str) -> str | None:
    """The first line that is short, is no date, and stands apart from what follows; None when there is none."""
    lines = text.split("\n")
    for number, line in enumerate(lines[:4]):
        title = line.strip().lstrip("#").strip(" \t*_")
        if not title or _is_dateline(title):
            continue
        rest = lines[number + 1 :]
        following = next((other for other in rest if other.strip()), "")
        apart = bool(rest) and (not rest[0].strip() or _is_dateline(rest[0]) or len(following) >= 1.5 * len(title))
        if len(title) <= _TITLE and following and apart and not _FULL_STOP.search(title) and re.search(r"\w", title):
            return title
        return None
    return None


def _is_dateline(line: str) -> bool:
    """True for a line that is nothing but a date with its label, place or time."""
    found = _DAY.search(line)
    return found is not None and len(line) - (found.end() - found.start()) <= 40
