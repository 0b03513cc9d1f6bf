"""The times that a text names, resolved to days: an interval grammar over the leaf dates of `dates` and `relative`.

Rules (docs/decisions/0004-times-and-actors.md says why):
- A weekday is the last such day up to publication; a month or day without a year is the last that had begun by then.
- "since X" runs from X to publication; "the past N days" from N days before publication to it.
- A week, month or year that was not over at publication ends on that day.
- "early", "mid-" and "late" take thirds of a month, week or year; before a single day they change nothing.
- "overnight" is the day before publication and the day itself.
- "the previous day" and "two days later" count from the last single day named before in the text, if one is near.
- "this morning" and its like count from the day that the words were spoken, where the sentence gives it ("said in a
  July 22 statement").
- What cannot be told (no publication day, 30 February, 03/04/2013, "for years") is a mention with open ends and
  precision unknown.
"""

import re
from datetime import date
from typing import Final

from tadwin.resolve.beside import read_beside, read_day_of_month, read_weekday_beside
from tadwin.resolve.calendar import Days, clip, precision_of, shift, shift_months, shift_units, third
from tadwin.resolve.dates import MONTHS, WEEKDAYS, Leaf, S, pattern, read_absolute
from tadwin.resolve.feasts import read_feast
from tadwin.resolve.relative import NUMBER, NUMBER_WORDS, counted, read_relative, read_unit
from tadwin.resolve.reporting import read_period
from tadwin.types import Mention, When
from tadwin.vocab import DatePrecision

#: "the previous day" looks this many code points back for the day that it is counted from.
CONTEXT: Final = 400
#: "That day" and "the same day" look this far back, as they say again what was told.
_FAR: Final = 1_200
_THAT_DAY = pattern(rf"(?:that|the{S}same|that{S}same){S}day\b")

