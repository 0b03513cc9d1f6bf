"""Leaf dates: a day, a weekday, a month or a year as written, read at one place of a text.

`read_leaf` knows nothing of intervals; `times` joins leaves to them. A leaf is resolved only when the
anchor is known, because the left end of "from March to May 2017" takes its year from the right end.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

from tadwin.resolve.calendar import (
    UNTOLD,
    Days,
    day_until,
    month_days,
    month_until,
    safe_date,
    shift_months,
    year_days,
)
from tadwin.vocab import DatePrecision

Resolve = Callable[[date | None], Days]

#: Space between words: on one line, or over one line break, never over an empty line. Bounded, like all that repeats
#: here, so that no run of spaces makes the reading slow.
S: Final = r"(?:[ \t\xa0]{1,40}|[ \t\xa0]{0,40}\r?\n[ \t\xa0]{0,40})"
MONTHS: Final = (
    "january|february|march|april|may|june|july|august|september|october|november|december|"
    "jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec"
)
_MONTH = rf"((?:{MONTHS})\b)\.?"
WEEKDAYS: Final = "monday|tuesday|wednesday|thursday|friday|saturday|sunday"
_WEEKDAY_BEFORE = rf"(?:\b(?:{WEEKDAYS}|mon|tues|tue|wed|thurs|thur|thu|fri|sat|sun)\b[,.]{{0,3}}{S})?"
_DAY = r"(?<![\w.,/:])(3[01]|[12][0-9]|0?[1-9])(?:st|nd|rd|th)?(?![\w%:]|[.,]\d)"
_YEAR = r"((?:19|20)[0-9]{2})(?!\w|[.,/]\d)"
_JOIN = rf"(?:{S}?[-–—&]{S}?|{S}(?:to|and|or|until|till|through){S})"
PART = rf"(?:{S}(?:(?:early|late){S})?(?:morning|afternoon|evening|night|noon|midday|midnight|dawn))?\b"
_I = re.IGNORECASE


def pattern(text: str) -> re.Pattern[str]:
    """Compiled without regard to case: wire copy comes in capitals."""
    return re.compile(text, _I)


_DAY_MONTH = pattern(
    rf"{_WEEKDAY_BEFORE}(?:the{S})?{_DAY}(?:{S}(?:of{S})?|[-/]){_MONTH}(?:(?:,?{S}|[-/]){_YEAR})?{PART}"
)
_MONTH_DAY = pattern(rf"{_WEEKDAY_BEFORE}{_MONTH}{S}(?:the{S})?{_DAY}(?:,?{S}{_YEAR})?{PART}")
_DAYS_MONTH = pattern(rf"(?:the{S})?{_DAY}{_JOIN}(?:the{S})?{_DAY}{S}(?:of{S})?{_MONTH}(?:,?{S}{_YEAR})?")
_MONTH_DAYS = pattern(rf"{_MONTH}{S}{_DAY}{_JOIN}{_DAY}(?:,?{S}{_YEAR})?")
_MONTH_YEAR = pattern(rf"{_MONTH}(?:,?{S}(?:of{S})?{_YEAR})?")
_YEAR_ONLY = pattern(rf"(?:the{S}year{S})?{_YEAR}")
_NUMERIC = re.compile(
    r"(?<![\w./-])(?:((?:19|20)[0-9]{2})([-/.])([0-9]{1,2})\2([0-9]{1,2})"
    r"|([0-9]{1,2})([-/.])([0-9]{1,2})\6((?:19|20)[0-9]{2}))(?!\d|[-/.]\d)"
)
#: "19.02." at the start of a line, or behind the weekday or "today" that starts it: a day of a log.
_LOGGED = re.compile(r"([0-3][0-9])\.([01][0-9])\.?(?=[\s:,]|$)")
_LOG_LINE = re.compile(r"(?:^|\n)[^\w\n]{0,4}(?:[A-Za-z]{2,9},? )?$")
_NAMED_MONTH = pattern(rf"(last|this{S}past|past|this|next){S}{_MONTH}")
#: Months that are also words or given names: they need a capital, and alone also a preposition.
_HOMOGRAPHS: Final = frozenset({"march", "april", "may", "june", "august", "jan", "mar", "dec", "jun", "sep"})
_CUE = pattern(
    r"\b(?:in|since|during|by|until|till|of|from|between|before|after|throughout|around|through|late|early|mid"
    r"|last|this|next)(?:\s{1,8}|-)$"
)
_YEAR_CUE = pattern(
    r"\b(?:in|since|during|by|until|till|from|before|after|throughout|around|late|early|mid|year"
    r"|(?:summer|winter|spring|autumn|fall|end|start|beginning|middle|half|quarter|months?|war|uprising) of"
    r"|in the)(?:\s{1,8}|-)$"
)
_MODAL = re.compile(r"\s{1,40}(?:BE|HAVE|NOT|ALSO|STILL|WELL|COME|GO|LEAD|ON|TO|TOWARDS?|FOR)\b")
#: A number before one of these counts people; it is neither a day nor a year.
_PEOPLE = pattern(
    r"\s{1,40}(?:more\s{1,40}|other\s{1,40})?(?:people|persons?|civilians?|children|women|men|others|soldiers|fighters"
    r"|militants|troops|rebels|terrorists|residents|villagers|prisoners|refugees|deaths|casualties|victims|wounded|injured|dead|killed"
    r"|families|bodies|houses|homes|boys|girls|members|percent|per\s{1,40}cent)\b"
)
_COUNTED = re.compile(
    r"\s{1,40}(?!was\b|has\b|is\b|its\b|his\b|this\b|as\b|[a-z]{1,40}ss\b|sees\b|marks\b)[a-z]{3,40}s\b"
)


@dataclass(frozen=True, slots=True)
class Leaf:
    """One date as written. `floating`: year or week come from the anchor; `relative`: it has no meaning without one.

    kind: day, days, weekday, month, year, unit. `precision` is set where the words name the unit.
    """

    end: int
    kind: str
    resolve: Resolve
    floating: bool = False
    relative: bool = False
    precision: DatePrecision | None = None


def _month(word: str) -> int:
    return ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec").index(
        word[:3].lower()
    ) + 1


def _is_month(text: str, match: re.Match[str], group: int) -> bool:
    """Keeps "may" and "march" the verbs, and "Sat" down, out."""
    word = match.group(group)
    if word.lower() not in _HOMOGRAPHS:
        return True
    if word.isupper() and len(word) > 2:
        return _MODAL.match(text, match.end(group)) is None
    return word[0].isupper()


def _day_leaf(end: int, year: str | None, month: int, day: int, last_day: int | None = None) -> Leaf:
    kind = "day" if last_day is None else "days"
    if year is None:

        def floating(anchor: date | None) -> Days:
            last = day_until(anchor, month, last_day or day)
            first = last if last is None or last_day is None else safe_date(last.year, month, day)
            return Days(first, last) if first is not None and last is not None and first <= last else UNTOLD

        return Leaf(end, kind, floating, floating=True, relative=True)
    first, last = safe_date(int(year), month, day), safe_date(int(year), month, last_day or day)
    known = Days(first, last) if first is not None and last is not None and first <= last else UNTOLD
    return Leaf(end, kind, lambda _: known)


def _counts_people(text: str, end: int) -> bool:
    return _PEOPLE.match(text, end) is not None


def _read_month_first(text: str, pos: int) -> Leaf | None:
    if (match := _MONTH_DAYS.match(text, pos)) and _is_month(text, match, 1):
        month, first, last, year = match.groups()
        if not _counts_people(text, match.end()) and int(first) < int(last):
            return _day_leaf(match.end(), year, _month(month), int(first), int(last))
    if (match := _MONTH_DAY.match(text, pos)) and _is_month(text, match, 1):
        month, day, year = match.groups()
        end = match.end()
        if year and _counts_people(text, match.end(3)):
            year, end = None, match.end(2)
        if year or not _counts_people(text, match.end(2)):
            return _day_leaf(end, year, _month(month), int(day))
    return None


def _read_day_first(text: str, pos: int) -> Leaf | None:
    if (match := _DAYS_MONTH.match(text, pos)) and _is_month(text, match, 3):
        first, last, month, year = match.groups()
        if int(first) < int(last):
            end = match.end()
            if year and _counts_people(text, end):
                year, end = None, match.end(3)
            return _day_leaf(end, year, _month(month), int(first), int(last))
    if (match := _DAY_MONTH.match(text, pos)) and _is_month(text, match, 2):
        day, month, year = match.groups()
        end = match.end()
        if year and _counts_people(text, match.end(3)):
            year, end = None, match.end(2)
        return _day_leaf(end, year, _month(month), int(day))
    return None


def _read_logged(text: str, pos: int) -> Leaf | None:
    """A day without its year that starts a line: "19.02. Ten killed"."""
    match = _LOGGED.match(text, pos)
    if match is None or not _LOG_LINE.search(text, max(0, pos - 16), pos):
        return None
    day, month = int(match.group(1)), int(match.group(2))
    return _day_leaf(match.end(), None, month, day) if 1 <= month <= 12 and 1 <= day <= 31 else None


def _read_numeric(text: str, pos: int) -> Leaf | None:
    """ISO days, dotted d.m.y, and slashed or dashed days of which only one order is possible; others unresolved."""
    match = _NUMERIC.match(text, pos)
    if match is None:
        return None
    year, _, month, day, first, mark, second, last = match.groups()
    if year:
        found = safe_date(int(year), int(month), int(day))
    elif mark == "." or int(first) > 12 or first == second:
        found = safe_date(int(last), int(second), int(first))
    elif int(second) > 12:
        found = safe_date(int(last), int(first), int(second))
    else:
        found = None
    return Leaf(match.end(), "day", lambda _: Days(found, found))


def _read_month(text: str, pos: int, cue: bool) -> Leaf | None:
    if match := _NAMED_MONTH.match(text, pos):
        if not _is_month(text, match, 2):
            return None
        which, number = match.group(1).lower(), _month(match.group(2))
        back = {"last": -1, "next": 12}.get(which, 0)

        def named(anchor: date | None) -> Days:
            if back == 12:
                later = month_until(shift_months(anchor, 12), number)
                return later if anchor is None or later.start is None or later.start > anchor else UNTOLD
            return month_until(shift_months(anchor, back), number)

        return Leaf(match.end(), "month", named, relative=True, precision=DatePrecision.MONTH)
    match = _MONTH_YEAR.match(text, pos)
    if match is None or not _is_month(text, match, 1):
        return None
    word, year = match.groups()
    number, end = _month(word), match.end()
    if year and (_counts_people(text, end) or _COUNTED.match(text, end)):
        year, end = None, match.end(1)
    if year:
        known = month_days(int(year), number)
        return Leaf(end, "month", lambda _: known, precision=DatePrecision.MONTH)
    if word.lower() in _HOMOGRAPHS or len(word) < 4:
        cue = cue or _CUE.search(text, max(0, pos - 16), pos) is not None
    else:
        cue = word[0].isupper()
    if not cue:
        return None
    return Leaf(
        end,
        "month",
        lambda anchor: month_until(anchor, number),
        floating=True,
        relative=True,
        precision=DatePrecision.MONTH,
    )


def _read_year(text: str, pos: int, cue: bool) -> Leaf | None:
    match = _YEAR_ONLY.match(text, pos)
    if match is None or _counts_people(text, match.end()) or _COUNTED.match(text, match.end()):
        return None
    if not cue and match.start(1) == pos and not _YEAR_CUE.search(text, max(0, pos - 24), pos):
        return None
    known = year_days(int(match.group(1)))
    return Leaf(match.end(), "year", lambda _: known, precision=DatePrecision.YEAR)


def read_absolute(text: str, pos: int, *, cue: bool) -> Leaf | None:
    """The day, days, month or year written at `pos`, or None.

    `cue` is True where the words before have said that a time follows ("since", "from"): then a bare year
    and a month that is also a word ("May") are dates without a preposition of their own.
    """
    if text[pos].isdecimal():
        numeric = _read_numeric(text, pos) or _read_logged(text, pos)
        return numeric or _read_day_first(text, pos) or _read_year(text, pos, cue)
    return (
        _read_month_first(text, pos)
        or _read_day_first(text, pos)
        or _read_month(text, pos, cue)
        or _read_year(text, pos, cue)
    )
