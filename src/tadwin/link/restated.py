"""Frames of one report that the report itself says are one: a headline, the lead that it announces, and the toll told
again at the end.

Two frames are one where the report tells the same figure again and nothing speaks against it, where it counts a share
of what it told before ("among the dead"), and where it revises a toll. Two settlements, two days or two parties blamed
speak against it. Small figures come about by chance ("one killed" stands in every bulletin twice), so they need more.
"""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tadwin.types import Actor, Claim, Frame, Place
from tadwin.vocab import Effect, Group, PlacePrecision, Stance, Status

_WIDE = frozenset({PlacePrecision.COUNTRY, PlacePrecision.ADMIN1, PlacePrecision.AREA})
_OF_PEOPLE = frozenset({Effect.KILLED, Effect.INJURED, Effect.CASUALTIES})
#: Two attacks of one bulletin kill as many as each other by chance: often one or two people, seldom this many.
_TELLING = 5
#: Words in a figure's own quote by which it is of the dead told before.
_OF_THE_DEAD = re.compile(
    r"\b(?:the|those)\s+(?:\w+\s+)?(?:dead|killed|victims|fatalities|casualties|deaths)\b|\bdeath toll\b|\bthe toll\b",
    re.IGNORECASE,
)


class _Cell(NamedTuple):
    """A figure of people, without its status: "ten killed" and "ten civilians killed" may be told of the same."""

    effect: Effect
    group: Group | None
    value: int


def restated(frames: Iterable[Frame]) -> tuple[tuple[str, str], ...]:
    """Sorted pairs of frames of one report that it says are one incident, each pair sorted.

    No group of frames that the pairs join holds two that speak against each other. The order of frames never matters.
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
        if one is other or not all(_may_be_one(a, b) for a in one for b in other):
            continue
        one += other
        groups.update((frame.id, one) for frame in other)
        yield (left.id, right.id) if left.id < right.id else (right.id, left.id)


def _candidates(told: Sequence[Frame]) -> Iterable[tuple[Frame, Frame]]:
    """Pairs that the report may mean as one, the surest first: shares, then figures told again, then revised tolls."""
    holder = {claim.id: frame for frame in told for claim in frame.claims}
    by_cell: dict[_Cell, list[int]] = {}
    for at, frame in enumerate(told):
        for claim in frame.claims:
            whole = holder.get(claim.part_of) if claim.part_of else None
            if whole is not None and whole is not frame:
                yield whole, frame
        for cell in _cells(frame):
            by_cell.setdefault(cell, []).append(at)
    alike = sorted({(i, j) for places in by_cell.values() for i in places for j in places if i < j})
    yield from ((told[i], told[j]) for i, j in alike if _tells_again(told[i], told[j], opens=i == 0, next_=j == i + 1))
    if len(told) > 1 and _announces(told[0], told[1]):
        yield told[0], told[1]
    for at in range(1, len(told)):
        if _goes_back(told[at - 1], told[at]):
            yield told[at - 1], told[at]


def _counted(frame: Frame) -> list[Claim]:
    return [claim for claim in frame.claims if claim.effect in _OF_PEOPLE and claim.stance is not Stance.DENIED]


def _cells(frame: Frame) -> frozenset[_Cell]:
    """The figures of people that a frame tells, but for those of the war's fighters among them."""
    return frozenset(
        _Cell(claim.effect, claim.group, claim.figure.value) for claim in _counted(frame) if claim.figure.value
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


def _tells_again(one: Frame, other: Frame, *, opens: bool, next_: bool) -> bool:
    """True where the other tells a figure of the one again; `opens` and `next_` say where they stand in the report."""
    shared = _cells(one) & _cells(other)
    wholes = _wholes(one), _wholes(other)
    if all(wholes) and wholes[0].isdisjoint(wholes[1]):
        return False
    if opens and next_:
        return bool(shared)
    return len(shared) > 1 or max(cell.value for cell in shared) >= _TELLING


def _announces(one: Frame, other: Frame) -> bool:
    """True for the opening "dozens killed" and the figure told next, where it is dozens."""
    vague = [claim for claim in _counted(one) if claim.figure.value is None]
    if len(vague) != len(one.claims):
        return False
    return any(
        claim.effect is said.effect and claim.group is said.group and (claim.figure.value or 0) >= said.figure.low
        for said in vague
        for claim in _counted(other)
    )


def _goes_back(one: Frame, other: Frame) -> bool:
    """True where all that the other counts is of "the dead" of the one: a share of them, or their toll told anew."""
    counted = _counted(other)
    if not counted or not all(_OF_THE_DEAD.search(claim.span.quote) or claim.part_of for claim in counted):
        return False
    told = max((claim.figure.value or claim.figure.low for claim in _counted(one)), default=0)
    return told > 1


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

    A name that no gazetteer knows may be a quarter of a settlement that one does.
    """
    fine, others = _fine(one), _fine(other)
    if fine and others:
        shared = not {place.name.casefold() for place in fine}.isdisjoint(place.name.casefold() for place in others)
        return shared or _all_unknown(fine) != _all_unknown(others)
    return not one or not other or any(_can_hold(a, b) or _can_hold(b, a) for a in one for b in other)


def _fine(places: Sequence[Place]) -> list[Place]:
    return [place for place in places if place.precision not in _WIDE]


def _all_unknown(places: Sequence[Place]) -> bool:
    return all(place.lat is None and not place.candidates for place in places)


def _can_hold(wide: Place, place: Place) -> bool:
    """True for a region that may hold a place; what is not known of a place speaks against nothing."""
    if wide.precision not in _WIDE:
        return False
    if None not in (wide.country, place.country) and wide.country != place.country:
        return False
    known = wide.precision is PlacePrecision.ADMIN1 and None not in (wide.admin1, place.admin1)
    return not known or wide.admin1 == place.admin1


def _one_blame(one: Frame, other: Frame) -> bool:
    """False where both name perpetrators and no one, nor one's side, is named by both."""
    blamed, others = _sides(one.perpetrators), _sides(other.perpetrators)
    return not blamed or not others or not blamed.isdisjoint(others)


def _sides(actors: Sequence[Actor]) -> frozenset[str]:
    return frozenset(name for actor in actors for name in (actor.side, actor.id, actor.name.casefold()) if name)
