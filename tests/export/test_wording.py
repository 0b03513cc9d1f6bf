"""How figures, days and places are put into words."""

from datetime import date

import pytest

from tadwin.export import wording
from tadwin.types import (
    Actor,
    Bound,
    Claim,
    Contradiction,
    Denial,
    Figure,
    FigureLine,
    Incident,
    Origin,
    Place,
    Span,
    Tally,
    When,
)
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
    assert wording.places((town, town)) == "Salqin, Idlib, SY"
    assert wording.places((town, Place("Here"), Place("There")), 1) == "Salqin, Idlib, SY and 2 more"
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


def line(low: int | None, best: int | None, high: int | None, is_open: bool = False) -> FigureLine:
    return FigureLine(Effect.KILLED, None, None, low, best, high, is_open, "rule", (), "why")


@pytest.mark.parametrize(
    ("figure", "said"),
    [
        (line(11, 12, 14), "12 (11–14)"),
        (line(12, 12, 12), "12"),
        (line(12, 12, 12, is_open=True), "≥ 12"),
        (line(11, 12, 14, is_open=True), "12 (11 to ≥ 14)"),
        (line(1_000, 1_200, 1_400), "1,200 (1,000–1,400)"),
        (line(11, None, 14), "11–14"),
        (line(0, 0, 0), "0"),
    ],
)
def test_the_best_figure_stands_before_its_range(figure: FigureLine, said: str) -> None:
    assert wording.best_of(figure) == said


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (66, 66, "66"),
        (60, 70, "60–70"),
        (66, None, "≥ 66"),
        (None, 9, "≤ 9"),
        (None, None, "not known"),
        (-3, 5, "−3 to 5"),
        (-5, -3, "−5 to −3"),
        (0, 0, "0"),
        (1_000, None, "≥ 1,000"),
    ],
)
def test_bounds_that_can_lie_below_zero(low: int | None, high: int | None, said: str) -> None:
    assert wording.bound(Bound(low, high)) == said


def tally(claimed: Bound, recorded: Bound, best: int | None, residual: Bound, comparable: str = "yes") -> Tally:
    nobody: tuple[Actor, ...] = ()
    of = (Effect.KILLED, None, None, None, (), nobody)
    return Tally("c", *of, claimed, recorded, best, (), (), (), residual, comparable)


@pytest.mark.parametrize(
    ("of", "said"),
    [
        (tally(Bound(66, 66), Bound(20, 30), 24, Bound(36, 46)), "36–46 not among the incidents counted here"),
        (tally(Bound(66, 66), Bound(60, 70), 64, Bound(-4, 6)), "−4 to 6 not among the incidents counted here"),
        (tally(Bound(20, 20), Bound(30, 32), 30, Bound(-12, -10)), "the record holds 10–12 more than was claimed"),
        (tally(Bound(20, 20), Bound(20, 20), 20, Bound(0, 0)), "none: as many are recorded as were claimed"),
        (tally(Bound(66, None), Bound(0, 0), 0, Bound(66, None)), "≥ 66: no incident recorded here covers any of them"),
        (tally(Bound(66, 66), Bound(), None, Bound(), "no"), "not compared"),
    ],
)
def test_a_residual_is_a_difference_and_never_an_undercount(of: Tally, said: str) -> None:
    assert wording.residual(of) == said
    assert "undercount" not in said
    assert "missing" not in said


def test_what_is_recorded_shows_best_before_its_range() -> None:
    known = Bound(20, 30)
    assert wording.recorded(tally(Bound(66, 66), known, 24, known)) == "24 (20–30)"
    assert wording.recorded(tally(Bound(66, 66), Bound(24, 24), 24, known)) == "24"
    assert wording.recorded(tally(Bound(66, 66), Bound(), None, Bound(), "no")) == "–"


def incident(**fields: object) -> Incident:
    known: dict[str, object] = {"event_type": None, "weapon": None, "perpetrators": (), "figures": (), "time": None}
    known |= {"id": "i", "frames": ("f",), "claims": (), "reports": ("a", "b"), "places": ()}
    return Incident(**(known | fields))  # type: ignore[arg-type]


def test_reports_and_the_sources_behind_them() -> None:
    monitor, unknown = Origin("a monitor", "m", (), True), Origin("unknown", None, (), False)
    ministry = Origin("unnamed authorities", None, (), False)
    assert wording.reports_and_origins(incident()) == "2 reports"
    assert wording.reports_and_origins(incident(reports=("a",), origins=(unknown,))) == "1 report, source not known"
    assert wording.reports_and_origins(incident(origins=(ministry, unknown))) == "2 reports, no independent source"
    assert wording.reports_and_origins(incident(origins=(monitor, unknown))) == "2 reports, 1 independent source"


def test_an_origin_that_nobody_can_name_says_so() -> None:
    assert wording.origin(Origin("unknown", None, (), False)) == "source not known"
    assert wording.origin(Origin("a\nmonitor", None, (), True)) == "a monitor"


def test_marks_name_what_to_beware_of() -> None:
    assert wording.marks(incident()) == ()
    beware = incident(
        unplaced=True,
        contains=("j",),
        contradictions=(Contradiction(("a",), "why"),),
        denials=(Denial("a", "b", ("c",), "why"),),
    )
    assert wording.marks(beware) == ("unplaced", "toll", "contradiction", "disputed")


def test_a_heading_names_three_places_at_most() -> None:
    many = tuple(Place(name) for name in ("Here", "There", "Yonder", "Beyond", "Away"))
    assert wording.headline(incident(places=many)).startswith("Here; There; Yonder and 2 places more: ")
    assert wording.headline(incident()) == "place not stated: harm, kind of attack not stated"


@pytest.mark.parametrize(
    ("words", "said"),
    [("two sources", "Two sources."), ("Two.", "Two."), ("he said “two”", "He said “two”"), ("a\nb", "A b.")],
)
def test_a_part_of_a_sentence_becomes_one(words: str, said: str) -> None:
    assert wording.sentence(words) == said
