"""Who publishes, who is named as a source, who is blamed."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request, Response

from tadwin.store import named
from tadwin.types import Actor
from tadwin.web.desk import Seat
from tadwin.web.pages.paging import MOST, Paged
from tadwin.web.remembered import remembered
from tadwin.web.rendering import render
from tadwin.web.routes.claiming import known
from tadwin.web.routes.seated import Seated

router = APIRouter()

Shown = Literal["publishers", "claimants", "blamed"]


@router.get("/r/{record}/sources")
def sources(
    request: Request,
    seat: Seated,
    show: Shown = "publishers",
    after: Annotated[int, Query(ge=0, le=10**9)] = 0,
) -> Response:
    """A page of those who speak or are blamed, the most first, with what the actors' files know of each."""
    listed = _publishers(request, seat, after) if show == "publishers" else _named(seat, show, after)
    return render(request, "sources.html.j2", show=show, paged=listed)


def _publishers(request: Request, seat: Seat, after: int) -> Paged[tuple[named.Publisher, Actor | None]]:
    every = remembered(seat.record, "publishers", named.publishers)
    actor = known(request).actor
    some = [(one, actor(one.name) if one.name else None) for one in every[after : after + MOST]]
    return Paged(some, after, len(every))


def _named(seat: Seat, show: Shown, after: int) -> Paged[named.Named]:
    every = remembered(seat.record, show, named.claimants if show == "claimants" else named.blamed)
    return Paged(every[after : after + MOST], after, len(every))
