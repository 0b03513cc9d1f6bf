"""How figures, days and places are put into words."""

from datetime import date

import pytest

from tadwin.export import wording
from tadwin.types import Claim, Figure, FigureLine, Place, Span, When
from tadwin.vocab import DatePrecision, Effect, Group, PlacePrecision, Qualifier, Status


@pytest.mark.parametrize(
    ("low", "high", "is_open", "said"),
    [
        (14, 14, False, "14"),
        (14, None, True, "≥ 14"),
        (14, 14, True, "≥ 14"),
        (11, 14, False, "11–14"),
        (11, 14, True, "11 to ≥ 14"),
        (1200, 1400, False, "1,200–1,400"),
        (None, 9, False, "up to 9"),
        (None, None, False, "not stated"),
        (0, 0, False, "0"),
    ],
)
def test_ranges(low: int | None, high: int | None, is_open: bool, said: str) -> None:
    line = FigureLine(Effect.KILLED, None, None, low, low, high, is_open, "rule", (), "why")
    assert wording.line_range(line) == said


def test_cells() -> None:
    assert wording.cell(Effect.KILLED, None, None) == "killed"
    assert (
        wording.cell(Effect.INJURED, Status.CIVILIAN, Group.WOMEN_AND_CHILDREN)
        == "injured, civilians, women and children"
    )


def test_days() -> None:
    day, later = date(2021, 3, 9), date(2021, 3, 11)
    assert wording.days(None) == "day not stated"
    assert wording.days(When(None, None, DatePrecision.UNKNOWN)) == "day not stated"
    assert wording.days(When(day, day, DatePrecision.DAY)) == "2021-03-09"
    assert wording.days(When(day, later, DatePrecision.DAYS)) == "2021-03-09 to 2021-03-11"
    assert wording.days(When(None, later, DatePrecision.UNKNOWN)) == "… to 2021-03-11"


def test_places() -> None:
    town = Place("Salqin", 36.1, 36.4, "geonames:164898", "Idlib", "SY", PlacePrecision.EXACT)
    assert wording.places(()) == "place not stated"
    assert wording.places((town,)) == "Salqin, Idlib, SY"
    assert wording.place(Place("Nowhere")) == "Nowhere (not found)"
    assert wording.place(Place("Hama", 1.0, 2.0, candidates=(town,))) == "Hama (ambiguous)"
    assert wording.place(Place("Idlib", 1.0, 2.0, admin1="Idlib", country="SY")) == "Idlib, SY"


@pytest.mark.parametrize(
    ("number", "noun", "said"),
    [
        (300, "household", "displaced: 300 households"),
        (300, "families", "displaced: 300 families"),
        (2, "family", "displaced: 2 families"),
        (1, "family", "displaced: 1 family"),
        (2, "aircraft", "displaced: 2 aircraft"),
        (2, "church", "displaced: 2 churches"),
        (2, "convoy", "displaced: 2 convoys"),
        (1200, None, "displaced: 1,200"),
    ],
)
def test_a_claim_shows_its_unit(number: int, noun: str | None, said: str) -> None:
    span = Span("r", 0, 1, "x")
    figure = Figure(number, Qualifier.EXACT, number, number, str(number))
    assert wording.claimed(Claim("c", "r", "f", span, span, Effect.DISPLACED, figure, object=noun)) == said
