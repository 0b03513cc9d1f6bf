"""Days counted from the day told before: "the previous day", "two days later", "on the 17th".

"A day after a bomb killed nine" tells of what is told behind it: that was a day before the day told. Such a mention
ends with "after"; which figures it is for is the caller's to say.
"""

from datetime import date
from typing import Final

from tadwin.resolve.calendar import Days, safe_date, shift, shift_months
from tadwin.resolve.dates import WEEKDAYS, S, pattern
from tadwin.resolve.relative import NUMBER, counted

_BESIDE = pattern(
    rf"(?:the|a|that){S}(?:(?P<back>previous{S}day|day{S}(?:before|earlier))|(?P<on>(?:next|following){S}day"
    rf"|day{S}(?:after|later))|same{S}day)\b(?!{S}(?:yesterday|tomorrow))|that{S}day\b|(?P<next>(?:next|following){S}day)\b"
)
_COUNTED = pattern(rf"(?P<count>{NUMBER})(?:{S}|-)days{S}(?P<way>earlier|before|later|afterwards?|thereafter|after)\b")
#: Behind "after" and "before" these begin no clause of their own: "the day after, ...", "a day before in Homs".
_ALONE = pattern(rf"\s*(?:$|[^\w\s'\"“‘]|{S}(?:in|at|on|near|and|when|but|as|by|around|outside|another|two|three)\b)")
#: "On the 17th": of the month told before. Not "on the 3rd floor".
_DAY_OF_MONTH = pattern(
    rf"on{S}the{S}(3[01]|[12][0-9]|0?[1-9])(?:st|nd|rd|th)\b"
    rf"(?=\s*(?:$|[,.;:)])|{S}(?:a|an|the|two|three|four|five|in|at|near|when|another|some|[0-9]+|of{S}(?:the|this|that){S}month)\b)"
)
#: An apposition stands this near behind the day that it says again: "on 6 April, a day earlier".
_APPOSED: Final = 2

_WEEKDAY = pattern(
    rf"(?:the{S})?(?P<which>previous|preceding|following){S}(?P<day>{WEEKDAYS})\b"
    rf"|the{S}(?P<named>{WEEKDAYS}){S}(?P<way>before|after)\b"
)
#: Where a time ends, its days, and the day that it is counted from.
Beside = tuple[int, Days, date | None]


def read_beside(text: str, pos: int, published: date | None, context: date | None, since: int) -> Beside | None:
    """A day counted from the day named before. Without one only "the previous day" is told, from publication.

    `since` is how many code points lie between the two.
    """
    if match := _BESIDE.match(text, pos):
        step = -1 if match["back"] else 1 if match["on"] or match["next"] else 0
    elif match := _COUNTED.match(text, pos):
        count = counted(match["count"])
        step = -count if match["way"].lower() in ("earlier", "before") else count
    else:
        return None
    word = match.group().lower().split()[-1]
    if word in ("after", "before") and not _ALONE.match(text, match.end()):
        if word == "before":
            return None  # "a day before the talks": whose day is not told
        step = -step
    elif since <= _APPOSED and text[pos - since : pos].strip() == ",":
        step = 0
    origin = published if context is None and step < 0 and match.re is _BESIDE and word != "after" else context
    day = shift(origin, step)
    return match.end(), Days(day, day), origin


def read_weekday_beside(text: str, pos: int, published: date | None, context: date | None) -> Beside | None:
    """ "The previous Monday" and "the Sunday before": counted from the day told before, else from publication."""
    match = _WEEKDAY.match(text, pos)
    origin = context or published
    if match is None or origin is None:
        return None
    if match["way"] and not _ALONE.match(text, match.end()):
        return None  # "the Sunday before the vote"
    number = ("mon", "tue", "wed", "thu", "fri", "sat", "sun").index((match["day"] or match["named"])[:3].lower())
    back = (match["which"] or match["way"]).lower() in ("previous", "preceding", "before")
    step = (origin.weekday() - number - 1) % 7 + 1 if back else -((number - origin.weekday() - 1) % 7 + 1)
    day = shift(origin, -step)
    return match.end(), Days(day, day), origin


def read_day_of_month(text: str, pos: int, published: date | None, context: date | None) -> Beside | None:
    """ "On the 17th": of the month of the day told before, else the last such day up to publication."""
    match = _DAY_OF_MONTH.match(text, pos)
    if match is None:
        return None
    anchor, number = context or published, int(match.group(1))
    if anchor is None:
        return None
    day = safe_date(anchor.year, anchor.month, number)
    if day is None or (published is not None and day > published):
        before = shift_months(anchor, -1)
        day = safe_date(before.year, before.month, number) if before is not None else None
    return match.end(), Days(day, day), anchor
