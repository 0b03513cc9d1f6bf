"""Periods and days: which times of a text are of one attack, which of more, and which begin and end on no day."""

import re

from tadwin.extract.passages import Passage
from tadwin.extract.words import words
from tadwin.types import Mention, When
from tadwin.vocab import DatePrecision

#: Two days joined are two days of attacks, unless it was the night between them.
_JOINED_DAYS = re.compile(r"\b(?:and|to|through)\b|[-–]", re.IGNORECASE)
_NIGHT = re.compile(r"\b(?:over)?night (?:(?:of|from|between|on) )?(?:the )?$", re.IGNORECASE)
_OF_NIGHT = re.compile(r"(?:the )?(?:over)?night\b", re.IGNORECASE)
#: Words that do give a day: a day of a month, a weekday, days.
_DAYS = re.compile(
    r"\b\d{1,2}(?:st|nd|rd|th)?\b(?!\s*(?:weeks|months|years|decades)\b)"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day|\b(?:\w*night|today|yesterday|hours?|days?|morning|weekend|eve)\b",
    re.IGNORECASE,
)
#: "Since the beginning of the month" does give its first day, and so does "since April" of the year just told.
_FROM_THE_FIRST = re.compile(
    r"since (?:the )?(?:very )?(?:beginning|start) of\b"
    r"|since (?:early |mid-?|late )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*$",
    re.IGNORECASE,
)
#: "In the reporting period", "for the week": where the report's heading gives its days.
_OF_REPORT = re.compile(r"\b(?:period|review|dates)\b", re.IGNORECASE)
_OF_WEEK = re.compile(r"\bthe (?:past |last |reporting |review )?week\b", re.IGNORECASE)
_SPANS = re.compile(rf"\b(?:{'|'.join(sorted(words('scopes', 'spans')))})\b", re.IGNORECASE)
#: An attack may last over midnight. A last day this many days after the first makes a period, not an incident.
INCIDENT_DAYS = 2
_WEEK = 7
_COARSE = (DatePrecision.MONTH, DatePrecision.YEAR, DatePrecision.WEEK)


def is_vague(when: Mention[When]) -> bool:
    """True for a month, a year or a week that is only named ("in April"): no day of an attack, and no span."""
    return when.names.precision in _COARSE and not is_span(when)


def is_rough(when: Mention[When]) -> bool:
    """True for a time that begins and ends on no day: "in April 2022", "since 2019", "in the past two months"."""
    if _FROM_THE_FIRST.match(when.text):
        return False
    from_heading = when.names.end != when.names.anchor and bool(_OF_WEEK.search(when.text))
    return not (from_heading or _OF_REPORT.search(when.text) or _DAYS.search(when.text))


def is_short(when: Mention[When] | None) -> bool:
    """True for a span no longer than an incident may take: "in the past 24 hours", "since this morning"."""
    if when is None or when.names.start is None or when.names.end is None or not is_span(when):
        return False
    return (when.names.end - when.names.start).days < INCIDENT_DAYS


def is_of_days(when: Mention[When]) -> bool:
    """True for a week at the most."""
    start, end = when.names.start, when.names.end
    return start is not None and end is not None and (end - start).days < _WEEK


def is_span(when: Mention[When]) -> bool:
    """True for a time said as a span: "since Monday", "in the past 24 hours"."""
    return bool(_SPANS.search(when.text))


def is_period(passage: Passage, when: Mention[When]) -> bool:
    """True for more days than an incident takes, and for a time with one end open ("since Monday")."""
    start, end = when.names.start, when.names.end
    if start is None or end is None:
        return start is not end or when.names.precision in _COARSE
    days = (end - start).days
    if days == 1 and _JOINED_DAYS.search(when.text):
        return not (_OF_NIGHT.match(when.text) or _NIGHT.search(passage.text, 0, max(0, when.start - passage.start)))
    return days >= INCIDENT_DAYS or (days > 0 and is_span(when)) or is_vague(when)
