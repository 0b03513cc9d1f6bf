"""The review app, put together: layers of defence, the pages, and what a mistake looks like."""

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from importlib.resources import files

from anyio.to_thread import current_default_thread_limiter
from fastapi import APIRouter, Depends, FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.middleware import Middleware
from starlette.exceptions import HTTPException
from starlette.staticfiles import StaticFiles

from tadwin.config import load_settings
from tadwin.errors import Busy, TadwinError
from tadwin.run.names import known
from tadwin.store.turns import PATIENCE
from tadwin.web.desk import Desk
from tadwin.web.doorway import Doorway
from tadwin.web.rendering import render
from tadwin.web.routes import (
    acting,
    adding,
    audit,
    claiming,
    handing_on,
    home,
    incidents,
    overview,
    places,
    queue,
    reports,
    shaping,
    sources,
    tallies,
    whole,
)
from tadwin.web.security import SAFE_METHODS, BodyLimit, Guard, HostCheck, Hosts, OwnPagesOnly, hold_token
from tadwin.web.translatable import _

#: Requests answered at a time. Each may hold a connection to the database, of which there are fifteen.
_THREADS = 12


def make_app(desk: Desk, hosts: Hosts, further: Iterable[APIRouter] = ()) -> FastAPI:
    """The app that serves the records of the desk under the names of `hosts`. Who opened the records closes them.

    `further` are pages that only one way in has.
    """
    app = FastAPI(
        title="tadwin",
        openapi_url=None,  # no page lists the others to somebody who is not in
        redirect_slashes=False,
        lifespan=_lifespan,
        dependencies=[Depends(hold_token)],
        middleware=[
            Middleware(Guard, failed=_failed),
            Middleware(HostCheck, hosts=hosts),
            Middleware(OwnPagesOnly),
            Middleware(BodyLimit),
            Middleware(Doorway, doors=desk.doors),
        ],
        exception_handlers={
            HTTPException: _refused,
            RequestValidationError: _misread,
            Busy: _later,
            TadwinError: _mistaken,
        },
    )
    app.state.desk = desk
    app.state.known = known(load_settings())
    pages = (home, overview, queue, incidents, reports, tallies, sources, places, audit, handing_on)
    for routes in (*pages, acting, adding, claiming, shaping, whole):
        app.include_router(routes.router)
    for router in (desk.doors.router, *further):
        app.include_router(router)
    # `browser` first: what stands there came from other projects, with its licences.
    app.mount("/static/browser", StaticFiles(directory=str(files("tadwin.resources") / "browser")))
    app.mount("/static", StaticFiles(directory=str(files("tadwin.web") / "static")))
    return app


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:  # noqa: ARG001  # as it is called
    current_default_thread_limiter().total_tokens = _THREADS
    yield


async def _refused(request: Request, error: Exception) -> Response:
    """A page that is not there, or an act that is not allowed."""
    assert isinstance(error, HTTPException)  # noqa: S101  # what it is registered for
    answer = _told(request, error.status_code, error.detail)
    answer.headers.update(error.headers or {})
    return answer


async def _misread(request: Request, error: Exception) -> Response:  # noqa: ARG001  # as it is called
    """An address or a form whose values mean nothing; what was sent is not shown again."""
    return _told(request, 400, _("Something in this address or form has no meaning here."))


async def _mistaken(request: Request, error: Exception) -> Response:
    """What the record or a decision cannot be, in its own words, which say what to do."""
    return _told(request, 409, str(error))


async def _later(request: Request, error: Exception) -> Response:  # noqa: ARG001  # it names where the record is kept
    """Others took longer than was waited, so that nothing was done."""
    answer = _told(
        request,
        503,
        _(
            "Others are at work on this record, and did not end in 10 seconds. Nothing was changed. Go back, where "
            "what you typed still stands, and send it again in a moment."
        ),
    )
    answer.headers["Retry-After"] = str(round(PATIENCE))
    return answer


def _failed(request: Request) -> Response:
    """A defect of ours. What went wrong stands in the terminal, for whoever runs the app."""
    return _told(
        request,
        500,
        _(
            "tadwin made a mistake. What you were doing was kept as a whole or not at all: look at the page again "
            "before you do it once more. Please report it."
        ),
    )


def _told(request: Request, code: int, said: str) -> Response:
    """A page, or for htmx the words alone, which it puts where the page tells what was done."""
    if "hx-request" not in request.headers:
        acted = request.method not in SAFE_METHODS
        return render(request, "error.html.j2", status=code, code=code, said=said, acted=acted)
    answer = render(request, "refused.html.j2", status=code, code=code, said=said)
    answer.headers["HX-Reselect"] = "unset"  # a form may say which part of a page it takes, and this is none
    return answer
