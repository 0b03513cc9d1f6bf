"""What the parts of a toll tell of children, women and so on, where the toll itself tells nothing of them.

"Raids killed 22 in the province. In one town 16 died, among them a child; in another six": so among the 22 there was at
least one child. Only where a report divides its toll exactly are all who are counted in the parts surely of the toll.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from tadwin.reconcile.figures import FLOOR
from tadwin.reconcile.reasons import why_divided
from tadwin.reconcile.rules import Rule
from tadwin.types import Claim, FigureLine, Frame
from tadwin.vocab import Effect, Group

_Counts = Mapping[Group, Sequence[Claim]]


def groups_of_parts(frames: Sequence[Frame], lines: Sequence[FigureLine], rule: Rule) -> Iterator[FigureLine]:
    """A floor for each group of the dead that an incident's own `lines` leave out and the parts of its frames count."""
    told = {line.group for line in lines if line.effect is Effect.KILLED}
    own = {claim.id for frame in frames for claim in frame.claims}
    of: dict[Group, list[list[Claim]]] = {}
    for frame in frames:
        inside: dict[Group, list[Claim]] = {}
        for part in _by_part(claim for claim in frame.inside if claim.id not in own):
            for group, claims in part.items():
                inside.setdefault(group, []).extend(claims)
        for group, claims in inside.items():
            if group not in told:
                of.setdefault(group, []).append(claims)
    for group, counts in of.items():
        yield _floor(group, max(counts, key=_least), rule)


def _by_part(claims: Iterable[Claim]) -> Iterator[_Counts]:
    """For each part its widest count of every group; where it counts girls and boys alone, they are its children."""
    parts: dict[str, dict[Group, Claim]] = {}
    for claim in claims:
        if claim.group is not None:
            part = parts.setdefault(claim.frame, {})
            part[claim.group] = max(part.get(claim.group, claim), claim, key=lambda one: one.figure.low)
    for part in parts.values():
        counts = {group: [claim] for group, claim in part.items()}
        young = [part[group] for group in (Group.GIRLS, Group.BOYS) if group in part]
        if young and Group.CHILDREN not in part:
            counts[Group.CHILDREN] = young
        yield counts


def _least(claims: Sequence[Claim]) -> int:
    return sum(claim.figure.low for claim in claims)


def _floor(group: Group, claims: Sequence[Claim], rule: Rule) -> FigureLine:
    least = _least(claims)
    statuses = {claim.status for claim in claims}
    status = statuses.pop() if len(statuses) == 1 else None
    return FigureLine(
        effect=Effect.KILLED,
        status=status,
        group=group,
        low=least,
        best=least,
        high=least,
        open=rule is not Rule.SINGLE_LOW,
        rule=FLOOR,
        claims=tuple(sorted(claim.id for claim in claims)),
        why=why_divided((status, group), [claim.figure.text for claim in claims]),
    )
