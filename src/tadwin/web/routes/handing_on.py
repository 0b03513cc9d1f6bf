"""The page on which a record is handed on, and the file that it gives."""

from collections.abc import Iterable
from datetime import UTC, datetime
from threading import Lock
from typing import Annotated

from fastapi import APIRouter, File, Form, HTTPException, Request, Response
from fastapi.responses import StreamingResponse
from starlette.types import Receive, Scope, Send

from tadwin.config import load_settings
from tadwin.export.marked import one_line
from tadwin.review.standing import SIGN
from tadwin.run import signing
from tadwin.store.reviews import Reviews
from tadwin.types import Incident
from tadwin.vocab import ReviewState
from tadwin.web import reported
from tadwin.web.desk import Act, Seat
from tadwin.web.handing import Asked, Handed, handed
from tadwin.web.pages.chosen import SHOWN
from tadwin.web.pages.handed import PROFILES, forms
from tadwin.web.rendering import render
from tadwin.web.routes.seated import Seated, allow
from tadwin.web.translatable import _

router = APIRouter()

Word = Annotated[str, Form(max_length=40)]
#: One file at a time: a large one takes much of the computer, and those who review have the rest.
_making = Lock()
#: Incidents that the page names at most.
_NAMED = 20


@router.get("/r/{record}/export")
def page(request: Request, seat: Seated) -> Response:
    """How much of the record can be handed on, and the form that asks for it."""
    states = Reviews(seat.record).states()
    hidden = _hidden(seat)
    return render(
        request,
        "export.html.j2",
        states=states,
        leaves=states[ReviewState.SIGNED] + states[ReviewState.CHANGED],
        stays=states[ReviewState.NEW] + states[ReviewState.OPEN],
        hidden=hidden[:_NAMED],
        more=len(hidden[_NAMED:]),
        profiles=PROFILES.values(),
        forms=forms().values(),
    )


@router.post("/r/{record}/export")
def file(
    seat: Seated,
    form: Word,
    profile: Word,
    codebook: Word = "",
    title: Annotated[str, Form(max_length=200)] = "",
    mapping: Annotated[bytes, File()] = b"",
) -> Response:
    """The file. What it holds is what the command writes; nothing is decided, and nothing of it is kept here.

    `mapping` is held in memory: no body is longer than `security.LARGEST_BODY`, and only longer ones would be spooled.
    """
    allow(seat, Act.EXPORT)
    wanted, offered = PROFILES.get(profile), forms().get(form)
    if wanted is None or offered is None:
        raise HTTPException(400, _("Something in this address or form has no meaning here."))
    allow(seat, wanted.act)
    _refuse_the_blind(seat)
    asked = Asked(offered.name, wanted.name, bool(codebook), one_line(title).strip(), mapping)
    if not _making.acquire(blocking=False):
        raise HTTPException(503, _("Another file is being made here. Ask again in a moment."))
    try:
        made = handed(seat.shelf, load_settings(), asked, datetime.now(UTC).date())
    except OSError as error:
        said = _("The file could not be made: the disk where tadwin runs is full, or cannot be written.")
        raise HTTPException(503, said) from error
    finally:
        _making.release()
    try:
        _refuse_the_blind(seat)  # once more: somebody may have signed off and asked while it was made
    except HTTPException:
        made.file.close()
        raise
    return _Attachment(made)


class _Attachment(StreamingResponse):
    """A file to keep, which is closed when it was sent, or whoever asked went away."""

    def __init__(self, made: Handed) -> None:
        self._made = made
        held = {"Content-Disposition": f'attachment; filename="{made.name}"', "Content-Length": str(made.size)}
        super().__init__(made.chunks(), headers=held, media_type=made.media)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await super().__call__(scope, receive, send)
        finally:
            self._made.file.close()


def _refuse_the_blind(seat: Seat) -> None:
    """Raises HTTPException 403 for a second reviewer whom an export would tell what somebody signed before them."""
    if _hidden(seat):
        said = _(
            "An export would show you what was signed off before you were asked as a second reviewer: answer first."
        )
        raise HTTPException(403, said)


def _hidden(seat: Seat) -> list[Incident]:
    """The incidents of which an export would tell the reader, a second reviewer, what somebody signed before them."""
    reviews = Reviews(seat.record)
    wanted = SHOWN["asked"]
    rows = reviews.listed(wanted, most=reviews.number(wanted))
    asked: Iterable[Incident] = seat.record.incidents_named([row.incident for row in rows])
    return [
        one
        for one in reported.blind(seat, asked)
        if any(decision.action == SIGN for decision in signing.decisions_of(seat.record, one))
    ]
