"""The bundled basemap: what a page needs to draw its places, and which country and province a point lies in.

The data is Natural Earth's (public domain), compiled as resources/maps/README.md tells. Its lines are those in
effect on the ground, without any opinion on them; its codes are ISO 3166-1 alpha-2, as in the gazetteer, also where
ISO gives the ground to another country (Crimea is UA): docs/decisions/0016-maps.md. Coordinates are degrees, WGS84.
Lines are off by up to a few km, so that a point near a border or coast may be found on its other side: ask
with `within_km`, and take what is found as a doubt to look at, never as a verdict.
"""

import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import pairwise
from typing import Any, Final

#: What stands beside every map: where it comes from, and what it does not say.
CREDIT: Final = "Map: Natural Earth. Its lines are no opinion on any claim; dashed ones are contested."

Topology = dict[str, Any]
_Point = tuple[float, float]
_Box = tuple[float, float, float, float]

#: Mean length of a degree of latitude in km (Earth's mean radius 6371.0088 km, IUGG).
_KM_PER_DEGREE: Final = 111.195
#: How far around the areas in detail rivers, lakes and claimed lines are kept, in degrees.
_MARGIN: Final = 0.5


@dataclass(frozen=True, slots=True)
class Area:
    """A first-level division. `country` is "" where ISO 3166 gives the ground to none; `name` is the map's label."""

    country: str
    name: str


@dataclass(frozen=True, slots=True)
class _Shape:
    """An area with what tells whether a point lies in it. box: west, south, east, north."""

    area: Area
    box: _Box
    rings: tuple[tuple[_Point, ...], ...]


def basemap(countries: Iterable[str] = (), points: Iterable[tuple[float, float]] = ()) -> dict[str, Topology]:
    """What a page embeds to draw these countries, and those in which the (lat, lon) `points` lie.

    Three topologies: `world` (all countries, about 5 km), `areas` (the first-level divisions of these countries and
    those just across their borders, about 1 km) and `lines` (the lakes, rivers and claimed lines there). A
    country that is not known adds nothing.
    """
    wanted = set(countries) | {area.country for lat, lon in points for area in areas_near(lat, lon, within_km=5)}
    detail = _load("areas.json")
    chosen = _with_neighbours(detail["objects"]["areas"]["geometries"], wanted - {""})
    arcs = _arcs("areas.json")
    boxes = [_widened(_box(_rings(arcs, one)), _MARGIN) for one in chosen]
    lines = _load("lines.json")
    kept = {
        name: [one for one, box in zip(layer["geometries"], _line_boxes()[name], strict=True) if _any_meet(box, boxes)]
        for name, layer in lines["objects"].items()
    }
    return {
        "world": _load("world.json"),
        "areas": _subset(detail, {"areas": chosen}) | {"countries": sorted(wanted - {""})},
        "lines": _subset(lines, kept),
    }


@dataclass(frozen=True, slots=True)
class Outlines:
    """What lies in a box: rings of divisions and lakes, lines of countries, rivers and claims, of (lon, lat)."""

    divisions: tuple[tuple[_Point, ...], ...]
    countries: tuple[tuple[_Point, ...], ...]
    lakes: tuple[tuple[_Point, ...], ...]
    rivers: tuple[tuple[_Point, ...], ...]
    claims: tuple[tuple[_Point, ...], ...]


def outlines(west: float, south: float, east: float, north: float) -> Outlines:
    """The outlines that come into a box of degrees, as wide as they are: to be drawn, and cut by whoever draws."""
    box = (west, south, east, north)
    divisions = tuple(ring for shape in _shapes() if _any_meet(shape.box, [box]) for ring in shape.rings)
    lines = _load("lines.json")["objects"]
    of = {name: _lines_in("lines.json", lines[name]["geometries"], box) for name in ("lakes", "rivers", "claims")}
    countries = _lines_in("world.json", _load("world.json")["objects"]["countries"]["geometries"], box)
    return Outlines(divisions, countries, of["lakes"], of["rivers"], of["claims"])


def _lines_in(name: str, geometries: Iterable[Mapping[str, Any]], box: _Box) -> tuple[tuple[_Point, ...], ...]:
    every = (line for geometry in geometries for line in _rings(_arcs(name), geometry))
    return tuple(line for line in every if line and _any_meet(_box([line]), [box]))


def country_names() -> dict[str, str]:
    """The name that the map shows for each country's code."""
    geometries = _load("world.json")["objects"]["countries"]["geometries"]
    return {one["properties"]["country"]: one["properties"]["name"] for one in geometries}


def areas_near(lat: float, lon: float, within_km: float = 0.0) -> tuple[Area, ...]:
    """The divisions that hold the point or come within so many km of it, the nearest first.

    Distances are taken on a plane around the point: good to a percent below 100 km.
    """
    across = _KM_PER_DEGREE * max(math.cos(math.radians(lat)), 0.01)
    reach = (within_km / across, within_km / _KM_PER_DEGREE)
    found: list[tuple[float, str, str, Area]] = []
    for shape in _shapes():
        west, south, east, north = shape.box
        if not (west - reach[0] <= lon <= east + reach[0] and south - reach[1] <= lat <= north + reach[1]):
            continue
        away = 0.0 if _holds(shape.rings, lat, lon) else math.inf
        if away and within_km > 0:
            away = min(_away_km(ring, lat, lon, across) for ring in shape.rings)
        if away <= within_km:
            found.append((away, shape.area.country, shape.area.name, shape.area))
    return tuple(one[-1] for one in sorted(found, key=lambda one: one[:3]))


