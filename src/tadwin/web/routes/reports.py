"""The list of reports, and the page of one."""

from typing import Annotated

from fastapi import APIRouter, HTTPException, Query, Request, Response
from fastapi.responses import RedirectResponse

from tadwin.errors import RecordError
from tadwin.run.folded import folded
from tadwin.store import listing
from tadwin.web import addresses
from tadwin.web.pages.paging import MOST, Paged
from tadwin.web.pages.report import report_page
from tadwin.web.rendering import render
from tadwin.web.routes.seated import Seated

router = APIRouter()


@router.get("/r/{record}/reports")
def reports(request: Request, seat: Seated, after: Annotated[int, Query(ge=0, le=10**9)] = 0) -> Response:
    """A page of the list, the latest days first."""
    lines = listing.latest_reports(seat.record, most=MOST, after=after)
    total = listing.counts(seat.record).reports
    return render(request, "reports.html.j2", paged=Paged(lines, after, total))


@router.get("/r/{record}/reports/{path:path}")
def report(request: Request, seat: Seated, path: str) -> Response:
    """One report. The other names of its bytes lead to it."""
    name = addresses.from_path(path)
    try:
        found = seat.record.report(name)
    except RecordError as error:
        raise HTTPException(404, str(error)) from error
    if found.id != name:
        return RedirectResponse(addresses.report(seat.shelf.name, found.id), 303)
    shown = report_page(
        found,
        folded(seat.record, {found.id}).claims,
        seat.record.unclaimed(found.id),
        seat.record.incidents_named(set(seat.record.incidents_of_reports([found.id]).values())),
        seat.record.set_asides().get(found.id),
    )
    return render(request, "report.html.j2", shown=shown)
