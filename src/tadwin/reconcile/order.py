"""Whether a figure's own words say that it is its source's newer or older one: "rises to 21", "from an earlier 12"."""

import re
from functools import lru_cache

from tadwin.reconcile.origin_words import words
from tadwin.types import Claim

#: How far before a number, in words, its verb of change may stand: "rose on Tuesday to at least 21".
_REACH = 7
#: How many words into a sentence one may call it an update: "Updated: twelve were killed", "In an update".
_OPENS = 3
_WORD = re.compile(r"\w+(?:['’-]\w+)*")
#: Where a sentence ends: a mark with a space or a line's end behind it, and a quotation mark between them perhaps.
_END = re.compile(r"[.!?][\"'”’)]*\s|\n")


def sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence of `text` around these offsets, as offsets. A line ends a sentence."""
    first = 0
    for match in _END.finditer(text, max(0, start - 600), start):
        first = match.end()
    if first == 0 and start > 600:
        first = start - 600
    last = _END.search(text, end)
    return first, last.start() + 1 if last else len(text)


@lru_cache(maxsize=1024)
def folded(sentence_text: str) -> tuple[str, ...]:
    """A sentence's words, by which it is held against others."""
    return tuple(_WORD.findall(sentence_text.casefold()))


def newer(claim: Claim, text: str) -> int:
    """1 where the words say that a figure renews an earlier one, -1 where they call it the earlier one, else 0."""
    first, last = sentence(text, claim.number.start, claim.number.end)
    if not text[first:last]:
        return 0
    said = folded(text[first : claim.number.start])
    if not words("order", "update").isdisjoint(said[:_OPENS]):
        return 1
    before = said[-_REACH:]
    behind = folded(text[claim.number.end : last])[:_REACH]
    if _changes(before, "to"):
        return 1
    if _changes(before, "from"):
        return -1
    if (
        _said_before(said)
        or _counted(before, words("order", "earlier"))
        or _counted(behind[:4], words("order", "earlier"))
    ):
        return -1
    return 1 if _counted(before, words("order", "later")) and not words("order", "count").isdisjoint(before) else 0


def _changes(before: tuple[str, ...], joint: str) -> bool:
    """True for "rose to", "rose to at least" and "up from", right before the number and behind a word of change."""
    at = max((i for i, word in enumerate(before) if word == joint), default=None)
    if at is None or at < len(before) - 4:
        return False
    return not words("order", "change").isdisjoint(before[:at])


def _said_before(said: tuple[str, ...]) -> bool:
    """True behind "the ministry previously said", where nothing was said anew since."""
    earlier, speech = words("order", "earlier"), words("order", "speech")
    at = [i for i, word in enumerate(said) if word in earlier and not speech.isdisjoint(said[max(0, i - 1) : i + 2])]
    return bool(at) and words("order", "anew").isdisjoint(said[at[-1] :])


def _counted(near: tuple[str, ...], marks: frozenset[str]) -> bool:
    return not marks.isdisjoint(near)
