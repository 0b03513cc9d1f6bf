"""The trail of all decisions, and the check of their chain."""

import re
from collections.abc import Iterable, Mapping
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from tadwin.review.standing import UNDO, undone_by
from tadwin.run.folded import folded
from tadwin.store import chain, trail
from tadwin.types import Decision
from tadwin.web import looking, reported
from tadwin.web.desk import Seat
from tadwin.web.pages import audited
from tadwin.web.pages.paging import MOST, Paged
from tadwin.web.rendering import render
from tadwin.web.routes.seated import Seated
from tadwin.web.translatable import _
from tadwin.web.veiled import decisions_about, roots, veiled
from tadwin.web.whose import whose

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
    ends = roots(record, found)
    lines = _lines(seat, found, ends)
    if by or action or incident:  # what is hidden would be told by being found
        lines = [line for line in lines if not line.hidden]
    return render(
        request,
        "audit.html.j2",
        paged=Paged(found, after, trail.number(record, chosen)),
        lines=lines,
        about=whose(record, {n: ends[n] for n in (line.decision.number for line in lines if not line.hidden)}),
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
    return decisions_about(seat.record, found) - decisions_about(seat.record, reported.blind(seat, found))


def _lines(seat: Seat, found: list[Decision], ends: Mapping[int, Decision]) -> list[audited.Line]:
    record = seat.record
    named = _reports(found)
    orphaned = folded(record, named).orphaned if named else {}
    undos = trail.of_action(record, UNDO)
    return audited.lines(found, undone_by(undos), orphaned, veiled(seat, found, ends), ends)


def _reports(decisions: Iterable[Decision]) -> set[str]:
    return {at.report_id for one in decisions for at in one.anchors}


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
