"""Ranges drawn as SVG: a bar to best, a line from low to high, an arrow where no upper bound is known.

Everything is sized by attributes and coloured by classes of the site's style, as its policy lets no inline style
through.
Charts are pictures of the table that stands beside each: they are hidden from those who are read to.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, log10

from markupsafe import Markup, escape

from tadwin.export.publication import PublishedFigure

#: The widths and heights are those of the drawing's own coordinates; the style scales it.
_BAR_WIDTH, _BAR_HEIGHT = 220, 14
_WIDE, _TALL, _LEFT, _BELOW, _ABOVE = 900, 260, 44, 26, 12
_WIDEST = 48  # a column


@dataclass(frozen=True, slots=True)
class Column:
    """A stretch of time: its words, the label under it where it has one, and what is counted; None for nothing."""

    words: str
    label: str | None
    figure: PublishedFigure | None


def largest(figures: Sequence[PublishedFigure | None]) -> int:
    """The largest number that any figure has, at least 1: what charts of them are scaled to."""
    told = (one for figure in figures if figure for one in (figure.low, figure.best, figure.high) if one is not None)
    return max((1, *told))


def bar(figure: PublishedFigure | None, most: int) -> Markup:
    """One figure as a bar, to be set in a table's cell. `most` is as long as the cell is wide."""
    if figure is None or figure.low is None:
        return Markup("")
    scale = (_BAR_WIDTH - 14) / most
    low, high = figure.low, figure.high if figure.high is not None else max(figure.low, figure.best or 0)
    mid = _BAR_HEIGHT / 2
    parts = []
    if figure.best is not None:
        parts.append(f'<rect class="bar" x="0" y="2" width="{figure.best * scale:.1f}" height="{_BAR_HEIGHT - 4}"/>')
    x1, x2 = low * scale, high * scale
    if high > low:
        parts.append(f'<path class="range" d="M{x1:.1f} {mid}H{x2:.1f}M{x1:.1f} 3V11M{x2:.1f} 3V11"/>')
    if figure.open:
        parts.append(f'<path class="range" d="M{x2:.1f} {mid}h10m-4 -4l4 4l-4 4"/>')
    return _svg("mini", _BAR_WIDTH, _BAR_HEIGHT, parts)


def timeline(columns: Sequence[Column]) -> Markup:
    """Columns side by side in their order, with a scale at the start."""
    most = largest([one.figure for one in columns])
    step = _step(most)
    top = ceil(most / step) * step
    height = _TALL - _BELOW - _ABOVE
    wide = min(_WIDEST, (_WIDE - _LEFT - 4) / max(1, len(columns)))

    def y(value: float) -> float:
        return _ABOVE + height * (1 - value / top)

    parts = []
    for value in range(0, top + 1, step):
        parts.append(f'<path class="grid" d="M{_LEFT} {y(value):.1f}H{_WIDE}"/>')
        parts.append(f'<text x="{_LEFT - 6}" y="{y(value) + 4:.1f}" text-anchor="end">{value:,}</text>')
    for number, one in enumerate(columns):
        x = _LEFT + 2 + number * wide
        if one.label:
            parts.append(f'<text x="{x:.1f}" y="{_TALL - 8}">{escape(one.label)}</text>')
        parts.extend(_column(one, x, wide, y))
    return _svg("timeline", _WIDE, _TALL, parts)


def _column(one: Column, x: float, wide: float, y: object) -> list[str]:
    figure = one.figure
    if figure is None or figure.low is None or not callable(y):
        return []
    gap = min(3.0, wide * 0.2)
    middle = x + wide / 2
    parts = [f"<g><title>{escape(one.words)}</title>"]
    if figure.best is not None:
        parts.append(
            f'<rect class="bar" x="{x + gap / 2:.1f}" y="{y(figure.best):.1f}" width="{wide - gap:.1f}" '
            f'height="{max(0.0, y(0) - y(figure.best)):.1f}"/>'
        )
    low, high = figure.low, figure.high if figure.high is not None else max(figure.low, figure.best or 0)
    tick = min(4.0, wide / 3)
    if high > low:
        ends = "".join(f"M{middle - tick:.1f} {y(end):.1f}h{2 * tick:.1f}" for end in (low, high))
        parts.append(f'<path class="range" d="M{middle:.1f} {y(low):.1f}V{y(high):.1f}{ends}"/>')
    if figure.open:
        arrow = f"M{middle:.1f} {y(high):.1f}v-9m{-tick:.1f} 4l{tick:.1f} -4l{tick:.1f} 4"
        parts.append(f'<path class="range" d="{arrow}"/>')
    return [*parts, "</g>"]


def _step(most: int) -> int:
    """The distance between lines of the scale: 1, 2 or 5 times a power of ten, for five lines or fewer."""
    power = int(10 ** floor(log10(max(1, most / 5))))
    return next(times * power for times in (1, 2, 5, 10) if most / (times * power) <= 5)


def _svg(name: str, width: int, height: int, parts: Sequence[str]) -> Markup:
    """The drawing. What stands in `parts` is made of numbers, and of words that were escaped."""
    head = f'<svg class="{name}" viewBox="0 0 {width} {height}" aria-hidden="true" focusable="false">'
    return Markup(head + "".join(parts) + "</svg>")  # noqa: S704
