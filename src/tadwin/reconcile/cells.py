"""What an incident's figures say of the cell that a tally counts, and what a tally of one cell contains of another."""

from collections.abc import Mapping
from typing import NamedTuple

from tadwin.types import FigureLine, Incident
from tadwin.vocab import Effect, Group, Status

Cell = tuple[Effect, Status | None, Group | None]
#: An incident that counts none of these says nothing of a tally of one of them.
_HARM = (Effect.KILLED, Effect.INJURED, Effect.CASUALTIES)
_OTHER = {Status.CIVILIAN: Status.COMBATANT, Status.COMBATANT: Status.CIVILIAN}
_PEOPLE = {Status.CIVILIAN: "civilians", Status.COMBATANT: "combatants"}
_NAMED = {Effect.KILLED: "killed", Effect.INJURED: "injured", Effect.CASUALTIES: "casualties"}
#: Groups that are some of another's people.
_OF_GROUP = {Group.GIRLS: Group.CHILDREN, Group.BOYS: Group.CHILDREN}


class Counted(NamedTuple):
    """What an incident adds to a recorded figure; `high` is None where it is open. `close`: not the very cell."""

    low: int
    best: int
    high: int | None
    close: bool = False


class Left(NamedTuple):
    """Why an incident is left out; `unknown` where it might belong, for all that the record says."""

    reason: str
    unknown: bool


def counted(incident: Incident, cell: Cell) -> Counted | Left | None:
    """What an incident adds to a cell, or why it adds nothing; None where it says nothing of such harm at all."""
    lines = {(line.effect, line.status, line.group): line for line in incident.figures}
    effect, status, group = cell
    if cell in lines:
        return _of(lines[cell])
    if group is not None:
        return _of_group(lines, cell)
    if effect is Effect.CASUALTIES:
        summed = _summed(lines, status)
        if summed is not None:
            return summed
    everyone = lines.get((effect, None, None))
    if status is not None and everyone is not None:
        other = lines.get((effect, _OTHER[status], None))
        if other is not None and not everyone.open and other.low is not None and other.low == everyone.high:
            return Left(f"it counts {_PEOPLE[_OTHER[status]]} only", False)
        return Left(f"it does not say how many were {_PEOPLE[status]}", True)
    if effect in _HARM and any((one, None, None) in lines for one in _HARM):
        return Left(f"it does not count the {_NAMED[effect]}", True)
    return None


def contains(whole: Cell, part: Cell) -> bool:
    """True where all whom `part` counts are among those whom `whole` counts."""
    effect = whole[0] is part[0] or (whole[0] is Effect.CASUALTIES and part[0] in _HARM)
    status = whole[1] is None or whole[1] is part[1]
    group = whole[2] is None or whole[2] is part[2] or (part[2] is not None and _OF_GROUP.get(part[2]) is whole[2])
    return effect and status and group


def _of(line: FigureLine, close: bool = False) -> Counted:
    low = line.low or 0
    best = low if line.best is None else line.best
    return Counted(low, best, None if line.open else line.high, close)


def _of_group(lines: Mapping[Cell, FigureLine], cell: Cell) -> Counted | Left | None:
    """Children of unstated status beside a tally of civilian children, or the other way round: close, not the same."""
    effect, status, group = cell
    near: Cell = (effect, None if status is Status.CIVILIAN else Status.CIVILIAN, group)
    if status is not Status.COMBATANT and near in lines:
        found = _of(lines[near], close=True)
        return found if status is not None else found._replace(high=None)
    if any(one[0] is effect for one in lines):
        return Left(f"it does not count the {str(group).replace('_', ' ')}", True)
    return None


def _summed(lines: Mapping[Cell, FigureLine], status: Status | None) -> Counted | None:
    """Killed and injured as casualties; open where only one of the two is counted."""
    found = [lines.get((effect, status, None)) for effect in (Effect.KILLED, Effect.INJURED)]
    parts = [_of(line) for line in found if line is not None]
    if not parts:
        return None
    highs = [part.high for part in parts]
    whole = len(parts) == len(found)
    high = sum(one for one in highs if one is not None) if whole and None not in highs else None
    return Counted(sum(part.low for part in parts), sum(part.best for part in parts), high, not whole)
