"""Dates that only the day of publication can resolve: weekdays, "yesterday", "last month", "two days ago".

A weekday is the last such day up to publication, the day of publication included; "last Friday" said on a
Friday is a week back. Weeks run from Monday to Sunday (ISO 8601).
"""

import re
from datetime import date
from typing import Final

from tadwin.resolve.calendar import (
    UNTOLD,
    Days,
    month_days,
    shift,
    shift_months,
    shift_units,
    week_days,
    weekday_until,
    year_days,
)
from tadwin.resolve.dates import PART, WEEKDAYS, Leaf, S, pattern
from tadwin.vocab import DatePrecision

_WEEKDAY = pattern(
    rf"(?:(last|this{S}past|past|this|next){S})?({WEEKDAYS})(s?)\b{PART}"
    rf"(?:,?{S}(?:of{S})?(?:the{S})?(last|this|past|previous){S}week\b)?"
)
_NUMBERED = pattern(
    rf"({WEEKDAYS}|mon|tue|wed|thu|fri|sat|sun){S}(?:the{S})?(3[01]|[12][0-9]|0?[1-9])(?:st|nd|rd|th)?"
    r"(?=\s*[:;,)–—]|\s+-\s|\s*$)"
)
#: A weekday falls on a given day of the month within so many weeks.
_WEEKS_BACK: Final = 60
_UNIT = pattern(rf"(?:the{S})?(this|last|past|next|previous|coming|current|the){S}(weekend|week|month|year)\b")
_NEAR_DAY = pattern(
    rf"(?:the{S}day{S}before{S}yesterday|yesterday|today|tonight|last{S}night|tomorrow"
    rf"|this{S}(?:morning|afternoon|evening)){PART}|weekend\b"
)
_TITLES = pattern(
    r"(?:sunday|friday|saturday)\s{1,40}(?:times|telegraph|mirror|herald|mail|express|prayer\s{1,40}book)\b"
)
_FEASTS = pattern(r"\b(?:black|bloody|good|easter|palm|ash|maundy|super|holy)\s{1,8}$")
_HABIT = pattern(r"\b(?:on|every|of|most|all|these|those)\s{1,8}$")


_UNITS_AND_TEENS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen twenty"
)
NUMBER_WORDS: Final = {word: value for value, word in enumerate(_UNITS_AND_TEENS.split())} | {
    "a": 1,
    "an": 1,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "ninety": 90,
    "hundred": 100,
}
NUMBER: Final = r"[0-9]{1,4}|" + "|".join(sorted(NUMBER_WORDS, key=len, reverse=True))
_AGO = pattern(rf"({NUMBER})(?:{S}|-)(hour|day|week|month|year|decade)s?{S}ago\b")


def counted(said: str) -> int:
    """The number that `NUMBER` matched: digits or a word."""
    return NUMBER_WORDS[said.lower()] if said.lower() in NUMBER_WORDS else int(said)


def _read_numbered(text: str, pos: int) -> Leaf | None:
    """ "Sunday 23:" in a log: the last Sunday that was a 23rd, up to publication."""
    match = _NUMBERED.match(text, pos)
    if match is None:
        return None
    weekday = ("mon", "tue", "wed", "thu", "fri", "sat", "sun").index(match.group(1)[:3].lower())
    number = int(match.group(2))

    def resolve(anchor: date | None) -> Days:
        day = weekday_until(anchor, weekday)
        for _ in range(_WEEKS_BACK):
            if day is not None and day.day == number:
                return Days(day, day)
            day = shift(day, -7)
        return UNTOLD

    return Leaf(match.end(), "day", resolve, relative=True)


