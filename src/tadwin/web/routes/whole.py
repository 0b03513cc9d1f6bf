"""Acts about an incident as a whole: grade, note, sign off, ask a second reviewer, answer as one, take back."""

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response

from tadwin.export.marked import one_line
from tadwin.run import deciding, signing
from tadwin.run.deciding import Outcome, Word
from tadwin.types import Incident
from tadwin.web.desk import Act
from tadwin.web.pages.tried import Tried
from tadwin.web.routes.attempts import About, Named, attempt
from tadwin.web.routes.seated import Seated, allow_undo

router = APIRouter(prefix="/r/{record}/acts")


@router.post("/grade")
def grade(request: Request, seat: Seated, about: About, grade: Named = "") -> Response:
    """The grade of the incident."""

    def decide(incident: Incident, word: Word) -> Outcome:
        return signing.grade(seat.record, incident, grade, word)

    return attempt(request, seat, about, Tried("grade", "", {"grade": grade}), decide, act=Act.GRADE)


@router.post("/note")
def note(request: Request, seat: Seated, about: About) -> Response:
    """A note about the incident."""

    def decide(incident: Incident, word: Word) -> Outcome:
        return signing.note(seat.record, incident, word)

    return attempt(request, seat, about, Tried("note", ""), decide, act=Act.NOTE)


@router.post("/sign")
def sign(request: Request, seat: Seated, about: About) -> Response:
    """The incident is signed off as it stands. The page afterwards gives the receipt."""

    def decide(incident: Incident, word: Word) -> Outcome:
        outcome, _ = signing.sign(seat.record, incident, word)
        return outcome

    return attempt(request, seat, about, Tried("sign", ""), decide, act=Act.SIGN_OFF)


@router.post("/ask")
def ask(request: Request, seat: Seated, about: About, whom: Named = "") -> Response:
    """A second reviewer is asked for: that one, or anyone else."""

    def decide(incident: Incident, word: Word) -> Outcome:
        return signing.ask(seat.record, incident, one_line(whom).strip() or None, word)

    return attempt(request, seat, about, Tried("ask", "", {"whom": whom}), decide, act=Act.ASK_SECOND)


@router.post("/answer")
def answer(request: Request, seat: Seated, about: About, verdict: Named = "") -> Response:
    """What the second reviewer found."""

    def decide(incident: Incident, word: Word) -> Outcome:
        return signing.answer(seat.record, incident, verdict, word)

    return attempt(request, seat, about, Tried("answer", "", {"verdict": verdict}), decide, act=Act.SIGN_OFF)


@router.post("/take_back")
def take_back(request: Request, seat: Seated, about: About, decision: Annotated[int, Form(ge=1)]) -> Response:
    """A decision about the incident is taken back, or brought back, as nobody has decided meanwhile."""

    allow_undo(seat, decision)

    def decide(_: Incident, word: Word) -> Outcome:
        return deciding.undo(seat.record, decision, word)

    return attempt(request, seat, about, Tried("take_back", ""), decide, act=Act.UNDO)
