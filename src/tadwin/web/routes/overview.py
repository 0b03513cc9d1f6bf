"""A record's first page: what waits, what changed, and the figures week by week."""

from collections import Counter
from dataclasses import replace
from itertools import islice

from fastapi import APIRouter, Request, Response

from tadwin.review.fields import loads
from tadwin.review.standing import ADD, UNDO, undone_by
from tadwin.store import listing, trail
from tadwin.store.record import Record
from tadwin.store.reviews import Reviews
from tadwin.vocab import Effect
from tadwin.web.pages.chosen import SHOWN
from tadwin.web.pages.weeks import drawn_weeks
from tadwin.web.remembered import remembered
from tadwin.web.rendering import render
from tadwin.web.routes.seated import Seated
from tadwin.web.veiled import roots, veiled
from tadwin.web.whose import whose

router = APIRouter()

#: How many of the incidents that wait, of the last decisions and of the files set aside the overview shows.
_FIRST, _LAST, _ASIDE = 10, 8, 8


def _counts(record: Record) -> listing.Counts:
    """How much the record holds, the claims that reviewers added among it."""
    found = listing.counts(record)
    undone = undone_by(trail.of_action(record, UNDO))
    adds = [one for one in trail.of_action(record, ADD) if one.number not in undone]
    by_effect = Counter(found.by_effect)
    by_effect.update(Effect(loads(one.after)["effect"]) for one in adds)
    ordered = {effect: by_effect[effect] for effect in Effect if by_effect[effect]}
    return replace(found, claims=found.claims + len(adds), by_effect=ordered)


@router.get("/r/{record}/")
def overview(request: Request, seat: Seated) -> Response:
    """How much the record holds, what waits for a reviewer, and the figures by week."""
    reviews = Reviews(seat.record)
    latest = listing.latest_decisions(seat.record, most=_LAST)
    ends = roots(seat.record, latest)
    hidden = veiled(seat, latest, ends)
    return render(
        request,
        "overview.html.j2",
        counts=remembered(seat.record, "counts", _counts),
        states=reviews.states(),
        contradictions=remembered(
            seat.record, "contradictions", lambda record: Reviews(record).number(SHOWN["contradictions"])
        ),
        waiting=reviews.listed(SHOWN["waiting"], most=_FIRST),
        weeks=drawn_weeks(remembered(seat.record, "weeks", lambda record: Reviews(record).weeks())),
        latest=latest,
        hidden=hidden,
        about=whose(seat.record, {number: end for number, end in ends.items() if number not in hidden}),
        aside=tuple(islice(seat.record.set_asides().items(), _ASIDE)),
    )
