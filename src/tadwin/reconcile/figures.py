"""The figures of one frame: low, best and high for each cell, with the claims behind them and the reason.

The rule is named "first": where a report gives a cell several times, low is the least and high the
most that any of its counts allows, and best is the number that the report gives first. News and bulletins
put the toll that they stand by in the lead and older or rival tolls after it. Claims that one phrase tells
together are one count. The rule "floor" fills a missing count of everyone from its parts. Comparing
reports with each other is another step.
"""

from collections.abc import Iterator, Mapping, Sequence

from tadwin.frames import number_order
from tadwin.reconcile.conjuncts import Count, count, phrases
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


def figures(claims: Sequence[Claim]) -> tuple[FigureLine, ...]:
    """A line for each cell that the claims of one frame fill.

    By effect; within an effect everyone, civilian and combatant, then the groups in the same way.
    Denied and hedged claims do not enter, nor does a zero from one who did not count there. A count of
    one role (journalists, medics) or of a part of another count is no count of everyone, only a floor of it.
    """
    ordered = sorted(claims, key=number_order)
    lines = []
    for effect in OF_PEOPLE:
        lines.extend(_figures_of(effect, [claim for claim in ordered if claim.effect is effect]))
    return tuple(sorted(lines, key=_line_order))


def _figures_of(effect: Effect, claims: Sequence[Claim]) -> list[FigureLine]:
    """The lines of one effect, from all its claims in the order of the text."""
    inside = {claim.id: claim for claim in claims}
    cells: dict[Part, list[Count]] = {}
    shares: list[Count] = []
    for phrase in phrases(claims):
        entering = [claim for claim in phrase if _enters(claim)]
        filled = dict.fromkeys(_part(claim) for claim in entering if not _is_share(claim, inside))
        for part in filled:
            cells.setdefault(part, []).append(count([claim for claim in entering if _is_within(claim, part)]))
        if entering and (None, None) not in filled and (len(entering) > 1 or not filled):
            shares.append(count(entering))
    lines = [_line(effect, part, counts) for part, counts in cells.items()]
    if (None, None) not in cells:
        lines.extend(_floor_line(effect, lines, shares))
    return lines


def _line_order(line: FigureLine) -> tuple[int, int, int]:
    return (OF_PEOPLE.index(line.effect), _GROUPS.index(line.group), _STATUSES.index(line.status))


def _enters(claim: Claim) -> bool:
    if claim.object is not None or claim.stance is not Stance.ASSERTED:
        return False
    if claim.figure.high == 0:
        return claim.claimant is not None and claim.claimant.kind in _COUNTS_THERE
    return True


def _part(claim: Claim) -> Part:
    return (claim.status, claim.group)


def _is_within(claim: Claim, part: Part) -> bool:
    """True when everyone whom the claim counts belongs to that part of the people."""
    status, group = part
    return status in (None, claim.status) and group in (None, claim.group)


def _is_share(claim: Claim, inside: Mapping[str, Claim]) -> bool:
    """True for a count of some of the people whom its cell would take for all."""
    if claim.role is not None:
        return True
    wholes = list(_wholes(claim, inside))
    return bool(wholes) and (_part(claim) == (None, None) or any(_part(claim) == _part(whole) for whole in wholes))


def _wholes(claim: Claim, inside: Mapping[str, Claim]) -> Iterator[Claim]:
    """What a claim is a part of, and what that is a part of, as far as it is inside."""
    seen: set[str] = set()
    above = inside.get(claim.part_of or "")
    while above is not None and above.id not in seen:
        seen.add(above.id)
        yield above
        above = inside.get(above.part_of or "")


def _line(effect: Effect, part: Part, counts: Sequence[Count]) -> FigureLine:
    best = next((one for one in counts if not one.vague), counts[0])
    return FigureLine(
        effect=effect,
        status=part[0],
        group=part[1],
        low=min(one.low for one in counts),
        best=best.number,
        high=max(one.top for one in counts),
        open=any(one.high is None for one in counts),
        rule=FIRST,
        claims=tuple(claim.id for one in counts for claim in one.claims),
        why=_why(counts, best),
    )


def _floor_line(effect: Effect, parts: Sequence[FigureLine], shares: Sequence[Count]) -> list[FigureLine]:
    """A line for everyone from what the frame says of some; none where it says nothing of anyone."""
    lows: dict[Part, int] = {(line.status, line.group): line.low or 0 for line in parts}
    bests: dict[Part, int] = {(line.status, line.group): line.best or 0 for line in parts}
    lows[None, None] = max((one.low for one in shares), default=0)
    bests[None, None] = max((one.number for one in shares), default=0)
    best = floor(bests)
    if best == 0:
        return []
    low = floor(lows)
    behind = [
        *(claim for line in parts for claim in line.claims),
        *(claim.id for one in shares for claim in one.claims),
    ]
    why = f"The report does not count everyone; the parts that it counts come to ≥ {best}."
    return [FigureLine(effect, None, None, low, best, best, True, FLOOR, tuple(dict.fromkeys(behind)), why)]


def _why(counts: Sequence[Count], best: Count) -> str:
    said = f"{_said(best)}{_bounds(best)}"
    if len(counts) == 1:
        return f"The report says {said}."
    if len({(one.low, one.number, one.high) for one in counts}) == 1:
        return f"The report says {said} and gives the same figure {len(counts)} times."
    between = "; " if any(one.claims[1:] for one in counts) else ", "
    tolls = between.join(dict.fromkeys(map(_said, counts)))
    return f"The report gives {tolls}: low and high span them, and best is the first number given, {said}."


def _said(one: Count) -> str:
    """The words of a count: “12”; “1” and “1”, told together."""
    texts = [f"“{claim.figure.text}”" for claim in one.claims]
    if len(texts) == 1:
        return texts[0]
    return f"{', '.join(texts[:-1])} and {texts[-1]}, told together"


def _bounds(one: Count) -> str:
    if all(claim.figure.qualifier is Qualifier.EXACT for claim in one.claims):
        return f" ({one.number})" if len(one.claims) > 1 else ""
    return f" (≥ {one.low})" if one.high is None else f" ({one.low} to {one.high})"
