"""Names of places that wait for a decision, and the act that decides one for every claim that gives it."""

from functools import lru_cache
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from tadwin.basemap import basemap
from tadwin.errors import DecisionError, Overtaken
from tadwin.review.fields import dumps
from tadwin.run.placing import Gathered, gathered, place_name
from tadwin.store import named
from tadwin.store.reviews import Reviews, Wanted
from tadwin.web import addresses
from tadwin.web.desk import Act
from tadwin.web.pages import placing
from tadwin.web.pages.paging import MOST, Paged
from tadwin.web.pages.tried import NOTHING, Tried
from tadwin.web.remembered import remembered
from tadwin.web.rendering import render
from tadwin.web.routes import showing
from tadwin.web.routes.acting import Note, done, word
from tadwin.web.routes.attempts import Named, Value
from tadwin.web.routes.claiming import known, placed
from tadwin.web.routes.seated import Seated, allow

router = APIRouter()

#: A name as a report writes it.
Name = Annotated[str, Query(min_length=1, max_length=2000)]
#: Incidents that the page of a name lists.
_LISTED = 100
#: Incidents without a day, or with nothing finer than a province.
_UNPLACED = Wanted(unplaced=True)
#: Countries of the record whose provinces the map shows where nothing says in which the place is.
_COUNTRIES = 2


@router.get("/r/{record}/places")
def places(request: Request, seat: Seated, after: Annotated[int, Query(ge=0, le=10**9)] = 0) -> Response:
    """A page of the names that wait, those of the most incidents first."""
    every = remembered(seat.record, "places", named.waiting_places)
    reviews = Reviews(seat.record)
    unplaced = reviews.listed(_UNPLACED, most=_LISTED) if not after else ()
    return render(
        request,
        "places.html.j2",
        paged=Paged(every[after : after + MOST], after, len(every)),
        unplaced=unplaced,
        more=max(0, reviews.number(_UNPLACED) - len(unplaced)) if unplaced else 0,
    )


@router.get("/r/{record}/places/named")
def one(request: Request, seat: Seated, name: Name) -> Response:
    """One name: what it can be, and the incidents in which it waits."""
    return _shown(request, gathered(seat.record, name, known(request)), NOTHING)


@router.get("/r/{record}/places/named/basemap")
def ground(request: Request, seat: Seated, name: Name) -> Response:
    """The map beneath what the name can be."""
    found = gathered(seat.record, name, known(request))
    around = {place.country for place in found.candidates if place.country}
    around |= {place.country for one in found.incidents for place in one.places if place.country}
    chosen = sorted(around) or named.countries(seat.record)[:_COUNTRIES]
    return Response(_ground(tuple(chosen)), media_type="application/json")


@lru_cache(maxsize=8)
def _ground(countries: tuple[str, ...]) -> str:
    return dumps(basemap(countries))


@router.post("/r/{record}/acts/place_name")
def decide(
    request: Request,
    seat: Seated,
    called: Value,
    token: Named,
    choice: Value = "",
    name: Value = "",
    lat: Named = "",
    lon: Named = "",
    note: Note = "",
) -> Response:
    """Decides where a name is, for every claim that gives it as its only place: one decision, which can be undone."""
    allow(seat, Act.PLACE)
    called = called.replace("\r\n", "\n")  # as browsers send what breaks a line in a name
    typed = {"choice": choice, "name": name, "lat": lat, "lon": lon, "note": note}
    try:
        if choice and (lat.strip() or lon.strip()):
            raise DecisionError("a place of the list is chosen and a point is given too; choose one of them")
        words = choice or placed(name, lat, lon)
        outcome = place_name(seat.record, called, words, token, known(request), word(seat, note))
    except DecisionError as error:
        tried = Tried("place_name", str(error), typed, overtaken=isinstance(error, Overtaken))
        found = gathered(seat.record, called, known(request))
        return showing.refused(_shown(request, found, tried))
    return done(request, seat, outcome.decision, addresses.page(seat.shelf.name, "places"))


def _shown(request: Request, found: Gathered, tried: Tried) -> Response:
    listed = placing.choices(found)
    return render(
        request,
        "place.html.j2",
        status=409 if tried.act else 200,
        found=found,
        choices=listed,
        places=placing.charted(listed),
        incidents=found.incidents[:_LISTED],
        more=max(0, len(found.incidents) - _LISTED),
        plain=placing.plain(found.name),
        tried=tried,
    )