def _holds(rings: Iterable[Sequence[_Point]], lat: float, lon: float) -> bool:
    """Even-odd: a ray from the point crosses the rings, holes among them, an odd number of times."""
    inside = False
    for ring in rings:
        for (x1, y1), (x2, y2) in pairwise(ring):
            if (y1 > lat) != (y2 > lat) and lon < x1 + (lat - y1) * (x2 - x1) / (y2 - y1):
                inside = not inside
    return inside


def _away_km(ring: Sequence[_Point], lat: float, lon: float, across: float) -> float:
    """The distance in km from a point to a ring, on a plane where a degree of longitude is `across` km."""
    best = math.inf
    flat = [((x - lon) * across, (y - lat) * _KM_PER_DEGREE) for x, y in ring]
    for (x1, y1), (x2, y2) in pairwise(flat):
        dx, dy = x2 - x1, y2 - y1
        length = dx * dx + dy * dy
        along = 0.0 if length == 0 else min(1.0, max(0.0, -(x1 * dx + y1 * dy) / length))
        best = min(best, math.hypot(x1 + along * dx, y1 + along * dy))
    return best


@cache
def _load(name: str) -> Topology:
    text = resources.files("tadwin.resources").joinpath("maps", name).read_text(encoding="utf-8")
    topology: Topology = json.loads(text)
    return topology


@cache
def _arcs(name: str) -> tuple[tuple[_Point, ...], ...]:
    """The arcs of a topology in degrees: they are stored as whole steps, each from the point before."""
    topology = _load(name)
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    decoded: list[tuple[_Point, ...]] = []
    for arc in topology["arcs"]:
        x = y = 0
        points: list[_Point] = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        decoded.append(tuple(points))
    return tuple(decoded)


@cache
def _shapes() -> tuple[_Shape, ...]:
    arcs = _arcs("areas.json")
    shapes = []
    for one in _load("areas.json")["objects"]["areas"]["geometries"]:
        rings, properties = _rings(arcs, one), one["properties"]
        shapes.append(_Shape(Area(properties["country"], properties["label"]), _box(rings), rings))
    return tuple(shapes)


@cache
def _line_boxes() -> dict[str, tuple[_Box, ...]]:
    """For each layer of lines.json, the box of each of its geometries, in their order."""
    lines = _load("lines.json")
    arcs = _arcs("lines.json")
    return {
        name: tuple(_box(_rings(arcs, one)) for one in layer["geometries"]) for name, layer in lines["objects"].items()
    }


def _rings(arcs: Sequence[Sequence[_Point]], geometry: Mapping[str, Any]) -> tuple[tuple[_Point, ...], ...]:
    """The lines of a geometry, or its polygons' rings: outer ones and holes alike."""
    return tuple(tuple(_joined(arcs, chain)) for chain in _chains(geometry))


def _chains(geometry: Mapping[str, Any]) -> Iterator[list[int]]:
    """The lists of arc numbers of a geometry, whatever its type nests them in."""
    stack: list[Any] = [geometry.get("arcs", [])]
    while stack:
        top = stack.pop()
        if top and isinstance(top[0], int):
            yield top
        else:
            stack.extend(reversed(top))


def _joined(arcs: Sequence[Sequence[_Point]], chain: Iterable[int]) -> list[_Point]:
    """One line from its arcs: `~n` is arc n backwards, and each begins where the one before ends."""
    points: list[_Point] = []
    for number in chain:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points.extend(arc if not points else arc[1:])
    return points


def _box(lines: Sequence[Sequence[_Point]]) -> _Box:
    points = [point for line in lines for point in line]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def _widened(box: _Box, degrees: float) -> _Box:
    return box[0] - degrees, box[1] - degrees, box[2] + degrees, box[3] + degrees


def _any_meet(box: _Box, others: Iterable[_Box]) -> bool:
    west, south, east, north = box
    return any(west <= e and w <= east and south <= n and s <= north for w, s, e, n in others)


def _with_neighbours(geometries: Sequence[Mapping[str, Any]], countries: set[str]) -> list[Mapping[str, Any]]:
    """The areas of the countries, and those that share a line with one of them, in the file's order."""
    own = [one for one in geometries if one["properties"]["country"] in countries]
    lines = {_forward(number) for one in own for chain in _chains(one) for number in chain}
    return [
        one
        for one in geometries
        if one["properties"]["country"] in countries
        or any(_forward(number) in lines for chain in _chains(one) for number in chain)
    ]


def _forward(number: int) -> int:
    return number if number >= 0 else ~number


def _subset(topology: Topology, layers: Mapping[str, Sequence[Mapping[str, Any]]]) -> Topology:
    """A topology of these geometries and only the arcs that they use, numbered anew."""
    numbers: dict[int, int] = {}

    def renumbered(arcs: Any) -> Any:
        if isinstance(arcs, list):
            return [renumbered(one) for one in arcs]
        new = numbers.setdefault(_forward(arcs), len(numbers))
        return new if arcs >= 0 else ~new

    objects = {
        name: {
            "type": "GeometryCollection",
            "geometries": [{**one, "arcs": renumbered(one["arcs"])} if "arcs" in one else one for one in geometries],
        }
        for name, geometries in layers.items()
    }
    arcs = [topology["arcs"][number] for number in numbers]
    return {"type": "Topology", "transform": topology["transform"], "objects": objects, "arcs": arcs}
