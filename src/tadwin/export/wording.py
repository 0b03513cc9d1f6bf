"""How claims and incidents are put into words for a reader: labels, figures, days, places, speakers."""

from collections.abc import Sequence
from datetime import date

from tadwin.export.marked import one_line
from tadwin.types import Actor, Claim, Figure, FigureLine, Place, Report, When
from tadwin.vocab import Effect, Group, Status

NOT_STATED = "not stated"

_GROUPS = {Group.WOMEN_AND_CHILDREN: "women and children"}
#: Nouns of the lexicon with one form for one and many.
_UNCHANGED = frozenset({"aircraft", "sheep", "headquarters", "barracks"})
_STATUSES = {Status.CIVILIAN: "civilians", Status.COMBATANT: "combatants"}


def cell(effect: Effect, status: Status | None, group: Group | None) -> str:
    """What a figure counts: "killed", "killed, civilians", "injured, women and children"."""
    who = people(status, group)
    return f"{effect.value}, {who}" if who else effect.value


def people(status: Status | None, group: Group | None) -> str:
    """Whom a figure counts: "civilians, women and children"; empty for everyone."""
    parts = [_STATUSES[status]] if status is not None else []
    if group is not None:
        parts.append(_GROUPS.get(group, group.value))
    return ", ".join(parts)


def counted(claim: Claim) -> str:
    """What a claim counts, with the object or role where there is one: "destroyed: shops"."""
    of = claim.object or (claim.role.value.replace("_", " ") if claim.role else None)
    words = cell(claim.effect, claim.status, claim.group)
    return f"{words}: {one_line(of)}" if of else words


def claimed(claim: Claim) -> str:
    """What a claim counts and the figure, with the unit: "killed: ≥ 14", "displaced: 300 households"."""
    if claim.object is None:
        return f"{counted(claim)}: {bounds(claim.figure)}"
    unit = one_line(claim.object) if claim.figure.low == claim.figure.high == 1 else _plural(one_line(claim.object))
    return f"{cell(claim.effect, claim.status, claim.group)}: {bounds(claim.figure)} {unit}"


def _plural(noun: str) -> str:
    """The plural of an English noun that claims have as their object. Those with one form for both keep it."""
    if noun in _UNCHANGED or noun.endswith("ies"):
        return noun
    if noun.endswith("y") and noun[-2:-1] not in tuple("aeiou"):
        return f"{noun[:-1]}ies"
    return f"{noun}es" if noun.endswith(("s", "x", "ch", "sh")) else f"{noun}s"


def bounds(figure: Figure) -> str:
    """The figure as the record reads it: "14", "≥ 14", "20–40"."""
    return _between(figure.low, figure.high)


def line_range(line: FigureLine) -> str:
    """An incident's figure from low to high: "11–14", "14", "≥ 14", "11 to ≥ 14" without an upper bound."""
    if line.low is None:
        return NOT_STATED if line.high is None else f"up to {line.high:,}"
    if line.high is None or line.low == line.high:
        return f"≥ {line.low:,}" if line.open else f"{line.low:,}"
    return f"{line.low:,} to ≥ {line.high:,}" if line.open else _between(line.low, line.high)


def _between(low: int, high: int | None) -> str:
    if high is None:
        return f"≥ {low:,}"
    return f"{low:,}" if low == high else f"{low:,}–{high:,}"


def days(when: When | None) -> str:
    """The days in ISO 8601, which sorts and is read alike everywhere; "day not stated" where there is none."""
    if when is None or (when.start is None and when.end is None):
        return "day not stated"
    if when.start == when.end:
        return _day(when.start)
    return f"{_day(when.start)} to {_day(when.end)}"


def _day(day: date | None) -> str:
    return "…" if day is None else day.isoformat()


def places(named: Sequence[Place]) -> str:
    """The places by name, the area that holds them after; "place not stated" where there is none."""
    return "; ".join(place(one) for one in named) or "place not stated"


def place(named: Place) -> str:
    """One place: "Salqin, Idlib, SY"; "Benin (not found in the gazetteer)"; "(ambiguous)" where several would do."""
    around = [part for part in (named.admin1, named.country) if part and part != named.name]
    words = one_line(", ".join((named.name, *around)))
    if named.lat is None and named.gazetteer_id is None:
        return f"{words} (not found)"
    return f"{words} (ambiguous)" if named.candidates else words


def actors(named: Sequence[Actor]) -> str:
    """Names, separated by semicolons; empty for none."""
    return "; ".join(one_line(actor.name) for actor in named)


def speaker(claim: Claim, report: Report | None) -> str:
    """Who says the figure: the claimant in the words, else the report in its own voice."""
    if claim.claimant is not None:
        return one_line(claim.claimant.name)
    if report is not None and report.publisher:
        return f"{one_line(report.publisher)}, own voice"
    return "the report, own voice"
