"""The way in for a team: a name and a password, or the word of the office's own sign-on."""

import hmac
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Form, Query, Request, Response
from fastapi.responses import RedirectResponse

from tadwin.errors import AccountError
from tadwin.run.accounts import LONGEST_PASSWORD, SHORTEST
from tadwin.run.entering import Entrance, NotIn, Token, TooOften
from tadwin.store.accounts import Account
from tadwin.web import addresses
from tadwin.web.desk import Role, Visit
from tadwin.web.proxy import Proxy, Spoofed
from tadwin.web.rendering import render
from tadwin.web.security import CSRF_FIELD
from tadwin.web.translatable import _

#: Longer values are no name, no password and no address of ours.
_Short = Annotated[str, Form(max_length=8000)]
_Csrf = Annotated[str, Form(alias=CSRF_FIELD, max_length=200)]


@dataclass(frozen=True, slots=True)
class _Cookies:
    """What a browser holds: `held` is its session, `knock` ties a form to the browser before there is one."""

    held: str
    knock: str
    secure: bool


class AccountDoors:
    """Lets in who has an account, by `entrance`. `port` tells servers on one computer apart.

    With `proxy.header` the proxy says who is there. With passwords too, who comes without its word can sign in.
    """

    def __init__(
        self, entrance: Entrance, proxy: Proxy, *, port: int, clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self.entrance = entrance
        self.clock = clock
        self._proxy = proxy
        self._port = port
        self.router = self._router()

    # every request

    def admit(self, request: Request) -> Visit | Response:
        """The visit of the session's cookie; else the page to sign in on, or to go on from."""
        try:
            named = self._proxy.names(request)
        except Spoofed:
            return self._barred(request, "spoofed")
        if named is not None or self.entrance.passwords is None:
            return self._vouched(request, named)
        account = self._account(request)
        return self._visit(request, account) if account else self._form(request, 401)

    def _vouched(self, request: Request, named: str | None) -> Visit | Response:
        """The office's sign-on says who it is; the session holds the token of their forms, and is theirs alone."""
        if named is None:
            return self._barred(request, "unnamed")
        account, now = self._account(request), self.clock()
        theirs = self.entrance.account(named)
        if account is not None and theirs is not None and account.id == theirs.id:
            return self._visit(request, account)
        self.entrance.leave(self._held(request))
        try:
            token = self.entrance.vouched(named, now)
        except NotIn:
            return self._barred(request, "unknown", named=named)
        if request.method != "GET":  # its form bore no token of this session
            return self.hold(request, self._barred(request, "old"), token)
        # As in `keyed`: a page that goes on.
        asked = request.url.path
        to = asked if addresses.is_local(asked) else addresses.home()
        return self.hold(request, render(request, "entered.html.j2", home=to), token)

    def _account(self, request: Request) -> Account | None:
        return self.entrance.known(self._held(request), self.clock())

    def _visit(self, request: Request, account: Account) -> Visit:
        request.state.account = account
        everywhere = frozenset({Role.ADMIN}) if account.admin else frozenset[Role]()
        at = {record: frozenset({Role(role)}) for record, role in account.roles.items() if role in set(Role)}
        return Visit(account.name, Token(self._held(request) or "").csrf, everywhere, at, account=addresses.account())

    # signing in and out

    def _router(self) -> APIRouter:
        router = APIRouter(prefix="/door")
        router.add_api_route("/leave", self._leave, methods=["POST"])
        if self.entrance.passwords is not None:
            router.add_api_route("/enter", self._enter_page, methods=["GET"])
            router.add_api_route("/enter", self._enter, methods=["POST"])
            router.add_api_route("/invited", self._invited_page, methods=["GET"])
            router.add_api_route("/invited", self._invited, methods=["POST"])
        return router

    def _enter_page(self, request: Request, left: bool = False) -> Response:
        if self._account(request) is not None:
            return RedirectResponse(addresses.home(), 303)
        return self._form(request, 200, left=left)

    def _enter(
        self,
        request: Request,
        name: _Short = "",
        password: _Short = "",
        csrf: _Csrf = "",
        next_page: Annotated[str, Form(alias="next", max_length=8000)] = "",
    ) -> Response:
        refused = self._unfit(request, csrf)
        if refused is not None:
            return refused
        try:
            token = self.entrance.enter(name, password, self._proxy.caller(request).address, self.clock())
        except NotIn as error:
            return self._form(request, 401, error=error, next_page=next_page, name=name)
        self.entrance.leave(self._held(request))
        to = next_page if addresses.is_local(next_page) and not next_page.startswith("/door/") else addresses.home()
        return self.hold(request, RedirectResponse(to, 303), token)

    def _invited_page(self, request: Request, key: Annotated[str, Query(max_length=200)] = "") -> Response:
        return self._invitation(request, key, 200)

    def _invited(
        self, request: Request, key: _Short = "", password: _Short = "", again: _Short = "", csrf: _Csrf = ""
    ) -> Response:
        refused = self._unfit(request, csrf)
        if refused is not None:
            return refused
        try:
            if password != again:
                raise AccountError("the two passwords differ")
            token = self.entrance.accept(key, password, self.clock())
        except AccountError as error:
            return self._invitation(request, key, 409, error=error)
        self.entrance.leave(self._held(request))
        return self.hold(request, RedirectResponse(addresses.home(), 303), token)

    def _leave(self, request: Request, csrf: _Csrf = "") -> Response:
        held = self._held(request)
        if held and not hmac.compare_digest(csrf.encode(), Token(held).csrf.encode()):
            return self._barred(request, "old")
        self.entrance.leave(held)
        return self.dismissed(request)

    # answers

    def hold(self, request: Request, answer: Response, token: Token) -> Response:
        """The answer, with which the browser gets a session to hold in place of any other."""
        names = self._cookies(request)
        answer.set_cookie(names.held, token.secret, httponly=True, samesite="strict", path="/", secure=names.secure)
        answer.delete_cookie(names.knock, httponly=True, samesite="strict", path="/", secure=names.secure)
        return answer

    def dismissed(self, request: Request) -> Response:
        """The answer to somebody who left: the browser forgets its session and what it kept of the pages."""
        if self.entrance.passwords is None:
            answer: Response = render(request, "signed_out.html.j2")
        else:
            answer = RedirectResponse(f"{addresses.enter()}?left=1", 303)
        names = self._cookies(request)
        answer.delete_cookie(names.held, httponly=True, samesite="strict", path="/", secure=names.secure)
        answer.headers["Clear-Site-Data"] = '"cache", "storage"'
        return answer

    def base(self, request: Request) -> str:
        """The address of this server as the browser has it."""
        return f"{'https' if self._proxy.caller(request).https else 'http'}://{request.headers['host']}"

    def _form(
        self,
        request: Request,
        status: int,
        *,
        error: NotIn | None = None,
        next_page: str | None = None,
        name: str = "",
        left: bool = False,
    ) -> Response:
        """The page to sign in on, which leads to the page that was asked for."""
        if not self._is_private(request):
            return self._barred(request, "open")
        if "hx-request" in request.headers:
            said = _("Your visit has ended, and nothing was done. Sign in in another tab, then load this page again.")
            return render(request, "refused.html.j2", status=401, said=said)
        if next_page is None:
            asked = request.url.path + (f"?{request.url.query}" if request.url.query else "")
            next_page = asked if request.method == "GET" and not asked.startswith("/door/") else ""
        # A browser that comes by a link of another site does not send its session along (SameSite=Strict).
        elsewhere = request.headers.get("sec-fetch-site") in ("cross-site", "same-site")
        context = {"error": error, "next_page": next_page, "name": name, "left": left, "elsewhere": elsewhere}
        too_often = isinstance(error, TooOften)
        answer = self._knocking(request, "enter.html.j2", 429 if too_often else status, **context)
        if isinstance(error, TooOften):
            answer.headers["Retry-After"] = str(error.wait * 60)
        return answer

    def _invitation(self, request: Request, key: str, status: int, *, error: AccountError | None = None) -> Response:
        if not self._is_private(request):
            return self._barred(request, "open")
        invited = self.entrance.invited(key, self.clock())
        if invited is None:
            return render(request, "invited.html.j2", status=404, invited=None, key="", error=None, csrf="")
        lengths = (SHORTEST, LONGEST_PASSWORD)
        return self._knocking(
            request, "invited.html.j2", status, invited=invited, key=key, error=error, lengths=lengths
        )

    def _knocking(self, request: Request, template: str, status: int, **context: object) -> Response:
        """A page with a form for somebody who is not in: the browser holds something that the form must fit."""
        names = self._cookies(request)
        knock = Token(request.cookies[names.knock]) if request.cookies.get(names.knock) else Token()
        answer = render(request, template, status=status, csrf=knock.csrf, **context)
        answer.set_cookie(names.knock, knock.secret, httponly=True, samesite="strict", path="/", secure=names.secure)
        return answer

    def _unfit(self, request: Request, csrf: str) -> Response | None:
        """What to answer to a form that was not made for this browser, or came unencrypted; None for a good one."""
        try:
            self._proxy.names(request)
        except Spoofed:
            return self._barred(request, "spoofed")
        if not self._is_private(request):
            return self._barred(request, "open")
        knock = request.cookies.get(self._cookies(request).knock)
        if not knock or not hmac.compare_digest(csrf.encode(), Token(knock).csrf.encode()):
            return self._barred(request, "old")
        return None

    def _barred(self, request: Request, why: str, named: str = "") -> Response:
        return render(request, "barred.html.j2", status=403, why=why, named=named)

    def _is_private(self, request: Request) -> bool:
        """True where nobody on the way can read a password: TLS up to the proxy, or no way at all."""
        caller = self._proxy.caller(request)
        return caller.https or caller.here

    def _cookies(self, request: Request) -> _Cookies:
        # `__Host-`: no other host of the domain can set or read it (RFC 6265bis, 4.1.3.2).
        if self._proxy.caller(request).https:
            return _Cookies("__Host-tadwin", "__Host-tadwin-door", True)
        return _Cookies(f"tadwin-{self._port}", f"tadwin-door-{self._port}", False)

    def _held(self, request: Request) -> str | None:
        return request.cookies.get(self._cookies(request).held)
