"""The GED table: loaded with pandas as UCDP's own is, and checked against the codebook, written out here anew."""

import io
from collections.abc import Mapping

import pandas as pd  # type: ignore[import-untyped]
import pytest
from hypothesis import given
from hypothesis import strategies as st
from planted_release import (
    ALL,
    KAFR,
    MARKET,
    TAKEN,
    TOLL,
    UNDATED,
    WEEK,
    any_incident,
    figure,
    find,
    incident,
    made,
    released,
    rows_of,
)

from tadwin.export import ged
from tadwin.export.publication import PublishedIncident
from tadwin.vocab import Effect, Status

# The columns as the issue lists them, after the UCDP GED Codebook 25.1.
COLUMNS = [
    "id",
    "relid",
    "year",
    "active_year",
    "code_status",
    "type_of_violence",
    "conflict_dset_id",
    "conflict_new_id",
    "conflict_name",
    "dyad_dset_id",
    "dyad_new_id",
    "dyad_name",
    "side_a_dset_id",
    "side_a_new_id",
    "side_a",
    "side_b_dset_id",
    "side_b_new_id",
    "side_b",
    "number_of_sources",
    "source_article",
    "source_office",
    "source_date",
    "source_headline",
    "source_original",
    "where_prec",
    "where_coordinates",
    "where_description",
    "adm_1",
    "adm_2",
    "latitude",
    "longitude",
    "geom_wkt",
    "priogrid_gid",
    "country",
    "country_id",
    "region",
    "event_clarity",
    "date_prec",
    "date_start",
    "date_end",
    "deaths_a",
    "deaths_b",
    "deaths_civilians",
    "deaths_unknown",
    "best",
    "high",
    "low",
    "gwnoa",
    "gwnob",
]
# Allowed codes after the codebook.
CODES: Mapping[str, set[int]] = {
    "type_of_violence": {1, 2, 3},
    "active_year": {0, 1},
    "where_prec": {1, 2, 3, 4, 5, 6, 7},
    "date_prec": {1, 2, 3, 4, 5},
    "event_clarity": {1, 2},
}
REGIONS = {"Africa", "Americas", "Asia", "Europe", "Middle East"}
# Blank unless a map says otherwise.
UCDPS_OWN = [name for name in COLUMNS if name.startswith(("conflict_", "dyad_", "side_", "gwno"))]
UCDPS_OWN += ["id", "active_year", "code_status", "type_of_violence"]
WHOLE = ["year", "priogrid_gid", "country_id", "deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown"]
WHOLE += ["best", "high", "low", "number_of_sources", *CODES]


def load(data: bytes) -> pd.DataFrame:
    """As a researcher loads UCDP's file: whole numbers, days, the rest as pandas finds it."""
    types = dict.fromkeys(WHOLE, "Int64")
    return pd.read_csv(io.BytesIO(data), dtype=types, parse_dates=["date_start", "date_end"])


def check(table: pd.DataFrame) -> None:
    """What the codebook asks of every row."""
    assert list(table.columns) == COLUMNS
    assert len(COLUMNS) == 49
    for name, allowed in CODES.items():
        assert set(table[name].dropna()) <= allowed, name
    assert set(table["region"].dropna()) <= REGIONS
    assert table["relid"].is_unique
    assert table["date_start"].notna().all()
    assert (table["date_start"] <= table["date_end"]).all()
    assert (table["date_start"].dt.year == table["year"]).all()
    numbered = table.dropna(subset=["best"])
    parts = numbered[["deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown"]]
    assert (parts >= 0).all(axis=None)
    assert (parts.sum(axis=1) == numbered["best"]).all()
    for lower, upper in (("low", "best"), ("best", "high"), ("low", "high")):
        both = table.dropna(subset=[lower, upper])
        assert (both[lower] <= both[upper]).all()


def test_it_loads_with_the_codebooks_types_and_codes() -> None:
    table = load(made("ged", released(*ALL)))
    check(table)
    assert table[UCDPS_OWN].isna().all(axis=None)
    market, week = table.to_dict("records")
    assert (market["relid"], week["relid"]) == ("i1", "i2")
    assert market["best"] == 12
    assert (market["deaths_a"], market["deaths_b"], market["deaths_civilians"], market["deaths_unknown"]) == (
        0,
        0,
        9,
        3,
    )
    assert market["low"] == 11
    assert pd.isna(market["high"])
    assert "killed: 12 (11 to ≥ 14)" in market["where_description"]
    assert "injured: 27 (23–27)" in market["where_description"]
    assert "missing: fewer than ten, not shown" in market["where_description"]
    assert "combatants killed: 2, of a side that is not stated" in market["where_description"].replace("C", "c")
    assert "the Example Army" not in str(market["side_a"])
    assert market["source_office"] == "Example Wire; Example Monitor"
    assert market["source_article"] == "Example Wire, 2031-05-02, Strike kills 12; Example Monitor, -Bulletin No. 1"
    assert market["source_headline"] == "Strike kills 12; '-Bulletin No. 1", "a cell begins there where ; parts"
    assert (market["number_of_sources"], market["source_original"]) == (2, "Example Hospital")
    assert (market["country"], market["country_id"], market["region"]) == ("Syria", 652, "Middle East")
    assert (market["where_prec"], market["date_prec"], market["event_clarity"]) == (1, 1, 1)
    assert market["geom_wkt"] == "POINT (36.6 35.9)"
    assert (week["where_prec"], week["date_prec"]) == (2, 3)
    assert (week["country_id"], week["region"]) == (140, "Americas")
    assert "between 2031-04-28 and 2031-05-04" in week["where_description"].lower()


