"""The lists of incidents: what waits for a reviewer, and all; and the way from one that waits to the next."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import RedirectResponse

from tadwin.store.reviews import Reviews
from tadwin.web import addresses
from tadwin.web.desk import Seat
from tadwin.web.pages.chosen import SHOWN, Chosen, chosen
from tadwin.web.pages.paging import MOST, Paged
from tadwin.web.rendering import render
from tadwin.web.routes.seated import Seated

router = APIRouter()

After = Annotated[int, Query(ge=0, le=10**9)]


@router.get("/r/{record}/queue")
def queue(request: Request, seat: Seated, after: After = 0) -> Response:
    """A page of what waits, the most doubtful first."""
    return _listed(request, seat, "queue", chosen(request.query_params, show="waiting", order="doubt"), after)


@router.get("/r/{record}/incidents")
def incidents(request: Request, seat: Seated, after: After = 0) -> Response:
    """A page of all incidents, the latest days first."""
    return _listed(request, seat, "incidents", chosen(request.query_params, show="all", order="newest"), after)


def _listed(request: Request, seat: Seat, name: str, choice: Chosen, after: int) -> Response:
    reviews = Reviews(seat.record)
    lines = reviews.listed(choice.wanted, order=choice.order, skip=after, most=MOST)
    paged = Paged(lines, after, reviews.number(choice.wanted))
    counts = reviews.states()
    return render(request, f"{name}.html.j2", paged=paged, choice=choice, shown=tuple(SHOWN), counts=counts)


@router.get("/r/{record}/queue/next")
def following(seat: Seated, after: str = "", doubt: Annotated[int, Query(ge=0, le=10**9)] = 10**9) -> Response:
    """Leads to the incident that waits behind this one, or to the queue where none does."""
    found = Reviews(seat.record).next(SHOWN["waiting"], doubt, after)
    name = seat.shelf.name
    return RedirectResponse(addresses.incident(name, found.incident) if found else addresses.page(name, "queue"), 303)
