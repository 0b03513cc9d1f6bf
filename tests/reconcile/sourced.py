"""Claims, reports and incidents made for tests: invented, and as short as they can be."""

from dataclasses import replace
from datetime import date
from typing import Any

from tadwin.types import Actor, Claim, Evidence, Figure, FigureLine, Incident, Place, Report, Span, When
from tadwin.vocab import DatePrecision, Effect, PlacePrecision, Qualifier, Scope, Status

MONITOR = Actor("Ruritanian Rights Observatory", "rro", "monitor", "rro")
RESCUERS = Actor("Grey Helmets", "grey-helmets", "responder", "grey-helmets")
ARMY = Actor("Ruritanian forces", "forces-rt", "state", "state-rt")
MINISTRY = Actor("Ruritanian Health Ministry", "health-ministry-rt", "authority", "state-rt")
WIRE = Actor("Globe Wire", "globe-wire", "outlet", "globe-wire")
STATE_WIRE = Actor("Ruritanian State Agency", "rsa", "outlet", "state-rt")
GROUP = Actor("Northern Front", "northern-front", "armed_group", "northern-front")


def unnamed(words: str, kind: str = "unnamed") -> Actor:
    return Actor(words, None, kind)


def number(value: int, qualifier: Qualifier = Qualifier.EXACT) -> Figure:
    """A figure with the bounds that docs/method.md gives it."""
    low, high = {
        Qualifier.EXACT: (value, value),
        Qualifier.AT_LEAST: (value, None),
        Qualifier.MORE_THAN: (value + 1, None),
        Qualifier.AT_MOST: (0, value),
    }[qualifier]
    return Figure(value, qualifier, low, high, str(value))


def dozens() -> Figure:
    return Figure(None, Qualifier.VAGUE, 24, None, "dozens")


def report(report_id: str, text: str = "", day: int | None = 1, publisher: str | None = None) -> Report:
    published = None if day is None else date(2031, 5, day)
    return Report(report_id, text, "0" * 64, "text/plain", publisher=publisher, published_at=published)


def claim(
    claim_id: str, report_id: str, figure: Figure, by: Actor | None = None, at: int = 0, **attributes: Any
) -> Claim:
    """A claim of people killed whose number stands at `at` of its report, with its words."""
    span = Span(report_id, at, at + len(figure.text), figure.text)
    made = Claim(claim_id, report_id, f"f-{report_id}", span, span, Effect.KILLED, figure, claimant=by)
    return replace(made, **attributes)


def told(report_id: str, text: str, figure: Figure, by: Actor | None = None, **attributes: Any) -> Claim:
    """A claim whose number is found in the text of its report; its id is the report's and where the number stands."""
    at = text.index(figure.text)
    return claim(f"c-{report_id}-{at}", report_id, figure, by, at, **attributes)


def said_by(words: str, text: str) -> tuple[Evidence, ...]:
    start = text.index(words)
    return (Evidence("claimant", "verb of speech", start, start + len(words), words),)


def on(day: int, last: int | None = None) -> When:
    days = (last or day) - day
    precision = DatePrecision.DAY if days == 0 else DatePrecision.DAYS if days < 6 else DatePrecision.MONTH
    return When(date(2031, 5, day), date(2031, 5, last or day), precision)


NORTH = Place("North", 40.0, 30.0, "g-north", "North", "RT", PlacePrecision.ADMIN1)
SOUTH = Place("South", 36.0, 30.0, "g-south", "South", "RT", PlacePrecision.ADMIN1)
RURITANIA = Place("Ruritania", 38.0, 30.0, "g-rt", None, "RT", PlacePrecision.COUNTRY)
QARYA = Place("Qarya", 40.1, 30.1, "g-qarya", "North", "RT", PlacePrecision.EXACT)
BALDA = Place("Balda", 36.1, 30.1, "g-balda", "South", "RT", PlacePrecision.EXACT)
UNKNOWN_TOWN = Place("Kharba", None, None, None, None, "RT", PlacePrecision.UNKNOWN)


def line(
    low: int, best: int, high: int, status: Status | None = None, open_: bool = False, effect: Effect = Effect.KILLED
) -> FigureLine:
    return FigureLine(effect, status, None, low, best, high, open_, "rule", (), "why")


def incident(
    incident_id: str, day: int | None, place: Place | None, *figures: FigureLine, **attributes: Any
) -> Incident:
    places = () if place is None else (place,)
    fine = place is not None and place.precision in (PlacePrecision.EXACT, PlacePrecision.NEAR, PlacePrecision.ADMIN2)
    made = Incident(
        id=incident_id,
        frames=(),
        claims=(),
        reports=(),
        time=None if day is None else on(day),
        places=places,
        event_type=None,
        weapon=None,
        perpetrators=(),
        figures=figures,
        unplaced=day is None or not fine,
    )
    return replace(made, **attributes)


def tally(claim_id: str, figure: Figure, **attributes: Any) -> Claim:
    return claim(claim_id, "r-tally", figure, scope=Scope.TALLY, **attributes)
