"""What stands between the app and whoever else can reach its port: other users of the machine, and other sites.

Every answer forbids the browser to load, run or send anything that is not the app's own. Requests are
refused for a host's name that is not the app's (DNS rebinding), for acts that do not come from the
app's own pages (cross-site request forgery), and for bodies larger than any form of the app.
"""

import hmac
import ipaddress
import logging
import traceback
from collections.abc import Callable, Collection
from dataclasses import dataclass

from fastapi import HTTPException, Request
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from tadwin.export.marked import visible
from tadwin.web.translatable import _

#: Content Security Policy Level 3. Styles set by scripts through the object model need no exception; inline ones
#: would, and there are none.
CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), clipboard-read=()",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
}
#: Pages of a record leave nothing in the browser's cache; the app's own files may stay there while they are unchanged.
NO_STORE, REVALIDATE = "no-store", "no-cache"
STATIC = "/static/"

SAFE_METHODS = frozenset({"GET", "HEAD"})
#: The most bytes that a form may send. A note, or the words of a claim, is a few thousand.
LARGEST_BODY = 1_000_000

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
CSRF_HEADER, CSRF_FIELD = "X-CSRF-Token", "csrf"

_LOG = logging.getLogger("tadwin.web")


class Guard:
    """The outermost layer: headers on every answer, and no traceback in any. Wraps what the app sends."""

    def __init__(self, app: ASGIApp, *, failed: Callable[[Request], ASGIApp]) -> None:
        """`failed` makes the page that tells of a defect."""
        self._app = app
        self._failed = failed

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = False

        async def guarded(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                headers = MutableHeaders(scope=message)
                headers.update(HEADERS)
                headers.setdefault("Cache-Control", REVALIDATE if scope["path"].startswith(STATIC) else NO_STORE)
            await send(message)

        try:
            await self._app(scope, receive, guarded)
        except Exception:  # a defect of ours: the reviewer gets a page, whoever runs the app the traceback
            # It can quote a report, so nothing in it reaches a terminal raw.
            _LOG.error("%s", visible(traceback.format_exc()))
            if started:
                raise
            await self._failed(Request(scope))(scope, receive, guarded)


@dataclass(frozen=True, slots=True)
class Hosts:
    """The names under which the app answers. `port` None is any: a proxy in front has its own.

    `addresses` lets any IP address pass, for an app that listens on all of them: to rebind takes a name.
    """

    names: Collection[str]
    port: int | None
    addresses: bool = False

    def allow(self, host: str) -> bool:
        """True for a Host header that names this app."""
        name, port = _apart(host)
        if self.port is not None and port != self.port:
            return False
        return name in self.names or (self.addresses and _is_address(name))


def _apart(host: str) -> tuple[str, int]:
    """The name and the port of a Host header, 80 where it has none; an empty name for one that means nothing."""
    name, colon, port = host.lower().rpartition(":")
    if not colon or (name.count(":") and not name.endswith("]")):
        name, port = host.lower(), "80"
    if not (port.isascii() and port.isdigit()):
        return "", 0
    return name.removeprefix("[").removesuffix("]"), int(port)


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


class HostCheck:
    """Refuses a request to any other name: a site whose name was turned to this machine's address gets nothing."""

    def __init__(self, app: ASGIApp, *, hosts: Hosts) -> None:
        self._app = app
        self._hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            given = Headers(scope=scope).getlist("host")
            if len(given) != 1 or not self._hosts.allow(given[0]):
                await PlainTextResponse("There is no such host here.\n", 421)(scope, receive, send)
                return
        elif scope["type"] == "websocket":
            return  # nothing here speaks it; closing without accepting refuses it
        await self._app(scope, receive, send)


class OwnPagesOnly:
    """Refuses an act that does not come from the app's own pages.

    Browsers say so in Sec-Fetch-Site (Fetch Metadata Request Headers, W3C), which pages cannot forge. Where that is
    missing, Origin must be the app's own; a request with neither is no browser's form, and is refused too.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] not in SAFE_METHODS and not _is_own(Headers(scope=scope)):
            refusal = "This was not sent by a page of this app, and nothing was done.\n"
            await PlainTextResponse(refusal, 403)(scope, receive, send)
            return
        await self._app(scope, receive, send)


def _is_own(headers: Headers) -> bool:
    site, origin, host = headers.get("sec-fetch-site"), headers.get("origin"), headers.get("host", "")
    own = (f"http://{host}", f"https://{host}")
    if site is not None:
        # A form under `no-referrer` has the origin "null" even on its own site (Fetch, "append a request Origin").
        return site == "same-origin" and (origin in (None, "null") or origin in own)
    return origin in own


class BodyLimit:
    """Refuses a body of more than `most` bytes, whether its length is announced or not."""

    def __init__(self, app: ASGIApp, *, most: int = LARGEST_BODY) -> None:
        self._app = app
        self._most = most

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        announced = Headers(scope=scope).get("content-length", "0")
        if not (announced.isascii() and announced.isdigit() and int(announced) <= self._most):
            await PlainTextResponse("That is more than any form here sends.\n", 413)(scope, receive, send)
            return
        received = 0

        async def counted() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            if received > self._most:
                raise HTTPException(413, "That is more than any form here sends.")
            return message

        await self._app(scope, counted, send)


async def hold_token(request: Request) -> None:
    """Raises HTTPException 403 for an act of somebody who is in, without the token of their visit.

    A dependency of the whole app, so that no route can forget it. htmx sends the token as a header, forms as a field.
    """
    visit = getattr(request.state, "visit", None)
    if request.method in SAFE_METHODS or visit is None:
        return
    given = request.headers.get(CSRF_HEADER)
    if given is None:
        field = (await request.form()).get(CSRF_FIELD)
        given = field if isinstance(field, str) else ""
    if not hmac.compare_digest(given.encode(), visit.csrf.encode()):
        raise HTTPException(403, _("This page is older than your visit. Load it again, and do it once more."))
