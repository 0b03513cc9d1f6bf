"""Finding the words of a text that may name places, and what stands around them. Knows words, not places."""

import re
from collections.abc import Iterator
from enum import IntEnum
from typing import NamedTuple

from tadwin.resolve.placewords import demonyms, words

LONGEST = 5  # words in a name, particles counted
_WORD = re.compile(r"[^\W\d_]+(?:['’‘ʼ`´][^\W\d_]+)*")
_POSSESSIVE = re.compile(r"['’]s?$", re.IGNORECASE)
_JOIN = re.compile(r"(?:[ \t\u00a0]*\n?[ \t\u00a0]*|[-‐‑])\Z")
_LIST = re.compile(r"\s*(?:,|;|/|&)\s*\Z")
_DATELINE_AFTER = re.compile(r"\s*(?:,[^.\n]{1,40})?\s*(?:\([^)\n]{2,30}\)\s*)?(?:[–—:]|-{1,2}\s|\(\w+\))")
_NEW_SENTENCE = re.compile(r"[.!?:][\"'”’)\]]*\s|\n\s*\n")
_SENTENCE_END = re.compile(r"[.!?:\n]")


class Cue(IntEnum):
    """How far the words before and after speak for a place."""

    NONE = 0
    WEAK = 1  # "from X", "struck X", beside a cued name in a list
    LOCATIVE = 2  # "in X", a dateline
    SETTLEMENT = 3  # "the village of X", "X province"


class Word(NamedTuple):
    """One word. `joins` is True when only a space, a line's end or a hyphen parts it from the word before."""

    text: str
    lower: str
    start: int
    end: int
    capital: bool
    joins: bool
    gap: str  # what stands between the word before and this one


def split(text: str) -> list[Word]:
    """The words of a text, possessive endings cut off."""
    found: list[Word] = []
    before = 0
    for match in _WORD.finditer(text):
        bare = match[0]
        if not bare.isalpha():
            bare = _POSSESSIVE.sub("", bare) or bare
        start, end = match.start(), match.start() + len(bare)
        gap = text[before:start]
        found.append(Word(bare, bare.lower(), start, end, not bare[0].islower(), bool(found) and _is_join(gap), gap))
        before = end
    return found


def _is_join(gap: str) -> bool:
    return gap == " " or _JOIN.match(gap) is not None


def shouted(listed: list[Word]) -> bool:
    """True when the words are nearly all in capitals, so that capitals say nothing."""
    letters = [word for word in listed if len(word.text) > 2]
    return len(letters) > 5 and sum(word.text.isupper() for word in letters) > 0.8 * len(letters)


def names(listed: list[Word], at: int) -> Iterator[int]:
    """The last words that a name starting at word `at` may have, longest name first."""
    first = listed[at]
    articles, particles = words("article"), words("particle")
    if not first.capital and not (first.lower in articles and _is_article(listed, at)):
        return
    ends = []
    for end in range(at, min(at + LONGEST, len(listed))):
        word = listed[end]
        if end > at and not word.joins:
            break
        if word.capital and word.lower not in articles:
            ends.append(end)
        elif not word.capital and word.lower not in particles:
            break
    yield from reversed(ends)


def _is_article(listed: list[Word], at: int) -> bool:
    """A lower-case article before a capital; "as", "an" and "at" are English words unless a hyphen follows."""
    if at + 1 >= len(listed) or not (listed[at + 1].capital and listed[at + 1].joins):
        return False
    return listed[at].lower in ("al", "el", "ul") or not listed[at + 1].gap.isspace()


def cue(listed: list[Word], text: str, first: int, last: int) -> Cue:
    """What the words around `first`..`last` say. Lists ("in A, B and C") are the caller's to follow."""
    after = listed[last + 1] if last + 1 < len(listed) else None
    settlement = words("settlement", "division")
    if after is not None and after.joins and after.lower in settlement:
        return _one_or_more(after.lower)
    found = _before(listed, first)
    if found is Cue.NONE and _is_dateline(listed, text, first, last):
        return Cue.LOCATIVE
    return found


