"""Cutting a report's text into sentences without a parser: by punctuation, by lines, and by length.

What comes out is only a first cut, so that sentences without a word of harm are never parsed; the parser may cut
further.
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

#: Longer stretches are cut at a space, so that no text can make one parse arbitrarily slow.
LONGEST = 1200

_BREAK = re.compile(
    r"""(?P<end>[.!?…]{1,6}["')\]]{0,3})\s{1,9}(?=["'(\[]{0,3}[A-Z0-9À-ÞΑ-ΩА-Я])   # the end of a sentence
      | (?<=[a-z]{3})\ ?(?P<glued>[.!?]{1,6})(?=(?P<next>[A-Za-z]{2,20})[ ,']|\d{1,4}\ [a-z])   # a post leaves no blank
      | \n[^\S\n]{0,40}\n                                                            # the end of a paragraph
      | \n(?=[^\S\n]{0,20}(?:[-*•●▪◦–]|\d{1,2}[.)]\s))                             # the next item of a list
    """,
    re.VERBOSE,
)
#: Ends of addresses and of file names: their full stop ends no sentence.
_OF_ADDRESSES = frozenset(
    {
        "com",
        "org",
        "net",
        "info",
        "gov",
        "edu",
        "mil",
        "news",
        "media",
        "html",
        "htm",
        "php",
        "pdf",
        "doc",
        "docx",
        "jpg",
    }
)
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Lt|Col|Maj|Capt|Sgt|Brig|Gov|Sen|Rep|Rev|St|Mt|No|Nos|vs|approx|est|Inc|Co|Ltd|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec|Mon|Tue|Tues|Wed|Thu|Thur|Thurs|Fri|Sat|Sun|Fig|al|e\.g|i\.e)"
    r"|\b[A-Z](?:\.[A-Z])*)\.$"
)
#: "ARIHA, Syria (Agency) - " where a line starts: the place that a report was written at, which is no part of its first
#: sentence.
_DATELINE = re.compile(
    r"[^\S\n]{0,20}(?!(?i:fatalit|killed|dead\b|deaths?\b|injur|wounded|casualt|missing|displaced|martyr|victim))"
    r"(?:[A-Z\u00c0-\u00de][\w'’.-]{1,20}[ ,/]{1,2}){1,5}"
    r"(?:\([^()\n]{1,40}\) {0,2}|\d{1,2} [A-Z][a-z]{2,9},? )?"
    r"(?:--|[-–—])[^\S\n]{1,3}(?=[\"“'‘A-Z0-9])"
)
_LINE = re.compile(r"\n")


class Stretch(NamedTuple):
    """A stretch of text, half-open."""

    start: int
    end: int
    paragraph: int  # the number of its paragraph, from 0


def sentences(text: str) -> list[Stretch]:
    """The sentences of a text in order, without surrounding white space; together they hold every word."""
    cuts = [(0, False)]
    for match in _BREAK.finditer(text):
        end = match.end()
        if (match.group("next") or "").lower() in _OF_ADDRESSES:
            continue
        if (match.group("end") or match.group("glued")) and _ABBREVIATION.search(
            text, max(0, match.start() - 8), match.start() + 1
        ):
            continue
        cuts.append((end, "\n" in match.group()))
    lines = [match.end() for match in _LINE.finditer(text)]  # where each but the first begins
    cuts += [(dateline.end(), False) for line in (0, *lines) if (dateline := _DATELINE.match(text, line))]
    if not _is_wrapped(text, lines):
        cuts += [(line, True) for line in lines]
    found: list[Stretch] = []
    paragraph = 0
    ordered = [*sorted(dict(sorted(cuts)).items()), (len(text), True)]
    for (start, opens), (end, _) in pairwise(ordered):
        paragraph += opens
        found += _cut_long(text, start, end, paragraph)
    return found


def _is_wrapped(text: str, lines: Sequence[int]) -> bool:
    """True when single line ends stand inside sentences, as in a PDF: a line often goes on in lower case."""
    single = [at for at in lines if 1 < at < len(text) and text[at] != "\n" and text[at - 2] != "\n"]
    return len(single) >= 3 and sum(text[at].islower() for at in single) * 4 >= len(single)


def _cut_long(text: str, start: int, end: int, paragraph: int) -> list[Stretch]:
    pieces = []
    while start < end:
        stop = end
        if end - start > LONGEST:
            stop = text.rfind(" ", start + LONGEST // 2, start + LONGEST) + 1 or start + LONGEST
        words = text[start:stop]
        left, right = len(words) - len(words.lstrip()), len(words.rstrip())
        if left < right:
            pieces.append(Stretch(start + left, start + right, paragraph))
        start = stop
    return pieces
