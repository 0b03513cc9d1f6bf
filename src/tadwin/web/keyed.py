"""The way in for one person: a key printed in the terminal, good once, becomes a session of their browser.

Anybody on the machine can reach a port of its loopback, whoever they are; only who sees the terminal has
the key. Sessions are held in memory and end with the app; their tokens are kept as hashes.
"""

import hashlib
import hmac
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

from fastapi import APIRouter, Request, Response

from tadwin.web import addresses
from tadwin.web.desk import Role, Visit
from tadwin.web.rendering import render

#: A session ends after this long without a request, and after this long in any case, in seconds: a day's work, and
#: a laptop that was left open overnight lets nobody in.
IDLE, LONGEST = 4 * 3600, 16 * 3600
_KEY_BYTES = 32


@dataclass(slots=True)
class _Session:
    visit: Visit
    began: float
    seen: float


class KeyedDoors:
    """Lets in whoever brings the key, once, as `name`, who may do everything at every record.

    `cookie` must differ between apps on one machine: browsers send cookies to every port of a host.
    """

    def __init__(self, name: str, *, cookie: str, clock: Callable[[], float] = time.time) -> None:
        self.key = secrets.token_urlsafe(_KEY_BYTES)
        self._unused = True
        self._name = name
        self._cookie = cookie
        self._clock = clock
        self._sessions: dict[bytes, _Session] = {}
        self._lock = Lock()
        self.router = self._router()

    def admit(self, request: Request) -> Visit | Response:
        """The visit of the session's cookie; else the page that turns the key into one, or says how to get one."""
        given = request.query_params.get("key")
        visit = self._known(request)
        if visit is not None and given is None:
            return visit
        if visit is None and (request.method != "GET" or given is None or not self._turns(given, request)):
            return render(request, "closed.html.j2", status=401, key_given=given is not None)
        # A page of our own that goes on, and no redirect: a browser that came by a link of another program would not
        # send the cookie along with that (SameSite=Strict). It also takes the key out of the address.
        answer = render(request, "entered.html.j2", home=addresses.home())
        if visit is None:
            self._begin(answer)
        return answer

    def _turns(self, given: str, request: Request) -> bool:
        """True for the key, which then is used up; not where a browser only guesses where its user will go."""
        if "prefetch" in request.headers.get("sec-purpose", ""):
            return False
        with self._lock:
            fits = self._unused and hmac.compare_digest(given.encode(), self.key.encode())
            self._unused = self._unused and not fits
        return fits

    def _begin(self, answer: Response) -> None:
        token, now = secrets.token_urlsafe(_KEY_BYTES), self._clock()
        visit = Visit(self._name, secrets.token_urlsafe(_KEY_BYTES), frozenset({Role.ADMIN}))
        with self._lock:
            self._sessions[_hashed(token)] = _Session(visit, now, now)
        # Not Secure: loopback has no TLS, and nothing of it leaves the machine.
        answer.set_cookie(self._cookie, token, httponly=True, samesite="strict", path="/")

    def _known(self, request: Request) -> Visit | None:
        token = request.cookies.get(self._cookie)
        if token is None:
            return None
        now = self._clock()
        with self._lock:
            held = self._sessions.get(_hashed(token))
            if held is None:
                return None
            if now - held.seen > IDLE or now - held.began > LONGEST or now < held.began:
                del self._sessions[_hashed(token)]
                return None
            held.seen = now
            return held.visit

    def _leave(self, request: Request) -> Response:
        token = request.cookies.get(self._cookie)
        with self._lock:
            self._sessions.pop(_hashed(token or ""), None)
        answer = render(request, "left.html.j2")
        answer.delete_cookie(self._cookie, httponly=True, samesite="strict", path="/")
        answer.headers["Clear-Site-Data"] = '"cache", "storage"'
        return answer

    def _router(self) -> APIRouter:
        router = APIRouter(prefix="/door")
        router.add_api_route("/leave", self._leave, methods=["POST"])
        return router


def _hashed(token: str) -> bytes:
    return hashlib.sha256(token.encode(errors="surrogatepass")).digest()
