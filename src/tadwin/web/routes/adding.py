"""The act that makes a claim of words of a report."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Depends, Form, HTTPException, Request, Response

from tadwin.errors import DecisionError, Overtaken, RecordError
from tadwin.review.fields import FIELDS, read
from tadwin.review.named import Known
from tadwin.run.adding import add_claim
from tadwin.types import Incident, Report
from tadwin.web import addresses, looking
from tadwin.web.desk import Act, Seat
from tadwin.web.pages.adding import ASKED, Given
from tadwin.web.pages.found import MOST_PLACES, Spot, read_spot, spot, spots
from tadwin.web.routes import reports, showing
from tadwin.web.routes.acting import Note, done, word
from tadwin.web.routes.attempts import LONGEST_VALUE, Named, refusal
from tadwin.web.routes.claiming import known
from tadwin.web.routes.seated import Seated, allow

router = APIRouter(prefix="/r/{record}/acts")


class _Words:
    """The words of the form: typed or selected, and where they stand as far as that was said.

    `at` is a place that was selected, `chosen` one of several that the page offered; the second counts.
    """

    def __init__(
        self,
        words: Annotated[str, Form(max_length=8000)] = "",
        at: Named = "",
        chosen: Named = "",
    ) -> None:
        self.words = words
        self.at = chosen or at


async def _typed(request: Request) -> dict[str, str]:
    """The words of the fields that the form holds."""
    form = await request.form()
    found = {name: words for name in ASKED if isinstance(words := form.get(f"f-{name}"), str)}
    return {name: words.strip()[:LONGEST_VALUE] for name, words in found.items()}


@router.post("/add")
def add(
    request: Request,
    seat: Seated,
    report: Annotated[str, Form(max_length=8000)],
    words: Annotated[_Words, Depends()],
    typed: Annotated[dict[str, str], Depends(_typed)],
    into: Named = "",
    note: Note = "",
) -> Response:
    """Adds the claim that the words make. Where it cannot be, the form is shown again with why."""
    allow(seat, Act.ADD)
    try:
        found = seat.record.report(report)
    except RecordError as error:
        raise HTTPException(404, str(error)) from error
    name, _, token = into.partition(" ")
    given = Given(words=words.words, into=name, typed=typed, note=note)
    try:
        spot_found, offered = _where(found, words)
        given = replace(given, spot=spot_found, spots=offered)
        if spot_found is None:
            raise DecisionError(_how_many(offered))
        given = replace(given, errors=_errors(typed, known(request)))
        if given.errors:
            raise DecisionError("some of the fields hold what they cannot take")
        incident = looking.still(seat.record, name, token) if name else None
        claim = _added(request, seat, found, given, incident, token, spot_found)
    except DecisionError as error:
        said = refusal(seat, error, [name] if name else [])
        again = replace(given, said=said, overtaken=isinstance(error, Overtaken))
        return showing.refused(reports.answer(request, seat, found, again, status=409))
    return claim


def _where(found: Report, words: _Words) -> tuple[Spot | None, list[Spot]]:
    """Where the words stand, or the places among which to choose."""
    at = read_spot(words.at)
    if at is not None:
        return spot(found.text, *at, words.words), []
    places = spots(found.text, words.words)
    return (places[0], []) if len(places) == 1 else (None, list(places))


def _how_many(offered: list[Spot]) -> str:
    if not offered:
        return "these words are not in the report; copy them from the text, or select them there"
    if len(offered) > MOST_PLACES:
        return f"these words stand in more than {MOST_PLACES} places; add the words before or after them"
    return f"these words stand in {len(offered)} places; choose the one that you mean"


def _errors(typed: Mapping[str, str], known_names: Known) -> dict[str, str]:
    """Why fields cannot hold what was typed, by their names."""
    wrong = {}
    for name, words in typed.items():
        try:
            if words:
                read(FIELDS[name], words, known_names)
            elif name in ("effect", "value"):
                wrong[name] = f"this has to be said: {FIELDS[name].takes}"
        except DecisionError as error:
            wrong[name] = str(error)
    return wrong


def _added(
    request: Request, seat: Seat, found: Report, given: Given, into: Incident | None, token: str, at: Spot
) -> Response:
    said = replace(word(seat, given.note), seen={into.id: token} if into is not None else {})
    outcome = add_claim(seat.record, found, at.start, at.end, given.typed, known(request), said, into=into)
    claim = next(one.claim for one in outcome.decision.anchors if one.side == 1)
    return done(request, seat, outcome.decision, addresses.report(seat.shelf.name, found.id, claim))
