"""Acts about claims: accepted, rejected, corrected, and where they happened."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from tadwin.errors import DecisionError
from tadwin.review.fields import FIELDS, REJECTED, read
from tadwin.review.named import Known
from tadwin.run import signing
from tadwin.run.deciding import Outcome, Word, claims_of, set_field, set_fields
from tadwin.run.relink import settled
from tadwin.store import named
from tadwin.types import Incident, Place
from tadwin.web.desk import Act, Seat
from tadwin.web.pages.correcting import changed
from tadwin.web.pages.tried import Tried
from tadwin.web.routes import showing
from tadwin.web.routes.attempts import LONGEST_VALUE, About, Named, Names, Value, attempt, claims_named
from tadwin.web.routes.seated import Seated

router = APIRouter(prefix="/r/{record}/acts")


def known(request: Request) -> Known:
    """What the names that a reviewer gives stand for."""
    found: Known = request.app.state.known
    return found


def known_here(request: Request, seat: Seat) -> Known:
    """The same; of places that a name may have meant, those in countries of the record's incidents come first."""
    every = known(request)

    def alike(name: str) -> Sequence[Place]:
        here = set(named.countries(seat.record))
        return sorted(every.alike(name), key=lambda place: place.country not in here)

    return replace(every, alike=alike)


@router.post("/accept")
def accept(request: Request, seat: Seated, about: About, claim: Names = None, every: Named = "") -> Response:
    """The claims were read right: those that are named, or all of the incident where the form says "every"."""

    def decide(incident: Incident, word: Word) -> Outcome:
        claims = claims_of(seat.record, [incident]) if every else claims_named(seat, incident, claim or [])
        return signing.accept(seat.record, claims, word)

    tried = Tried("accept", "", claims=frozenset(claim or ()))
    return attempt(request, seat, about, tried, decide, act=Act.ACCEPT, at=_only(claim))


@router.post("/reject")
def reject(request: Request, seat: Seated, about: About, claim: Named) -> Response:
    """The words make no such claim: it is left out."""

    def decide(incident: Incident, word: Word) -> Outcome:
        machine = claims_named(seat, incident, [claim], machine=True)
        return set_field(seat.record, machine[0], FIELDS[REJECTED], "true", known(request), word)

    tried = Tried("reject", "", claims=frozenset([claim]))
    return attempt(request, seat, about, tried, decide, act=Act.REJECT)


@router.post("/place")
def place(
    request: Request,
    seat: Seated,
    about: About,
    name: Value,
    lat: Named = "",
    lon: Named = "",
    claim: Named = "",
) -> Response:
    """Where it happened: of one claim, or of all of the incident."""

    def decide(incident: Incident, word: Word) -> Outcome:
        claims = claims_named(seat, incident, [claim] if claim else list(incident.claims), machine=True)
        words = placed(name, lat, lon)
        return set_fields(seat.record, claims, FIELDS["place"], words, known_here(request, seat), word)

    typed = {"name": name, "lat": lat, "lon": lon, "claim": claim}
    return attempt(request, seat, about, Tried("place", "", typed), decide, act=Act.PLACE, at=claim or None)


def placed(name: str, lat: str, lon: str) -> str:
    """A place in the words that its field takes."""
    if not name.strip():
        raise DecisionError("the name is empty; give the name of the place")
    if not (lat.strip() or lon.strip()):
        return name
    if "," in name or ";" in name:
        raise DecisionError("with a point give the name alone, of one place, without a comma")
    return f"{name}, {lat}, {lon}"


async def _typed(request: Request) -> dict[str, str]:
    """The words of the fields of a claim that a form holds."""
    form = await request.form()
    return {name: words for name in FIELDS if isinstance(words := form.get(f"f-{name}"), str)}


@router.post("/correct")
def correct(
    request: Request,
    seat: Seated,
    about: About,
    claim: Named,
    typed: Annotated[dict[str, str], Depends(_typed)],
) -> Response:
    """Other values for fields of a claim, each a decision. None is made where one of the values cannot be."""

    def decide(incident: Incident, word: Word) -> Outcome:
        (now,) = claims_named(seat, incident, [claim])
        wanted = changed(now, typed)
        if not wanted:
            raise DecisionError("nothing on the form differs from what stands; change a value first")
        errors.update(_errors(wanted, known_here(request, seat)))
        if errors:
            raise DecisionError(f"nothing was set: {_listed(errors)}")
        return _set(seat, incident, claim, wanted, known(request), word)

    errors: dict[str, str] = {}
    tried = Tried("correct", "", typed, frozenset([claim]), errors)

    def again(incident: Incident, refused: Tried) -> Response:
        if claim not in incident.claims:  # somebody took it out meanwhile: its form has nothing to stand for
            return showing.incident(request, seat, incident, refused)
        return showing.claim(request, seat, incident, claim, refused)

    return attempt(request, seat, about, tried, decide, act=Act.CORRECT, again=again, at=claim)


def _errors(wanted: Mapping[str, str], known: Known) -> dict[str, str]:
    """The fields whose words cannot be read, and why."""
    found = {}
    for name, words in wanted.items():
        try:
            if len(words) > LONGEST_VALUE:
                raise DecisionError(f"{len(words)} characters are too many")
            read(FIELDS[name], words, known)
        except DecisionError as error:
            found[name] = str(error)
    return found


def _listed(names: Iterable[str]) -> str:
    return ", ".join(name.replace("_", " ") for name in names) + " cannot be what is typed there"


def _set(seat: Seat, incident: Incident, claim: str, wanted: Mapping[str, str], known: Known, word: Word) -> Outcome:
    """Sets the fields one after the other, with nobody between. The outcome is of the last, from before the first."""
    (machine,) = claims_named(seat, incident, [claim], machine=True)
    outcome: Outcome | None = None
    with settled(seat.record):
        for name, words in wanted.items():
            now = word if outcome is None else replace(word, seen={})
            made = set_field(seat.record, machine, FIELDS[name], words, known, now)
            outcome = made if outcome is None else replace(made, before=outcome.before)
    assert outcome is not None  # noqa: S101  # something was wanted
    return outcome


def _only(claims: list[str] | None) -> str | None:
    return claims[0] if claims and len(claims) == 1 else None
