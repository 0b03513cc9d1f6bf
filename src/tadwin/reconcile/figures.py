"""The figures of one frame: low, best and high for each cell, with the claims behind them and the reason.

The rule is named "first": where a report gives a cell several times, low is the least and high the
most that any of its claims allows, and best is the number that the report gives first. News and bulletins
put the toll that they stand by in the lead and older or rival tolls after it. The rule "floor" fills
a missing count of everyone from its parts. Comparing reports with each other is another step.
"""

from collections.abc import Mapping, Sequence

from tadwin.reconcile.floor import Part, floor
from tadwin.types import Claim, FigureLine
from tadwin.vocab import Effect, Group, Qualifier, Stance, Status

FIRST = "first"
FLOOR = "floor"

#: Effects that befall people. Strikes and objects are counted in claims: a cell does not say which objects they are.
OF_PEOPLE = (
    Effect.KILLED,
    Effect.INJURED,
    Effect.CASUALTIES,
    Effect.MISSING,
    Effect.DETAINED,
    Effect.ABDUCTED,
    Effect.DISPLACED,
)
#: Kinds of claimant who count on the spot: from others, "none were hurt" is no count (Standards for Casualty
#: Recording, section 4: an absence of reports is not an absence of harm).
_COUNTS_THERE = frozenset({"hospital", "responder", "witness"})

_STATUSES: tuple[Status | None, ...] = (None, *Status)
_GROUPS: tuple[Group | None, ...] = (None, *Group)

_Cell = tuple[Effect, Status | None, Group | None]


def number_order(claim: Claim) -> tuple[str, int, int, str]:
    """Sorts claims by where their numbers stand in the text."""
    return (claim.report_id, claim.number.start, claim.number.end, claim.id)


def figures(claims: Sequence[Claim]) -> tuple[FigureLine, ...]:
    """A line for each cell that the claims of one frame fill.

    By effect; within an effect everyone, civilian and combatant, then the groups in the same way.
    Denied and hedged claims do not enter, nor does a zero from one who did not count there. A count of
    one role (journalists, medics) or of a part of another count is no count of everyone, only a floor of it.
    """
    inside = {claim.id: claim for claim in claims}
    cells: dict[_Cell, list[Claim]] = {}
    shares: dict[Effect, list[Claim]] = {}
    for claim in sorted(claims, key=number_order):
        if not _enters(claim):
            continue
        if _is_share(claim, inside):
            shares.setdefault(claim.effect, []).append(claim)
        else:
            cells.setdefault((claim.effect, claim.status, claim.group), []).append(claim)
    lines = [_line(cell, among) for cell, among in cells.items()]
    for effect in OF_PEOPLE:
        if (effect, None, None) not in cells:
            parts = [line for line in lines if line.effect is effect]
            lines.extend(_floor_line(effect, parts, shares.get(effect, [])))
    return tuple(sorted(lines, key=_line_order))


def _line_order(line: FigureLine) -> tuple[int, int, int]:
    return (OF_PEOPLE.index(line.effect), _GROUPS.index(line.group), _STATUSES.index(line.status))


def _enters(claim: Claim) -> bool:
    if claim.effect not in OF_PEOPLE or claim.object is not None or claim.stance is not Stance.ASSERTED:
        return False
    if claim.figure.high == 0:
        return claim.claimant is not None and claim.claimant.kind in _COUNTS_THERE
    return True


def _is_share(claim: Claim, inside: Mapping[str, Claim]) -> bool:
    """True for a count of some of the people whom its cell would take for all."""
    if claim.role is not None:
        return True
    whole = inside.get(claim.part_of or "")
    if whole is None or whole.effect is not claim.effect:
        return False
    part = (claim.status, claim.group)
    return part in ((None, None), (whole.status, whole.group))


def _line(cell: _Cell, claims: Sequence[Claim]) -> FigureLine:
    effect, status, group = cell
    low = min(claim.figure.low for claim in claims)
    high = max(_top(claim) for claim in claims)
    best = next((claim for claim in claims if claim.figure.value is not None), claims[0])
    return FigureLine(
        effect=effect,
        status=status,
        group=group,
        low=low,
        best=_number(best),
        high=high,
        open=any(claim.figure.high is None for claim in claims),
        rule=FIRST,
        claims=tuple(claim.id for claim in claims),
        why=_why(claims, best),
    )


def _floor_line(effect: Effect, parts: Sequence[FigureLine], shares: Sequence[Claim]) -> list[FigureLine]:
    """A line for everyone from what the frame says of some; none where it says nothing of anyone."""
    lows: dict[Part, int] = {(line.status, line.group): line.low or 0 for line in parts}
    bests: dict[Part, int] = {(line.status, line.group): line.best or 0 for line in parts}
    lows[None, None] = max((claim.figure.low for claim in shares), default=0)
    bests[None, None] = max((_number(claim) for claim in shares), default=0)
    best = floor(bests)
    if best == 0:
        return []
    low = floor(lows)
    claims = (*(claim for line in parts for claim in line.claims), *(claim.id for claim in shares))
    why = f"The report does not count everyone; the parts that it counts come to {best} or more."
    return [FigureLine(effect, None, None, low, best, best, True, FLOOR, claims, why)]


def _number(claim: Claim) -> int:
    """The one number that stands for a figure: its value, held inside what its words allow; its low when vague."""
    figure = claim.figure
    if figure.value is None:
        return figure.low
    value = max(figure.value, figure.low)
    return value if figure.high is None else min(value, figure.high)


def _top(claim: Claim) -> int:
    """What a claim contributes to high: an open figure gives its number, and the line says that it is open."""
    return _number(claim) if claim.figure.high is None else claim.figure.high


def _why(claims: Sequence[Claim], best: Claim) -> str:
    said = f"“{best.figure.text}”"
    if len(claims) == 1:
        return f"The report says {said}{_bounds(best)}."
    if len({(claim.figure.low, _number(claim), claim.figure.high) for claim in claims}) == 1:
        return f"The report says {said}{_bounds(best)} and gives the same figure {len(claims)} times."
    tolls = ", ".join(dict.fromkeys(f"“{claim.figure.text}”" for claim in claims))
    return (
        f"The report gives {tolls}: low and high span them, and best is the first number given, {said}{_bounds(best)}."
    )


def _bounds(claim: Claim) -> str:
    figure = claim.figure
    if figure.qualifier is Qualifier.EXACT:
        return ""
    return f" ({figure.low} or more)" if figure.high is None else f" ({figure.low} to {figure.high})"
