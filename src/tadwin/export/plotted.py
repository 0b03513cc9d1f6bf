"""Pictures of a publication, ready for a report: the weeks and the map, with the ranges drawn. PNG and SVG.

matplotlib draws them, with nothing of its own state used, so that several can be drawn at once. A figure without an
upper bound ends in an arrow. A place that is shown wider than a settlement is a pale disc, never a point.
"""

import io
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from importlib.util import find_spec
from itertools import pairwise
from typing import TYPE_CHECKING

from tadwin import basemap
from tadwin.errors import ExportError
from tadwin.export.marked import one_line
from tadwin.export.publication import Publication, PublishedFigure, PublishedIncident, PublishedPlace
from tadwin.export.totals import added, counting
from tadwin.vocab import Effect, PlacePrecision

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

#: Colours that people who see colours otherwise, and printers without any, can tell apart.
_INK, _SOFT, _BAR, _RANGE, _LAND, _WATER, _LINE = (
    "#1c1b19", "#5b5750", "#b9ad98", "#7a1414", "#f3f1eb", "#dfe8ee", "#b5aea0",
)  # fmt: skip
#: Weeks above which bars would be hairs, and months are drawn.
_MOST_WEEKS = 110
#: Places that are named on the map: those with the most people killed.
_NAMED = 8
#: The least that the map shows, in degrees: around a single town one wants to know where it lies.
_LEAST = 1.2
_FORMATS = ("png", "svg")
#: Dots an inch of the PNG: what printers ask for.
_DPI = 200


@dataclass(frozen=True, slots=True)
class Span:
    """A week or a month, and the people killed in its incidents, None where none was."""

    first: date
    last: date
    figure: PublishedFigure | None


def available() -> bool:
    """True where matplotlib is installed, which not everybody has."""
    return find_spec("matplotlib") is not None


def pictures(publication: Publication) -> dict[str, bytes]:
    """Each picture by the name of its file. Raises ExportError where matplotlib is not installed."""
    if not available():
        raise ExportError("plots need matplotlib, which is not installed: pip install 'tadwin[plot]'")
    from matplotlib import rc_context

    made: dict[str, bytes] = {}
    with rc_context({"svg.hashsalt": "tadwin", "svg.fonttype": "path", "font.family": _fonts()}):
        for name, figure in (("timeline", timeline(publication)), ("map", place_map(publication))):
            for kind in _FORMATS if figure is not None else ():
                assert figure is not None  # noqa: S101  # for the type checker: no format is drawn of none
                made[f"{name}.{kind}"] = _saved(figure, kind, publication)
    return made


def timeline(publication: Publication) -> "Figure | None":
    """The people killed by week, or by month where there are too many weeks; None where no day is known."""
    from matplotlib.ticker import MaxNLocator

    spans = _spans(counting(publication.incidents))
    if not spans:
        return None
    figure, axes = _page(9.0, 4.2)
    by = "month" if (spans[0].last - spans[0].first).days > 7 else "week"
    axes.set_title(f"People killed, by {by}", loc="left", color=_INK, fontsize=13)
    one = (spans[0].last - spans[0].first).days + 1
    width = min(0.8 * one, one * len(spans) / 10)  # a few weeks are no wall
    for span in spans:
        if span.figure is not None:
            _bar(axes, span, width)
    axes.xaxis_date()
    axes.grid(axis="y", color=_LINE, linewidth=0.5)
    axes.set_axisbelow(True)
    axes.set_ylim(bottom=0)
    axes.yaxis.set_major_locator(MaxNLocator(integer=True))
    axes.set_ylabel("best (bar), low to high (line)", color=_SOFT, fontsize=9)
    _note(figure, publication, "An arrow has no upper bound. Only what is signed off is counted.")
    return figure


