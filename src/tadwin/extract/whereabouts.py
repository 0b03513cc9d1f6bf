"""Where and when the harm of one figure was done, as far as its own sentence says."""

import re
from collections.abc import Sequence

from tadwin.extract.context import ContextWords
from tadwin.extract.judged import Finding
from tadwin.extract.passages import Passage
from tadwin.types import Mention, Place, When

_WORDS = re.compile(r"[\w'-]+|[^\w\s]")
#: How many words may stand between "in" and the place it belongs to.
_REACH = 9
_AWAY = frozenset({"from", "to", "fled", "via", "between"})
_HELD = re.compile(
    r"[- ]?(?:held|controlled|backed|based|affiliated|born|led|linked|bound|administered|allied)\b|'s? (?:president|government|army)",
    re.IGNORECASE,
)
_KIND_AFTER = re.compile(
    r"'?s? (?:city|town|village|province|governorate|district|neighbou?rhoods?|area|camp|region|countryside|suburb|airport|airbase|hospital|market|prison|square|street|crossing|county|state|strip|oblast|township)\b",
    re.IGNORECASE,
)


def located(passage: Passage, words: ContextWords) -> list[Mention[Place]]:
    """The places of a sentence that something is said to have happened in, not those that merely name a thing or a flight."""
    found: list[Mention[Place]] = []
    for mention in passage.places:
        if _HELD.match(passage.text, mention.end - passage.start):
            continue
        if _is_at(passage, mention, found, words):
            found.append(mention)
    return found


def _is_at(passage: Passage, mention: Mention[Place], earlier: Sequence[Mention[Place]], words: ContextWords) -> bool:
    before = passage.text[max(0, mention.start - passage.start - 120) : mention.start - passage.start]
    tokens = _WORDS.findall(before)
    shift = mention.start
    for steps, word in enumerate(reversed(tokens)):
        lower = word.lower()
        shift = passage.start + passage.text.rfind(word, 0, shift - passage.start)
        if lower in words.at:
            return True
        if lower in _AWAY:
            return False
        other = next((one for one in earlier if one.start <= shift < one.end), None)
        if other is not None:
            return True  # "in Saraqeb, Idlib", "in Kafr Zita and Khan Shaykhun"
        if steps >= _REACH or not (lower in words.between or lower == "," or lower[0].isdigit() or word[0].isupper()):
            break
    return bool(_KIND_AFTER.match(passage.text, mention.end - passage.start))


def places_of(passage: Passage, finding: Finding, located: Sequence[Mention[Place]]) -> list[Mention[Place]]:
    """The places of one figure: those of its own stretch of the sentence, else those that the sentence opens with.

    A figure's stretch runs from the end of the figure before it to the start of the figure behind it.
    """
    if len(passage.findings) < 2 or not located:
        return list(located)
    tokens = passage.parsed().tokens
    wholes = [one for one in passage.findings if one.whole is None or one is finding]
    i = wholes.index(finding)
    start = passage.offset + tokens[finding.first].start
    stop = passage.offset + tokens[wholes[i + 1].first].start if i + 1 < len(wholes) else passage.end
    own = [mention for mention in located if start <= mention.start < stop]
    opening = [mention for mention in located if mention.start < passage.offset + tokens[wholes[0].first].start]
    if own:
        return own
    if opening:
        return opening
    before = [mention for mention in located if mention.start < start]
    if before:  # the nearest group of places before the figure, with what contains it
        return before[-2:]
    return list(located[:2])


#: "said on Monday", "told the agency on Monday", "in a statement on Monday": the day of speaking, not of the harm.
_SPOKEN = re.compile(
    r"\b(?:said|says|announced|reported|told|stated|confirmed|added|statement|interview|tweeted|wrote|reporters|declared|claimed|posted|released|published|updated)"
    r"(?: (?:[A-Z][\w.-]+|the|a|state|news|agency|television|reporters|in|by|telephone|phone|statement)){0,5}(?: (?:on|late|early|late on|early on))?(?: the)? *$"
)
#: "since the war began", "eight years ago": how long something has gone on, not when the figure came about.
_ERA = re.compile(
    r"\b(?:war|conflict|uprising|invasion|revolution|crackdown|began|begun|started|start|beginning of (?:the|its) (?:war|conflict)|years? ago|decades?)\b",
    re.IGNORECASE,
)


def days_of_harm(passage: Passage) -> list[Mention[When]]:
    """The times of a sentence that can be the time of its harm: not those of speaking, nor of the war as a whole."""
    found = []
    for mention in passage.times:
        when = mention.names
        before = passage.text[max(0, mention.start - passage.start - 60) : mention.start - passage.start]
        if (when.start is None and when.end is None) or _SPOKEN.search(before) or _ERA.search(mention.text):
            continue
        found.append(mention)
    return found


def time_of(passage: Passage, finding: Finding) -> Mention[When] | None:
    """The day or period of one figure: the time words nearest to it in its sentence, its own stretch first."""
    times = days_of_harm(passage)
    if not times:
        return None
    tokens = passage.parsed().tokens
    start = passage.offset + tokens[finding.first].start
    end = passage.offset + tokens[finding.last].end
    predicate = passage.offset + tokens[finding.predicate].end

    def distance(mention: Mention[When]) -> tuple[int, int]:
        if mention.start >= end:
            crossed = sum(
                end <= passage.offset + tokens[one.first].start < mention.start
                for one in passage.findings
                if one.whole is None
            )
            return mention.start - max(end, min(predicate, mention.start)) + 60 * crossed, 0
        return start - mention.end, 1

    return min(times, key=distance)
