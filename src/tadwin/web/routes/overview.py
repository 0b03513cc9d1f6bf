"""A record's first page: what waits, what changed, and the figures week by week."""

from itertools import islice

from fastapi import APIRouter, Request, Response

from tadwin.store import listing
from tadwin.store.reviews import Reviews
from tadwin.web.pages.chosen import SHOWN
from tadwin.web.pages.weeks import drawn_weeks
from tadwin.web.remembered import remembered
from tadwin.web.rendering import render
from tadwin.web.routes.seated import Seated

router = APIRouter()

#: How many of the incidents that wait, of the last decisions and of the files set aside the overview shows.
_FIRST, _LAST, _ASIDE = 10, 8, 8


@router.get("/r/{record}/")
def overview(request: Request, seat: Seated) -> Response:
    """How much the record holds, what waits for a reviewer, and the figures by week."""
    reviews = Reviews(seat.record)
    return render(
        request,
        "overview.html.j2",
        counts=remembered(seat.record, "counts", listing.counts),
        states=reviews.states(),
        contradictions=remembered(
            seat.record, "contradictions", lambda record: Reviews(record).number(SHOWN["contradictions"])
        ),
        waiting=reviews.listed(SHOWN["waiting"], most=_FIRST),
        weeks=drawn_weeks(remembered(seat.record, "weeks", lambda record: Reviews(record).weeks())),
        latest=listing.latest_decisions(seat.record, most=_LAST),
        aside=tuple(islice(seat.record.set_asides().items(), _ASIDE)),
    )
