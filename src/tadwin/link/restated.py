"""Frames of one report that the report itself says are one: a headline, the lead that it announces, and the toll told
again at the end.

Two frames are one where the report tells the same figure again and nothing speaks against it, where it counts a share
of what it told before ("among the dead"), and where it revises a toll. Two settlements, two days or two parties blamed
speak against it. Small figures come about by chance ("one killed" stands in every bulletin twice), so they need more.
So are homes and shops that were hit, told without a place, with the one settlement that the report names for that day,
and words that count no one ("many wounded") with the one attack of their settlement and days.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import combinations, pairwise
from typing import NamedTuple

from tadwin.types import Actor, Claim, Frame, Place
from tadwin.vocab import Effect, Group, PlacePrecision, Stance, Status

_WIDE = frozenset({PlacePrecision.COUNTRY, PlacePrecision.ADMIN1, PlacePrecision.AREA})
_OF_PEOPLE = frozenset({Effect.KILLED, Effect.INJURED, Effect.CASUALTIES})
#: Harm whose figures, told again, may be of the same people.
_RETOLD = _OF_PEOPLE | {Effect.ABDUCTED, Effect.DETAINED, Effect.MISSING}
_OF_THINGS = frozenset({Effect.DESTROYED, Effect.DAMAGED})
#: Two attacks of one bulletin kill as many as each other by chance: often one or two people, seldom this many.
_TELLING = 5
#: A report that tells one figure in more frames than this is a register of many attacks.
_OFTEN = 12
#: Words in a figure's own quote by which it is of the dead told before.
_OF_THE_DEAD = re.compile(
    r"\b(?:the|those)\s+(?:\w+\s+)?(?:dead|killed|victims|fatalities|casualties|deaths)\b|\bdeath toll\b|\bthe toll\b"
    r"|\b(?:dead|killed|victims|wounded|injured)\s+(?:were|are|include|included)\b",
    re.IGNORECASE,
)


class _Cell(NamedTuple):
    """A figure of people, without its status: "ten killed" and "ten civilians killed" may be told of the same."""

    effect: Effect
    group: Group | None
    value: int


def restated(frames: Iterable[Frame]) -> tuple[tuple[str, str], ...]:
    """Sorted pairs of frames of one report that it says are one incident, each pair sorted.

    No group of frames that the pairs join holds two that speak against each other, but for the place of "the dead".
    The order of frames never matters.
    """
    by_report: dict[str, list[Frame]] = {}
    for frame in frames:
        by_report.setdefault(frame.report_id, []).append(frame)
    pairs = (pair for told in by_report.values() for pair in _restated(sorted(told, key=_told_at)))
    return tuple(sorted(pairs))


def _told_at(frame: Frame) -> tuple[int, str]:
    return (min(claim.number.start for claim in frame.claims), frame.id)


def _restated(told: Sequence[Frame]) -> Iterable[tuple[str, str]]:
    """The pairs among the frames of one report, in the order of its text."""
    groups = {frame.id: [frame] for frame in told}
    for left, right in _candidates(told):
        one, other = groups[left.id], groups[right.id]
        if one is other or not all(_may_be_one(a, b) or _is_pair(a, b, left, right) for a in one for b in other):
            continue
        one += other
        groups.update((frame.id, one) for frame in other)
        yield (left.id, right.id) if left.id < right.id else (right.id, left.id)


def _is_pair(one: Frame, other: Frame, left: Frame, right: Frame) -> bool:
    """True for a frame and "the dead" of it: where the share was counted may be a quarter or a hospital."""
    if one is not left or other is not right or not _one_day(one, other):
        return False
    wholes = {claim.id for claim in one.claims}
    shares = [claim for claim in other.claims if claim.part_of in wholes]
    return _opens_with_the_dead(other.claims) or _opens_with_the_dead(shares)


def _candidates(told: Sequence[Frame]) -> Iterable[tuple[Frame, Frame]]:
    """Pairs that the report may mean as one, the surest first: shares, then figures told again, then "the dead"."""
    holder = {claim.id: frame for frame in told for claim in frame.claims}
    by_cell: dict[_Cell, list[int]] = {}
    for at, frame in enumerate(told):
        for claim in frame.claims:
            whole = holder.get(claim.part_of) if claim.part_of else None
            if whole is not None and whole is not frame:
                yield whole, frame
        for cell in _cells(frame):
            by_cell.setdefault(cell, []).append(at)
    alike: dict[tuple[int, int], int] = {}  # the largest figure that two frames share
    for cell, places in by_cell.items():
        # A bulletin tells "one killed" in a hundred lines: there only one after the other is compared.
        telling = cell.value >= _TELLING and len(places) <= _OFTEN
        pairs = combinations(places, 2) if telling else pairwise(places)
        alike.update((pair, max(cell.value, alike.get(pair, 0))) for pair in pairs)
    for (i, j), _ in sorted(alike.items(), key=lambda pair: (-pair[1], pair[0])):
        if _tells_again(told[i], told[j], opens=j == 1):
            yield told[i], told[j]
    for one, other in pairwise(frame for frame in told if _counted(frame)):
        if _announces(one, other) or _goes_back(one, other):
            yield one, other
    for frame in told:
        hit = _hit_with(frame, told) or _goes_with(frame, told)
        if hit is not None:
            yield hit, frame


def _hit_with(frame: Frame, told: Sequence[Frame]) -> Frame | None:
    """For a frame of things only, with a day and no place: the frame of people that tells where that was.

    None where the report tells of people in two settlements, or nowhere, on days that may be this one.
    """
    if frame.time is None or frame.places or any(claim.effect not in _OF_THINGS for claim in frame.claims):
        return None
    beside = [other for other in told if _counted(other) and _one_day(frame, other)]
    if len(_names([place for other in beside for place in _fine(other.places)])) != 1:
        return None
    there = (other for other in beside if other.time == frame.time and _fine(other.places))
    return next((one for one in there if _one_kind(frame, one)), None)


def _goes_with(frame: Frame, told: Sequence[Frame]) -> Frame | None:
    """For a frame that counts no people by a number: the one of its settlement and days that does, if only one does.

    "Many of the wounded could not be reached", "at least ten drones": such words tell of no attack of their own.
    """
    if not _fine(frame.places) or frame.time is None:
        return None
    own = {claim.id for claim in frame.claims}
    if any(not _is_vague(claim) and claim.part_of not in own for claim in frame.claims):
        return None
    there = [
        other
        for other in told
        if other is not frame
        and other.time is not None
        and any(not _is_vague(claim) for claim in _counted(other))
        and _names(_fine(frame.places)) & _names(_fine(other.places))
        and _one_kind(frame, other)
        and _may_be_one(frame, other)
    ]
    return there[0] if len(there) == 1 else None


def _is_vague(claim: Claim) -> bool:
    """True for words without a number, and for what counts attacks."""
    return claim.effect is Effect.ATTACKS or (claim.effect in _OF_PEOPLE and claim.figure.value is None)


def _one_kind(one: Frame, other: Frame) -> bool:
    return None in (one.event_type, other.event_type) or one.event_type == other.event_type


def _counted(frame: Frame) -> list[Claim]:
    return [claim for claim in frame.claims if claim.effect in _OF_PEOPLE and claim.stance is not Stance.DENIED]


def _cells(frame: Frame) -> frozenset[_Cell]:
    """The figures of people that a frame tells, but for those of the war's fighters among them."""
    return frozenset(
        _Cell(claim.effect, claim.group, claim.figure.value)
        for claim in frame.claims
        if claim.effect in _RETOLD and claim.stance is not Stance.DENIED and claim.figure.value
    )


