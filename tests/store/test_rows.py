"""Rows keep everything: what is loaded equals what was kept, JSON as text between."""

import json
from dataclasses import fields

from hypothesis import given
from record_strategies import captured, claims, decision, incident

from tadwin.store.rows import (
    claim_from_row,
    claim_to_row,
    decision_from_row,
    decision_to_row,
    incident_from_row,
    incident_to_row,
    report_from_row,
    report_to_row,
)
from tadwin.store.schema import CLAIMS, DECISIONS, INCIDENTS, REPORT_VERSIONS
from tadwin.types import Claim, Decision, Incident, Report


@given(claims())
def test_a_claim_comes_back_equal(claim: Claim) -> None:
    row = claim_to_row(claim)
    assert set(row) == {column.name for column in CLAIMS.columns}
    row["rest"] = json.loads(json.dumps(row["rest"]))
    assert claim_from_row(row) == claim


@given(incident)
def test_an_incident_comes_back_equal(made: Incident) -> None:
    row = incident_to_row(made)
    assert set(row) == {column.name for column in INCIDENTS.columns}
    row["rest"] = json.loads(json.dumps(row["rest"]))
    assert incident_from_row(row) == made


@given(decision)
def test_a_decision_comes_back_equal(made: Decision) -> None:
    row = decision_to_row(made)
    assert set(row) == {column.name for column in DECISIONS.columns}
    row["anchors"] = json.loads(json.dumps(row["anchors"]))
    assert decision_from_row(row) == made


@given(captured())
def test_a_report_comes_back_equal(pair: tuple[Report, bytes]) -> None:
    row = report_to_row(pair[0], 7)
    assert set(row) == {column.name for column in REPORT_VERSIONS.columns}
    assert report_from_row(row) == pair[0]


@given(claims())
def test_loaded_fields_have_their_types(claim: Claim) -> None:
    # StrEnum members equal their plain strings, so equality alone would not show a member that came back bare.
    back = claim_from_row(claim_to_row(claim))
    for field in fields(Claim):
        assert type(getattr(back, field.name)) is type(getattr(claim, field.name))
    assert [type(place.precision) for place in back.places] == [type(place.precision) for place in claim.places]