_UNIT = r"(?P<unit>hour|day|week|month|year|decade)s?\b"
_COUNT = rf"(?P<count>{NUMBER})(?:{S}|-)"
_VAGUE = rf"(?:few|several|many|couple{S}of|recent)"
_OF = pattern(rf"{S}of\b")
_ON = pattern(rf"{S}(?:on{S}|from{S}|of{S})?")
#: The hour of a day that a period runs from or to: "between 08:00 on 3 May and the evening of 4 May".
_HOUR = (
    rf"(?:(?:the{S})?(?:(?:early|late){S})?(?:midnight|noon|midday|dawn|dusk|morning|afternoon|evening|night|nightfall"
    rf"|[0-9]{{1,2}}(?:[:.]?[0-9]{{2}})?(?:{S}?(?:[ap]\.?m\.?|hours|hrs|h))?)s?{S}(?:on|of){S})?"
)
_TO = pattern(rf"(?:,?{S}(?:up{S})?(?:to|until|till|through){S}|{S}?[-–—]{S}?){_HOUR}(?:the{S})?")
_AND = pattern(rf"{S}and{S}{_HOUR}")
_AND_DAY = pattern(rf"{S}(?:and|or|to|into|through){S}(?:on{S})?|{S}?[-–/]{S}?")
_NOW = pattern(r"(?:now|(?:the\s{1,40})?present(?:\s{1,40}day)?|date|today)\b")
_FROM = pattern(rf"(from|between){S}{_HOUR}")
_SINCE = pattern(rf"since{S}(?:at{S}least{S})?(?:on{S}|about{S}|around{S})?(?:the{S}(?=(?:{MONTHS})\b))?")
#: "Since 4 pm", "since dawn": of the day that is told, else of publication.
_SINCE_HOUR = pattern(
    rf"since{S}(?:about{S}|around{S})?(?:[01]?[0-9](?:[:.][0-9]{{2}})?{S}?(?:am|pm|a\.m|p\.m)\b\.?|[0-2]?[0-9][:.][0-5][0-9]\b"
    rf"|(?:dawn|noon|midday|midnight|sunrise|daybreak)\b)(?!{S}(?:on|of|yesterday|today)\b)"
)
#: "The night of 7 May", "the evening of": a part of the day behind it.
_PART_OF_A_DAY = pattern(
    rf"(?:the{S})?(?:(?:early|late|small){S})?(?:hours|mornings?|afternoons?|evenings?|nights?|dawn){S}of{S}(?:the{S})?"
)
_SINCE_START = pattern(
    rf"since{S}(?:[\w'’-]{{1,40}}{S}){{0,8}}?(?:began|begun|started|starting|erupted|flared|resumed|broke{S}out|start"
    r"|beginning|outbreak|onset|escalat\w{1,20}|launch\w{0,20}|interven\w{1,20}|coup|takeover|emergency|ceasefire|truce"
    r"|earthquake|invasion|offensive|siege|massacre|attacks?|uprising|revolution|war|fall|capture|withdrawal|elections?)\b"
    rf"(?:{S}[\w'’-]{{1,40}}){{0,6}}?{S}(?:in|on|of|around){S}"
)
#: "Since the proclamation of the state of siege on 6 May": the day behind it is what is counted from.
_SINCE_EVENT = pattern(rf"since{S}(?:[\w'’-]{{1,40}}{S}){{1,10}}?on{S}(?=[0-9]|(?:{MONTHS})\b)")
_PREPOSITION = rf"(?:over|in|during|for|within|throughout|across){S}"
_PAST = pattern(
    rf"(?:{_PREPOSITION})?(?P<bare>(?:the|these|this){S}(?=past\b|last\b)|(?=past\b))?"
    rf"(?:(?:the|these|this){S})?(?:past|last|previous|preceding){S}"
    rf"(?:{_COUNT}|(?P<vague>{_VAGUE}){S})?{_UNIT}(?!{S}ago\b)"
)
_WITHIN = pattern(rf"{_PREPOSITION}{_COUNT}{_UNIT}(?={S}of\b)")
_RECENT = pattern(rf"(?:{_PREPOSITION})?recent{S}(?:hours|days|weeks|months|years)\b")
_COMING = pattern(rf"(?:{_PREPOSITION})?the{S}(?:next|coming){S}{_COUNT}{_UNIT}")
_FOR = pattern(
    rf"for{S}(?:(?:{NUMBER}|{_VAGUE}|nearly|almost|over|about|more{S}than){S}){{0,3}}(?:days|weeks|months|years|decades)\b"
)
_OVERNIGHT = pattern(r"overnight\b")
_PART_OF_DAY = pattern(rf"(?:early|late|earlier|later|mid|midday|noon|dawn)(?:-|{S})(?:(?:on|in){S})?")
_PART_OF_UNIT = pattern(rf"(?:the{S})?(?:very{S})?(beginning|start|outset|end|middle){S}of{S}")
_WEEK_OF = pattern(rf"(?:{_PREPOSITION})?(?:the{S})?week{S}(?:of|from|beginning|starting|commencing){S}(?:on{S})?")
#: Around a day that is one of speaking; and the words that a speaker counts from it.
_SPOKEN_BEFORE = pattern(
    rf"(?:said|says|tweeted|posted|wrote|announced|stated|published|issued|released)(?:{S}on)?{S}$"
)
_SPOKEN_BEHIND = pattern(
    rf"{S}(?:statement|tweet|post|press{S}release|briefing|interview|letter|message|communique|communiqué|speech)\b"
)
_OF_SPEAKER = pattern(
    rf"(?:(?:early|earlier|late|later){S})?(?:today|tonight|yesterday|overnight|last{S}night"
    rf"|this{S}(?:morning|afternoon|evening))$"
)
#: How many code points before a day its verb of speech may start.
_VERB_BEFORE: Final = 24
#: What goes on a time behind words that open other phrases far more often. A quick look, which keeps most of them from
#: the readings; the patterns above and those of `beside`, `dates`, `relative` and `reporting` say what a time is.
_BEHIND_ARTICLE = (
    r"[0-3]?[0-9]|past|last|previous|preceding|coming|next|following|current|same|very|early|late|small|hours?|morning"
    r"|afternoon|evening|night|dawn|mid|day|week|month|year|period|reporting|reported|review|monitoring|observation"
    rf"|beginning|start|outset|end|middle|decade|{WEEKDAYS}|{MONTHS}"
)
_BEHIND_PREPOSITION = rf"the|that|this|these|past|last|previous|preceding|recent|week|{NUMBER}"
_STARTS = pattern(
    rf"(?<![\w])(?:(?=[0-9])|(?:the|this|these|that|a|an)(?={S}(?:{_BEHIND_ARTICLE}))"
    rf"|(?:over|in|during|within|throughout|across)(?={S}(?:{_BEHIND_PREPOSITION}))"
    r"|(?:since|from|between|for|past|last|previous|preceding|following|recent|overnight|early|late|earlier|later|mid"
    r"|midday|noon|dawn|beginning|start|outset|end|middle|week|next|coming|current|yesterday|today|tonight|tomorrow"
    rf"|weekend|christmas|boxing|new|easter|palm|good|on|(?:{WEEKDAYS})s?|mon|tues?|wed|thurs?|thur|fri|sat|sun"
    rf"|{MONTHS}|{'|'.join(sorted(set(NUMBER_WORDS) - {'a', 'an'}, key=len, reverse=True))})(?!\w))"
)
_THIRDS: Final = {"early": 0, "earlier": None, "later": None, "mid": 1, "late": 2}
_PARTS: Final = {"beginning": 0, "start": 0, "outset": 0, "middle": 1, "end": 2}