def _wholes(frame: Frame) -> frozenset[int]:
    """How many were killed, as the frame tells it of everyone or of civilians, shares of others left out."""
    return frozenset(
        claim.figure.value
        for claim in _counted(frame)
        if claim.effect is Effect.KILLED
        and claim.group is None
        and claim.status is not Status.COMBATANT
        and claim.part_of is None
        and claim.figure.value
    )


def _tells_again(one: Frame, other: Frame, *, opens: bool) -> bool:
    """True where the other tells a figure of the one again; `opens` says that the two open the report."""
    cells = _cells(one), _cells(other)
    shared = cells[0] & cells[1]
    wholes = _wholes(one), _wholes(other)
    if all(wholes) and wholes[0].isdisjoint(wholes[1]):
        told = [{cell.value for cell in some if cell.group is None} for some in cells]
        if not (wholes[0] <= told[1] or wholes[1] <= told[0]):
            return False
    if len(shared) > 1 or max(cell.value for cell in shared) >= _TELLING:
        return True
    fine = _fine(one.places)
    return opens and (not fine or bool(_names(fine) & _names(other.places)))


def _announces(one: Frame, other: Frame) -> bool:
    """True for "dozens killed" and the figure told next, where it is dozens; casualties are both dead and hurt."""
    opens = _counted(one)[:1]
    if not opens or opens[0].figure.value is not None:
        return False
    said, counted = opens[0], [claim for claim in _counted(other) if claim.part_of is None and claim.figure.value]
    if said.effect is Effect.CASUALTIES:
        return sum(claim.figure.value or 0 for claim in counted) >= said.figure.low
    return any(
        (claim.effect, claim.group) == (said.effect, said.group) and (claim.figure.value or 0) >= said.figure.low
        for claim in counted[:1]
    )


