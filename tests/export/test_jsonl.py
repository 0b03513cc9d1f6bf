"""The JSON Lines files: the fields that the design names, read back by a plain JSON reader."""

import json
import stat
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tadwin.export import registry
from tadwin.export.files import write_whole
from tadwin.export.holdings import Holdings
from tadwin.export.jsonl import claim_object, incident_object, tally_object
from tadwin.types import (
    Actor,
    Bound,
    Claim,
    Contradiction,
    Denial,
    Evidence,
    Figure,
    FigureLine,
    Incident,
    Origin,
    Place,
    Span,
    Tally,
    Victim,
    When,
)
from tadwin.vocab import (
    DatePrecision,
    Effect,
    EventType,
    Group,
    PlacePrecision,
    Qualifier,
    Role,
    Stance,
    Status,
)

BARE = Claim(
    "c1",
    "r1",
    "f1",
    Span("r1", 5, 18, "dozens killed"),
    Span("r1", 5, 11, "dozens"),
    Effect.KILLED,
    Figure(None, Qualifier.VAGUE, 24, None, "dozens"),
)
FULL = replace(
    BARE,
    id="c2",
    figure=Figure(12, Qualifier.AT_LEAST, 12, None, "at least 12"),
    group=Group.CHILDREN,
    status=Status.CIVILIAN,
    role=Role.MEDIC,
    object="school",
    part_of="c1",
    time=When(date(2031, 5, 1), date(2031, 5, 2), DatePrecision.DAYS, date(2031, 5, 4)),
    places=(Place("قرية", 1.5, -2.0, "g:1", "North", "XX", PlacePrecision.EXACT, (Place("other"),)),),
    perpetrators=(Actor("the army", "army", "state", "a"),),
    claimant=Actor("a hospital", None, "hospital"),
    via=(Actor("an agency", "agency"),),
    event_type=EventType.AIRSTRIKE,
    weapon="missile",
    stance=Stance.HEDGED,
    victims=(Victim("سعاد", 30, 34, 9, "female"),),
    evidence=(Evidence("group", "noun", 12, 20, "children"),),
)
INCIDENT = Incident(
    "i1",
    ("f1",),
    ("c1", "c2"),
    ("r1",),
    FULL.time,
    FULL.places,
    EventType.AIRSTRIKE,
    "missile",
    FULL.perpetrators,
    (FigureLine(Effect.KILLED, None, Group.CHILDREN, 12, 12, 12, True, "first", ("c2",), "why"),),
    grade="fair",
    grade_reason="two origins",
    grade_next="a named witness",
    origins=(
        Origin("a hospital", "hospital", ("c2",), True, "hospital"),
        Origin("origin unknown", None, ("c1",), False),
    ),
    contradictions=(Contradiction(("c1", "c2"), "24 of 12"),),
    denials=(Denial("c3", "the army", ("c1",), "says none"),),
    contains=("i2",),
    toll=True,
)
TALLY = Tally(
    claim="c2",
    effect=Effect.KILLED,
    status=Status.CIVILIAN,
    group=Group.CHILDREN,
    period=FULL.time,
    region=FULL.places,
    perpetrators=FULL.perpetrators,
    claimed=Bound(12, None),
    recorded=Bound(9, 11),
    recorded_best=10,
    counted=("i1",),
    excluded=(("i2", "no day"),),
    inside=("c9",),
    residual=Bound(1, None),
    comparable="partly",
)
TIME = {"start": "2031-05-01", "end": "2031-05-02", "precision": "days"}
PLACE = {
    "name": "قرية",
    "lat": 1.5,
    "lon": -2.0,
    "gazetteer_id": "g:1",
    "admin1": "North",
    "country": "XX",
    "precision": "exact",
}


def test_a_claim_has_the_fields_of_the_design() -> None:
    assert claim_object(FULL) == {
        "id": "c2",
        "report": "r1",
        "frame": "f1",
        "start": 5,
        "end": 18,
        "quote": "dozens killed",
        "effect": "killed",
        "count": {"value": 12, "qualifier": "at_least", "low": 12, "high": None, "text": "at least 12"},
        "group": "children",
        "status": "civilian",
        "role": "medic",
        "object": "school",
        "part_of": "c1",
        "scope": "incident",
        "time": TIME,
        "period": None,
        "places": [PLACE],
        "perpetrators": [{"name": "the army", "id": "army"}],
        "claimant": {"name": "a hospital", "id": None},
        "via": [{"name": "an agency", "id": "agency"}],
        "event_type": "air/drone strike",
        "weapon": "missile",
        "stance": "hedged",
        "victims": [{"name": "سعاد", "age": 9, "sex": "female", "start": 30, "end": 34}],
        "evidence": [{"attribute": "group", "rule": "noun", "start": 12, "end": 20, "text": "children"}],
    }


