"""The figures of an incident as a profile gives them: the dead as signed off, the living in bands of ten.

Deaths are never suppressed. Of the living only everyone and the children are counted. Each of their numbers is given
as the band of ten that holds it, and a figure of fewer than ten not at all. A band is the same whatever its number
in it is, so that neither totals (sums of what is shown) nor an earlier export can be subtracted from it; parts of a
whole that need not be one inside another are left out, as several bands could be solved together.

Ten is the threshold of the United Kingdom's Office for National Statistics for outputs of its Longitudinal Study; the
cell size suppression policy of the Centers for Medicare & Medicaid Services hides 1 to 10, and what any of them can be
derived from.
"""

from collections.abc import Collection, Sequence

from tadwin.export.publication import Given, PublishedFigure
from tadwin.types import FigureLine
from tadwin.vocab import Effect, Group, Status

#: The width of a band, and the number below which a figure of the living is not given.
BAND = 10
#: The people who may be alive.
LIVING = frozenset(
    {Effect.INJURED, Effect.CASUALTIES, Effect.MISSING, Effect.DETAINED, Effect.ABDUCTED, Effect.DISPLACED}
)
#: The living who are counted, each inside the one before.
_COUNTED: tuple[tuple[Status | None, Group | None], ...] = ((None, None), (None, Group.CHILDREN))

_IN_BANDS = "Numbers of people who may be alive are given in bands of ten."
_SUPPRESSED = "Fewer than ten people who may be alive: no number is given."
_AT_LEAST = (
    "People killed or injured: only a number that is surely reached is given, as the dead taken from all of them would "
    "tell the injured."
)
_NOT_GIVEN = "People killed or injured, not told apart: so few that no number is given."


def as_signed(lines: Sequence[FigureLine]) -> tuple[PublishedFigure, ...]:
    """Every figure as it was signed off, with its own reason."""
    return tuple(_exact(line, line.why) for line in lines)


def guarded(lines: Sequence[FigureLine], shown: Collection[str]) -> tuple[PublishedFigure, ...]:
    """Every figure of the dead, and those of the living in bands. `shown` are the claims that the profile shows.

    A figure of the living that rests on none of them is left out.
    """
    return tuple(one for line in lines if (one := _guarded(line, shown)) is not None)


def _guarded(line: FigureLine, shown: Collection[str]) -> PublishedFigure | None:
    if line.effect not in LIVING:
        return _exact(line, _why(line))
    if (line.status, line.group) not in _COUNTED or not any(claim in shown for claim in line.claims):
        return None
    if line.effect is Effect.CASUALTIES:
        return _at_least(line) if line.group is None else None
    return _band(line)


def _exact(line: FigureLine, why: str) -> PublishedFigure:
    return PublishedFigure(
        line.effect, line.status, line.group, line.low, line.best, line.high, line.open, Given.EXACT, why
    )


def _band(line: FigureLine) -> PublishedFigure:
    numbers = [number for number in (line.low, line.best, line.high) if number is not None]
    least, most = min(numbers, default=0), max(numbers, default=0)
    if most == 0 and not line.open:
        return PublishedFigure(line.effect, line.status, line.group, 0, 0, 0, False, Given.EXACT, "No one is counted.")
    if most < BAND:
        return _of(line, None, None, line.open, Given.SUPPRESSED, _SUPPRESSED)
    return _of(line, floor_of_band(least), ceiling_of_band(most), line.open, Given.BAND, _IN_BANDS)


def _at_least(line: FigureLine) -> PublishedFigure:
    """A number so far below the figure that, less any exact number of the dead, it stays below a band of injured."""
    numbers = [number for number in (line.low, line.best, line.high) if number is not None]
    least = max(0, min(numbers, default=0) - (BAND - 1)) // BAND * BAND
    if least == 0:
        return _of(line, None, None, True, Given.SUPPRESSED, _NOT_GIVEN)
    return _of(line, least, None, True, Given.AT_LEAST, _AT_LEAST)


def _of(line: FigureLine, low: int | None, high: int | None, open_: bool, given: Given, why: str) -> PublishedFigure:
    return PublishedFigure(line.effect, line.status, line.group, low, None, high, open_, given, why)


def floor_of_band(number: int) -> int:
    """The least number of a number's band: 0, 1 (of 1 to 9), 10, 20, …"""
    return number // BAND * BAND or min(number, 1)


def ceiling_of_band(number: int) -> int:
    """The greatest number of a number's band: 0, 9, 19, 29, …"""
    return 0 if number == 0 else number // BAND * BAND + BAND - 1


#: How each rule of `reconcile.rules` chooses the best figure, for readers who know no rule by its name.
_BEST = {
    "conservative": "best is what most sources give, or else what most reports give first",
    "minmax": "best is the least that is said",
    "single_low": "best is the least that is said",
}


def _why(line: FigureLine) -> str:
    """Why a figure is what it is, without the names and words in its own reason."""
    match line.rule:
        case "floor":
            return "No one counts them all; the parts that are counted come to this."
        case "sum":
            return "No one counts them as such; girls and boys come to this."
        case _ if line.low == line.high and not line.open:
            return "All that is counted says so."
        case _:
            return f"Low and high span what is said; {_BEST.get(line.rule, f'best by the rule “{line.rule}”')}."
