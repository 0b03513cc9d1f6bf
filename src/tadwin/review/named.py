"""Days, places and actors as a reviewer gives them, and as a decision keeps them in JSON."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

from tadwin.errors import DecisionError
from tadwin.frames import width
from tadwin.types import Actor, Claim, Place, When
from tadwin.vocab import PlacePrecision

#: Degrees by which a point that is given may miss the gazetteer's and still be that place: about a kilometre.
_NEAR = 0.01
#: Readings of a name that an error lists.
_LISTED = 5


@dataclass(frozen=True, slots=True)
class Known:
    """Who and what the names stand for: the readings of a place's name, and the actor of a name, None for no known.

    `alike` gives places whose names sound like one that is not known.
    """

    places: Callable[[str], Sequence[Place]]
    actor: Callable[[str], Actor | None]
    alike: Callable[[str], Sequence[Place]] = lambda _: ()


def text(value: object) -> str:
    """Text, of JSON. Raises ValueError for anything else."""
    if type(value) is not str or not value:
        raise ValueError(f"{value!r} is no text")
    return value


# --- days ---------------------------------------------------------------------------------------------------------


def read_days(words: str, _: Known) -> list[str] | None:
    """The first and the last day."""
    if words.casefold() == "none":
        return None
    first, _between, last = words.partition("..")
    try:
        days = [date.fromisoformat(one.strip()) for one in (first, last or first)]
    except ValueError:
        days = []
    if not days or days[0] > days[1] or any(len(one.strip()) != len("2024-03-01") for one in (first, last or first)):
        raise DecisionError(
            f"'{words}' is no day; give a day such as 2024-03-01, days such as 2024-03-01..2024-03-03, or none"
        )
    return [day.isoformat() for day in days]


def days_of(claim: Claim) -> list[str | None] | None:
    time = claim.time
    return None if time is None else [None if day is None else day.isoformat() for day in (time.start, time.end)]


def put_days(claim: Claim, value: Any) -> Claim:
    """The days on which it happened; a vaguer period gives way to them."""
    if value is None:
        return replace(claim, time=None, period=None)
    start, end = (date.fromisoformat(text(day)) for day in value)
    return replace(claim, time=When(start, end, width(end - start)), period=None)


# --- places -------------------------------------------------------------------------------------------------------


def read_places(words: str, known: Known) -> list[dict[str, Any]] | None:
    """Each place as the gazetteer knows it, or where the words say that it is."""
    return None if words.casefold() == "none" else [_place_json(_place(one, known)) for one in _listed(words)]


def _listed(words: str) -> list[str]:
    parts = [part.strip() for part in words.split(";")]
    if not all(parts):
        raise DecisionError(f"'{words}' holds an empty name; give a name, several with ; between, or none")
    return parts


def _place(words: str, known: Known) -> Place:
    name, *rest = (part.strip() for part in words.split(","))
    readings = known.places(name)
    point = _point(words, rest)
    if point is not None:
        near = [one for one in readings if _is_near(one, point)]
        return replace(near[0], candidates=()) if near else Place(name, *point, precision=PlacePrecision.EXACT)
    within = [one for one in readings if all(_is_in(one, part) for part in rest)]
    if len(within) == 1:
        return replace(within[0], candidates=())
    if not within:
        raise DecisionError(f"the gazetteer knows no place '{words}'; {_meant(readings or known.alike(name), name)}")
    told = "; ".join(f"'{one.name}, {one.lat}, {one.lon}' ({_area(one)})" for one in within[:_LISTED])
    more = f" and {len(within) - _LISTED} more" if len(within) > _LISTED else ""
    raise DecisionError(f"'{words}' can be {len(within)} places; give the one you mean: {told}{more}")


def _meant(others: Sequence[Place], name: str) -> str:
    """What the name may stand for instead, and what else to give."""
    where = f"say where it is: '{name}, LATITUDE, LONGITUDE'"
    if not others:
        return where
    told = list(dict.fromkeys(f"'{one.name}, {one.admin1 or one.country}' ({_area(one)})" for one in others))
    return f"like it are {'; '.join(told[:_LISTED])}; give the one you mean, or {where}"


def _point(words: str, rest: Sequence[str]) -> tuple[float, float] | None:
    """Latitude and longitude, where two numbers follow the name."""
    if len(rest) != 2:
        return None
    try:
        lat, lon = map(float, rest)
    except ValueError:
        return None
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise DecisionError(f"'{words}' is nowhere: a latitude is -90 to 90, a longitude -180 to 180, in that order")
    return lat, lon


def _is_near(place: Place, point: tuple[float, float]) -> bool:
    if place.lat is None or place.lon is None:
        return False
    return abs(place.lat - point[0]) <= _NEAR and abs(place.lon - point[1]) <= _NEAR


def _is_in(place: Place, area: str) -> bool:
    return area.casefold() in {(place.admin1 or "").casefold(), (place.country or "").casefold()}


def _area(place: Place) -> str:
    return ", ".join(part for part in (place.admin1, place.country) if part) or "province not known"


def _place_json(place: Place) -> dict[str, Any]:
    kept = {field.name: getattr(place, field.name) for field in fields(Place) if field.name != "candidates"}
    return {**kept, "precision": place.precision.value}


def places_of(claim: Claim) -> list[dict[str, Any]] | None:
    return [_place_json(place) for place in claim.places] or None


def put_places(claim: Claim, value: Any) -> Claim:
    """Where it happened."""
    return replace(claim, places=tuple(_place_of(one) for one in value or ()))


def _place_of(value: Mapping[str, Any]) -> Place:
    lat, lon = (None if value[name] is None else float(value[name]) for name in ("lat", "lon"))
    return Place(
        name=text(value["name"]),
        lat=lat,
        lon=lon,
        gazetteer_id=_text_or_none(value["gazetteer_id"]),
        admin1=_text_or_none(value["admin1"]),
        country=_text_or_none(value["country"]),
        precision=PlacePrecision(value["precision"]),
    )


# --- actors -------------------------------------------------------------------------------------------------------


def read_actor(words: str, known: Known) -> dict[str, str | None] | None:
    """The actor that the actors' files know by this name, or one of this name that they do not know."""
    if words.casefold() == "none":
        return None
    if not words:
        raise DecisionError("the name is empty; give a name, or none")
    return _actor_json(known.actor(words) or Actor(words))


