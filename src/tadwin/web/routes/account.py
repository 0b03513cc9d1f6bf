"""Somebody's own page on a team's server: what they may do, another password, and leaving everywhere."""

from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Request, Response
from fastapi.responses import RedirectResponse

from tadwin.errors import AccountError
from tadwin.run.accounts import LONGEST_PASSWORD, SHORTEST
from tadwin.store.accounts import Account
from tadwin.web import addresses
from tadwin.web.account_doors import AccountDoors
from tadwin.web.rendering import render

router = APIRouter(prefix="/account")
_Password = Annotated[str, Form(max_length=8000)]


def doors_of(request: Request) -> AccountDoors:
    """The doors of a team's server. Raises HTTPException 404 where nobody has an account."""
    doors = request.app.state.desk.doors
    if not isinstance(doors, AccountDoors):
        raise HTTPException(404)
    return doors


def account_of(request: Request) -> Account:
    """Who is there, as the database has them."""
    found: Account = request.state.account
    return found


@router.get("")
def account(request: Request, changed: bool = False) -> Response:
    """Who somebody is here, and what they may do."""
    return _page(request, changed=changed)


@router.post("/password")
def password(request: Request, old: _Password = "", password: _Password = "", again: _Password = "") -> Response:
    """Changes the password. Every other browser is out, and this one has a new session."""
    doors, who = doors_of(request), account_of(request)
    if doors.entrance.passwords is None:
        raise HTTPException(404)
    try:
        if password != again:
            raise AccountError("the two new passwords differ")
        token = doors.entrance.change_password(who, old, password, doors.clock())
    except AccountError as error:
        return _page(request, status=409, error=error)
    return doors.hold(request, RedirectResponse(f"{addresses.account()}?changed=1", 303), token)


@router.post("/leave-everywhere")
def leave_everywhere(request: Request) -> Response:
    """Ends every session of this person, this one too."""
    doors = doors_of(request)
    doors.entrance.accounts.end_all(account_of(request).id)
    return doors.dismissed(request)


def _page(request: Request, *, status: int = 200, error: AccountError | None = None, changed: bool = False) -> Response:
    doors, who = doors_of(request), account_of(request)
    return render(
        request,
        "account.html.j2",
        status=status,
        account=who,
        sessions=doors.entrance.accounts.sessions(who.id),
        passwords=doors.entrance.passwords is not None,
        lengths=(SHORTEST, LONGEST_PASSWORD),
        error=error,
        changed=changed,
    )