def place_map(publication: Publication) -> "Figure | None":
    """Where people were killed, by the area of a circle; None where no place is known."""
    marks = _marks(counting(publication.incidents))
    if not marks:
        return None
    west, south, east, north = _box(marks)
    middle = math.cos(math.radians((south + north) / 2))
    figure, axes = _page(8.0, min(9.0, max(4.0, 8.0 * (north - south) / ((east - west) * middle))) + 0.8)
    axes.set_title("People killed, by place", loc="left", color=_INK, fontsize=13)
    _ground(axes, basemap.outlines(west, south, east, north))
    top = max(mark.most for mark in marks)
    for mark in sorted(marks, key=lambda mark: -mark.most):
        _circle(axes, mark, top)
    for mark in _to_name(marks, (east - west) * 0.28, (north - south) * 0.03):
        away = 4 + math.sqrt(_area(mark.most, top)) / 2
        label, at = f"{one_line(mark.place.name or '')} {mark.words}", (mark.lon, mark.lat)
        axes.annotate(label, at, (away, 4), textcoords="offset points", fontsize=8, color=_INK, zorder=5)
    axes.set_xlim(west, east)
    axes.set_ylim(south, north)
    axes.set_aspect(1 / middle)
    axes.set_xticks([])
    axes.set_yticks([])
    wide = "Pale discs are shown no finer than a province. " if any(mark.wide for mark in marks) else ""
    _note(figure, publication, f"The area of a circle is the best figure, its ring the highest. {wide}{basemap.CREDIT}")
    return figure


@dataclass(frozen=True, slots=True)
class _Mark:
    """All incidents of one place: the sums of low, best and high."""

    place: PublishedPlace
    lat: float
    lon: float
    figure: PublishedFigure

    @property
    def wide(self) -> bool:
        """True for a place that is no settlement."""
        return self.place.precision not in (PlacePrecision.EXACT, PlacePrecision.NEAR)

    @property
    def most(self) -> int:
        """The best figure, or the lowest where none is chosen."""
        return _best(self.figure)

    @property
    def words(self) -> str:
        """The range: "9 (9 to ≥ 24)"."""
        low, high = self.figure.low or 0, self.figure.high
        if high is None or self.figure.open:
            return f"{self.most} ({low} to ≥ {high if high is not None else self.most})"
        return f"{self.most}" if low == high else f"{self.most} ({low} to {high})"


def _marks(incidents: Iterable[PublishedIncident]) -> list[_Mark]:
    by_place: dict[tuple[str | None, float, float], tuple[PublishedPlace, list[PublishedIncident]]] = {}
    for one in incidents:
        for place in one.places:
            if place.lat is not None and place.lon is not None:
                if _killed(one.figures) is not None:
                    by_place.setdefault((place.name, place.lat, place.lon), (place, []))[1].append(one)
                break
    found = ((key, place, _killed(added(inside))) for key, (place, inside) in by_place.items())
    return [_Mark(place, lat, lon, figure) for (_, lat, lon), place, figure in found if figure is not None]


def _to_name(marks: Iterable[_Mark], wide: float, high: float) -> list[_Mark]:
    """The places with the most killed whose labels, so many degrees `wide` and `high`, do not cover each other."""
    named: list[_Mark] = []
    for mark in sorted(marks, key=lambda mark: (-mark.most, mark.place.name or "")):
        free = all(abs(mark.lat - one.lat) > high or abs(mark.lon - one.lon) > wide for one in named)
        if mark.place.name and mark.most and free and len(named) < _NAMED:
            named.append(mark)
    return named


def _killed(figures: Iterable[PublishedFigure]) -> PublishedFigure | None:
    whole = (one for one in figures if (one.effect, one.status, one.group) == (Effect.KILLED, None, None))
    return next(whole, None)


def _best(figure: PublishedFigure) -> int:
    return figure.best if figure.best is not None else figure.low or 0


def _spans(incidents: Sequence[PublishedIncident]) -> list[Span]:
    """Every week from the first with an incident to the last, or every month; empty ones too."""
    dated = [(one.start, one) for one in incidents if one.start is not None]
    if not dated:
        return []
    first, last = min(day for day, _ in dated), max(day for day, _ in dated)
    by_week = (last - first).days // 7 < _MOST_WEEKS
    starts: dict[date, list[PublishedIncident]] = {}
    day = _start(first, by_week)
    while day <= last:
        starts[day] = []
        day = _start(day + timedelta(days=7 if by_week else 32), by_week)
    for start, one in dated:
        starts[_start(start, by_week)].append(one)
    ordered = [*starts, day]
    return [
        Span(start, behind - timedelta(days=1), _killed(added(starts[start]))) for start, behind in pairwise(ordered)
    ]


def _start(day: date, by_week: bool) -> date:
    return day - timedelta(days=day.weekday()) if by_week else day.replace(day=1)


# --- drawing ------------------------------------------------------------------------------------------------------


def _page(width: float, height: float) -> "tuple[Figure, Axes]":
    from matplotlib.figure import Figure

    figure = Figure(figsize=(width, height), layout="constrained", facecolor="white")
    axes = figure.subplots()
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    for side in ("left", "bottom"):
        axes.spines[side].set_color(_LINE)
    axes.tick_params(colors=_SOFT, labelsize=9)
    return figure, axes