def test_what_the_words_do_not_say_is_null_or_empty() -> None:
    made = claim_object(BARE)
    assert {name for name, value in made.items() if value is None} == {
        "group",
        "status",
        "role",
        "object",
        "part_of",
        "time",
        "period",
        "claimant",
        "event_type",
        "weapon",
    }
    assert {name for name, value in made.items() if value == []} == {
        "places",
        "perpetrators",
        "via",
        "victims",
        "evidence",
    }
    open_ended = claim_object(replace(BARE, time=When(None, None, DatePrecision.UNKNOWN)))
    assert open_ended["time"] == {"start": None, "end": None, "precision": "unknown"}


def test_an_incident_has_the_fields_of_the_design() -> None:
    assert incident_object(INCIDENT) == {
        "id": "i1",
        "frames": ["f1"],
        "claims": ["c1", "c2"],
        "reports": ["r1"],
        "time": TIME,
        "places": [PLACE],
        "event_type": "air/drone strike",
        "weapon": "missile",
        "perpetrators": [{"name": "the army", "id": "army"}],
        "figures": [
            {
                "effect": "killed",
                "status": None,
                "group": "children",
                "low": 12,
                "best": 12,
                "high": 12,
                "open": True,
                "rule": "first",
                "claims": ["c2"],
                "why": "why",
            }
        ],
        "origins": [
            {"name": "a hospital", "id": "hospital", "kind": "hospital", "claims": ["c2"], "independent": True},
            {"name": "origin unknown", "id": None, "kind": None, "claims": ["c1"], "independent": False},
        ],
        "grade": "fair",
        "grade_reason": "two origins",
        "unplaced": False,
        "grade_next": "a named witness",
        "contradictions": [{"claims": ["c1", "c2"], "why": "24 of 12"}],
        "denials": [{"claim": "c3", "by": "the army", "against": ["c1"], "why": "says none"}],
        "contains": ["i2"],
        "toll": True,
    }


def test_a_tally_has_the_fields_of_the_design() -> None:
    assert tally_object(TALLY) == {
        "claim": "c2",
        "cell": {"effect": "killed", "status": "civilian", "group": "children"},
        "period": TIME,
        "region": [PLACE],
        "perpetrators": [{"name": "the army", "id": "army"}],
        "claimed": {"low": 12, "high": None},
        "recorded": {"low": 9, "best": 10, "high": 11},
        "counted": ["i1"],
        "excluded": [{"id": "i2", "reason": "no day"}],
        "inside": ["c9"],
        "residual": {"low": 1, "high": None},
        "comparable": "partly",
    }


def test_files_read_back_line_by_line(tmp_path: Path) -> None:
    # Characters that other readers take for the end of a line, or a terminal for a command.
    hostile = 'a\nb\r\u2028c\u2029d\x85e\x9b31mf\x00"\\'
    claims = [replace(FULL, weapon=hostile), BARE]
    for name in ("claims.jsonl", "incidents.jsonl", "tallies.jsonl"):
        written = registry.write(name, tmp_path, Holdings(claims, iter([INCIDENT]), iter([TALLY])))
        assert stat.S_IMODE(written.stat().st_mode) == 0o600
    text = (tmp_path / "claims.jsonl").read_text(encoding="utf-8")
    assert "قرية" in text
    assert len(text.splitlines()) == 2
    assert [json.loads(line) for line in text.splitlines()] == [claim_object(claim) for claim in claims]
    assert json.loads(text.splitlines()[0])["weapon"] == hostile
    assert json.loads((tmp_path / "incidents.jsonl").read_text(encoding="utf-8")) == incident_object(INCIDENT)
    assert json.loads((tmp_path / "tallies.jsonl").read_text(encoding="utf-8")) == tally_object(TALLY)


def test_an_error_while_writing_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "claims.jsonl"
    write_whole(path, ["old"])

    def breaks() -> Iterator[str]:
        yield "new"
        raise RuntimeError("half way")

    with pytest.raises(RuntimeError, match="half way"):
        write_whole(path, breaks())
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_link_that_lies_in_wait_is_not_followed(tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_text("mine")
    (tmp_path / ".claims.jsonl.part").symlink_to(victim)
    (tmp_path / "claims.jsonl").symlink_to(victim)
    write_whole(tmp_path / "claims.jsonl", ["new"])
    assert victim.read_text() == "mine"
    assert (tmp_path / "claims.jsonl").read_text() == "new"
    assert not (tmp_path / "claims.jsonl").is_symlink()
