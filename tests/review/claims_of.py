"""Claims of invented reports, for tests of decisions: each at its own number, with nothing else about it."""

from tadwin import ids
from tadwin.types import Claim, Figure, Span
from tadwin.vocab import Effect, Qualifier


def claim_at(report_id: str, text: str, number: str, frame: str = "f", effect: Effect = Effect.KILLED) -> Claim:
    """The claim of a number that stands in the text once."""
    start = text.index(number)
    assert text.count(number) == 1
    return claim_of(report_id, start, number, frame, effect)


def claim_of(report_id: str, start: int, number: str, frame: str, effect: Effect = Effect.KILLED) -> Claim:
    """The claim of a number at `start`."""
    span = Span(report_id, start, start + len(number), number)
    return Claim(
        id=ids.claim_id(report_id, effect, span.start, span.end),
        report_id=report_id,
        frame=frame,
        span=span,
        number=span,
        effect=effect,
        figure=Figure(12, Qualifier.EXACT, 12, 12, number),
    )
