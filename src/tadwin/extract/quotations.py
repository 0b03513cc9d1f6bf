"""Quotations that go on over several sentences: where each begins and ends.

A paragraph that ends inside a quotation, and is followed by one that opens with a quotation mark, goes on with it.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from tadwin.extract.passages import Passage

_MARKS = re.compile(r"[\"“”«»]|\n")
_OPENS, _CLOSES = "“«", "”»"


class Quotation(NamedTuple):
    """A stretch of quoted words with its marks: half-open, in code points; `first` and `last` are passages."""

    start: int
    end: int
    first: int
    last: int


def quotations(text: str, passages: Sequence[Passage]) -> tuple[Quotation, ...]:
    """The quotations of a report that touch more than one of its passages, in the order of the text.

    One that is not closed in its paragraph, nor taken up by the next, is left out: a mark was lost, and nobody can say
    where it ends.
    """
    found = []
    at = 0
    for start, end in _stretches(text):
        while at + 1 < len(passages) and passages[at].end <= start:
            at += 1
        last = at
        while last + 1 < len(passages) and passages[last + 1].start < end:
            last += 1
        if passages and last > at:
            found.append(Quotation(start, end, at, last))
    return tuple(found)


def _stretches(text: str) -> list[tuple[int, int]]:
    """Where quoted words begin and end."""
    found: list[tuple[int, int]] = []
    start: int | None = None
    left_open = False  # at the end of the paragraph
    for mark in _MARKS.finditer(text):
        if mark[0] == "\n":
            left_open = left_open or start is not None
            continue
        opens = mark[0] in _OPENS or (mark[0] == '"' and (start is None or left_open))
        if left_open and start is not None:
            begins = text.rfind("\n", 0, mark.start()) + 1
            if not opens or text[begins : mark.start()].strip():
                start = mark.start() if opens else None
            left_open = False
            continue
        if opens and start is None:
            start = mark.start()
        elif start is not None and not opens:
            found.append((start, mark.end()))
            start = None
    return found