def _read_weekday(text: str, pos: int) -> Leaf | None:
    match = _WEEKDAY.match(text, pos)
    if match is None or _TITLES.match(text, match.start(2)) or _FEASTS.search(text, max(0, pos - 12), pos):
        return None
    which, word, plural, week = match.groups()
    if plural and _HABIT.search(text[max(0, pos - 8) : pos]):
        return None  # "on Fridays" is a habit; "Fridays attack" has lost its apostrophe
    number = ("mon", "tue", "wed", "thu", "fri", "sat", "sun").index(word[:3].lower())

    def resolve(anchor: date | None) -> Days:
        if week:
            day = (
                None if anchor is None else shift(week_days(anchor, 0 if week.lower() == "this" else -1).start, number)
            )
        elif which is None or which.lower() == "this":
            day = weekday_until(anchor, number)
        elif which.lower() == "next":
            day = weekday_until(shift(anchor, 7), number)
        else:
            day = weekday_until(shift(anchor, -1), number)
        return Days(day, day)

    return Leaf(match.end(), "weekday", resolve, floating=which is None and week is None, relative=True)


def read_unit(text: str, pos: int, *, bare: bool = False) -> Leaf | None:
    """This, last and next week, weekend, month and year: calendar units.

    `bare` also reads "the month", which stands for this one in "since the beginning of the month".
    """
    match = _UNIT.match(text, pos)
    if match is None:
        return None
    which, unit = match.group(1).lower(), match.group(2).lower()
    step = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1}.get(which, 0)
    if which == "the" and unit != "weekend" and not bare:
        return None

    def resolve(anchor: date | None) -> Days:
        if anchor is None:
            return UNTOLD
        if unit == "weekend":
            saturday = weekday_until(anchor, 5)
            if step < 0 and anchor.weekday() >= 5:
                saturday = shift(saturday, -7)
            elif step > 0:
                saturday = shift(saturday, 7)
            return Days(saturday, shift(saturday, 1))
        if unit == "week":
            return week_days(anchor, step)
        moved = shift_months(anchor, step * (1 if unit == "month" else 12))
        if moved is None:
            return UNTOLD
        return month_days(moved.year, moved.month) if unit == "month" else year_days(moved.year)

    named = {"week": DatePrecision.WEEK, "month": DatePrecision.MONTH, "year": DatePrecision.YEAR}.get(unit)
    return Leaf(match.end(), "unit", resolve, relative=True, precision=named)


def _read_near_day(text: str, pos: int) -> Leaf | None:
    match = _NEAR_DAY.match(text, pos)
    if match is None:
        return None
    word = " ".join(match.group().lower().split())
    if word == "weekend":

        def weekend(anchor: date | None) -> Days:
            saturday = weekday_until(anchor, 5)
            return Days(saturday, shift(saturday, 1))

        return Leaf(match.end(), "unit", weekend, relative=True)
    if word.startswith("today") and text[pos] == "T" and re.search(r"[A-Z][a-z]+ $", text[max(0, pos - 20) : pos]):
        return None  # "Damascus Today" is an outlet
    if word.startswith("the day"):
        step = -2
    elif word.startswith(("yesterday", "last")):
        step = -1
    else:
        step = 1 if word.startswith("tomorrow") else 0
    return Leaf(match.end(), "day", lambda anchor: Days(shift(anchor, step), shift(anchor, step)), relative=True)


def _read_ago(text: str, pos: int) -> Leaf | None:
    """Two days ago is a day; weeks, months and years ago are only as fine as their unit."""
    match = _AGO.match(text, pos)
    if match is None:
        return None
    count, unit = counted(match.group(1)), match.group(2).lower()

    def resolve(anchor: date | None) -> Days:
        moved = shift_units(anchor, -count, unit)
        if moved is None:
            return UNTOLD
        if unit in ("hour", "day"):
            return Days(moved, anchor if unit == "hour" else moved)
        if unit == "week":
            return Days(shift(moved, -3), shift(moved, 3))
        return month_days(moved.year, moved.month) if unit == "month" else year_days(moved.year)

    return Leaf(match.end(), "unit", resolve, relative=True)


def read_relative(text: str, pos: int) -> Leaf | None:
    """The date at `pos` that only an anchor resolves, or None."""
    for read in (_read_near_day, _read_numbered, _read_weekday, read_unit, _read_ago):
        leaf = read(text, pos)
        if leaf is not None:
            return leaf
    return None
