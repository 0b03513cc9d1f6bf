"""The ACLED table: loaded with pandas as ACLED's own is, and checked against the codebook, written out here anew."""

import io
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pandas as pd  # type: ignore[import-untyped]
from hypothesis import given
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

from tadwin.export import acled
from tadwin.export.acled_codes import interaction
from tadwin.export.publication import PublishedIncident
from tadwin.vocab import DatePrecision, Effect, EventType, Status

COLUMNS = [
    "event_id_cnty",
    "event_date",
    "year",
    "time_precision",
    "disorder_type",
    "event_type",
    "sub_event_type",
    "actor1",
    "assoc_actor_1",
    "inter1",
    "actor2",
    "assoc_actor_2",
    "inter2",
    "interaction",
    "civilian_targeting",
    "iso",
    "region",
    "country",
    "admin1",
    "admin2",
    "admin3",
    "location",
    "latitude",
    "longitude",
    "geo_precision",
    "source",
    "source_scale",
    "notes",
    "fatalities",
    "tags",
    "timestamp",
]
# ACLED Codebook, table 2: event types with their sub-event types, of those that are political violence.
TYPES: Mapping[str, set[str]] = {
    "Battles": {"Government regains territory", "Non-state actor overtakes territory", "Armed clash"},
    "Explosions/Remote violence": {
        "Chemical weapon",
        "Air/drone strike",
        "Suicide bomb",
        "Shelling/artillery/missile attack",
        "Remote explosive/landmine/IED",
        "Grenade",
    },
    "Violence against civilians": {"Sexual violence", "Attack", "Abduction/forced disappearance"},
}
INTER = {
    "State forces",
    "Rebel group",
    "Political militia",
    "Identity militia",
    "Rioters",
    "Protesters",
    "Civilians",
    "External/Other forces",
}
WHOLE = ["year", "time_precision", "iso", "geo_precision", "fatalities", "timestamp"]


def load(data: bytes) -> pd.DataFrame:
    return pd.read_csv(io.BytesIO(data), dtype=dict.fromkeys(WHOLE, "Int64"), parse_dates=["event_date"])


def check(table: pd.DataFrame) -> None:
    assert list(table.columns) == COLUMNS
    assert len(COLUMNS) == 31
    assert table["event_id_cnty"].is_unique
    assert set(table["time_precision"]) <= {1, 2, 3}
    assert set(table["geo_precision"].dropna()) <= {1, 2, 3}
    assert set(table["inter1"].dropna()) | set(table["inter2"].dropna()) <= INTER
    assert set(table["civilian_targeting"].dropna()) <= {"Civilian targeting"}
    assert (table["event_date"].dt.year == table["year"]).all()
    for row in table.dropna(subset=["event_type"]).to_dict("records"):
        assert row["sub_event_type"] in TYPES[row["event_type"]]
        assert row["disorder_type"] == "Political violence"


def test_it_loads_with_the_codebooks_types_and_codes() -> None:
    table = load(made("acled", released(*ALL)))
    check(table)
    market, week, taken = table.to_dict("records")
    assert (market["event_id_cnty"], market["fatalities"], market["time_precision"]) == ("i1", 12, 1)
    assert (market["event_type"], market["sub_event_type"]) == ("Explosions/Remote violence", "Air/drone strike")
    assert (market["iso"], market["country"], market["admin1"]) == (760, "Syria", "North")
    assert (market["actor1"], market["assoc_actor_2"]) == ("The Example Army", "Civilians (Syria)")
    assert market["timestamp"] == pd.Timestamp("2031-06-01", tz="UTC").timestamp()
    assert "Fatalities has no upper bound." in market["notes"]
    assert pd.isna(market["civilian_targeting"]), "being harmed is not being the target"
    assert pd.isna(market["inter1"]), "an army is State forces at home and External forces abroad"
    assert (week["event_date"], week["time_precision"]) == (pd.Timestamp("2031-05-01"), 2), "the middle of the week"
    assert pd.isna(week["actor1"]), "contested blame names nobody in a column"
    assert pd.isna(week["assoc_actor_2"]), "battles do not name civilians as actors"
    assert (week["geo_precision"], taken["geo_precision"]) == (2, 3)
    assert (taken["event_type"], taken["civilian_targeting"]) == ("Violence against civilians", "Civilian targeting")
    assert (taken["actor2"], taken["inter2"]) == ("Civilians (Syria)", "Civilians")
    assert pd.isna(taken["fatalities"]), "not stated is not zero"
    assert "Fatalities are not stated" in taken["notes"]


