"""The period that a report is of, and the one told last: "in the reporting period", "over the same period"."""

import re
from collections.abc import Sequence
from typing import Final

from tadwin.resolve.dates import S, pattern
from tadwin.types import Mention, When
from tadwin.vocab import DatePrecision

_PREPOSITION = rf"(?:over|in|during|for|within|throughout|across){S}"
#: The period that a report is of, and the one told last.
_OF_REPORT = pattern(
    rf"(?:{_PREPOSITION})?the{S}(?:reporting|review|monitoring|observation){S}(?:period|week)\b"
    rf"|(?:{_PREPOSITION})?the{S}period{S}under{S}(?:review|report)\b"
    rf"|{_PREPOSITION}the{S}(?:(?:past|last){S})?week\b(?!{S}(?:before|after|of|ending|to)\b)"
    rf"|{_PREPOSITION}(?:the|this){S}(?:(?:reporting|reported){S})?period\b"
    rf"(?!{S}(?:of|from|between|to|in|after|before|since)\b)"
    rf"|{_PREPOSITION}this{S}week\b"
)
_THAT_PERIOD = pattern(
    rf"(?:{_PREPOSITION})?(?:the{S}same|that|this{S}same){S}(?:reporting{S})?(?:period|dates|days)\b"
    rf"(?!{S}(?:last|in|of|a|the)\b)"
)
#: How far into a text, in code points, its heading may give the period that it is of; and how fine such periods are.
HEADING: Final = 300
_DAY_NUMBER: Final = re.compile(r"\b[0-3]?[0-9]\b")
_SHORT: Final = frozenset({DatePrecision.DAYS, DatePrecision.WEEK})
#: What runs to publication is a count's own, and not what the report is of.
_SINCE: Final = re.compile(r"since\b", re.IGNORECASE)


def read_period(text: str, pos: int, told: Sequence[Mention[When]]) -> tuple[int, When] | None:
    """ "In the reporting period": the days that the report's heading gives. "Over the same period": those told last.

    A month or a year that is only named begins and ends on no day of what is told, and is not taken up.
    """
    spans = [
        one
        for one in told
        if one.names.start is not None
        and one.names.end is not None
        and one.names.start < one.names.end
        and (one.names.precision in _SHORT or _DAY_NUMBER.search(one.text))
    ]
    if match := _THAT_PERIOD.match(text, pos):
        return (match.end(), spans[-1].names) if spans else None
    match = _OF_REPORT.match(text, pos)
    heads = [one for one in spans if one.start <= HEADING and not _SINCE.match(one.text)]
    return (match.end(), heads[0].names) if match is not None and heads else None
