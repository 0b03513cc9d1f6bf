"""What makes an incident doubtful, and so comes first in the queue.

The weights are tadwin's own: what can make a figure or an accusation wrong goes before what only makes it thin, and a
large count before a small one, as its error is larger.
"""

from tadwin.types import FigureLine, Incident
from tadwin.vocab import Doubt, Effect, ReviewState

#: What each doubt adds, the gravest first.
WEIGHT = {
    Doubt.CONTRADICTION: 60,
    Doubt.CONTESTED: 50,
    Doubt.WEAK_LINK: 40,
    Doubt.LARGE: 30,
    Doubt.UNPLACED: 15,
    Doubt.NO_ORIGIN: 14,
    Doubt.WIDE: 12,
    Doubt.ONE_ORIGIN: 10,
    Doubt.DENIED: 8,
}
#: A changed sign-off is published as it was, so it goes before all; then what a colleague waits for.
_OF_STATE = {ReviewState.CHANGED: 400, ReviewState.ASKED: 200}
#: Bits by which a link exceeds what joins, below which it is weak: one more disagreement would have undone it.
WEAK = 2.0
#: People killed, by the best or the highest count, from which a count is large: Airwars and UCDP recheck those of ten.
LARGE = 10
#: High over low, from which a range is wide, where they are also this many apart.
_WIDE_RATIO, _WIDE_APART = 2, 5


def doubts(incident: Incident, weakest: float | None) -> tuple[Doubt, ...]:
    """Why the incident is doubtful, the gravest first. `weakest` is the weight of its weakest link in bits, if any."""
    named = sum(origin.independent for origin in incident.origins)
    holds = {
        Doubt.CONTRADICTION: bool(incident.contradictions),
        Doubt.CONTESTED: incident.grade == "contested",
        Doubt.WEAK_LINK: weakest is not None and weakest < WEAK,
        Doubt.LARGE: any(_is_large(line) for line in incident.figures),
        Doubt.UNPLACED: incident.unplaced,
        Doubt.NO_ORIGIN: named == 0,
        Doubt.WIDE: any(_is_wide(line) for line in incident.figures),
        Doubt.ONE_ORIGIN: named == 1,
        Doubt.DENIED: any(one.against for one in incident.denials),
    }
    return tuple(one for one in WEIGHT if holds[one])


def weight(found: tuple[Doubt, ...], state: ReviewState, line: FigureLine | None) -> int:
    """The incident's place in the queue: the greater, the earlier. Among equals the larger count comes first."""
    count = 0 if line is None else min(line.high or line.best or line.low or 0, 99)
    return 100 * (sum(WEIGHT[one] for one in found) + _OF_STATE.get(state, 0)) + count


def _is_large(line: FigureLine) -> bool:
    return line.effect is Effect.KILLED and max(line.best or 0, line.high or 0, line.low or 0) >= LARGE


def _is_wide(line: FigureLine) -> bool:
    low, high = line.low, line.high
    return low is not None and high is not None and high - low >= _WIDE_APART and high >= _WIDE_RATIO * low
