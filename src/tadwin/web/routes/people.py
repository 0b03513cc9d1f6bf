"""Everybody who has an account on a team's server, for whoever administers it: to add, to let in, to keep out.

Accounts that administer the server are not changed here: who takes over a browser of one of them makes no other.
"""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, HTTPException, Request, Response
from fastapi.responses import RedirectResponse

from tadwin.run.accounts import folded, shown
from tadwin.run.entering import INVITED
from tadwin.store.accounts import Account, Accounts
from tadwin.web import addresses
from tadwin.web.desk import Desk, Role
from tadwin.web.rendering import render
from tadwin.web.routes.account import account_of, doors_of
from tadwin.web.translatable import _


def _for_admins(request: Request) -> None:
    """Raises HTTPException 404 for anybody else: that there is such a page is none of their business."""
    doors_of(request)
    if not account_of(request).admin:
        raise HTTPException(404)


router = APIRouter(prefix="/people", dependencies=[Depends(_for_admins)])


@router.get("")
def people(request: Request) -> Response:
    """Everybody, by name."""
    doors = doors_of(request)
    everybody = doors.entrance.accounts.all()
    return render(request, "people.html.j2", accounts=everybody, passwords=doors.entrance.passwords is not None)


@router.post("/add")
def add(request: Request, name: Annotated[str, Form(max_length=1000)]) -> Response:
    """Makes an account, with a link to choose a password where there are any."""
    doors = doors_of(request)
    made = shown(name)
    number = _accounts(request).add(made, folded(made), doors.clock())
    return invite(request, number) if doors.entrance.passwords else _back(number)


@router.get("/{number}")
def person(request: Request, number: int) -> Response:
    """One account: its roles, and what can be done to it."""
    return _page(request, number)


@router.post("/{number}/role")
def role(
    request: Request,
    number: int,
    record: Annotated[str, Form(max_length=1000)],
    role: Annotated[str, Form(max_length=100)] = "",
) -> Response:
    """Gives an account its role at a record, or takes it away."""
    desk: Desk = request.app.state.desk
    who = _changeable(request, number)
    if role and role not in set(Role):
        raise HTTPException(400, _("There is no such role."))
    if record not in desk.shelves and record not in who.roles:
        raise HTTPException(404, _("There is no such record here."))
    _accounts(request).allow(number, record, role or None)
    return _back(number)


@router.post("/{number}/invite")
def invite(request: Request, number: int) -> Response:
    """Makes a link with which a password can be chosen, and shows it this once."""
    doors = doors_of(request)
    if doors.entrance.passwords is None or _changeable(request, number).disabled_at is not None:
        raise HTTPException(404)
    key = doors.entrance.invite(number, doors.clock())
    return _page(request, number, link=doors.base(request) + addresses.invited(key))


@router.post("/{number}/disable")
def disable(request: Request, number: int) -> Response:
    """Lets an account in no more, at once."""
    _changeable(request, number)
    _accounts(request).disable(number, doors_of(request).clock())
    return _back(number)


@router.post("/{number}/enable")
def enable(request: Request, number: int) -> Response:
    """Lets an account in again."""
    _changeable(request, number)
    _accounts(request).enable(number)
    return _back(number)


def _page(request: Request, number: int, *, link: str | None = None) -> Response:
    desk: Desk = request.app.state.desk
    who = _numbered(request, number)
    return render(
        request,
        "person.html.j2",
        person=who,
        records=sorted({*desk.shelves, *who.roles}),
        roles=list(Role),
        passwords=doors_of(request).entrance.passwords is not None,
        link=link,
        days=INVITED.days,
    )


def _accounts(request: Request) -> Accounts:
    return doors_of(request).entrance.accounts


def _numbered(request: Request, number: int) -> Account:
    found = _accounts(request).numbered(number) if 0 < number < 2**31 else None
    if found is None:
        raise HTTPException(404, _("There is no such account."))
    return found


def _changeable(request: Request, number: int) -> Account:
    found = _numbered(request, number)
    if found.admin:
        raise HTTPException(403, _("An account that administers the server is changed on its command line only."))
    return found


def _back(number: int) -> Response:
    return RedirectResponse(addresses.people(number), 303)
