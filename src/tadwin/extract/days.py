"""When the harm of one figure was done, as far as its own sentence says: not the day of speaking, nor of the war."""

import re

from tadwin.extract.judged import Finding
from tadwin.extract.passages import Passage, asked_once
from tadwin.extract.scopes import is_apart
from tadwin.extract.words import words
from tadwin.types import Mention, When

_REPORTED = "|".join(sorted(words("scopes", "reported")))
#: "said on Monday", "told the agency on Monday", "in a statement on Monday": the day of speaking, not of the harm.
_SPOKEN = re.compile(
    rf"\b(?:{_REPORTED}|issued|dated|circulated|statement|interview|reporters)"
    r"(?: (?:[A-Z][\w.-]+|the|a|state|news|agency|television|reporters|in|by|telephone|phone|statement|to \d+)){0,5}"
    r"(?: (?:on|late|early|late on|early on))?(?: the)? *$"
)
#: "The commission today released its findings": told before any figure, the day of speaking too.
_THEN_SPOKE = re.compile(rf" (?:also |again |further )?(?:{_REPORTED}|issued|presented|launched)\b")
#: "On Monday the ministry said that it had killed ..." opens with the day of speaking too.
_SPEAKING = re.compile(
    r"(?:,| (?:morning|afternoon|evening|night),?)?"
    r"(?: (?!and\b|but\b|killed\b|when\b)[\w'’()-]+,?){1,9}?"
    rf" (?:has |had )?(?:{_REPORTED})\b(?! (?:the |\w+ )?(?:lives|life)\b| by\b).{{0,80}}? had \w+"
)
_OPENING = re.compile(r"(?:(?:also|earlier|later|late|early)\s+)?(?:on\s+|in\s+)?", re.IGNORECASE)
#: "as of this morning the count is", "by evening": when it was counted.
_COUNTED = re.compile(r"\b(?:as of|as at|by|up to|before)(?: (?:late|early|on|the))* *$", re.IGNORECASE)
#: "since the war began", "eight years ago": how long something has gone on, not when the figure came about.
_ERA = re.compile(
    r"\b(?:war|conflict|uprising|invasion|revolution|crackdown|began|begun|started|start"
    r"|beginning of (?:the|its) (?:war|conflict)|years? ago|decades?)\b",
    re.IGNORECASE,
)
#: "which began in 2014", "broke out on April 15": when a war began is not when its dead died.
_BEGAN = re.compile(
    r"\b(?:which|that|war|conflict|fighting|uprising) (?:has )?(?:began|begun|started|erupted|broke out)(?: in| on)? *$"
    r"|\b(?:war|conflict|uprising|revolution) (?:which|that) (?:has )?(?:began|begun|started|erupted|broke out)"
    r"(?: (?!killed|killing)[\w'-]+){0,12}? ?(?:in|on)? *$"
)
#: How far before a time its words are looked for, in code points.
_BEFORE_TIME, _BEFORE_BEGINNING = 60, 140
#: A time behind another figure is this much farther from the first, in code points.
_CROSSING = 60


@asked_once
def days_of_harm(passage: Passage) -> list[Mention[When]]:
    """The times of a sentence that can be the time of its harm: not those of speaking, nor of the war as a whole."""
    found = []
    for mention in passage.times:
        before = passage.before(mention, _BEFORE_TIME)
        begins = _BEGAN.search(passage.before(mention, _BEFORE_BEGINNING))
        is_known = mention.names.start is not None or mention.names.end is not None
        if not is_known or begins or _ERA.search(mention.text) or _COUNTED.search(before):
            continue
        if not _SPOKEN.search(before) and not _speaks(passage, mention) and not _then_spoke(passage, mention):
            found.append(mention)
    return found


def is_spoken_on_a_day(passage: Passage) -> bool:
    """True for "In a statement on Monday it said that ...": what was said may have been on any day."""
    return any(
        _SPOKEN.search(passage.before(mention, _BEFORE_TIME)) or _speaks(passage, mention) for mention in passage.times
    )


def _then_spoke(passage: Passage, mention: Mention[When]) -> bool:
    """True for the day of "the commission today released its findings", before any figure."""
    if not _THEN_SPOKE.match(passage.text, mention.end - passage.start):
        return False
    return all(passage.stretch(one.first, one.last)[0] > mention.end for one in passage.findings)


def _speaks(passage: Passage, mention: Mention[When]) -> bool:
    """True for the day that opens a sentence on what had been before: "On Monday the ministry said that it had ..." """
    opens = _OPENING.fullmatch(passage.text, 0, mention.start - passage.start)
    return opens is not None and bool(_SPEAKING.match(passage.text, mention.end - passage.start))


def time_of(passage: Passage, finding: Finding) -> Mention[When] | None:
    """The day or period of one figure: the time words nearest to it in its sentence, its own stretch first."""
    start, end = passage.stretch(finding.first, finding.last)
    _, predicate = passage.stretch(finding.predicate, finding.predicate)
    others = [passage.stretch(one.first, one.last)[0] for one in passage.findings if one.whole is None]

    def distance(mention: Mention[When]) -> tuple[int, int]:
        """In code points; of two times as near as each other, the one behind the figure comes first."""
        if mention.start < end:
            return start - mention.end, 1
        crossed = sum(end <= other < mention.start for other in others)
        return mention.start - max(end, min(predicate, mention.start)) + _CROSSING * crossed, 0

    own = [one for one in days_of_harm(passage) if not is_apart(passage, one.end, start)]
    return min(own, key=distance, default=None)