#: What opens a report before the day of its dateline, and what stands behind; and how many days it may be old.
_DATELINE = re.compile(
    rf"(?:[^\n]{{1,200}}\n\s{{0,8}}){{0,2}}[A-Z][^\n,-]{{1,40}}(?:,[^\n,-]{{1,30}})?, (?=(?:{MONTHS})\b|[0-3]?[0-9] )",
    re.IGNORECASE,
)
_DASH = re.compile(rf"\.?,? ?(?:\([^()\n]{{1,40}}\) ?)?[-–—]+(?!\s*(?:(?:{MONTHS})\b|[0-9]))", re.IGNORECASE)
WRITTEN_BEFORE: Final = 10

_ORDER: Final = tuple(DatePrecision)

_Read = tuple[int, When]


def _when(days: Days, anchor: date | None, precision: DatePrecision | None = None) -> When:
    if days.start is None or days.end is None:
        return When(days.start, days.end, DatePrecision.UNKNOWN, anchor)
    if days.start > days.end:
        return When(None, None, DatePrecision.UNKNOWN, anchor)
    return When(days.start, days.end, precision or precision_of(days), anchor)


def _plain_leaf(text: str, pos: int, cue: bool = False) -> Leaf | None:
    if pos >= len(text):
        return None
    return read_absolute(text, pos, cue=cue) or read_feast(text, pos) or read_relative(text, pos)


def _part(leaf: Leaf, part: int | None) -> Leaf:
    """The leaf narrowed to its first, second or last third; a single day stays what it is."""
    if part is None or leaf.kind not in ("month", "year", "unit"):
        return leaf
    whole = leaf.resolve

    def narrowed(anchor: date | None) -> Days:
        days = third(whole(anchor), part)
        if leaf.floating and anchor is not None and days.start is not None and days.start > anchor:
            return third(whole(shift_months(anchor, -12)), part)  # "mid-April" said on the 7th of April
        return days

    named = DatePrecision.MONTH if leaf.precision is DatePrecision.MONTH else None
    return Leaf(leaf.end, leaf.kind, narrowed, leaf.floating, leaf.relative, named)


def read_leaf(text: str, pos: int, *, cue: bool = False) -> Leaf | None:
    """A date with what goes before it: "late on Saturday", "mid-April", "the beginning of this year"."""
    if match := _PART_OF_UNIT.match(text, pos):
        leaf = read_unit(text, match.end(), bare=True) or _plain_leaf(text, match.end(), cue=True)
        return None if leaf is None else _part(leaf, _PARTS[match.group(1).lower()])
    if match := _PART_OF_DAY.match(text, pos):
        leaf = _plain_leaf(text, match.end(), cue=True)
        return None if leaf is None else _part(leaf, _THIRDS.get(re.split(r"[\s-]", match.group().lower())[0]))
    if match := _PART_OF_A_DAY.match(text, pos):
        leaf = _plain_leaf(text, match.end(), cue=True)
        return leaf if leaf is not None and leaf.kind in ("day", "days", "weekday") else None
    return _plain_leaf(text, pos, cue)


def _resolved(leaf: Leaf, published: date | None) -> When:
    days = leaf.resolve(published)
    if leaf.kind in ("month", "year", "unit"):
        days = clip(days, published)
    return _when(days, published if leaf.relative else None, leaf.precision)


def _span(left: Leaf, right: Leaf, published: date | None) -> When:
    """From the left leaf to the right one; a floating left end is the last such day before the right end."""
    last = right.resolve(published)
    first = left.resolve(last.start if left.floating else published)
    if left.kind == "weekday" and first.start is not None and first.start == last.start:
        first = left.resolve(shift(last.start, -1))
    days = Days(first.start, clip(last, published).end if right.kind in ("month", "year", "unit") else last.end)
    return _when(days, published if left.relative or right.relative else None)


def _to_publication(leaf: Leaf, published: date | None) -> When:
    return _when(Days(leaf.resolve(published).start, published), published)