def _before(listed: list[Word], first: int) -> Cue:
    settlement = words("settlement", "division")
    skipped = words("between", "direction", "settlement", "division")
    seen_settlement = False
    for at in range(first - 1, max(first - 8, -1), -1):
        word = listed[at]
        if not listed[at + 1].joins and listed[at + 1].gap.strip(" \"'“‘("):
            return Cue.NONE
        if word.lower in settlement:
            seen_settlement = True
        if seen_settlement and (at == first - 1 or (at == first - 2 and listed[at + 1].lower == "of")):
            return _one_or_more(listed[at].lower)
        if word.lower in words("locative"):
            return Cue.LOCATIVE
        if word.lower in words("loose locative") and not (
            word.lower == "of" and at > 0 and listed[at - 1].lower in settlement
        ):
            beyond = listed[at - 1].lower if at > 0 else ""
            return Cue.LOCATIVE if word.lower == "of" and beyond in words("direction") else Cue.WEAK
        if (
            word.lower not in skipped
            and word.lower not in demonyms()
            and word.lower != "of"
            and not word.lower.endswith(("held", "controlled"))
        ):
            return Cue.NONE
    return Cue.NONE


def _one_or_more(noun: str) -> Cue:
    """ "The village of X" makes X a village; "villages of X" only lie in it."""
    return Cue.LOCATIVE if noun.endswith(("s", "outskirts")) else Cue.SETTLEMENT


def _is_dateline(listed: list[Word], text: str, first: int, last: int) -> bool:
    line = text.rfind("\n", 0, listed[first].start) + 1
    return not text[line : listed[first].start].strip() and _DATELINE_AFTER.match(text, listed[last].end) is not None


def in_list(listed: list[Word], first: int, previous_last: int) -> bool:
    """True when only a comma or "and" stands between a name and the one before."""
    between = listed[previous_last + 1 : first]
    if not between:
        return _LIST.match(listed[first].gap) is not None
    return len(between) == 1 and between[0].lower in ("and", "or", "the", "as")


def run_after(listed: list[Word], last: int) -> list[str]:
    """The capitalised words, in lower case, that go on straight after a name (at most four)."""
    found: list[str] = []
    for word in listed[last + 1 : last + 5]:
        if not (word.capital and word.joins) and not (found and word.lower in ("for", "of", "and") and word.joins):
            break
        found.append(word.lower)
    return found


def before_in_run(listed: list[Word], first: int) -> str | None:
    """The capitalised word straight before a name, in lower case; None when there is none or it opens a sentence."""
    if first == 0 or not listed[first].joins or not listed[first - 1].capital:
        return None
    word = listed[first - 1]
    opens = first == 1 or _SENTENCE_END.search(word.gap) is not None
    return None if opens and word.lower in words("ordinary", "locative") else word.lower


def sentences(listed: list[Word]) -> list[int]:
    """For each word the number of its sentence, roughly: one ends at a stop with space after it, or at a line's end."""
    number, found = 0, []
    for word in listed:
        number += word.gap != " " and _NEW_SENTENCE.search(word.gap) is not None
        found.append(number)
    return found


def is_division(listed: list[Word], first: int, last: int) -> bool:
    """True in "Idlib province", "the countryside of Idlib", "rural Idlib", "southern Idlib": the province is meant."""
    if last + 1 < len(listed) and listed[last + 1].joins and listed[last + 1].lower in words("division"):
        return True
    if first == 0 or not listed[first].joins:
        return False
    before = listed[first - 1].lower
    if before == "of":
        return first > 1 and listed[first - 2].lower in words("division")
    return before == "rural" or (before in words("wide direction") and before.endswith("ern"))


def has_title(listed: list[Word], first: int) -> bool:
    """True after "President", "Dr" and the like."""
    before = listed[first - 1] if first and listed[first].joins else None
    return before is not None and before.capital and before.lower in words("title")


def joins_names(listed: list[Word], first: int, last: int) -> bool:
    """True when the words between are more than one name: "Bank of X", "X and Y"."""
    return any(word.lower in ("of", "and") for word in listed[first:last])


def goes_on(listed: list[Word], at: int) -> bool:
    """True when the name goes on: "Khan" before "Arnabeh" or "al-Assal"."""
    word = listed[at]
    if not word.joins:
        return False
    return word.capital or (word.lower in words("article") and at + 1 < len(listed) and listed[at + 1].capital)