def _note(figure: "Figure", publication: Publication, words: str) -> None:
    head = publication.head[:12] or "none"
    told = f"{words}\ntadwin {publication.version}, profile {publication.profile}, record {head}"
    figure.supxlabel(told, x=0.01, ha="left", fontsize=7, color=_SOFT)


def _bar(axes: "Axes", span: Span, width: float) -> None:
    figure, middle = span.figure, _days(span.first) + (span.last - span.first).days / 2
    assert figure is not None  # noqa: S101  # of the spans that have one
    best, low = _best(figure), figure.low or 0
    high = max(best, figure.high or 0)
    axes.bar([middle], [best], width=width, color=_BAR, linewidth=0)
    if high > low:
        axes.plot([middle, middle], [low, high], color=_RANGE, linewidth=1.2, solid_capstyle="butt")
    if figure.open:
        axes.plot([middle], [high], marker="^", markersize=5, color=_RANGE)


def _days(day: date) -> float:
    """A day as matplotlib's axes count: since 1970 (matplotlib.dates, "date.epoch")."""
    return float((day - date(1970, 1, 1)).days)


def _circle(axes: "Axes", mark: _Mark, top: int) -> None:
    lon, lat = [mark.lon], [mark.lat]
    size = _area(mark.most, top)
    if mark.wide:
        axes.scatter(lon, lat, s=max(size, 260), color=_RANGE, alpha=0.16, linewidths=0, zorder=3)
    else:
        axes.scatter(lon, lat, s=size, color=_RANGE, alpha=0.7, linewidths=0, zorder=4)
    high = mark.figure.high or 0
    if high > mark.most:
        axes.scatter(lon, lat, s=_area(high, top), facecolors="none", edgecolors=_RANGE, linewidths=0.8, zorder=4)


def _area(killed: int, top: int) -> float:
    """In square points: proportional, and still to be seen for one person."""
    return max(9.0, 900.0 * killed / max(top, 20))


def _ground(axes: "Axes", drawn: basemap.Outlines) -> None:
    from matplotlib.collections import LineCollection, PolyCollection

    axes.set_facecolor(_WATER)
    axes.add_collection(PolyCollection(drawn.divisions, facecolors=_LAND, edgecolors=_LINE, linewidths=0.4, zorder=1))
    axes.add_collection(PolyCollection(drawn.lakes, facecolors=_WATER, linewidths=0, zorder=2))
    axes.add_collection(LineCollection(drawn.rivers, colors="#a9c3d4", linewidths=0.6, zorder=2))
    axes.add_collection(LineCollection(drawn.countries, colors=_SOFT, linewidths=0.9, zorder=2))
    axes.add_collection(LineCollection(drawn.claims, colors=_SOFT, linewidths=0.9, linestyles="dashed", zorder=2))


def _box(marks: Sequence[_Mark]) -> tuple[float, float, float, float]:
    """West, south, east and north around all places, with room."""
    lats, lons = [mark.lat for mark in marks], [mark.lon for mark in marks]
    half = max(max(lats) - min(lats), max(lons) - min(lons), _LEAST) * 0.62
    lat, lon = (max(lats) + min(lats)) / 2, (max(lons) + min(lons)) / 2
    return lon - half, max(-85.0, lat - half), lon + half, min(85.0, lat + half)


def _fonts() -> list[str]:
    """Fonts that know other scripts, where this computer has them; matplotlib's own knows Latin, Greek and Cyrillic."""
    from matplotlib import font_manager

    wanted = ("Noto Sans", "Noto Sans Arabic", "Noto Naskh Arabic", "Noto Sans Hebrew")
    there = {font.name for font in font_manager.fontManager.ttflist}
    return [*(name for name in wanted if name in there), "DejaVu Sans"]


def _saved(figure: "Figure", kind: str, publication: Publication) -> bytes:
    """The same bytes for the same publication: no day of making is kept in them."""
    file = io.BytesIO()
    note = (
        f"tadwin {publication.version}, profile {publication.profile}, record {publication.head or 'without decisions'}"
    )
    metadata = (
        {"Description": note, "Date": None, "Creator": "tadwin"}
        if kind == "svg"
        else {"Description": note, "Software": None}
    )
    figure.savefig(file, format=kind, dpi=_DPI, metadata=metadata)
    return file.getvalue()