def read_actors(words: str, known: Known) -> list[dict[str, str | None] | None] | None:
    """Several actors, once each."""
    if words.casefold() == "none":
        return None
    found = [read_actor(one, known) for one in _listed(words)]
    return [one for place, one in enumerate(found) if one not in found[:place]]


def _actor_json(actor: Actor) -> dict[str, str | None]:
    return {"name": actor.name, "id": actor.id, "kind": actor.kind, "side": actor.side}


def perpetrators_of(claim: Claim) -> list[dict[str, str | None]] | None:
    return [_actor_json(actor) for actor in claim.perpetrators] or None


def claimant_of(claim: Claim) -> dict[str, str | None] | None:
    return None if claim.claimant is None else _actor_json(claim.claimant)


def put_perpetrators(claim: Claim, value: Any) -> Claim:
    """Whom it blames."""
    return replace(claim, perpetrators=tuple(_actor_of(one) for one in value or ()))


def put_claimant(claim: Claim, value: Any) -> Claim:
    """Who says the figure; None for the report in its own voice."""
    return replace(claim, claimant=None if value is None else _actor_of(value))


def _actor_of(value: Mapping[str, Any]) -> Actor:
    return Actor(text(value["name"]), *(_text_or_none(value[name]) for name in ("id", "kind", "side")))


def _text_or_none(value: object) -> str | None:
    return None if value is None else text(value)
