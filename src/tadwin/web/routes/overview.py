"""A record's first page."""

from fastapi import APIRouter, Request, Response

from tadwin.store import listing
from tadwin.web.rendering import render
from tadwin.web.routes.seated import Seated

router = APIRouter()

#: How many of the latest incidents the overview shows.
_LATEST = 10


@router.get("/r/{record}/")
def overview(request: Request, seat: Seated) -> Response:
    """How much the record holds, and the latest incidents."""
    latest = listing.latest_incidents(seat.record, most=_LATEST)
    return render(request, "overview.html.j2", counts=listing.counts(seat.record), latest=latest)
