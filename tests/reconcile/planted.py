"""Claims for tests, as what somebody says: with an origin, a report and a day."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from tadwin.reconcile import contradictions as of_contradictions
from tadwin.reconcile import figures as of_figures
from tadwin.reconcile.rules import Rule
from tadwin.reconcile.said import UNKNOWN, Said
from tadwin.reconcile.voices import heard
from tadwin.types import Actor, Claim, Contradiction, Evidence, Figure, FigureLine, Span
from tadwin.vocab import Effect, Group, Qualifier, Status

Cells = dict[tuple[Status | None, Group | None], tuple[int | None, int | None, int | None, bool]]


def exact(value: int) -> Figure:
    return Figure(value, Qualifier.EXACT, value, value, str(value))


def at_least(value: int) -> Figure:
    return Figure(value, Qualifier.AT_LEAST, value, None, f"at least {value}")


def between(low: int, high: int) -> Figure:
    return Figure((low + high) // 2, Qualifier.APPROX, low, high, f"around {(low + high) // 2}")


def vague(low: int, text: str) -> Figure:
    return Figure(None, Qualifier.VAGUE, low, None, text)


def said(
    at: int, figure: Figure | int, by: str | None = None, report: str = "r1", day: int = 1, **attributes: object
) -> Said:
    """What `by` (None: the report itself) says in `report`, its number at offset `at`, published on a day of May."""
    number = Span(report, at, at + 1, "x")
    of = exact(figure) if isinstance(figure, int) else figure
    counts = bool(attributes.pop("counts", True))
    made = Claim(f"{report}-{at}", report, f"f-{report}", number, number, Effect.KILLED, of)
    made = replace(made, evidence=(Evidence("effect", "by the words", at, at + 1, "x"),))
    claimant = None if by is None else Actor(by, by.casefold(), "monitor")
    claim = replace(made, claimant=claimant, **attributes)  # type: ignore[arg-type]
    published = date(2031, 5, 1) + timedelta(days=day - 1)
    return Said(claim, by.casefold() if by else UNKNOWN, by is not None, published, counts, source=claimant)


def figures(told: Sequence[Said], rule: Rule = Rule.CONSERVATIVE) -> tuple[FigureLine, ...]:
    """The figures of one incident of which this is all that is said."""
    return of_figures.figures(heard(told), rule)


def contradictions(told: Sequence[Said]) -> tuple[Contradiction, ...]:
    """The contradictions in it."""
    return of_contradictions.contradictions(told, heard(told))


def cells(lines: tuple[FigureLine, ...]) -> Cells:
    """Low, best, high and open of each cell of the killed."""
    return {(x.status, x.group): (x.low, x.best, x.high, x.open) for x in lines if x.effect is Effect.KILLED}