def _read_since(text: str, pos: int, published: date | None, context: date | None) -> _Read | None:
    if hour := _SINCE_HOUR.match(text, pos):
        return hour.end(), _when(Days(context or published, context or published), published)
    match = _SINCE.match(text, pos)
    if match is None:
        return None
    leaf = read_leaf(text, match.end(), cue=True)
    if leaf is None:
        for begins in (_SINCE_START, _SINCE_EVENT):  # "since the escalation of the war on 7 May" has a date behind "on"
            begun = begins.match(text, pos) if leaf is None else None
            leaf = read_leaf(text, begun.end(), cue=True) if begun else leaf
    if leaf is None:
        return None
    if joint := _TO.match(text, leaf.end):
        until = read_leaf(text, joint.end(), cue=True)
        if until is not None and until.kind != "unit":
            return until.end, _span(leaf, until, published)
    return leaf.end, _to_publication(leaf, published)


def _read_from(text: str, pos: int, published: date | None) -> _Read | None:
    """ "from X until Y" and "between X and Y"; a lone "from X" is left to X itself."""
    match = _FROM.match(text, pos)
    if match is None:
        return None
    left = read_leaf(text, match.end(), cue=True)
    if left is None:
        return None
    if left.kind == "days":
        return left.end, _resolved(left, published)
    joint = (_AND if match.group(1).lower() == "between" else _TO).match(text, left.end)
    if joint is None:
        return None
    right = read_leaf(text, joint.end(), cue=True)
    if right is not None:
        return right.end, _span(left, right, published)
    now = _NOW.match(text, joint.end())
    return (now.end(), _to_publication(left, published)) if now else None


def _read_past(text: str, pos: int, published: date | None) -> _Read | None:
    """ "over the past 24 hours", "in the last week", "past few days", "in 24 hours of bombardment"."""
    match = _WITHIN.match(text, pos)
    if match is None:
        match = _PAST.match(text, pos)
        if match is None:
            return None
        if match["vague"]:
            return match.end(), When(None, published, DatePrecision.UNKNOWN, published)
        if match["count"] is None and (_OF.match(text, match.end()) or not match["bare"]):
            return None  # "the last days of August"; "last week", which is the calendar's; "the previous day"
    count = counted(match["count"]) if match["count"] else 1
    first = shift_units(published, -count, match["unit"].lower())
    # Counted from one day to another, N days touch N + 1 dates; their precision is that of N days.
    precision = max(precision_of(Days(shift(first, 1), published)), DatePrecision.DAYS, key=_ORDER.index)
    return match.end(), _when(Days(first, published), published, precision)


def _read_open(text: str, pos: int, published: date | None) -> _Read | None:
    """Times with an end that the words leave open, and those that lie ahead."""
    if match := _RECENT.match(text, pos):
        return match.end(), When(None, published, DatePrecision.UNKNOWN, published)
    if match := _COMING.match(text, pos):
        last = shift_units(published, counted(match["count"]), match["unit"].lower())
        return match.end(), _when(Days(published, last), published)
    if match := _FOR.match(text, pos):
        return match.end(), When(None, None, DatePrecision.UNKNOWN, published)
    return None


def _read_overnight(text: str, pos: int, published: date | None) -> _Read | None:
    """The night before publication; "overnight on Friday" is the night from that Friday."""
    match = _OVERNIGHT.match(text, pos)
    if match is None:
        return None
    on = _ON.match(text, match.end())
    leaf = _plain_leaf(text, on.end()) if on else None
    if leaf is None or leaf.kind not in ("weekday", "day"):
        return match.end(), _when(Days(shift(published, -1), published), published)
    joint = _AND_DAY.match(text, leaf.end)
    if joint and (into := _plain_leaf(text, joint.end())) is not None and into.kind == leaf.kind:
        return into.end, _span(leaf, into, published)
    first = leaf.resolve(published).start
    return leaf.end, _when(clip(Days(first, shift(first, 1)), published), published if leaf.relative else None)


def _beside(text: str, pos: int, published: date | None, context: date | None, since: int) -> _Read | None:
    """A day counted from the one told before, or one of its month."""
    found = (
        read_beside(text, pos, published, context, since)
        or read_weekday_beside(text, pos, published, context)
        or read_day_of_month(text, pos, published, context)
    )
    return None if found is None else (found[0], _when(found[1], found[2]))


