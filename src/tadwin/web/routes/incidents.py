"""The page of an incident, and the pages about it."""

import re
from functools import lru_cache
from typing import Annotated

from fastapi import APIRouter, HTTPException, Query, Request, Response
from fastapi.responses import PlainTextResponse

from tadwin.basemap import basemap
from tadwin.review.fields import dumps
from tadwin.review.standing import SIGN
from tadwin.run import signing
from tadwin.run.told import incidents_of
from tadwin.store import listing, named
from tadwin.types import Incident
from tadwin.web import looking
from tadwin.web.desk import Seat
from tadwin.web.pages import charted
from tadwin.web.pages.receipt import receipt_text
from tadwin.web.routes import showing
from tadwin.web.routes.seated import Seated

router = APIRouter()


@router.get("/r/{record}/incidents/{incident_id}")
def incident(request: Request, seat: Seated, incident_id: str) -> Response:
    """One incident. An id that others took over leads to the one that did, or to a choice among them."""
    found = looking.follow(seat.record, incident_id)
    if len(found) != 1 or found[0].id != incident_id:
        return showing.forwarded(request, seat, incident_id, found)
    return showing.incident(request, seat, found[0])


@router.get("/r/{record}/incidents/{incident_id}/claims/{claim_id}")
def claim(request: Request, seat: Seated, incident_id: str, claim_id: str) -> Response:
    """The page on which a claim is corrected."""
    return showing.claim(request, seat, _named(seat, incident_id), claim_id)


@router.get("/r/{record}/incidents/{incident_id}/near")
def near(
    request: Request, seat: Seated, incident_id: str, other: Annotated[str, Query(max_length=200)] = ""
) -> Response:
    """What lies near it."""
    return showing.near(request, seat, _named(seat, incident_id), other)


@router.get("/r/{record}/incidents/{incident_id}/others")
def others(
    request: Request, seat: Seated, incident_id: str, words: Annotated[str, Query(max_length=200)] = ""
) -> Response:
    """What it can be merged with."""
    return showing.others(request, seat, _named(seat, incident_id), words)


@router.get("/r/{record}/incidents/{incident_id}/basemap")
def ground(seat: Seated, incident_id: str) -> Response:
    """The map beneath the incident's places."""
    shown = _named(seat, incident_id)
    found, points = charted.countries(shown)
    if not (found or points):
        found = _around(seat, shown)
    return Response(_ground(tuple(found), tuple(points)), media_type="application/json")


def _around(seat: Seat, shown: Incident) -> list[str]:
    """Where an incident without a place is sought first: the country of what its reports tell besides, or of most."""
    beside = incidents_of(seat.record, shown.reports)
    told = sorted({place.country for one in beside for place in one.places if place.country})
    return told or named.countries(seat.record)[:1]


@router.get("/r/{record}/receipts/{decision}")
def receipt(seat: Seated, decision: int) -> Response:
    """The receipt of a sign-off, to keep outside of the record."""
    found = listing.decision(seat.record, decision) if 0 < decision < 10**9 else None
    if found is None or found.action != SIGN or found.field is None:
        raise HTTPException(404, f"there is no sign-off {decision}")
    for one in looking.follow(seat.record, found.field):
        if signing.hidden_from(signing.decisions_of(seat.record, one), seat.reviewer.name):
            raise HTTPException(403, "You answer as a second reviewer here, and see this when you have answered.")
    about = f"{found.field}-" if re.fullmatch("[0-9a-z~]{1,64}", found.field) else ""  # a record can be anybody's
    name = f"receipt-{about}{decision}.txt"
    held = {"Content-Disposition": f'attachment; filename="{name}"'}
    return PlainTextResponse(receipt_text(found), headers=held)


def _named(seat: Seat, incident_id: str) -> Incident:
    """The incident of that very id. Raises HTTPException 404 for none."""
    found = seat.record.incidents_named([incident_id])
    if not found:
        raise HTTPException(404, f"there is no incident '{incident_id}' in this record")
    return found[0]


@lru_cache(maxsize=8)
def _ground(countries: tuple[str, ...], points: tuple[tuple[float, float], ...]) -> str:
    return dumps(basemap(countries, points))
