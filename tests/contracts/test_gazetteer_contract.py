"""What every Gazetteer must do, whatever stands behind it."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from tadwin.adapters.gazetteer import SqliteGazetteer
from tadwin.adapters.gazetteer_build import compile_rows
from tadwin.adapters.gazetteer_rows import Row
from tadwin.types import Gazetteer, Place
from tadwin.vocab import PlacePrecision

TRUTH = {"Alphaville": ["AA", "BB"], "Betatown": ["BB"], "Gamma al-Kabir": ["CC"]}


def sqlite(folder: Path) -> Gazetteer:
    rows = [
        Row(f"{name}-{country}", name, 10.0, 20.0, country, "", PlacePrecision.EXACT, 1, ())
        for name, countries in TRUTH.items()
        for country in countries
    ]
    return SqliteGazetteer(compile_rows(folder, rows))


@pytest.fixture(params=[sqlite])
def gazetteer(request: pytest.FixtureRequest, tmp_path: Path) -> Gazetteer:
    make: Callable[[Path], Gazetteer] = request.param
    return make(tmp_path)


def countries(places: Sequence[Place]) -> list[str]:
    return sorted(place.country or "" for place in places)


@pytest.mark.parametrize("name", TRUTH)
def test_every_place_is_found_and_no_other(gazetteer: Gazetteer, name: str) -> None:
    assert countries(gazetteer.lookup(name)) == TRUTH[name]
    assert gazetteer.lookup(name) == gazetteer.lookup(name), "deterministic"


@pytest.mark.parametrize("name", TRUTH)
def test_a_country_narrows(gazetteer: Gazetteer, name: str) -> None:
    for country in ("AA", "BB", "CC", "ZZ"):
        assert countries(gazetteer.lookup(name, country=country)) == [c for c in TRUTH[name] if c == country]


def test_keys_is_true_wherever_lookup_finds(gazetteer: Gazetteer) -> None:
    assert all(gazetteer.keys(name) for name in TRUTH)
    assert all(gazetteer.keys(name.upper()) for name in TRUTH)


def test_places_carry_what_the_record_needs(gazetteer: Gazetteer) -> None:
    [place] = gazetteer.lookup("Betatown")
    assert place == Place("Betatown", 10.0, 20.0, place.gazetteer_id, None, "BB", PlacePrecision.EXACT)
    assert place.gazetteer_id


@pytest.mark.parametrize("name", ["", " ", "-", "'; DROP TABLE place; --", "\x00", "x" * 10_000, "😀", "al-"])
def test_any_text_may_be_asked_for(gazetteer: Gazetteer, name: str) -> None:
    assert list(gazetteer.lookup(name)) == []
    assert list(gazetteer.lookup(name, country="AA")) == []
    assert not gazetteer.keys(name)


def test_the_name_says_which_gazetteer(gazetteer: Gazetteer) -> None:
    assert gazetteer.name
