"""Decisions that a second reviewer may not see yet: what others decided about an incident that waits for them."""

from collections.abc import Collection, Iterable, Mapping

from tadwin.review.fields import REJECTED
from tadwin.review.standing import SET, UNDO, taken_back
from tadwin.run.folded import folded
from tadwin.run.told import incidents_of
from tadwin.store import trail
from tadwin.store.record import Record
from tadwin.store.reviews import Reviews, Wanted
from tadwin.types import Claim, Decision, Incident
from tadwin.vocab import ReviewState
from tadwin.web import reported
from tadwin.web.desk import Seat
from tadwin.web.pages import audited

#: Incidents that wait for a second reviewer and are looked through; an office asks for some at a time.
_ASKED = 500


def veiled(seat: Seat, found: Collection[Decision], ends: Mapping[int, Decision]) -> frozenset[int]:
    """The numbers of those of the decisions that the reader may not see. An undo is as hidden as what it takes back.

    `ends` leads from each to what it takes back in the end: see `roots`.
    """
    record = seat.record
    if not found or not Reviews(record).number(Wanted(states=frozenset({ReviewState.ASKED}))):
        return frozenset()
    about = {one.number: one for one in (*found, *ends.values())}
    reports = {at.report_id for one in about.values() for at in one.anchors}
    told = incidents_of(record, reports)
    secret = decisions_about(record, reported.blind(seat, told)) | _lost(seat, about.values())
    return frozenset(one.number for one in found if {one.number, ends[one.number].number} & secret)


def decisions_about(record: Record, incidents: Iterable[Incident]) -> frozenset[int]:
    """The numbers of the decisions about these incidents."""
    numbers: set[int] = set()
    for one in incidents:
        now = folded(record, one.reports)
        numbers |= audited.about(one, now.machine, record.decisions_about(one.reports), now.standing)
    return frozenset(numbers)


def roots(record: Record, found: Collection[Decision]) -> Mapping[int, Decision]:
    """Each decision, by its number, to the one that it takes back in the end: itself where it is no undo."""
    if not found:
        return {}
    undos = {one.number: one for one in trail.of_action(record, UNDO)}
    ends = {}
    for one in found:
        number = one.number
        while number in undos and taken_back(undos[number]) < number:
            number = taken_back(undos[number])
        ends[one.number] = number
    wanted = set(ends.values())
    named = {one.number: one for one in trail.decisions(record, trail.Chosen(numbers=wanted), most=len(wanted))}
    return {one.number: named.get(ends[one.number], one) for one in found}


def _lost(seat: Seat, found: Iterable[Decision]) -> frozenset[int]:
    """Those that left out all of a frame, so that nothing says of which incident it was: it can be of a hidden one.

    It can where the days of the two do not speak against it: better too much hidden until the answer than too little.
    """
    record = seat.record
    rejecting = [one for one in found if one.action == SET and one.field == REJECTED]
    reports = {at.report_id for one in rejecting for at in one.anchors}
    if not reports:
        return frozenset()
    now, held = folded(record, reports), record.incidents_of_reports(reports)
    gone = {one.id: one for one in now.machine if one.frame not in held}
    if not gone:
        return frozenset()
    rows = Reviews(record).listed(Wanted(states=frozenset({ReviewState.ASKED})), most=_ASKED)
    hidden = reported.blind(seat, record.incidents_named([row.incident for row in rows]))
    return frozenset(
        one.number
        for one in rejecting
        if any(_can_be_of(gone[at.claim], incident) for at in one.anchors if at.claim in gone for incident in hidden)
    )


def _can_be_of(claim: Claim, incident: Incident) -> bool:
    days = [when for when in (claim.time, incident.time) if when is not None]
    first = [when.start for when in days if when.start is not None]
    last = [when.end for when in days if when.end is not None]
    return len(first) < 2 or len(last) < 2 or max(first) <= min(last)
