"""What linking looks at: a frame, or frames that their report says are one, worked out once before it is compared.

Days are ordinals (`date.toordinal`), so that comparing hundreds of thousands of pairs stays cheap.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from tadwin.frames import is_placed, most_said, number_order, perpetrators_of, places_of, time_of
from tadwin.placenames import exact_key, loose_key
from tadwin.types import Actor, Claim, Frame, Place, When
from tadwin.vocab import DatePrecision, Effect, EventType, Group, PlacePrecision

#: What stands in place of each character of a redacted name.
_BLOCK = "\u2588"
#: (effect, group, number).
Count = tuple[Effect, Group | None, int]

#: A frame is looked up over at most so many days: a week told as one time, and no wider.
MOST_DAYS = 7
#: A frame with more places than this is a list of places; the first, which are the finest, speak for it.
MOST_PLACES = 6
#: A figure this high is specific enough to look others up by; one or two are killed somewhere every day.
SPECIFIC = 3
#: A report that gives no day tells of the day that it came out or the one before: news is new.
TOLD_WITHIN = 2
#: Kinds of attack so seldom that two on one day in one province are hardly two.
RARE = frozenset({EventType.CHEMICAL, EventType.SUICIDE_BOMB})

_FINE = frozenset({PlacePrecision.EXACT, PlacePrecision.NEAR, PlacePrecision.ADMIN2})
_REGIONS = frozenset({PlacePrecision.ADMIN1, PlacePrecision.AREA})
_DAYS = frozenset({DatePrecision.DAY, DatePrecision.DAYS, DatePrecision.WEEK})
_COUNTED = frozenset(Effect) - {Effect.DESTROYED, Effect.DAMAGED}


@dataclass(frozen=True, slots=True)
class Spot:
    """A place as linking sees it. Radians; `namesake` is True for a town that its province is named after."""

    key: str
    name: str
    lat: float
    lon: float
    cos: float
    namesake: bool


@dataclass(frozen=True, slots=True)
class Look:
    """The features of one unit of linking: a frame, or frames of one report that are one.

    `first` and `last` are the days that it can be of, both None where nothing tells. They are the words' own, if narrow
    enough for an incident; where the words give no time at all, the days up to the report's own, `told`. `spots`
    are settlements, `regions` provinces and areas, `unknown` the keys of names that no gazetteer holds, with the names
    as said. `marks` are what is specific enough to look others up by, and to weigh in place of a day or a settlement.
    """

    id: str
    report: str
    frames: tuple[str, ...]
    first: int | None
    last: int | None
    told: int | None
    spots: tuple[Spot, ...]
    regions: tuple[Spot, ...]
    beside: tuple[Spot, ...]
    unknown: dict[str, str]
    event_type: EventType | None
    weapon: str | None
    perpetrators: dict[str, Actor]
    sides: frozenset[str]
    victims: dict[str, str]
    objects: frozenset[str]
    counts: frozenset[Count]
    marks: frozenset[str]
    unplaced: bool


def look(frames: Sequence[Frame]) -> Look:
    """The features of frames that are one; usually of a single frame. Their order never matters."""
    claims = sorted((claim for frame in frames for claim in frame.claims), key=number_order)
    alone = frames[0] if len(frames) == 1 else None
    time = alone.time if alone else time_of(claims)
    places = alone.places if alone else places_of(claims)
    perpetrators = alone.perpetrators if alone else perpetrators_of(claims)[0]
    event_type = alone.event_type if alone else most_said(claims, lambda claim: claim.event_type)
    told = frames[0].published.toordinal() if frames[0].published is not None and time is None else None
    first, last = _days(time) if told is None else (told - TOLD_WITHIN + 1, told)
    unknown, counts = _unknown(places), _counts(claims)
    named = (victim.name for claim in claims for victim in claim.victims)
    # A name that was redacted before the report was read again is nobody's: two of a length are not one person.
    victims = {loose_key(name): name for name in named if _BLOCK not in name}
    spots = _spots(places, _FINE)
    around = {place.gazetteer_id or place.name: place for frame in frames for place in frame.beside}
    beside = () if spots or unknown else _spots((around[key] for key in sorted(around)), _FINE)
    marks = [f"#{effect}{number}" for effect, _, number in counts if number >= SPECIFIC]
    marks += (f"~{name}" for name in (*unknown, *victims))
    if event_type in RARE:
        marks.append(f"!{event_type}")
    return Look(
        id=min(frame.id for frame in frames),
        report=frames[0].report_id,
        frames=tuple(sorted(frame.id for frame in frames)),
        first=first,
        last=last,
        told=told,
        spots=spots,
        regions=_spots(places, _REGIONS),
        beside=beside,
        unknown=unknown,
        event_type=event_type,
        weapon=alone.weapon if alone else most_said(claims, lambda claim: claim.weapon),
        perpetrators={actor.id or actor.name.casefold(): actor for actor in perpetrators},
        sides=frozenset(actor.side for actor in perpetrators if actor.side is not None),
        victims=victims,
        objects=frozenset(claim.object for claim in claims if claim.object is not None),
        counts=counts,
        marks=frozenset(marks),
        unplaced=not is_placed(time, places),
    )


def _days(time: When | None) -> tuple[int | None, int | None]:
    if time is None or time.start is None or time.end is None or time.precision not in _DAYS:
        return None, None
    first = time.start.toordinal()
    return first, min(time.end.toordinal(), first + MOST_DAYS - 1)


def _spots(places: Iterable[Place], precisions: frozenset[PlacePrecision]) -> tuple[Spot, ...]:
    """Where the places of these precisions are, as far as it is known where."""
    found = (_spot(place) for place in places if place.precision in precisions)
    return tuple(spot for spot in found if spot is not None)[:MOST_PLACES]


@lru_cache(maxsize=16384)
def _spot(place: Place) -> Spot | None:
    if place.lat is None or place.lon is None:
        return None
    lat, lon = math.radians(place.lat), math.radians(place.lon)
    # Loose keys, as a province and its town are often spelled by two systems.
    namesake = place.admin1 is not None and loose_key(place.name) == loose_key(place.admin1)
    return Spot(place.gazetteer_id or exact_key(place.name), place.name, lat, lon, math.cos(lat), namesake)


def _unknown(places: Iterable[Place]) -> dict[str, str]:
    named = (place for place in places if place.precision is PlacePrecision.UNKNOWN)
    keys = {loose_key(place.name): place.name for place in named}
    return {key: keys[key] for key in sorted(keys)[:MOST_PLACES] if key}


def _counts(claims: Iterable[Claim]) -> frozenset[Count]:
    """The figures of people and attacks that are numbers above one."""
    return frozenset(
        (claim.effect, claim.group, claim.figure.value)
        for claim in claims
        if claim.effect in _COUNTED and claim.figure.value is not None and claim.figure.value > 1
    )
