"""Choosing among the places that share a name. Never guesses: without a reason the name keeps no point."""

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from math import asin, cos, hypot, radians, sin, sqrt

from tadwin.placenames import exact_key, likeness, loose_key
from tadwin.resolve.placewords import words
from tadwin.types import Place
from tadwin.vocab import PlacePrecision

_ARTICLE = words("article")
#: Countries whose places are said with the Arabic article and without it (ISO 3166-1 alpha-2).
_ARABIC = words("arabic article")

#: Two gazetteer rows of one name this close together (km) are one place entered twice.
_SAME_KM = 12.0
#: Of latitude, rounded down.
_KM_PER_DEGREE = 111.0
#: A reading is near the report's other places within this many km, and its rivals must be this many times farther.
_NEAR_KM, _TIMES = 60.0, 3.0
#: A place is in a province whose middle is no farther than this (km), when the gazetteer does not say.
_PROVINCE_KM = 90.0
#: A reading outweighs its rivals with this population, this many times theirs: "Homs" is the city.
_CITY, _DOMINANCE = 50_000, 15
#: A name that is only like a place's own must be nearly it; fair likeness will do when the name is long (in consonants)
#: or one of the report's places lies beside.
_SURE, _FAIR, _LONG, _BESIDE_KM = 0.93, 0.78, 5, 30.0
_CANDIDATES = 8


@dataclass(frozen=True, slots=True)
class PlaceContext:
    """What a report says about where it is: countries (first the main one), settled places and provinces it names.

    `named` are the countries that it names at all, though it may not be about them.
    `nearby`, `division` and `local` belong to one name: the sentence's other places, whether a province is meant
    ("Idlib province"), and whether a settlement is ("the village of …").
    """

    countries: tuple[str, ...] = ()
    anchors: tuple[Place, ...] = ()
    provinces: tuple[Place, ...] = ()
    named: frozenset[str] = frozenset()
    nearby: tuple[Place, ...] = ()
    division: bool = False
    local: bool = False


def choose(
    name: str,
    readings: Sequence[Place],
    context: PlaceContext,
    weight: Callable[[Place], int],
    exact: Collection[Place],
) -> Place:
    """The reading that the context supports, under the name as said; without one, the name and its candidates.

    `exact` are the readings that the gazetteer has under this very name; the others only sound like it.
    """
    if not readings:
        return Place(name)
    fit = _of_country(_of_kind(list(readings), context), context)
    if not fit:
        return _open(name, readings, context)
    groups = _one_per_place(fit) if len(fit) > 1 else fit
    if len(groups) > 1:
        groups = _outweighing(groups, weight) or _in_province(groups, context) or _nearest(groups, context) or groups
    if len(groups) > 1 or not (groups[0] in exact or _sounds_right(name, groups[0], context)):
        return _open(name, [*groups, *(place for place in readings if place not in groups)], context)
    place = groups[0]
    return Place(name, place.lat, place.lon, place.gazetteer_id, place.admin1, place.country, place.precision)


def is_settlement(place: Place) -> bool:
    """True for a place with a point of its own, no wider than its surroundings."""
    return place.lat is not None and place.precision in (PlacePrecision.EXACT, PlacePrecision.NEAR)


