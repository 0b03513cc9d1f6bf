"""Day arithmetic for `times`: what a weekday, a month or "three weeks back" means, seen from an anchor day.

Everything here is exact and total: a result outside `datetime.date`'s range is None, never an error.
"""

from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

from tadwin.vocab import DatePrecision


class Days(NamedTuple):
    """Days from `start` to `end`, both included; None where the words leave that end open."""

    start: date | None
    end: date | None


#: What an expression that cannot be resolved stands for.
UNTOLD = Days(None, None)


def safe_date(year: int, month: int, day: int) -> date | None:
    """The day, or None when there is no such day (30 February)."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def shift(anchor: date | None, days: int) -> date | None:
    """`anchor` moved by `days`; None without an anchor or outside the calendar."""
    if anchor is None:
        return None
    try:
        return anchor + timedelta(days=days)
    except OverflowError:
        return None


def shift_months(anchor: date | None, months: int) -> date | None:
    """The same day `months` later, or the last of that month where it has no such day."""
    if anchor is None:
        return None
    year, month0 = divmod(anchor.year * 12 + anchor.month - 1 + months, 12)
    if not date.min.year <= year <= date.max.year:
        return None
    return date(year, month0 + 1, min(anchor.day, monthrange(year, month0 + 1)[1]))


def shift_units(anchor: date | None, count: int, unit: str) -> date | None:
    """`anchor` moved by that many hours, days, weeks, months, years or decades; part of a day counts as a day."""
    if unit == "hour":
        return shift(anchor, (count + 23) // 24 if count > 0 else -((23 - count) // 24))
    if unit in ("day", "week"):
        return shift(anchor, count * (7 if unit == "week" else 1))
    return shift_months(anchor, count * {"month": 1, "year": 12, "decade": 120}[unit])


def month_days(year: int, month: int) -> Days:
    """The whole month."""
    return Days(date(year, month, 1), date(year, month, monthrange(year, month)[1]))


def year_days(year: int) -> Days:
    """The whole year; untold outside the calendar."""
    return Days(safe_date(year, 1, 1), safe_date(year, 12, 31))


def week_days(anchor: date, weeks: int) -> Days:
    """Monday to Sunday of the week that lies `weeks` after the anchor's own."""
    return Days(shift(anchor, 7 * weeks - anchor.weekday()), shift(anchor, 7 * weeks - anchor.weekday() + 6))


def weekday_until(anchor: date | None, weekday: int) -> date | None:
    """The last such weekday on or before the anchor (Monday is 0)."""
    return None if anchor is None else shift(anchor, -((anchor.weekday() - weekday) % 7))


def month_until(anchor: date | None, month: int) -> Days:
    """The last such month that had begun by the anchor."""
    if anchor is None:
        return UNTOLD
    year = anchor.year if month <= anchor.month else anchor.year - 1
    return month_days(year, month) if year >= date.min.year else UNTOLD


def day_until(anchor: date | None, month: int, day: int) -> date | None:
    """The last such day of the year on or before the anchor; looks back far enough for 29 February."""
    if anchor is None:
        return None
    for year in range(anchor.year, max(anchor.year - 9, 0), -1):
        found = safe_date(year, month, day)
        if found is not None and found <= anchor:
            return found
    return None


def third(days: Days, part: int) -> Days:
    """The first, second or last third (0, 1, 2): "early", "mid-", "late". A month's tens, a year's four months."""
    if days.start is None or days.end is None:
        return UNTOLD
    length = (days.end - days.start).days + 1
    if length > 31:
        first, last = shift_months(days.start, 4 * part), shift_months(days.start, 4 * part + 4)
        return Days(first, days.end if part == 2 else shift(last, -1))
    step = length // 3
    return Days(shift(days.start, step * part), days.end if part == 2 else shift(days.start, step * (part + 1) - 1))


def clip(days: Days, published: date | None) -> Days:
    """A calendar unit that was not over when the report was published ends, for the report, on that day."""
    if published is None or days.start is None or days.end is None or not days.start <= published < days.end:
        return days
    return Days(days.start, published)


def precision_of(days: Days) -> DatePrecision:
    """UCDP's date precision for that many days (UCDP GED Codebook 24.1, section 3.7)."""
    if days.start is None or days.end is None:
        return DatePrecision.UNKNOWN
    length = (days.end - days.start).days + 1
    if length <= 1:
        return DatePrecision.DAY
    if length <= 6:
        return DatePrecision.DAYS
    if length == 7:
        return DatePrecision.WEEK
    return DatePrecision.MONTH if length <= 31 else DatePrecision.YEAR
