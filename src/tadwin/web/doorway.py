"""Nobody passes without being let in: every address is closed unless it is listed here as open."""

from fastapi import Request, Response
from starlette.concurrency import run_in_threadpool
from starlette.types import ASGIApp, Receive, Scope, Send

from tadwin.web.desk import Doors
from tadwin.web.security import STATIC

#: The app's own style and scripts, and the doors' own pages.
OPEN = (STATIC, "/door/")


class Doorway:
    """Asks the doors who is there, and keeps the answer as `request.state.visit`; None on open addresses."""

    def __init__(self, app: ASGIApp, *, doors: Doors) -> None:
        self._app = app
        self._doors = doors

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        request.state.visit = None
        if not scope["path"].startswith(OPEN):
            admitted = await run_in_threadpool(self._doors.admit, request)
            if isinstance(admitted, Response):
                await admitted(scope, receive, send)
                return
            request.state.visit = admitted
        await self._app(scope, receive, send)
