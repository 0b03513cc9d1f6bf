"""The list of reports, and the page of one."""

from typing import Annotated

from fastapi import APIRouter, HTTPException, Query, Request, Response
from fastapi.responses import RedirectResponse

from tadwin.errors import DecisionError, RecordError
from tadwin.store import listing
from tadwin.types import Report
from tadwin.web import addresses, reported
from tadwin.web.desk import Seat
from tadwin.web.pages.adding import Given
from tadwin.web.pages.found import spot
from tadwin.web.pages.paging import MOST, Paged
from tadwin.web.rendering import render
from tadwin.web.routes.seated import Seated

router = APIRouter()

Offset = Annotated[int | None, Query(ge=0, le=10**9)]


@router.get("/r/{record}/reports")
def reports(
    request: Request,
    seat: Seated,
    after: Annotated[int, Query(ge=0, le=10**9)] = 0,
    publisher: Annotated[str | None, Query(max_length=2000)] = None,
    claimant: Annotated[str | None, Query(max_length=2000)] = None,
) -> Response:
    """A page of the list, the latest days first: of all reports, one publisher's, or those that name a claimant."""
    wanted = listing.WantedReports(publisher=publisher, claimant=claimant)
    lines = listing.latest_reports(seat.record, wanted, most=MOST, after=after)
    total = listing.number_of_reports(seat.record, wanted)
    asked = {"publisher": publisher, "claimant": claimant}
    return render(request, "reports.html.j2", paged=Paged(lines, after, total), asked=asked)


@router.get("/r/{record}/reports/{path:path}")
def report(
    request: Request,
    seat: Seated,
    path: str,
    start: Offset = None,
    end: Offset = None,
    words: Annotated[str | None, Query(max_length=8000)] = None,
    into: Annotated[str, Query(max_length=200)] = "",
) -> Response:
    """One report. The other names of its bytes lead to it.

    With `start` and `end` (code points) the words there stand in the form that makes a claim of them; `words` are what
    was selected, to be held against what stands there. `into` is the incident that the claim is to be of.
    """
    name = addresses.from_path(path)
    try:
        found = seat.record.report(name)
    except RecordError as error:
        raise HTTPException(404, str(error)) from error
    if found.id != name:
        return RedirectResponse(addresses.report(seat.shelf.name, found.id), 303)
    given = Given(into=into) if start is None or end is None else _selected(found, start, end, words, into)
    return answer(request, seat, found, given)


def _selected(found: Report, start: int, end: int, words: str | None, into: str) -> Given:
    try:
        return Given(spot=spot(found.text, start, end, words), into=into)
    except DecisionError as error:
        return Given(words=words or "", into=into, said=str(error))


def answer(request: Request, seat: Seat, found: Report, given: Given, *, status: int = 200) -> Response:
    """The page of a report, or the form on it alone where a script asks for no more."""
    read = reported.read(seat.record, found)
    form = reported.form(seat, read, given)
    if request.method == "GET" and request.headers.get("hx-target") == "adding":
        return render(request, "report_add.html.j2", report=found, form=form)
    shown = reported.shown(seat, read)
    return render(request, "report.html.j2", status=status, shown=shown, form=form)
