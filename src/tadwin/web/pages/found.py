"""Words that a person selected or typed, found in a report's text: nothing near them is taken for them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tadwin.errors import DecisionError
from tadwin.export.marked import one_line

#: Characters shown on either side of a place, in code points.
_AROUND = 60
#: Places that are offered: of more, nobody finds theirs.
MOST_PLACES = 30
#: How a page writes a character that steers a screen (`export.marked.visible`).
_WRITTEN = re.compile(r"⟨U\+([0-9A-F]{4,6})⟩")
_LAST = 0x10FFFF


@dataclass(frozen=True, slots=True)
class Spot:
    """Where words stand in a text, in code points, with what stands around them, all fit to be shown."""

    start: int
    end: int
    before: str
    words: str
    after: str

    @property
    def value(self) -> str:
        """As a form holds it; `read_spot` reads it."""
        return f"{self.start}-{self.end}"


def spot(text: str, start: int, end: int, words: str | None = None) -> Spot:
    """The words there. Raises DecisionError where the text has none there, or not the `words` that were seen there."""
    if not 0 <= start < end <= len(text):
        raise DecisionError("the report has no words there; select them again")
    there = one_line(text[start:end])
    if not there:
        raise DecisionError("no words were selected; select the words that give the figure")
    if words is not None and one_line(words) != there:
        raise DecisionError("the words are not those that stand there now; select them again")
    return Spot(
        start,
        end,
        one_line(text[max(0, start - _AROUND) : start]),
        there,
        one_line(text[end : end + _AROUND]),
    )


def spots(text: str, words: str) -> Sequence[Spot]:
    """Every place of the text that has these words, white space aside; at most one more than are offered."""
    parts = one_line(words).split()
    if not parts:
        return []
    found = []
    for match in re.finditer(r"\s+".join(map(_pattern, parts)), text):
        found.append(spot(text, match.start(), match.end()))
        if len(found) > MOST_PLACES:
            break
    return found


def _pattern(part: str) -> str:
    """A pattern of the part itself, and of the characters that a page writes out for it."""
    pieces, at = [], 0
    for written in _WRITTEN.finditer(part):
        number = int(written[1], 16)
        if number > _LAST:
            continue
        pieces += [re.escape(part[at : written.start()]), f"(?:{re.escape(written[0])}|{re.escape(chr(number))})"]
        at = written.end()
    return "".join([*pieces, re.escape(part[at:])])


def read_spot(value: str) -> tuple[int, int] | None:
    """Start and end of a `Spot.value`; None for anything else."""
    match = re.fullmatch(r"([0-9]{1,9})-([0-9]{1,9})", value)
    return (int(match[1]), int(match[2])) if match else None
