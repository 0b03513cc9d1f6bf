"""The trail of all decisions, and the check of their chain."""

import re
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from tadwin.review.standing import UNDO, undone_by
from tadwin.run.folded import folded
from tadwin.store import chain, trail
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
    numbers = _about(seat, incident.strip()) if incident.strip() else None
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


def _about(seat: Seat, incident_id: str) -> frozenset[int]:
    """The decisions about the incident of that id, or those that it became; none for no such incident."""
    numbers: set[int] = set()
    for one in looking.follow(seat.record, incident_id):
        now = folded(seat.record, one.reports)
        every = seat.record.decisions_about(one.reports)
        numbers |= audited.about(one, now.machine, every, now.standing)
    return frozenset(numbers)


def _lines(seat: Seat, found: list[Decision]) -> list[audited.Line]:
    record = seat.record
    reports = {at.report_id for one in found for at in one.anchors}
    orphaned = folded(record, reports).orphaned if reports else {}
    told: tuple[Incident, ...] = ()
    if reports:
        told = record.incidents_named(set(record.incidents_of_reports(reports).values()))
    undone = undone_by(trail.of_action(record, UNDO))
    return audited.lines(found, undone, orphaned, reported.blind(seat, told))


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
