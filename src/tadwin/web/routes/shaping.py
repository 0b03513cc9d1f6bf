"""Acts that say which claims are of one incident: merge, split, move."""

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response

from tadwin.errors import DecisionError
from tadwin.run import deciding
from tadwin.run.deciding import Outcome, Word
from tadwin.types import Incident
from tadwin.web.desk import Act
from tadwin.web.looking import still
from tadwin.web.pages.tried import Tried
from tadwin.web.routes import showing
from tadwin.web.routes.attempts import About, Again, Names, attempt, claims_named
from tadwin.web.routes.seated import Seated

router = APIRouter(prefix="/r/{record}/acts")

#: Another incident as a form names it: its id, a space, and what it was when it was shown.
Other = Annotated[str, Form(max_length=300)]
#: The words of the search on whose page the form stood; None where it stood on the page of the incident.
Searched = Annotated[str | None, Form(max_length=200)]


@router.post("/merge")
def merge(
    request: Request, seat: Seated, about: About, other: Other = "", words: Searched = None, claim: Names = None
) -> Response:
    """The two are one incident."""
    name, token = _other(other)

    def decide(incident: Incident, word: Word) -> Outcome:
        return deciding.merge(seat.record, [incident, still(seat.record, _given(name), token)], word)

    tried = Tried("merge", "", {"other": name}, frozenset(claim or ()))
    again = _on_search(request, seat, words)
    return attempt(request, seat, about, tried, decide, act=Act.MERGE, seen=_seen(name, token), again=again)


@router.post("/split")
def split(request: Request, seat: Seated, about: About, claim: Names = None) -> Response:
    """The claims that are named are of another incident."""

    def decide(incident: Incident, word: Word) -> Outcome:
        leaving = {one.id for one in claims_named(seat, incident, claim or [])}
        if not leaving:
            raise DecisionError("no claim is chosen; choose those that are of another incident")
        return deciding.split(seat.record, incident, lambda one: one.id in leaving, word)

    return attempt(request, seat, about, Tried("split", "", {}, frozenset(claim or ())), decide, act=Act.SPLIT)


@router.post("/move")
def move(
    request: Request, seat: Seated, about: About, claim: Names = None, other: Other = "", words: Searched = None
) -> Response:
    """The claims that are named are of that other incident."""
    name, token = _other(other)

    def decide(incident: Incident, word: Word) -> Outcome:
        leaving = {one.id for one in claims_named(seat, incident, claim or [])}
        if not leaving:
            raise DecisionError("no claim is chosen; choose those that are of the other incident")
        into = still(seat.record, _given(name), token)
        return deciding.move(seat.record, incident, lambda one: one.id in leaving, into, word)

    tried = Tried("move", "", {"other": name}, frozenset(claim or ()))
    again = _on_search(request, seat, words)
    return attempt(request, seat, about, tried, decide, act=Act.MOVE, seen=_seen(name, token), again=again)


def _other(given: str) -> tuple[str, str]:
    name, _, token = given.partition(" ")
    return name, token


def _given(name: str) -> str:
    if not name:
        raise DecisionError("no other incident is chosen; choose the one that you mean")
    return name


def _seen(name: str, token: str) -> dict[str, str]:
    return {name: token} if name else {}


def _on_search(request: Request, seat: Seated, words: str | None) -> Again | None:
    if words is None:
        return None
    return lambda incident, tried: showing.others(request, seat, incident, words, tried)
