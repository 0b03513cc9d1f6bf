"""What every page of a record is given: the reviewer's seat at it."""

import re
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, HTTPException, Request

from tadwin.review.standing import UNDO, taken_back
from tadwin.store import listing
from tadwin.types import Decision
from tadwin.web.desk import Act, Desk, Seat, seat
from tadwin.web.security import SAFE_METHODS
from tadwin.web.translatable import _
from tadwin.web.veiled import roots, veiled

#: No decision has so large a number.
_NO_DECISION = 10**9


def _seated(request: Request, record: str) -> Seat:
    """The seat at the record in the address. Raises HTTPException 404 where there is none for who asks.

    Raises HTTPException 403 for an act of somebody who may only read, so that no act can forget to refuse it.
    """
    desk: Desk = request.app.state.desk
    found = seat(desk, request.state.visit, record)
    if found is None:
        raise HTTPException(404, _("There is no such record here."))
    request.state.seat = found
    if request.method not in SAFE_METHODS and not any(found.reviewer.may(act) for act in Act if act is not Act.READ):
        raise HTTPException(403, _("Your role in this record is to read it."))
    request.state.done = _done(request, found)
    request.state.undone = undone(found, request.state.done)
    request.state.may_undo_done = _may_undo(found, request.state.done)
    request.state.head = found.record.head()
    return found


def _done(request: Request, seat: Seat) -> Decision | None:
    """The decision that the page is to tell of, where an act led to it: see `acting.done`. None that is hidden."""
    number = request.query_params.get("done", "")
    found = listing.decision(seat.record, int(number)) if re.fullmatch("[0-9]{1,9}", number) else None
    return None if found is None or _hidden(seat, found) else found


def _may_undo(seat: Seat, done: Decision | None) -> bool:
    return done is not None and seat.reviewer.may_undo(roots(seat.record, [done])[done.number])


def _hidden(seat: Seat, decision: Decision) -> bool:
    """True where somebody else made it, and the reader has to answer as a second reviewer before they may see it."""
    if decision.by == seat.reviewer.name:
        return False
    return bool(veiled(seat, [decision], roots(seat.record, [decision])))


@dataclass(frozen=True, slots=True)
class Undone:
    """The decision that an undo is about in the end; `again` is True where it stands again, as an undo was undone."""

    decision: Decision
    again: bool


def undone(seat: Seat, done: Decision | None) -> Undone | None:
    """What an undo took or brought back; None for any other decision."""
    if done is None or done.action != UNDO:
        return None
    about, again = done, True
    while about.action == UNDO:
        target = listing.decision(seat.record, taken_back(about)) if taken_back(about) < about.number else None
        if target is None:
            return None
        about, again = target, not again
    return Undone(about, again)


#: A parameter of this type makes a page one of a record: `def page(request: Request, seat: Seated)`.
Seated = Annotated[Seat, Depends(_seated)]


def allow(seat: Seat, act: Act) -> None:
    """Raises HTTPException 403 where the reviewer's roles at this record do not include the act."""
    if not seat.reviewer.may(act):
        raise HTTPException(403, _("Your role in this record does not include that."))


def allow_undo(seat: Seat, number: int) -> None:
    """Raises HTTPException 403 where the reviewer could not have made the decision that is taken or brought back."""
    allow(seat, Act.UNDO)
    about = listing.decision(seat.record, number) if number < _NO_DECISION else None
    if about is not None and _hidden(seat, about):
        raise HTTPException(403, _("You answer as a second reviewer here, and see this when you have answered."))
    taken = undone(seat, about)
    about = taken.decision if taken else about
    if about is not None and not seat.reviewer.may_undo(about):
        raise HTTPException(403, _("Your role in this record does not include that."))
