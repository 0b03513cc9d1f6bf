"""The list of tallies, and the ledger of one."""

from typing import Annotated

from fastapi import APIRouter, HTTPException, Query, Request, Response

from tadwin.run.folded import folded
from tadwin.run.ledger import tally_of
from tadwin.store import tallied
from tadwin.types import Claim
from tadwin.vocab import Scope
from tadwin.web.desk import Seat
from tadwin.web.pages import tallies as pages
from tadwin.web.pages.paging import MOST, Paged
from tadwin.web.pages.quoted import numbered, passages
from tadwin.web.rendering import render
from tadwin.web.routes.seated import Seated

router = APIRouter()

#: Incidents of a ledger that a page names; a tally of a country and a year may leave thousands out.
_NAMED = 300


@router.get("/r/{record}/tallies")
def tallies(request: Request, seat: Seated, after: Annotated[int, Query(ge=0, le=10**9)] = 0) -> Response:
    """A page of the tallies, the latest periods first. None is compared here."""
    record = seat.record
    read = tallied.tallies(record, most=MOST, after=after)
    known = {one.id for one in read}
    made = [] if after else [one for one in tallied.rescoped(record) if one.claim not in known]
    names = {*(one.report_id for one in read), *(one.report_id for one in made)}
    found = folded(record, names)
    now = {claim.id: claim for claim in found.claims}
    reports = {name: record.report(name) for name in names}
    machine = {claim.id: claim for claim in found.machine}
    extra = [
        machine[one.claim]
        for one in made
        if one.claim in machine and machine[one.claim].scope is not Scope.TALLY and one.claim in now
        and now[one.claim].scope is Scope.TALLY
    ]  # fmt: skip
    return render(
        request,
        "tallies.html.j2",
        paged=Paged(pages.rows(read, now, reports), after, tallied.number(record)),
        made=pages.rows(extra, now, reports),
    )


@router.get("/r/{record}/tallies/{claim_id}")
def tally(request: Request, seat: Seated, claim_id: str) -> Response:
    """One tally beside the incidents of its period."""
    record = seat.record
    claim = _claim(seat, claim_id)
    report = record.report(claim.report_id)
    line = tally_of(record, claim)
    named = [*line.counted, *(name for name, _ in line.excluded[:_NAMED])] if line else []
    incidents = {one.id: one for one in record.incidents_named(set(named))}
    wider = [_claim(seat, name) for name in (line.inside if line else ())]
    shown = pages.tally_page(
        claim, report, line, incidents, [(one, record.report(one.report_id)) for one in wider], most=_NAMED
    )
    (passage,) = passages(report.text, numbered([claim], {report.id: report}).values())
    return render(request, "tally.html.j2", shown=shown, passage=passage)


def _claim(seat: Seat, claim_id: str) -> Claim:
    """The tally of that id as reviewers left it. Raises HTTPException 404 where there is none."""
    name = tallied.report_of(seat.record, claim_id)
    made = [] if name else [one.report_id for one in tallied.rescoped(seat.record) if one.claim == claim_id]
    claims = folded(seat.record, {name} if name else set(made)).claims if name or made else ()
    found = next((one for one in claims if one.id == claim_id and one.scope is Scope.TALLY), None)
    if found is None:
        raise HTTPException(404, f"there is no tally '{claim_id}' in this record; a reviewer may have left it out")
    return found
