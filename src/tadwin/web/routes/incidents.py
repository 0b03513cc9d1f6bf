"""The page of an incident."""

from fastapi import APIRouter, HTTPException, Request, Response
from fastapi.responses import RedirectResponse

from tadwin.errors import RecordError
from tadwin.run.folded import folded
from tadwin.web import addresses
from tadwin.web.desk import Seat
from tadwin.web.pages.incident import IncidentPage, incident_page
from tadwin.web.rendering import render
from tadwin.web.routes.seated import Seated

router = APIRouter()


@router.get("/r/{record}/incidents/{incident_id}")
def incident(request: Request, seat: Seated, incident_id: str) -> Response:
    """One incident. An id that others took over leads to the one that did, or to a choice among them."""
    try:
        found = seat.record.incident(incident_id)
    except RecordError as error:
        raise HTTPException(404, str(error)) from error
    if len(found) > 1:
        return render(request, "forwarded.html.j2", asked=incident_id, incidents=found)
    if found[0].id != incident_id:
        return RedirectResponse(addresses.incident(seat.shelf.name, found[0].id), 303)
    return render(request, "incident.html.j2", shown=page_of(seat, incident_id))


def page_of(seat: Seat, incident_id: str) -> IncidentPage:
    """What the page of an incident shows, as the record now has it. Raises RecordError when there is none."""
    (held,) = seat.record.incident(incident_id)
    inside = frozenset(held.claims)
    claims = [claim for claim in folded(seat.record, held.reports).claims if claim.id in inside]
    reports = {name: seat.record.report(name) for name in held.reports}
    return incident_page(held, claims, reports, seat.record.incidents_named(held.contains))
