"""What the acts share: who decides and when, and how the page afterwards tells of it.

An act is a POST to `/r/{record}/acts/NAME`; what it is about stands in the form. It ends in `done`, which leads to a
page that says what was decided and can take it back. A DecisionError or RecordError is shown in its own words.
"""

from datetime import UTC, datetime
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from tadwin.export.marked import one_line
from tadwin.run import deciding
from tadwin.types import Decision
from tadwin.web import addresses
from tadwin.web.desk import Seat
from tadwin.web.routes.seated import Seated, allow_undo

router = APIRouter(prefix="/r/{record}/acts")

#: The longest note, in code points; what is more belongs into a document of its own.
LONGEST_NOTE = 4000
Note = Annotated[str, Form(max_length=LONGEST_NOTE)]
#: Where to go afterwards: the page that the form stood on.
Back = Annotated[str, Form(max_length=8000)]


def word(seat: Seat, note: str = "") -> deciding.Word:
    """The word of who sits there, now."""
    at = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    return deciding.Word(seat.reviewer.name, at, one_line(note) or None)


def done(request: Request, seat: Seat, decision: Decision, back: str) -> Response:
    """Leads to the page `back`, which says what was decided; to the record's first page where `back` is no address."""
    address = back if addresses.is_local(back) else addresses.overview(seat.shelf.name)
    told = addresses.telling(address, decision.number)
    if "hx-request" in request.headers and not _stays(request, address):
        return Response(status_code=204, headers={"HX-Redirect": told})
    return RedirectResponse(told, 303)


def _stays(request: Request, address: str) -> bool:
    """True where a form that takes its answer into its own page (`hx-boost`) is led back to that page."""
    shown = urlsplit(request.headers.get("hx-current-url", ""))
    return "hx-boosted" in request.headers and shown.path == urlsplit(address).path


@router.post("/undo")
def undo(
    request: Request, seat: Seated, decision: Annotated[int, Form(ge=1)], back: Back = "", note: Note = ""
) -> Response:
    """Takes a decision back, or brings back one that was taken back."""
    allow_undo(seat, decision)
    return done(request, seat, deciding.undo(seat.record, decision, word(seat, note)).decision, back)
