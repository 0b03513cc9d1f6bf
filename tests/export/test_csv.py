"""incidents.csv: read back by a plain CSV reader, and never run by a spreadsheet."""

import csv
import stat
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tadwin.export import registry
from tadwin.export.csv import COLUMNS, FIGURE_COLUMNS, incident_row, safe
from tadwin.export.holdings import Holdings
from tadwin.types import Actor, Claim, Contradiction, Denial, Figure, FigureLine, Incident, Origin, Place, Span, When
from tadwin.vocab import DatePrecision, Effect, EventType, Group, PlacePrecision, Qualifier, Status


def claim(name: str, quote: str) -> Claim:
    span = Span("r1", 0, len(quote), quote)
    return Claim(name, "r1", "f1", span, span, Effect.KILLED, Figure(1, Qualifier.EXACT, 1, 1, "1"))


def line(effect: Effect, status: Status | None, group: Group | None, best: int, is_open: bool = False) -> FigureLine:
    return FigureLine(effect, status, group, best - 1, best, best + 1, is_open, "first", ("c1",), "why")


CLAIMS = [claim("c1", "قُتل اثنا عشر"), claim("c2", "=HYPERLINK(1)\nsaid a man")]
INCIDENT = Incident(
    "i1",
    ("f1",),
    ("c1", "c2"),
    ("r1", "=r2"),
    When(date(2031, 5, 1), None, DatePrecision.DAY),
    (Place("+قرية", -1.5, 36.25, "g:1", "North", "XX", PlacePrecision.EXACT), Place("North")),
    EventType.AIRSTRIKE,
    None,
    (Actor("the army"), Actor("a militia")),
    (
        line(Effect.KILLED, None, None, 12, True),
        line(Effect.KILLED, Status.CIVILIAN, None, 10),
        line(Effect.KILLED, Status.CIVILIAN, Group.CHILDREN, 3),
        line(Effect.INJURED, None, Group.WOMEN, 5),
        line(Effect.CASUALTIES, None, None, 30),
    ),
    grade="weak",
    grade_reason="one origin",
    grade_next="=a second source",
    unplaced=True,
    origins=(Origin("a hospital", None, ("c1",), True), Origin("origin unknown", None, ("c2",), False)),
    contradictions=(Contradiction(("c1", "c2"), "-12 of 10"),),
    denials=(Denial("c3", "@army", ("c1",), "says none\ndied"),),
    contains=("i2",),
)
SECOND = replace(INCIDENT, id="i2", claims=(), contains=())


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def test_an_incident_is_a_row(tmp_path: Path) -> None:
    path = registry.write("incidents.csv", tmp_path, Holdings(CLAIMS, iter([INCIDENT, SECOND])))
    assert path.read_bytes().startswith(b"\xef\xbb\xbfincident,")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    first, second = read(path)
    assert tuple(first) == COLUMNS
    figures = {column: first.pop(column) for column in FIGURE_COLUMNS}
    assert first == {
        "incident": "i1",
        "date_start": "2031-05-01",
        "date_end": "",
        "date_precision": "day",
        "place": "'+قرية",
        "admin1": "North",
        "country": "XX",
        "lat": "-1.5",
        "lon": "36.25",
        "place_precision": "exact",
        "gazetteer_id": "g:1",
        "other_places": "North",
        "event_type": "air/drone strike",
        "weapon": "",
        "perpetrators": "the army | a militia",
        "grade": "weak",
        "grade_reason": "one origin",
        "grade_next": "'=a second source",
        "unplaced": "yes",
        "contains": "i2",
        "contained_in": "",
        "contradictions": "'-12 of 10",
        "denials": "'@army: says none died",
        "origins": "a hospital | origin unknown",
        "independent_origins": "1",
        "reports": "r1 | '=r2",
        "quotes": "قُتل اثنا عشر | '=HYPERLINK(1) said a man",
    }
    assert {name: value for name, value in figures.items() if value} == {
        "killed_low": "11",
        "killed_best": "12",
        "killed_high": "13",
        "killed_open": "yes",
        "killed_civilians_low": "9",
        "killed_civilians_best": "10",
        "killed_civilians_high": "11",
        "killed_civilians_open": "no",
        "killed_children_low": "2",
        "killed_children_best": "3",
        "killed_children_high": "4",
        "killed_children_open": "no",
        "injured_women_low": "4",
        "injured_women_best": "5",
        "injured_women_high": "6",
        "injured_women_open": "no",
        "casualties_low": "29",
        "casualties_best": "30",
        "casualties_high": "31",
        "casualties_open": "no",
    }
    assert (second["incident"], second["quotes"]) == ("i2", "")
    assert (second["contains"], second["contained_in"]) == ("", "i1")


def test_an_incident_of_which_nothing_is_known_is_a_row_of_blanks() -> None:
    row = incident_row(Incident("i1", ("f1",), (), ("r1",), None, (), None, None, (), (), unplaced=True), {})
    assert {name: value for name, value in row.items() if value} == {
        "incident": "i1",
        "unplaced": "yes",
        "independent_origins": "0",
        "reports": "r1",
    }


@pytest.mark.parametrize(
    ("words", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("  \t=1+1", "'=1+1"),
        ("\ufeff=1", "'=1"),
        ("＝1", "'＝1"),
        ("-5", "'-5"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("six dead;=1+1", "six dead; '=1+1"),
        ("a\r\nb\x00c\u2028d", "a b c d"),
        ("twelve - or more", "twelve - or more"),
        ("سعاد", "سعاد"),
    ],
)
def test_words_never_become_a_formula(words: str, cell: str) -> None:
    assert safe(words) == cell


@given(st.text() | st.text("=+-@;|'\" \t\n,a＝"))
def test_no_cell_begins_like_a_formula_or_breaks_a_row(words: str) -> None:
    cell = safe(words)
    assert not cell.startswith(tuple("=+-@＝＋－＠ \t\r\n"))
    assert not any(ord(character) < 32 for character in cell)
    for piece in cell.split(";")[1:]:
        assert not piece.lstrip().startswith(tuple("=+-@＝＋－＠"))


def test_a_cell_is_no_longer_than_excel_keeps() -> None:
    assert len(safe("word " * 20_000)) <= 32_767
