"""An incident's dead as UCDP GED counts them: four columns that add up to best, with low and high.

After the UCDP GED Codebook 25.1 (Högbladh, 2025): best = deaths_a + deaths_b + deaths_civilians + deaths_unknown. The
record says who is a combatant and not of which side, so its combatants are in deaths_unknown until a person says more.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tadwin.export import wording
from tadwin.export.notes import figure_words
from tadwin.export.publication import PublishedFigure
from tadwin.vocab import Effect, Group, Status

_Cell = tuple[Status | None, Group | None]
_EVERYONE: _Cell = (None, None)
_CIVILIANS: _Cell = (Status.CIVILIAN, None)
_COMBATANTS: _Cell = (Status.COMBATANT, None)


@dataclass(frozen=True, slots=True)
class Deaths:
    """`side_a` + `side_b` + `civilians` + `unknown` = `best`, or all five are None. An open high is None.

    `notes` say what the numbers do not.
    """

    side_a: int | None
    side_b: int | None
    civilians: int | None
    unknown: int | None
    best: int | None
    low: int | None
    high: int | None
    notes: tuple[str, ...] = ()


def deaths(figures: Iterable[PublishedFigure]) -> Deaths | None:
    """The dead of an incident; None where no figure of killed people can be above zero."""
    killed = {(line.status, line.group): line for line in figures if line.effect is Effect.KILLED}
    if not any(line.open or (line.best or 0) > 0 or (line.high or 0) > 0 for line in killed.values()):
        return None
    whole, notes = _whole(killed)
    # A part's upper bound is none of everyone's.
    high = None if whole.open or (whole.status, whole.group) != _EVERYONE else whole.high
    if whole.open:
        notes += ("high is blank: a source sets no upper bound for the killed",)
    if whole.best is None:
        return Deaths(None, None, None, None, None, whole.low, high, (*notes, "killed: no best figure"))
    civilians, about = _civilians(killed.get(_CIVILIANS), whole)
    return Deaths(
        side_a=0,
        side_b=0,
        civilians=civilians,
        unknown=whole.best - civilians,
        best=whole.best,
        low=whole.low,
        high=high,
        notes=(*notes, *about, *_combatants(killed.get(_COMBATANTS))),
    )


def _whole(killed: Mapping[_Cell, PublishedFigure]) -> tuple[PublishedFigure, tuple[str, ...]]:
    """The line that best, low and high come from: everyone's, or the largest part's where nobody counts everyone."""
    everyone = killed.get(_EVERYONE)
    if everyone is not None and (everyone.best is not None or len(killed) == 1):
        return everyone, ()
    part = max(
        killed.values(), key=lambda line: (line.best is not None, line.best or 0, line.status is Status.CIVILIAN)
    )
    who = wording.people(part.status, part.group)
    about = f"everyone killed is not stated: best and low are those of {who}, and high is blank"
    return part, (about,) if who else ()


def _civilians(line: PublishedFigure | None, whole: PublishedFigure) -> tuple[int, tuple[str, ...]]:
    """The civilians among the best, never more of them than people."""
    best = whole.best or 0
    if line is None or line.best is None:
        return 0, ()
    if line.best <= best:
        return line.best, ()
    said = f"civilians killed ({figure_words(line)}) are more than everyone killed ({figure_words(whole)})"
    return best, (f"{said}: sources disagree, and deaths_civilians is cut to best so that the columns add up",)


def _combatants(line: PublishedFigure | None) -> tuple[str, ...]:
    if line is None:
        return ()
    return (f"combatants killed: {figure_words(line)}, of a side that is not stated, so within deaths_unknown",)
