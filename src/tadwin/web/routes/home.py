"""`/`: the records that are served, or the only one; and how the pages look."""

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from tadwin.web import addresses
from tadwin.web.desk import Desk
from tadwin.web.rendering import THEMES, render

router = APIRouter()

#: How long a browser keeps the choice of light or dark, in seconds: a year.
_YEAR = 365 * 24 * 3600


@router.get("/")
def records(request: Request) -> Response:
    """The records that this person may see; a single one is opened at once."""
    desk: Desk = request.app.state.desk
    seen = desk.open_to(request.state.visit)
    if len(seen) == 1:
        return RedirectResponse(addresses.overview(seen[0].name), 303)
    return render(request, "records.html.j2", shelves=seen)


@router.post("/appearance")
def appearance(theme: Annotated[str, Form()], back: Annotated[str, Form()] = "/") -> Response:
    """Keeps light, dark or what the system says, and goes back to where the person was."""
    answer = RedirectResponse(back if addresses.is_local(back) else addresses.home(), 303)
    if theme in THEMES:
        answer.set_cookie("theme", theme, max_age=_YEAR, httponly=True, samesite="strict", path="/")
    return answer
