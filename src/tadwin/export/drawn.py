"""Ranges drawn as small inline pictures, for eyes only: the numbers stand in words beside them.

The page's style sheet colours them by class, as its content security policy refuses styles of their own.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from markupsafe import Markup

from tadwin.types import FigureLine

#: In pixels: how long the axis is, what stays free at either end for half a dot, and for the arrow of an open range.
_LENGTH, _DOT, _ARROW = 132, 4, 9
_ROW = 13

_OPENING = Markup('<svg class="drawn" width="{}" height="{}" aria-hidden="true"><path class="axis" d="M{} 0V{}"/>')
_LINE = Markup('<path class="{}" d="M{} {}H{}"/>')
_ARROWED = Markup('<path class="{} open" d="M{} {}h{}m-3 -3l3 3l-3 3"/>')
_BEST = Markup('<circle class="{}" cx="{}" cy="{}" r="{}"/>')


class Range(NamedTuple):
    """A range to draw; `high` is None where it is open without any bound. `kind` is the class of its parts."""

    low: int
    best: int | None
    high: int | None
    open: bool
    kind: str


def axis_end(lines: Iterable[FigureLine]) -> int:
    """The number at the end of an axis that every one of these figures fits on."""
    numbers = (number for line in lines for number in (line.low, line.best, line.high))
    return max((number for number in numbers if number is not None), default=0)


def figure(line: FigureLine, end: int) -> Markup | None:
    """A figure as a line from low to high with a dot at best, on an axis from 0 to `end`; None for a single number."""
    if line.low is None or end == 0 or (line.low == line.high and not line.open):
        return None
    return picture([Range(line.low, line.best, line.high, line.open or line.high is None, "range")], end)


def picture(ranges: Sequence[Range], end: int) -> Markup:
    """Ranges below each other on one axis from 0 to `end`."""
    height = _ROW * len(ranges)
    parts = [_OPENING.format(_LENGTH + 2 * _DOT + _ARROW, height, _DOT, height)]
    for number, one in enumerate(ranges):
        parts.append(_drawn(one, _ROW * number + _ROW // 2, end))
    return Markup("").join([*parts, Markup("</svg>")])


def _drawn(one: Range, middle: int, end: int) -> Markup:
    left = _at(one.low, end)
    right = max(left + 1, _at(end if one.high is None else one.high, end))
    drawn = _LINE.format(one.kind, left, middle, right)
    if one.open:
        drawn += _ARROWED.format(one.kind, right, middle, _ARROW)
    if one.best is not None:
        drawn += _BEST.format(one.kind, _at(one.best, end), middle, _DOT)
    return drawn


def _at(number: int, end: int) -> int:
    return _DOT + round(_LENGTH * max(0, min(number, end)) / end)
