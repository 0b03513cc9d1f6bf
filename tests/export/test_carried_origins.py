"""Who said it first and who relays, against planted reports."""

from datetime import date

from tadwin.export import wording
from tadwin.export.origins import carried
from tadwin.types import Actor, Claim, Figure, Incident, Origin, Report, Span
from tadwin.vocab import Effect, Qualifier


def report(name: str, publisher: str | None, day: date | None) -> Report:
    return Report(name, "text", "0" * 64, "text/plain", publisher=publisher, published_at=day)


def claim(name: str, of: str, *via: str) -> Claim:
    span = Span(of, 0, 1, "9")
    figure = Figure(9, Qualifier.EXACT, 9, 9, "9")
    return Claim(name, of, "f", span, span, Effect.KILLED, figure, via=tuple(map(Actor, via)))


REPORTS = {
    one.id: one
    for one in (
        report("late", "Example Wire", date(2031, 5, 3)),
        report("early", "The Monitor", date(2031, 5, 1)),
        report("undated", None, None),
    )
}
CLAIMS = {
    one.id: one
    for one in (claim("a", "late", "Hill Radio"), claim("b", "early"), claim("c", "undated"), claim("d", "gone"))
}


def incident(*origins: Origin) -> Incident:
    return Incident("i", ("f",), tuple(CLAIMS), tuple(REPORTS), None, (), None, None, (), (), origins=origins)


def test_the_earliest_dated_report_is_first_and_relays_are_others_than_the_origin() -> None:
    (one,) = carried(incident(Origin("The Monitor", "m", ("a", "b", "c"), True)), CLAIMS, REPORTS)
    assert [each.id for each in one.reports] == ["early", "late", "undated"]
    assert one.first is REPORTS["early"]
    assert one.relays == ("Hill Radio", "Example Wire")
    assert wording.carried(one) == "independent; first in The Monitor, 2031-05-01; relayed by Hill Radio; Example Wire"


def test_without_a_day_nobody_is_first_and_what_the_record_lost_is_left_out() -> None:
    (one,) = carried(incident(Origin("origin unknown", None, ("c", "d", "lost"), False)), CLAIMS, REPORTS)
    assert (one.first, one.relays) == (None, ())
    assert [each.id for each in one.reports] == ["undated"]
    assert wording.carried(one) == "not counted as a source of its own"
