"""Pictures are read back by other readers: PNG by Pillow, SVG by an XML parser; what they count, by hand."""

import dataclasses
import io
import re
import xml.etree.ElementTree as ET
from datetime import date

import pytest

from tadwin.export.plotted import _spans, _to_name, pictures, timeline
from tadwin.export.publication import Given, Publication, PublishedFigure, PublishedIncident, PublishedPlace, Withheld
from tadwin.export.totals import counting
from tadwin.vocab import DatePrecision, Effect, PlacePrecision

NAMES = {"timeline.png", "timeline.svg", "map.png", "map.svg"}


def killed(low: int, best: int, high: int | None) -> PublishedFigure:
    return PublishedFigure(Effect.KILLED, None, None, low, best, high, high is None, Given.EXACT, "as told")


def incident(name: str, day: date | None, lat: float | None, figure: PublishedFigure) -> PublishedIncident:
    place = PublishedPlace(name, lat, None if lat is None else 36.5, PlacePrecision.EXACT, "North", "XX")
    return PublishedIncident(
        id=name, start=day, end=day, date_precision=DatePrecision.DAY, places=(place,), event_type=None, weapon=None,
        perpetrators=(), contested=False, grade="weak", grade_reason=None, figures=(figure,), origins=(),
        more_origins=False, sources=(), more_sources=False, quotes=(), victims=(), contradictions=0, denials=(),
        contains=(), toll=False, unplaced=False, signed_on=None, changed=None,
    )  # fmt: skip


def publication(*incidents: PublishedIncident) -> Publication:
    return Publication("full", "ab" * 32, "0.0", incidents, (), (), Withheld(0, None), {})


WHOLE = publication(
    incident("Orrin", date(2031, 3, 3), 35.2, killed(3, 5, 9)),
    incident("Vell <b>&</b>", date(2031, 3, 9), 36.1, killed(2, 2, None)),
    incident("Tamar", date(2031, 3, 24), 35.2, killed(7, 7, 7)),
)


def test_every_picture_is_what_its_name_says_and_the_same_each_time() -> None:
    made = pictures(WHOLE)
    assert set(made) == NAMES
    assert made == pictures(WHOLE)
    for name, content in made.items():
        if name.endswith(".svg"):
            assert ET.fromstring(content).tag == "{http://www.w3.org/2000/svg}svg"  # noqa: S314  # our own
            assert not re.search(rb"<(script|image|a)\b|https?://(?!www\.w3\.org|purl\.org|creativecommons)", content)
        else:
            image = pytest.importorskip("PIL.Image").open(io.BytesIO(content))
            assert image.format == "PNG"
            assert min(image.size) > 600


def test_weeks_are_counted_from_monday_to_sunday_and_none_is_left_out() -> None:
    spans = _spans(counting(WHOLE.incidents))
    assert [span.first for span in spans] == [date(2031, 3, 3), date(2031, 3, 10), date(2031, 3, 17), date(2031, 3, 24)]
    assert [None if span.figure is None else span.figure.best for span in spans] == [7, None, None, 7]
    first = spans[0].figure
    assert first is not None
    assert (first.low, first.open) == (5, True)


def test_years_are_drawn_by_month() -> None:
    late = incident("Late", date(2034, 1, 31), 35.0, killed(1, 1, 1))
    spans = _spans(counting(publication(*WHOLE.incidents, late).incidents))
    assert [span.first.day for span in spans] == [1] * 35
    assert (spans[0].first, spans[-1].last) == (date(2031, 3, 1), date(2034, 1, 31))


def test_what_has_no_day_or_no_place_is_drawn_where_it_has_one() -> None:
    undated = incident("Undated", None, 35.0, killed(1, 1, 1))
    nowhere = incident("Nowhere", date(2031, 3, 3), None, killed(1, 1, 1))
    assert {name.partition(".")[0] for name in pictures(publication(undated))} == {"map"}
    assert {name.partition(".")[0] for name in pictures(publication(nowhere))} == {"timeline"}
    assert timeline(publication()) is None


def test_an_incident_that_a_toll_holds_is_not_drawn_twice() -> None:
    toll = dataclasses.replace(WHOLE.incidents[0], id="toll", contains=("Orrin",))
    spans = _spans(counting(publication(*WHOLE.incidents, toll).incidents))
    assert sum(span.figure.best or 0 for span in spans if span.figure) == 14


def test_labels_do_not_cover_each_other() -> None:
    from tadwin.export.plotted import _marks

    named = _to_name(_marks(WHOLE.incidents), wide=1.0, high=0.1)
    assert [mark.place.name for mark in named] == ["Tamar", "Vell <b>&</b>"]