def test_what_acled_does_not_hold_is_left_out() -> None:
    long = incident("i6", [figure(Effect.KILLED, 2)], end=date(2031, 9, 1), precision=DatePrecision.YEAR)
    left = {one.id: one.why for one in acled.TABLE.fill(released(*ALL, long)).left_out}
    assert set(left) == {UNDATED.id, TOLL.id, "i6"}
    assert "month" in left["i6"]


def test_an_attack_is_not_judged_to_target_civilians() -> None:
    told = incident("i1", [figure(Effect.KILLED, 2, status=Status.CIVILIAN)], event_type=EventType.ATTACK)
    (row,) = rows_of("acled", released(told))
    assert row["event_type"] == row["sub_event_type"] == row["civilian_targeting"] == row["disorder_type"] == ""
    assert "is not judged here" in row["notes"]
    (row,) = rows_of("acled", released(told, mapping={"i1": {"sub_event_type": "Attack"}}))
    assert (row["event_type"], row["civilian_targeting"]) == ("Violence against civilians", "Civilian targeting")


def test_words_that_name_nobody_are_no_actor() -> None:
    told = incident("i1", parties=("rebels",))
    nobody = replace(told, perpetrators=(replace(told.perpetrators[0], kind="unnamed"),))
    (row,) = rows_of("acled", released(nobody))
    assert row["actor1"] == ""
    assert "Blamed: rebels." in row["notes"]


def test_abducted_soldiers_are_not_violence_against_civilians() -> None:
    figures = [figure(Effect.ABDUCTED, 4, status=Status.COMBATANT)]
    (row,) = rows_of("acled", released(incident("i1", figures, event_type=EventType.ABDUCTION)))
    assert row["event_type"] == row["actor2"] == ""


def test_a_map_says_what_kind_an_actor_is() -> None:
    mapping = {"The Example Front": {"actor1": "EF: Example Front", "inter1": "Rebel group"}}
    table = load(made("acled", released(MARKET, WEEK, TAKEN, mapping=mapping)))
    check(table)
    assert table["actor1"].tolist()[2] == "EF: Example Front"
    assert table["interaction"].tolist()[2] == "Rebel group-Civilians"


def test_interactions_are_named_as_in_table_3() -> None:
    assert interaction("Rebel group", None) == "Rebel group only"
    assert interaction("Civilians", "State forces") == "State forces-Civilians"
    assert interaction("Civilians", "External/Other forces") == "External/Other forces-Civilians"
    assert interaction("External/Other forces", "Rebel group") == "Rebel group-External/Other forces"
    assert interaction("Rioters", "Rioters") == "Rioters-Rioters"
    assert interaction(None, "Civilians") is None


def test_points_have_four_decimals() -> None:
    place = KAFR.__class__("Kafr", 35.123456, -36.987654, KAFR.precision, None, "SY")
    (row,) = rows_of("acled", released(incident("i1", places=(place,))))
    assert (row["latitude"], row["longitude"]) == ("35.1235", "-36.9877")


@given(any_incident())
def test_fatalities_are_the_best_figure_of_everyone_or_blank(told: PublishedIncident) -> None:
    for row in rows_of("acled", released(told)):
        everyone = find(told.figures, Effect.KILLED)
        best = None if everyone is None else everyone.best
        assert row["fatalities"] == ("" if best is None else str(best))
