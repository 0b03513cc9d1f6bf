"""The pages about an incident, made once for those who ask for them and once more for acts that were refused."""

from collections.abc import Iterable

from fastapi import HTTPException, Request, Response
from fastapi.responses import RedirectResponse

from tadwin.run.seen import seen
from tadwin.store.reviews import Reviews, Wanted
from tadwin.types import Incident
from tadwin.web import addresses, looking
from tadwin.web.desk import Seat
from tadwin.web.pages import charted, correcting
from tadwin.web.pages.nearby import Similar
from tadwin.web.pages.quoted import numbered, passages
from tadwin.web.pages.tried import NOTHING, Tried
from tadwin.web.rendering import render

#: Incidents that a search among the others shows.
_FOUND = 30


def incident(request: Request, seat: Seat, shown: Incident, tried: Tried = NOTHING) -> Response:
    """The page of an incident, with the act that was refused where there was one."""
    record = seat.record
    found = looking.held(record, shown)
    page = looking.shown(record, found)
    reviewing = looking.reviewing(seat, found, page)
    answer = render(
        request,
        "incident.html.j2",
        status=409 if tried.act else 200,
        shown=page,
        reviewing=reviewing,
        tried=tried,
        places=charted.charted(shown),
        became=looking.became(
            record, request.state.undone.decision if request.state.undone else request.state.done, shown
        ),
    )
    return refused(answer) if tried.act else answer


def refused(answer: Response) -> Response:
    """Tells htmx to put the page that was made in place of the one that stands, also where an act was refused."""
    answer.headers.update({"HX-Retarget": "#main", "HX-Reswap": "outerHTML show:none", "HX-Reselect": "#main"})
    return answer


def forwarded(request: Request, seat: Seat, incident_id: str, found: Iterable[Incident]) -> Response:
    """Where an incident is no more: to the one that took it over, or a choice among them. Raises 404 for none."""
    every = list(found)
    if not every:
        raise HTTPException(404, f"there is no incident '{incident_id}' in this record")
    if len(every) > 1:
        return render(request, "forwarded.html.j2", asked=incident_id, incidents=every)
    address = addresses.incident(seat.shelf.name, every[0].id)
    done = request.state.done
    return RedirectResponse(addresses.telling(address, done.number) if done else address, 303)


def claim(request: Request, seat: Seat, shown: Incident, claim_id: str, tried: Tried = NOTHING) -> Response:
    """The page on which a claim is corrected. Raises HTTPException 404 where the incident has no such claim."""
    found = looking.held(seat.record, shown)
    page = looking.shown(seat.record, found)
    if claim_id not in page.claims:
        raise HTTPException(404, f"there is no claim '{claim_id}' in this incident")
    one = page.claims[claim_id]
    reviewing = looking.reviewing(seat, found, page)
    report = found.reports[one.claim.report_id]
    beside = [other for other in found.machine if other.report_id == report.id and other.id in found.everything]
    (passage,) = passages(report.text, numbered([one.claim], found.reports).values())
    return render(
        request,
        "claim.html.j2",
        status=409 if tried.act else 200,
        incident=shown,
        one=one,
        report=report,
        passage=passage,
        reviewing=reviewing,
        tried=tried,
        fields=correcting.asked(one.claim, beside, tried.typed, tried.errors),
    )


def near(request: Request, seat: Seat, shown: Incident, other: str) -> Response:
    """What lies near an incident, and why its reports were joined: a page, and a part of the page of the incident.

    It compares frames of many reports, and so comes after the rest. `other` is an incident that was chosen before.
    """
    found = looking.held(seat.record, shown)
    reviewing = looking.reviewing(seat, found, looking.shown(seat.record, found))
    around = looking.around(seat.record, found, blind=reviewing.blind is not None)
    return render(
        request, "near.html.j2", incident=shown, reviewing=reviewing, around=around, other=other, reports=found.reports
    )


def others(request: Request, seat: Seat, shown: Incident, words: str, tried: Tried = NOTHING) -> Response:
    """The incidents that this one can be merged with, or its claims moved to: those near it, or those searched for."""
    record = seat.record
    found = looking.held(record, shown)
    page = looking.shown(record, found)
    reviewing = looking.reviewing(seat, found, page)
    if words.strip():
        rows = Reviews(record).listed(Wanted(words=words), order="newest", most=_FOUND + 1)
        by_id = {one.id: one for one in record.incidents_named([row.incident for row in rows])}
        listed = [Similar(by_id[row.incident], None, None, seen(row)) for row in rows if row.incident != shown.id]
    else:
        listed = looking.near(record, shown)
    return render(
        request,
        "others.html.j2",
        status=409 if tried.act else 200,
        incident=shown,
        claims=page.claims.values(),
        reviewing=reviewing,
        listed=listed[:_FOUND],
        more=len(listed) > _FOUND,
        words=words,
        tried=tried,
    )