def test_each_row_says_where_it_comes_from() -> None:
    for row in rows_of("ged", released(*ALL)):
        told = row["where_description"]
        assert f"tadwin 9.9.9, profile partner, record {'3f' * 32}, made on 2031-06-01" in told


def test_civilians_above_everyone_are_cut_and_said() -> None:
    (row,) = rows_of("ged", released(WEEK))
    assert (row["best"], row["deaths_civilians"], row["deaths_unknown"]) == ("3", "3", "0")
    assert "Civilians killed (5) are more than everyone killed (3)" in row["where_description"]


def test_contested_blame_names_all_and_no_side() -> None:
    (row,) = rows_of("ged", released(WEEK))
    assert row["side_a"] == row["side_b"] == ""
    assert "Blamed, and contested: The Example Army; The Example Front" in row["where_description"]


def test_what_is_no_event_is_left_out_with_its_reason() -> None:
    content = ged.TABLE.fill(released(*ALL))
    left = {one.id: one.why for one in content.left_out}
    assert set(left) == {TAKEN.id, UNDATED.id, TOLL.id}
    assert "killed" in left[TAKEN.id]
    assert "day" in left[UNDATED.id]
    assert "twice" in left[TOLL.id]


def test_none_killed_is_no_event() -> None:
    (left,) = ged.TABLE.fill(released(incident("i1", [figure(Effect.KILLED, 0)]))).left_out
    assert left.id == "i1"


@pytest.mark.parametrize("is_open", [True, False])
def test_a_part_alone_is_a_floor_of_everyone(is_open: bool) -> None:
    told = incident("i1", [figure(Effect.KILLED, 4, 3, 9, status=Status.COMBATANT, is_open=is_open)])
    (row,) = rows_of("ged", released(told))
    assert (row["best"], row["deaths_unknown"], row["low"], row["high"]) == ("4", "4", "3", "")
    assert "everyone killed is not stated" in row["where_description"].lower()


def test_a_map_fills_ucdps_own_columns() -> None:
    mapping = {
        "The Example Army": {"dyad_new_id": "406", "side_a": "Government of Example", "gwnoa": "652"},
        "i1": {"type_of_violence": "3", "dyad_new_id": "407"},
    }
    table = load(made("ged", released(MARKET, WEEK, mapping=mapping)))
    check(table)
    market, week = table.to_dict("records")
    assert (market["dyad_new_id"], market["side_a"], market["gwnoa"]) == (407, "Government of Example", 652)
    assert market["type_of_violence"] == 3
    assert pd.isna(week["dyad_new_id"]), "contested: only a person can say whose dyad it is"


def test_a_place_that_no_gazetteer_knows_has_no_point() -> None:
    place = KAFR.__class__("Nowhere", None, None, KAFR.precision.UNKNOWN, None, None)
    (row,) = rows_of("ged", released(incident("i1", [figure(Effect.KILLED, 1)], places=(place,))))
    assert row["where_coordinates"] == "Nowhere"
    for name in ("latitude", "longitude", "geom_wkt", "priogrid_gid", "where_prec", "country", "country_id", "region"):
        assert row[name] == "", name


@given(st.lists(any_incident(), max_size=1))
def test_for_any_incident_sums_hold_and_no_open_high_is_a_number(told: list[PublishedIncident]) -> None:
    rows = rows_of("ged", released(*told))
    assert len(rows) + len(ged.TABLE.fill(released(*told)).left_out) == len(told)
    for one, row in zip(told, rows, strict=False):
        parts = [row[f"deaths_{part}"] for part in ("a", "b", "civilians", "unknown")]
        if row["best"]:
            assert sum(map(int, parts)) == int(row["best"])
            assert min(map(int, parts)) >= 0
        else:
            assert parts == [""] * 4
        everyone = find(one.figures, Effect.KILLED)
        if everyone is None or everyone.open or everyone.high is None:
            assert row["high"] == ""
        if everyone is not None and everyone.best is not None:
            assert row["best"] == str(everyone.best)
