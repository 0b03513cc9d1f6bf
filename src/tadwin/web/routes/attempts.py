"""An act about an incident: tried, and where it is refused shown again in its form with why and what was typed."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Annotated

from fastapi import Depends, Form, Request, Response

from tadwin.errors import DecisionError, Overtaken
from tadwin.run import signing
from tadwin.run.deciding import Outcome, Word
from tadwin.run.folded import folded
from tadwin.types import Claim, Incident
from tadwin.web import addresses, looking
from tadwin.web.desk import Act, Seat
from tadwin.web.pages.tried import Tried
from tadwin.web.routes import showing
from tadwin.web.routes.acting import LONGEST_NOTE, done, word
from tadwin.web.routes.seated import allow

#: The longest value of a field, in code points.
LONGEST_VALUE = 2000
Named = Annotated[str, Form(max_length=200)]
Value = Annotated[str, Form(max_length=LONGEST_VALUE)]
Names = Annotated[list[str] | None, Form(max_length=5000)]


class _About:
    """What every form about an incident holds: its id, what it was when it was shown, and a note."""

    def __init__(
        self,
        incident: Named,
        seen: Annotated[str, Form(min_length=1, max_length=100)],
        note: Annotated[str, Form(max_length=LONGEST_NOTE)] = "",
    ) -> None:
        self.incident = incident
        self.seen = seen
        self.note = note


About = Annotated[_About, Depends()]

#: Makes the page that a refused act is shown on; the page of the incident where none is given.
Again = Callable[[Incident, Tried], Response]


def attempt(
    request: Request,
    seat: Seat,
    about: _About,
    tried: Tried,
    decide: Callable[[Incident, Word], Outcome],
    *,
    act: Act,
    seen: Mapping[str, str] | None = None,
    again: Again | None = None,
    at: str | None = None,
) -> Response:
    """Does what `decide` does with the incident and the reviewer's word, and leads to its page, at a claim.

    `seen` are other incidents that the form showed. Where it is refused, the form is shown again as `tried` says.
    """
    allow(seat, act)
    said = replace(word(seat, about.note), seen={about.incident: about.seen, **(seen or {})})
    tried = replace(tried, typed={"note": about.note, **tried.typed})
    try:
        outcome = decide(looking.still(seat.record, about.incident, about.seen), said)
    except DecisionError as error:
        tried = replace(tried, said=refusal(seat, error, said.seen))
        return _refused(request, seat, about.incident, tried, error, again)
    return done(request, seat, outcome.decision, _afterwards(seat, about.incident, outcome, at))


def _afterwards(seat: Seat, incident_id: str, outcome: Outcome, claim: str | None) -> str:
    """The address of the incident, of what it became, or of the record where nothing of it is left."""
    after = [one.id for one in outcome.after]
    if incident_id in after or not outcome.before:
        return addresses.incident(seat.shelf.name, incident_id, claim)
    return addresses.incident(seat.shelf.name, after[0], claim) if after else addresses.overview(seat.shelf.name)


def _refused(
    request: Request, seat: Seat, incident_id: str, tried: Tried, error: DecisionError, again: Again | None
) -> Response:
    found = looking.follow(seat.record, incident_id)
    if isinstance(error, Overtaken):
        tried = replace(tried, overtaken=True)
    if len(found) != 1:
        raise type(error)(tried.said)  # there is no one page any more on which the form could stand
    if again is not None and found[0].id == incident_id:
        return again(found[0], tried)
    return showing.incident(request, seat, found[0], tried)


def refusal(seat: Seat, error: DecisionError, incidents: Iterable[str]) -> str:
    """Why an act about these incidents is refused; to a second reviewer not what the first one decided meanwhile."""
    if isinstance(error, Overtaken):
        found = [one for name in incidents for one in looking.follow(seat.record, name)]
        if any(signing.hidden_from(signing.decisions_of(seat.record, one), seat.reviewer.name) for one in found):
            return "this incident has changed since you opened it"
    return str(error)


def claims_named(seat: Seat, incident: Incident, names: list[str], *, machine: bool = False) -> list[Claim]:
    """Claims of the incident, as they stand or as they were read. Raises DecisionError for one that is not in it."""
    now = folded(seat.record, incident.reports)
    found = {claim.id: claim for claim in (now.machine if machine else now.claims)}
    inside = frozenset(incident.claims)
    for name in names:
        if name not in inside or name not in found:
            raise DecisionError(f"there is no claim '{name}' in this incident")
    return [found[name] for name in dict.fromkeys(names)]
