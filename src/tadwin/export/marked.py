"""A report's text with its claims marked in place, fit to be shown: for the page and for the terminal.

Report text is hostile. Characters that steer a screen instead of standing on it (terminal escapes,
overrides of the writing direction) are shown by their code point, so that nobody reads words in
another order than the one that was captured, and no terminal obeys a report.
"""

import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tadwin.types import Claim

# Control characters but for newline and tab; embeddings, overrides and isolates of direction (Unicode Bidirectional
# Algorithm, UAX 9, section 2); line and paragraph separators; invisible tags; lone surrogates; the byte order mark.
# Joiners (U+200C, U+200D) and the marks U+200E, U+200F and U+061C stay: Persian, Arabic and emoji are written with
# them, and they reorder nothing by themselves.
_STEERING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff\U000e0000-\U000e007f]"
)


def visible(text: str) -> str:
    """The text with every character that steers a screen written as ⟨U+…⟩. A CR before a newline is dropped."""
    return _STEERING.sub(lambda found: f"⟨U+{ord(found[0]):04X}⟩", text.replace("\r\n", "\n"))


def runs(text: str) -> Iterator[tuple[str, bool]]:
    """`visible`, run by run: each run of the text as it is, and, True, each steering character as it is written out."""
    at = 0
    for found in _STEERING.finditer(text):
        if text.startswith("\r\n", found.start()):
            continue
        if at < found.start():
            yield text[at : found.start()].replace("\r\n", "\n"), False
        yield visible(found[0]), True
        at = found.end()
    if at < len(text):
        yield text[at:].replace("\r\n", "\n"), False


def one_line(text: str) -> str:
    """`visible`, with each run of white space as one space: for cells and headings."""
    # Most words are so, and are asked for in every cell of every table. What steers, and white space that is no plain
    # space, is never printable (str.isprintable, after the general categories of Unicode).
    if text.isprintable() and "  " not in text and text[:1] != " " != text[-1:]:
        return text
    return " ".join(visible(text).split())


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text under the same claims. `opens` and `closes` are those whose words begin or end with it."""

    text: str
    claims: tuple[Claim, ...] = ()
    opens: tuple[Claim, ...] = ()
    closes: tuple[Claim, ...] = ()


def pieces(text: str, claims: Iterable[Claim]) -> tuple[Piece, ...]:
    """The whole text in order, cut wherever a claim's words begin or end. Claims may nest and overlap."""
    ordered = sorted(claims, key=lambda claim: (claim.span.start, -claim.span.end, claim.number.start, claim.id))
    edges = sorted({0, len(text), *(edge for claim in ordered for edge in (claim.span.start, claim.span.end))})
    cut = []
    position = 0
    over: list[Claim] = []
    for start, end in itertools.pairwise(edges):
        over = [claim for claim in over if claim.span.end > start]
        opens = []
        while position < len(ordered) and ordered[position].span.start == start:
            opens.append(ordered[position])
            position += 1
        over.extend(opens)
        closes = tuple(claim for claim in over if claim.span.end == end)
        cut.append(Piece(text[start:end], tuple(over), tuple(opens), closes))
    return tuple(cut)


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a report that holds claims, cut into pieces; `opened` and `closed` say where words were left out."""

    pieces: tuple[Piece, ...]
    claims: tuple[Claim, ...]
    opened: bool
    closed: bool


def passages(text: str, claims: Iterable[Claim], *, around: int = 110) -> tuple[Passage, ...]:
    """The claims' words with up to `around` characters on either side, in order; those that would overlap are one."""
    stretches: list[tuple[int, int, list[Claim]]] = []
    for claim in sorted(claims, key=lambda one: (one.span.start, one.span.end, one.id)):
        start, end = _start(text, claim.span.start, around), _end(text, claim.span.end, around)
        if stretches and start <= stretches[-1][1]:
            first, last, held = stretches[-1]
            stretches[-1] = (first, max(last, end), [*held, claim])
        else:
            stretches.append((start, end, [claim]))
    return tuple(_passage(text, start, end, held) for start, end, held in stretches)


def _start(text: str, at: int, around: int) -> int:
    """Where a passage begins: the start of the paragraph, or of the first whole word `around` characters before."""
    paragraph = text.rfind("\n", 0, at) + 1
    if at - paragraph <= around:
        return paragraph
    blank = re.search(r"\s", text[at - around : at])
    return at - around + (blank.end() if blank else 0)


def _end(text: str, at: int, around: int) -> int:
    """Where a passage ends: the end of the paragraph, or of the last whole word `around` characters after."""
    paragraph = text.find("\n", at)
    paragraph = len(text) if paragraph < 0 else paragraph
    if paragraph - at <= around:
        return paragraph
    blanks = list(re.finditer(r"\s", text[at : at + around]))
    return at + (blanks[-1].start() if blanks else around)


def _passage(text: str, start: int, end: int, claims: list[Claim]) -> Passage:
    cut = []
    at = 0
    for piece in pieces(text, claims):
        first, last = max(at, start), min(at + len(piece.text), end)
        if first < last:
            cut.append(Piece(piece.text[first - at : last - at], piece.claims, piece.opens, piece.closes))
        at += len(piece.text)
    held = tuple(claim for piece in cut for claim in piece.opens)
    opened = start > 0 and text[start - 1] != "\n"
    return Passage(tuple(cut), held, opened, end < len(text) and text[end] not in "\r\n")
