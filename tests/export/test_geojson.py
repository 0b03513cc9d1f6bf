"""The GeoJSON: its structure by RFC 7946, and where its points lie, by shapely and outlines drawn here by hand."""

import json
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from planted_release import ALL, any_incident, incident, made, released
from shapely.geometry import Point, Polygon, shape  # type: ignore[import-untyped]

from tadwin.adapters.gazetteer import SqliteGazetteer
from tadwin.adapters.gazetteer_build import ensure
from tadwin.export.publication import PublishedIncident, PublishedPlace

# Countries as a dozen corners from an atlas, longitude first: generous at borders, and nowhere near another's middle.
OUTLINES = {
    "SY": [(35.6, 35.9), (36.7, 36.9), (42.4, 37.4), (41.4, 34.4), (38.8, 33.3), (35.6, 32.3), (35.5, 34.6)],
    "YE": [(42.2, 17.4), (48.2, 18.2), (52.0, 19.1), (53.2, 16.6), (45.0, 12.5), (43.0, 12.5), (42.2, 15.5)],
    "UA": [(22.0, 48.0), (24.0, 52.0), (34.0, 52.5), (40.3, 49.8), (38.3, 46.9), (33.5, 44.2), (28.2, 45.2)],
    "SD": [(21.8, 22.0), (37.0, 22.1), (38.7, 18.0), (36.0, 12.5), (34.0, 8.5), (24.0, 8.5), (21.8, 12.5)],
    "CO": [(-79.0, 1.0), (-77.5, 8.7), (-71.5, 12.6), (-67.0, 6.3), (-66.8, 1.2), (-70.0, -4.3), (-75.5, -0.2)],
}
CITIES = {"SY": ("Aleppo", "Idlib"), "YE": ("Taizz", "Sanaa"), "UA": ("Kharkiv",), "SD": ("Nyala",), "CO": ("Cali",)}


def load(data: bytes) -> dict[str, Any]:
    def refuse(word: str) -> None:
        raise AssertionError(f"{word} is no JSON")

    loaded = json.loads(data.decode("utf-8"), parse_constant=refuse)
    assert isinstance(loaded, dict)
    return loaded


def check(collection: dict[str, Any]) -> None:
    """RFC 7946, sections 3 and 4."""
    assert collection["type"] == "FeatureCollection"
    assert "crs" not in collection
    assert not {"coordinates", "geometries", "geometry", "properties"} & set(collection)
    for feature in collection["features"]:
        assert feature["type"] == "Feature"
        assert isinstance(feature["properties"], dict)
        assert isinstance(feature["id"], str)
        geometry = feature["geometry"]
        if geometry is not None:
            assert geometry["type"] == "Point"
            longitude, latitude = geometry["coordinates"]
            assert -180 <= longitude <= 180
            assert -90 <= latitude <= 90
            assert shape(geometry).is_valid


def test_it_is_valid_and_says_where_it_comes_from() -> None:
    told = load(made("geojson", released(*ALL)))
    check(told)
    assert told["tadwin"] == {"profile": "partner", "record": "3f" * 32, "version": "9.9.9", "made_on": "2031-06-01"}
    market, week, taken, undated, toll = told["features"]
    assert market["geometry"]["coordinates"] == [36.6, 35.9]
    assert week["geometry"]["coordinates"] == [-36.8, -1.25]
    assert taken["geometry"] is undated["geometry"] is toll["geometry"] is None
    properties = market["properties"]
    assert (properties["killed_best"], properties["killed_low"], properties["killed_open"]) == (12, 11, True)
    assert "killed_high" not in properties, "an open high is no number"
    children = {
        "incident": "i1",
        "effect": "killed",
        "group": "children",
        "low": 5,
        "best": 5,
        "high": 5,
        "open": False,
    }
    assert children | {"given": "exact", "in_words": "5"} in properties["figures"]
    assert {"incident": "i1", "effect": "missing", "open": False, "given": "suppressed"}.items() <= properties[
        "figures"
    ][-1].items()
    assert properties["contained_in"] == "i5"
    assert "injured_women_best" not in properties, "what is not stated is not there"


@pytest.mark.parametrize("code", OUTLINES)
def test_points_lie_in_the_right_country(code: str, home: Path) -> None:
    outline = Polygon(OUTLINES[code])
    with closing(SqliteGazetteer(ensure(home))) as gazetteer:
        found = {name: gazetteer.lookup(name, country=code)[0] for name in CITIES[code]}
    for name, known in found.items():
        place = PublishedPlace(name, known.lat, known.lon, known.precision, known.admin1, known.country)
        (feature,) = load(made("geojson", released(incident("i1", places=(place,)))))["features"]
        assert outline.contains(Point(feature["geometry"]["coordinates"])), name
        assert feature["properties"]["country"] == code


@given(any_incident())
def test_any_incident_is_valid_and_no_open_high_is_a_number(told: PublishedIncident) -> None:
    loaded = load(made("geojson", released(told)))
    check(loaded)
    properties = loaded["features"][0]["properties"]
    for one in properties["figures"]:
        assert not (one["open"] and "high" in one)
    for name in properties:
        if name.endswith("_high"):
            assert properties[name.removesuffix("high") + "open"] is False
