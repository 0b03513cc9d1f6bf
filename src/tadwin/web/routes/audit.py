"""The trail of all decisions, and the check of their chain."""

import re
from collections.abc import Iterable
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from tadwin.review.standing import UNDO, taken_back, undone_by
from tadwin.run.folded import folded
from tadwin.store import chain, trail
from tadwin.store.record import Record
from tadwin.types import Decision, Incident
from tadwin.web import looking, reported
from tadwin.web.desk import Seat
from tadwin.web.pages import audited
from tadwin.web.pages.paging import MOST, Paged
from tadwin.web.rendering import render
from tadwin.web.routes.seated import Seated
from tadwin.web.translatable import _

router = APIRouter()

Asked = Annotated[str, Query(max_length=2000)]
#: Faults that a page lists.
_FAULTS = 200


@router.get("/r/{record}/audit")
def audit(
    request: Request,
    seat: Seated,
    by: Asked = "",
    action: Asked = "",
    incident: Asked = "",
    after: Annotated[int, Query(ge=0, le=10**9)] = 0,
) -> Response:
    """A page of the decisions, the last first: of all, one person's, one kind, or those about an incident."""
    record = seat.record
    numbers = _asked(seat, incident.strip()) if incident.strip() else None
    chosen = trail.Chosen(by or None, action or None, numbers)
    found = trail.decisions(record, chosen, most=MOST, after=after)
    lines = _lines(seat, found)
    if by or action or incident:  # what is hidden would be told by being found
        lines = [line for line in lines if not line.hidden]
    return render(
        request,
        "audit.html.j2",
        paged=Paged(found, after, trail.number(record, chosen)),
        lines=lines,
        asked={"by": by or None, "action": action or None, "incident": incident.strip() or None},
        makers=trail.counted(record, "by"),
        actions=trail.counted(record, "action"),
        head=record.head(),
    )


def _asked(seat: Seat, incident_id: str) -> frozenset[int]:
    """The decisions about the incident of that id, or those that it became; none for no such incident.

    None that the reader may not see yet either: how many there are would tell of them.
    """
    found = looking.follow(seat.record, incident_id)
    return _about(seat, found) - _about(seat, reported.blind(seat, found))


def _about(seat: Seat, incidents: Iterable[Incident]) -> frozenset[int]:
    """The decisions about these incidents."""
    numbers: set[int] = set()
    for one in incidents:
        now = folded(seat.record, one.reports)
        every = seat.record.decisions_about(one.reports)
        numbers |= audited.about(one, now.machine, every, now.standing)
    return frozenset(numbers)


def _lines(seat: Seat, found: list[Decision]) -> list[audited.Line]:
    record = seat.record
    named = _reports(found)
    orphaned = folded(record, named).orphaned if named else {}
    undos = trail.of_action(record, UNDO)
    reports = _reports([*found, *_targets(record, found, undos)])
    told = record.incidents_named(set(record.incidents_of_reports(reports).values())) if reports else ()
    return audited.lines(found, undone_by(undos), orphaned, _about(seat, reported.blind(seat, told)))


def _reports(decisions: Iterable[Decision]) -> set[str]:
    return {at.report_id for one in decisions for at in one.anchors}


def _targets(record: Record, found: Iterable[Decision], undos: Iterable[Decision]) -> list[Decision]:
    """What the undos among these decisions take back in the end: an undo names no report itself."""
    by_number = {one.number: one for one in undos}
    made = []
    for one in found:
        number = one.number
        while number in by_number and taken_back(by_number[number]) < number:
            number = taken_back(by_number[number])
        if number != one.number:
            made.append(number)
    return trail.decisions(record, trail.Chosen(numbers=made), most=len(made)) if made else []


@router.get("/r/{record}/audit/check")
def check(request: Request, seat: Seated, against: Annotated[str, Query(max_length=200)] = "") -> Response:
    """Checks every decision of the chain, against a head that was kept where one is given."""
    head = against.strip().casefold()
    wrong = _("A head is 64 hexadecimal digits; give it, or the first 16 of them or more.")
    if head and not re.fullmatch("[0-9a-f]{16,64}", head):
        return render(request, "audit_check.html.j2", against=against, wrong=wrong, found=None, faults=(), more=0)
    with seat.record.transaction() as connection:
        found = chain.audit(connection, head or None)
    return render(
        request,
        "audit_check.html.j2",
        against=head,
        wrong="",
        found=found,
        faults=found.faults[:_FAULTS],
        more=max(0, len(found.faults) - _FAULTS),
    )
