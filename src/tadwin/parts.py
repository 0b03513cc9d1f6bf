"""Which frames of a report are the parts that it divides another's dead into: "22 were killed: 16 in A, six in B".

What is told twice, once as a sum and once by place, must not be counted twice.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from math import cos, hypot, radians
from typing import NamedTuple

from tadwin.types import Claim, Frame, Place, When
from tadwin.vocab import Effect, PlacePrecision, Stance, Status

#: Places narrow enough for an incident that may be counted with others.
FINE = frozenset({PlacePrecision.EXACT, PlacePrecision.NEAR, PlacePrecision.ADMIN2})
#: Fewer dead are divided by chance: two attacks that kill one each are in many reports.
_LEAST_DIVIDED = 3
#: As many dead of one town come out as the sum of other towns' only where they are told as such ("near the town").
_MANY = 10
#: What is told of several attacks around a place reaches this many km from it, as where frames are opened.
_NEAR_KM = 60.0
_KM_PER_DEGREE = 111.0


class _Dead(NamedTuple):
    """How many dead a frame tells, where its text tells them first, and whether it counts `everyone` or only groups."""

    number: int
    start: int
    everyone: bool
    status: Status | None


def with_parts(told: Sequence[Frame]) -> list[Frame]:
    """The frames of one report, each once; one whose dead it divides exactly among others behind it is made a toll.

    That toll has the others as its `parts` and what they count of children, women and so on `inside`.

    "Raids killed 22. In one town 16 died; five more died in another and one in a third." Four that happen to be three
    and one are told so often that only places that can lie in one another and one day tell a sum from chance.
    """
    dead = {frame.id: found for frame in told if (found := _dead(frame)) is not None}
    ordered = sorted((frame for frame in told if frame.id in dead), key=lambda frame: dead[frame.id].start)
    made = {frame.id: frame for frame in told}
    for at in range(len(ordered) - 1, -1, -1):  # parts before their wholes: a part may be divided too
        whole = ordered[at]
        parts = _divided(whole, ordered[at + 1 :], dead)
        if parts:
            inside = [claim for part in parts for claim in made[part.id].inside or _groups(part)]
            names = tuple(sorted(part.id for part in parts))
            made[whole.id] = replace(whole, toll=True, parts=names, inside=tuple(inside))
    return list(made.values())


def _divided(whole: Frame, behind: Iterable[Frame], dead: Mapping[str, _Dead]) -> list[Frame]:
    """The frames behind one whose dead add up to its own, if they do."""
    all_of, parts = dead[whole.id], list[Frame]()
    left, many = all_of.number, all_of.number >= _MANY
    if not all_of.everyone or left < _LEAST_DIVIDED:
        return []
    for part in behind:
        some = dead[part.id]
        others = None not in (some.status, all_of.status) and some.status is not all_of.status
        if some.number == all_of.number or others or not _may_be_part(part, whole, many=many):
            continue
        if some.number > left:
            return []
        left -= some.number
        parts.append(part)
        if not left:
            return parts
    return []


def _dead(frame: Frame) -> _Dead | None:
    claims = [claim for claim in frame.claims if _counts_dead(claim) and claim.part_of is None]
    first = next((claim for claim in claims if claim.group is None), None)
    if first is not None:
        return _Dead(first.figure.value or 0, claims[0].number.start, True, first.status)
    groups: dict[object, int] = {}
    for claim in claims:
        groups.setdefault(claim.group, claim.figure.value or 0)
    return _Dead(sum(groups.values()), claims[0].number.start, False, claims[0].status) if claims else None


def _groups(frame: Frame) -> list[Claim]:
    return [claim for claim in frame.claims if _counts_dead(claim) and claim.group is not None]


def _counts_dead(claim: Claim) -> bool:
    told = claim.effect is Effect.KILLED and claim.stance is Stance.ASSERTED and claim.object is None
    return told and bool(claim.figure.value)


def _may_be_part(part: Frame, whole: Frame, *, many: bool) -> bool:
    """True where nothing that is told of day and place speaks against it."""
    one, days = part.time, whole.time
    known = one is not None and days is not None and None not in (one.start, one.end, days.start, days.end)
    if known and one is not None and days is not None and not lies_in(one, days):
        return False
    if not part.places or not whole.places:
        return True
    return any(_may_lie_in(place, around, many=many) for place in part.places for around in whole.places)


def _may_lie_in(place: Place, around: Place, *, many: bool) -> bool:
    """True for a place that is the other, near it, or of its province or country; and for one that no one knows."""
    if place.country is not None and around.country is not None and place.country != around.country:
        return False
    if around.precision is PlacePrecision.ADMIN1:
        return place.admin1 in (None, around.admin1, around.name)
    points = (place.lat, place.lon, around.lat, around.lon)
    if around.precision not in FINE:
        return True
    towns = around.precision is PlacePrecision.EXACT and place.precision is PlacePrecision.EXACT
    if towns and place.name != around.name and not many:
        return False  # three dead in one town, two and one in others: by chance, more likely
    if None in points:
        return True
    east = ((place.lon or 0) - (around.lon or 0)) * cos(radians(place.lat or 0))
    return hypot((place.lat or 0) - (around.lat or 0), east) * _KM_PER_DEGREE <= _NEAR_KM


def lies_in(one: When, days: When) -> bool:
    """True for a time within days; what is not known of either is not."""
    if one.start is None or one.end is None or days.start is None or days.end is None:
        return False
    return days.start <= one.start and one.end <= days.end
