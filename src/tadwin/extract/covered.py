"""The period that a report covers by its heading ("Update covering 1 to 31 October 2023"), and what counts over it."""

import re
from collections.abc import Sequence

from tadwin.extract.judged import Finding
from tadwin.extract.passages import Passage
from tadwin.extract.periods import INCIDENT_DAYS
from tadwin.extract.scopes import goes_back, is_background, looks_back, tells_one_attack
from tadwin.extract.words import words
from tadwin.types import Mention, When

#: How far into a report, in code points, its heading may stand.
_HEADING = 300
_DAY_NUMBER = re.compile(r"\b[0-3]?[0-9]\b")
#: What heads a report and covers days; another span near the start may be of its first incident.
_COVERS = words("covered", "covers")
#: The sum at its end.
_TOTAL = re.compile(r"\W*(?:(?:week|month|weekly|monthly|grand) totals?|totals? for the)\b", re.IGNORECASE)
#: Who counts over the period of the report says so by one of these, at the start of a paragraph.
_COUNTS = words("covered", "counts")
#: Fewer days are not the month that is named.
_ALMOST_A_MONTH = 26


def period_of(passages: Sequence[Passage]) -> Mention[When] | None:
    """The days that the heading of a report gives: a span with its days in a line that is no sentence of harm."""
    for passage in passages:
        if passage.start > _HEADING:
            return None
        for time in passage.times:
            days = _days(time)
            if days is None or days < INCIDENT_DAYS or not _DAY_NUMBER.search(time.text) or passage.findings:
                continue
            if passage is passages[0] or not _COVERS.isdisjoint(passage.words()):
                return time
    return None


def is_of_month(when: Mention[When], covered: Mention[When]) -> bool:
    """True for the month, only named, that the report covers: "in October"."""
    one, other = when.names, covered.names
    if one.start is None or one.end is None or other.start is None or other.end is None:
        return False
    return one.start <= other.start and other.end <= one.end and (other.end - other.start).days > _ALMOST_A_MONTH


def goes_on_counting(passage: Passage, finding: Finding) -> bool:
    """True for a figure behind a count over a period and of no attack of its own: "a further 401 were injured"."""
    single = finding.counted.quantity.value == 1
    return not (single or tells_one_attack(passage) or goes_back(passage) or _is_aside(passage))


def counts_over(passage: Passage, finding: Finding) -> bool:
    """True for "the Office documented nine killed", which counts over the period of the report."""
    counts = not _COUNTS.isdisjoint(passage.words()) or _TOTAL.match(passage.text) is not None
    return counts and goes_on_counting(passage, finding)


def _is_aside(passage: Passage) -> bool:
    return bool(is_background(passage) or looks_back(passage))


def _days(time: Mention[When]) -> int | None:
    start, end = time.names.start, time.names.end
    return None if start is None or end is None else (end - start).days