def kilometres(one: Place, other: Place) -> float:
    """Great-circle distance between two places with points, in km (haversine, mean Earth radius 6371 km)."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        raise ValueError("a place without a point has no distance")
    lat1, lat2 = radians(one.lat), radians(other.lat)
    half = hypot(sin((lat2 - lat1) / 2), sqrt(cos(lat1) * cos(lat2)) * sin(radians(other.lon - one.lon) / 2))
    return 2 * 6371 * asin(min(1.0, half))


def _open(name: str, readings: Sequence[Place], context: PlaceContext) -> Place:
    """The name without a point, with its candidates; its country only where they share one of the report's.

    Those that only sound like it tell no country, unless the report is about no other.
    """
    kept = [place for place in readings if not (context.local and place.precision is PlacePrecision.COUNTRY)]
    key = exact_key(name)
    sure = len(context.countries) == 1 or any(exact_key(place.name) == key for place in kept)
    countries = {place.country for place in kept} if sure else set()
    country = countries.pop() if len(countries) == 1 else None
    return Place(name, country=country if country in context.countries else None, candidates=tuple(kept[:_CANDIDATES]))


def _of_kind(readings: list[Place], context: PlaceContext) -> list[Place]:
    """Provinces where the words say province, settlements where they say village, else the first sort listed."""
    if context.division:
        divisions = [place for place in readings if place.precision in (PlacePrecision.ADMIN1, PlacePrecision.ADMIN2)]
        return divisions or readings
    if context.local:
        if (
            readings[0].precision in (PlacePrecision.COUNTRY, PlacePrecision.AREA)
            and readings[0].country in context.countries
        ):
            return readings[:1]
        return [place for place in readings if is_settlement(place)]
    if is_settlement(readings[0]):
        return [place for place in readings if is_settlement(place)]
    return readings[:1]


def _of_country(readings: list[Place], context: PlaceContext) -> list[Place]:
    """The readings in the report's countries; those elsewhere only when there are none, the first country's alone."""
    for country in context.countries:
        inside = [place for place in readings if place.country == country]
        if inside:
            return inside
    if (context.local or context.division) and context.countries:
        told = (PlacePrecision.ADMIN1, PlacePrecision.COUNTRY)
        readings = [place for place in readings if place.country in context.named or place.precision in told]
    first = readings[0].country if readings else None
    return [place for place in readings if place.country == first]


def _one_per_place(readings: list[Place]) -> list[Place]:
    kept: list[Place] = []
    for place in readings:
        for other in kept:
            if _within(place, other, _SAME_KM):
                break
        else:
            kept.append(place)
    return kept


def _within(one: Place, other: Place, limit: float) -> bool:
    """Whether two places lie no farther apart than `limit` km; most pairs do not, by their latitudes alone."""
    if one.lat is not None and other.lat is not None and abs(one.lat - other.lat) * _KM_PER_DEGREE > limit:
        return False
    return kilometres(one, other) <= limit


def _outweighing(readings: list[Place], weight: Callable[[Place], int]) -> list[Place]:
    ranked = sorted(readings, key=weight, reverse=True)
    first, second = weight(ranked[0]), weight(ranked[1])
    return ranked[:1] if first >= _CITY and first >= _DOMINANCE * max(second, 1) else []


def _in_province(readings: list[Place], context: PlaceContext) -> list[Place]:
    """The one reading that lies in a province named in the sentence, or else in the report."""
    here = [place for place in context.nearby if place.precision is PlacePrecision.ADMIN1]
    for provinces in (here, list(context.provinces)):
        inside = [place for place in readings if any(_lies_in(place, province) for province in provinces)]
        if len(inside) == 1:
            return inside
    return []


def _lies_in(place: Place, province: Place) -> bool:
    if place.country != province.country:
        return False
    if place.admin1 is not None and province.admin1 is not None:
        return exact_key(place.admin1) == exact_key(province.admin1)
    return _within(place, province, _PROVINCE_KM)


def _nearest(readings: list[Place], context: PlaceContext) -> list[Place]:
    """The one reading near the sentence's other places, or else near the report's."""
    own = {place.gazetteer_id for place in readings}  # a place is no evidence for itself
    for anchors in (context.nearby, context.anchors):
        points = [place for place in anchors if place.gazetteer_id not in own and is_settlement(place)]
        if points:
            ranked = sorted(
                (min(kilometres(place, point) for point in points), at) for at, place in enumerate(readings)
            )
            (first, best), (second, _) = ranked[:2]
            if first <= _NEAR_KM and second >= _TIMES * max(first, 5.0):
                return [readings[best]]
    return []


def _sounds_right(name: str, place: Place, context: PlaceContext) -> bool:
    """False for a place that is only like the name and that nothing near it supports."""
    if not is_settlement(place):
        return True
    alike = likeness(exact_key(name), exact_key(place.name))
    if alike >= _SURE or (alike >= _FAIR and len(loose_key(name)) >= _LONG):
        return True
    others = [other for other in (*context.nearby, *context.anchors) if is_settlement(other) and other != place]
    return alike >= _FAIR and any(_within(place, other, _BESIDE_KM) for other in others)


def keeps_article(name: str, place: Place) -> bool:
    """False for "al-Qarya" read as the Qarya of a country where nobody says the Arabic article."""
    arabic = (place.country or "").lower() in _ARABIC
    return arabic or not _has_article(name) or not is_settlement(place) or _has_article(place.name)


def _has_article(name: str) -> bool:
    """True for "al-Qarya" and "Al Qarya"."""
    first = re.split(r"[\s‐‑-]", name.strip(), maxsplit=1)[0]
    return len(first) < len(name.strip()) and first.lower() in _ARTICLE