def _goes_back(one: Frame, other: Frame) -> bool:
    """True where the other opens with "the dead" of the one: a share of them, or their toll told anew."""
    told = max((claim.figure.value or claim.figure.low for claim in _counted(one)), default=0)
    return told > 1 and _opens_with_the_dead(_counted(other))


def _opens_with_the_dead(claims: Sequence[Claim]) -> bool:
    return any(_OF_THE_DEAD.search(claim.span.quote) for claim in claims[:1])


def _may_be_one(one: Frame, other: Frame) -> bool:
    """True when nothing speaks against it: day, settlement and blame agree, or one of the two leaves them open."""
    return _one_day(one, other) and _one_place(one.places, other.places) and _one_blame(one, other)


def _one_day(one: Frame, other: Frame) -> bool:
    """True when the days of one lie within those of the other, or one has none."""
    if one.time is None or other.time is None:
        return True
    a, b, c, d = one.time.start, one.time.end, other.time.start, other.time.end
    if a is None or b is None or c is None or d is None:
        return True
    return (a <= c and d <= b) or (c <= a and b <= d)


def _one_place(one: Sequence[Place], other: Sequence[Place]) -> bool:
    """True when they share a settlement, or when one names none and its regions can hold those of the other.

    A name that is not found on the map may be a quarter of a settlement that is.
    """
    fine, others = _fine(one), _fine(other)
    if fine and others:
        shared = _names(fine) & _names(other) or _names(others) & _names(one)
        return bool(shared) or (_none_found(fine) != _none_found(others))
    return not one or not other or any(_can_hold(a, b) or _can_hold(b, a) for a in one for b in other)


def _fine(places: Sequence[Place]) -> list[Place]:
    """The places finer than a province; of a city and the province of its name, the words may mean the province."""
    wide = _names([place for place in places if place.precision in _WIDE])
    return [place for place in places if place.precision not in _WIDE and place.name.casefold() not in wide]


def _names(places: Sequence[Place]) -> frozenset[str]:
    return frozenset(place.name.casefold() for place in places)


def _none_found(places: Sequence[Place]) -> bool:
    return all(place.lat is None for place in places)


def _can_hold(wide: Place, place: Place) -> bool:
    """True for a region that may hold a place; what is not known of a place speaks against nothing."""
    if wide.precision not in _WIDE:
        return False
    if None not in (wide.country, place.country) and wide.country != place.country:
        return False
    known = wide.precision is PlacePrecision.ADMIN1 and None not in (wide.admin1, place.admin1)
    return not known or wide.admin1 == place.admin1


def _one_blame(one: Frame, other: Frame) -> bool:
    """False where both name parties that are known, and no party or side of one is named by the other."""
    blamed, others = _sides(one.perpetrators), _sides(other.perpetrators)
    return not blamed or not others or not blamed.isdisjoint(others)


def _sides(actors: Sequence[Actor]) -> frozenset[str]:
    """The known parties and their sides; empty with a coalition, whose members may be named in its place."""
    if any(actor.kind == "coalition" for actor in actors):
        return frozenset()
    return frozenset(name for actor in actors if actor.id for name in (actor.id, actor.side) if name)
