"""Figures that a sentence tells place by place: "Qarya suffered 8 killed; Madina 9 killed", "Qarya (8 killed, 3 hurt)".

Each is of the place before it, or before the brackets that hold it. One figure may be told of several places so, by
numbers alone: "70 were hurt near Qarya (20) and Madina (50)", "2 in Qarya, 3 in Madina".
"""

import re
from bisect import bisect_right
from collections.abc import Sequence

from tadwin.extract.judged import Finding
from tadwin.extract.passages import Passage, asked_once
from tadwin.extract.subsets import Share
from tadwin.extract.words import any_of
from tadwin.types import Mention, Place

_HAD, _WORST, _KINDS = any_of("by_place", "had"), any_of("by_place", "worst"), any_of("by_place", "kinds")
_BEFORE_NUMBER = r"(?:(?:a total of|at least|more than|over|nearly|about|around|some|up to) )?"
#: Between a place and its first figure.
_TO_FIGURE = re.compile(
    rf"(?: (?:{_KINDS}))?(?: ?\((?:with )?|:? (?:with )?|,? (?:{_HAD}) ){_BEFORE_NUMBER}", re.IGNORECASE
)
#: Between a place and its first figure, where one place may stand alone: it suffered, or was the worst.
_SUFFERED = re.compile(
    rf"(?: (?:{_KINDS}))?,? (?:(?:{_HAD}) {_BEFORE_NUMBER}"
    rf"|(?:was|were|is|remained|remains) (?:[\w-]+ ){{0,3}}?(?:{_WORST})\b[^.;\d]{{0,60}})",
    re.IGNORECASE,
)
#: A list has as many places at least.
_FEWEST = 2
#: Between two figures of one place: "9 deaths and 4 injured in Qarya".
_PAIRED = re.compile(r",? (?:and|with|&) (?:another )?", re.IGNORECASE)
#: Behind this the figures are of the place no more.
_ENDS = re.compile(r"[.;:](?:\s|$)")
#: Between a place and the one that it lies in.
_WITHIN = re.compile(r"(?:,| in)(?: the)? ?", re.IGNORECASE)
#: Between the number of a part and its place.
_IN = re.compile(
    r" (?:of them |others? |people |more )?(?:(?:were|was) )?(?:in|near|at|from|outside) (?:the )?"
    rf"(?:(?:{_KINDS}) (?:of )?)?",
    re.IGNORECASE,
)


def place_beside(passage: Passage, finding: Finding) -> list[Mention[Place]]:
    """The place whose figure it is in a list by place, with what that lies in; none where it stands in no such list."""
    heads = _heads(passage)
    start = _number(passage, finding)
    if (tail := _tails(passage).get(start)) is not None:
        return [tail]
    before = [place for place in heads if place.end <= start]
    if not before or not _holds(passage, before[-1], start):
        return []
    places = list(passage.places)
    at = places.index(before[-1])
    found = [places[at]]
    for one in reversed(places[:at]):
        if one in heads or not _WITHIN.fullmatch(passage.text, one.end - passage.start, found[0].start - passage.start):
            break
        found.insert(0, one)
    return found


def heads_figures(passage: Passage, place: Mention[Place]) -> bool:
    """True for a place whose figures stand right behind it in a list by place: it holds no other place of the list."""
    return bool(passage.findings) and place in _heads(passage)


def is_divided(passage: Passage, finding: Finding) -> bool:
    """True for the five of "five were hurt: two in Qarya and three in Madina"."""
    parts = parts_by_place(passage)
    return any(
        (whole := passage.findings[key].whole) is not None and passage.findings[whole] is finding for key in parts
    )


@asked_once
def parts_by_place(passage: Passage) -> dict[int, list[Mention[Place]]]:
    """The parts of a sentence's figures that are told with a place each, by their keys: two places or more.

    A number behind the name of a place that nobody knows has none, rather than that of another.
    """
    told = {key: _place_of(passage, one) for key, one in enumerate(passage.findings) if one.whole is not None}
    found = {key: places for key, places in told.items() if places}
    if len({places[0].names for places in found.values()}) < _FEWEST:
        return {}
    unknown = [key for key in told.keys() - found.keys() if passage.findings[key].share is Share.IN_BRACKETS]
    return found | {key: [] for key in unknown if passage.findings[key].counted.kind == "none"}


def _place_of(passage: Passage, finding: Finding) -> list[Mention[Place]]:
    """The place behind the number of a part, as in "2 in Qarya", or before its brackets, as in "Qarya (20)"."""
    number = finding.counted.quantity
    start, end = passage.stretch(number.modified, number.after)
    for one in passage.places:
        if one.start >= end:
            return [one] if _IN.fullmatch(passage.text, end - passage.start, one.start - passage.start) else []
        if one.end <= start and passage.text[one.end - passage.start : start - passage.start].strip() == "(":
            return [one]
    return []


@asked_once
def _tails(passage: Passage) -> dict[int, Mention[Place]]:
    """The places behind the figures of "9 deaths and 4 injured in Qarya, 2 deaths in Madina", by where those begin.

    Two places or more, one of them behind two figures at least: those are told of the place that both stand before.
    """
    figures = sorted(
        (
            _number(passage, one),
            max(passage.stretch(one.first, one.last)[1], passage.stretch(one.counted.last, one.counted.last)[1]),
        )
        for one in passage.findings
        if one.whole is None
    )
    found: dict[int, Mention[Place]] = {}
    groups, group, last = [], list[int](), 0
    for (start, end), (following, _) in zip(figures, [*figures[1:], (passage.end, 0)], strict=True):
        if group and not _PAIRED.fullmatch(passage.text, last - passage.start, start - passage.start):
            group = []
        group, last = [*group, start], end
        behind = [one for one in passage.places if end <= one.start < following]
        if behind and _IN.fullmatch(passage.text, end - passage.start, behind[0].start - passage.start):
            found |= dict.fromkeys(group, behind[0])
            groups.append(len(group))
            group = []
    return found if len(groups) >= _FEWEST and max(groups) > 1 else {}


@asked_once
def _heads(passage: Passage) -> Sequence[Mention[Place]]:
    """The places of a sentence whose figures stand right behind them: two or more, or one that suffered them."""
    starts = sorted(_number(passage, one) for one in passage.findings)
    found, alone = [], False
    for place in passage.places:
        at = bisect_right(starts, place.end)
        if at == len(starts):
            break
        behind, figure = place.end - passage.start, starts[at] - passage.start
        suffered = bool(_SUFFERED.fullmatch(passage.text, behind, figure))
        if suffered or _TO_FIGURE.fullmatch(passage.text, behind, figure):
            found.append(place)
            alone = alone or suffered
    return found if alone or len(found) >= _FEWEST else []


def _number(passage: Passage, finding: Finding) -> int:
    number = finding.counted.quantity.modified
    return passage.stretch(number, number)[0]


def _holds(passage: Passage, place: Mention[Place], start: int) -> bool:
    """False for a figure behind the brackets that hold those of the place, or beyond its stretch."""
    between = passage.text[place.end - passage.start : start - passage.start]
    if _ENDS.search(between):
        return False
    return not between.lstrip().startswith("(") or ")" not in between
