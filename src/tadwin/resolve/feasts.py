"""Days that go by a name: "Christmas Eve", "New Year's Day", "Easter Sunday".

A feast is the last such day up to publication. Easter is kept by the western and the eastern churches on days of their
own; the nearer one that had come is meant, as a report speaks of the feast of those it tells of.
"""

from collections.abc import Callable
from datetime import date
from typing import Final

from tadwin.resolve.calendar import UNTOLD, Days, safe_date, shift
from tadwin.resolve.dates import PART, Leaf, S, pattern

_FEAST = pattern(
    rf"(?:(?P<eve>christmas{S}eve)|(?P<christmas>christmas(?:{S}day)?)|boxing{S}day"
    rf"|(?P<last>new{S}year[’']?s{S}eve)|(?P<first>new{S}year[’']?s{S}day)"
    rf"|(?P<easter>easter(?:{S}sunday)?)|(?P<monday>easter{S}monday)|(?P<palm>palm{S}sunday)|(?P<friday>good{S}friday))"
    rf"(?!{S}(?:market|markets|island|tree|truce|ceasefire|holidays?|season|offensive|rising|week|eggs?)\b)\b{PART}"
)
_FIXED: Final = {"eve": (12, 24), "christmas": (12, 25), "last": (12, 31), "first": (1, 1)}
_BY_EASTER: Final = {"easter": 0, "monday": 1, "palm": -7, "friday": -2}
#: Without "Sunday" behind it, what was at "Easter" was on some day of it: not read.
_ONLY_WHOLE: Final = frozenset({"easter", "christmas"})


def western_easter(year: int) -> date:
    """Easter Sunday by the Gregorian rule (Butcher's algorithm, in Meeus, Astronomical Algorithms, chapter 8)."""
    a, (b, c) = year % 19, divmod(year, 100)
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    month, day = divmod(h + e - 7 * ((a + 11 * h + 22 * e) // 451) + 114, 31)
    return date(year, month, day + 1)


def eastern_easter(year: int) -> date:
    """Easter Sunday by the Julian rule, as a Gregorian day (Meeus, the same chapter); from 1900 to 2099."""
    d = (19 * (year % 19) + 15) % 30
    e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    moved = shift(date(year, month, day + 1), 13)
    return moved if moved is not None else date(year, month, day + 1)


def read_feast(text: str, pos: int) -> Leaf | None:
    """The day of the feast named at `pos`, or None."""
    match = _FEAST.match(text, pos)
    if match is None:
        return None
    name = match.lastgroup
    if name in _ONLY_WHOLE and " " not in match.group().strip():
        return None
    if name in _FIXED:
        month, day = _FIXED[name]
        return _leaf(match.end(), lambda year: [safe_date(year, month, day)])
    if name in _BY_EASTER:
        step = _BY_EASTER[name]
        return _leaf(match.end(), lambda year: [shift(western_easter(year), step), shift(eastern_easter(year), step)])
    return _leaf(match.end(), lambda year: [safe_date(year, 12, 26)])


def _leaf(end: int, of_year: Callable[[int], list[date | None]]) -> Leaf:
    def resolve(anchor: date | None) -> Days:
        if anchor is None or anchor.year <= date.min.year:
            return UNTOLD
        past = [day for year in (anchor.year, anchor.year - 1) for day in of_year(year) if day and day <= anchor]
        return Days(max(past), max(past)) if past else UNTOLD

    return Leaf(end, "day", resolve, relative=True)