def _read_week_of(text: str, pos: int, published: date | None) -> _Read | None:
    """ "The week of 6 May": seven days from that day on, no later than publication."""
    match = _WEEK_OF.match(text, pos)
    leaf = _plain_leaf(text, match.end(), cue=True) if match else None
    if leaf is None or leaf.kind != "day":
        return None
    first = leaf.resolve(published).start
    return leaf.end, _when(clip(Days(first, shift(first, 6)), published), None, DatePrecision.WEEK)


def _read_leaves(text: str, pos: int, published: date | None) -> _Read | None:
    """One date, or two of a kind joined: "Saturday and Sunday", "Monday to Thursday", "3 May – 7 June"."""
    leaf = read_leaf(text, pos)
    if leaf is None:
        return None
    if leaf.kind in ("weekday", "day", "month"):
        joint = (_AND_DAY if leaf.kind == "weekday" else _TO).match(text, leaf.end)
        right = read_leaf(text, joint.end(), cue=True) if joint else None
        if right is not None and right.kind == leaf.kind:
            joined = _span(leaf, right, published)
            if joined.start is not None:
                return right.end, joined
    return leaf.end, _resolved(leaf, published)


def _read(text: str, pos: int, published: date | None, context: date | None, since: int) -> _Read | None:
    """The longest time that starts at `pos`; `since` code points behind the day told before, the `context`."""
    found = [
        read
        for read in (
            _read_since(text, pos, published, context),
            _read_from(text, pos, published),
            _read_past(text, pos, published),
            _read_week_of(text, pos, published),
            _read_open(text, pos, published),
            _read_overnight(text, pos, published),
            _beside(text, pos, published, context, since),
            _read_leaves(text, pos, published),
        )
        if read is not None
    ]
    return max(found, key=lambda read: read[0]) if found else None


def find_times(text: str, published: date | None) -> tuple[Mention[When], ...]:
    """Every time that `text` names, in order and without overlaps, resolved against the day of publication.

    A mention covers the words of the time, with the preposition that makes an interval ("since Friday",
    "over the past 24 hours") and without the one that does not (the "Friday" of "on Friday"). Days that the
    words do not tell are None. Where two readings start at one place the longest is taken.
    """
    published = _written(text, published)
    mentions: list[Mention[When]] = []
    context: tuple[int, date] | None = None
    harm: tuple[int, date] | None = None  # the last that is no day of speaking: "that day" says it again
    spoken: tuple[int, date] | None = None  # the end of its line, and the day
    done = 0
    for word in _STARTS.finditer(text):
        pos = word.start()
        if pos < done:
            continue
        that_day = _THAT_DAY.match(text, pos)
        last, reach = (harm or context, _FAR) if that_day else (context, CONTEXT)
        near = last[1] if last is not None and pos - last[0] <= reach else None
        since = pos - last[0] if last is not None else CONTEXT
        read = read_period(text, pos, mentions) or _read(text, pos, published, near, since)
        if read is None:
            continue
        end, when = read
        if spoken is not None and end <= spoken[0] and _OF_SPEAKER.match(text[pos:end]):
            end, when = _read(text, pos, spoken[1], near, since) or read
        if text[end - 1] == ".":
            end -= 1
        mentions.append(Mention(pos, end, text[pos:end], when))
        done = end
        if when.precision is DatePrecision.DAY and when.start is not None:
            context = (end, when.start)
            harm = harm if _is_of_speaking(text, pos, end) else context
            if _is_of_speaking(text, pos, end):
                line = text.find("\n", end)
                spoken = (len(text) if line < 0 else line, when.start)
    return tuple(mentions)


def _written(text: str, published: date | None) -> date | None:
    """The day of a dateline, "QARYA, June 5 (Agency) -", where that is shortly before publication, else publication.

    An article that is put up days after it was written counts its "Monday" and "overnight" from when it was written.
    """
    match = _DATELINE.match(text)
    leaf = read_absolute(text, match.end(), cue=True) if match is not None else None
    if published is None or leaf is None or leaf.kind != "day" or not _DASH.match(text, leaf.end):
        return published
    day = leaf.resolve(published).start
    return day if day is not None and 0 < (published - day).days <= WRITTEN_BEFORE else published


def _is_of_speaking(text: str, start: int, end: int) -> bool:
    """True for the day of a statement: "in a July 22 statement", "tweeted on July 22"."""
    before = text[max(0, start - _VERB_BEFORE) : start]
    return _SPOKEN_BEHIND.match(text, end) is not None or _SPOKEN_BEFORE.search(before) is not None
