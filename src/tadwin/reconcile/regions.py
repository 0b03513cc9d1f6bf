"""Whether a place lies in a region, as far as what the record knows of both can tell: yes, no, or not known."""

from collections.abc import Iterable, Sequence
from math import asin, cos, radians, sin, sqrt

from tadwin.placenames import exact_key
from tadwin.types import Place
from tadwin.vocab import PlacePrecision

_EARTH = 6371.0  # km, mean radius
#: Around the point of a region: in it up to the first distance, outside it from the second on, in km; between them not
#: known. A settlement's quarters lie within a few km of its point; "near" is UCDP's 25 km; a district of 40 km across
#: and a province of 300 km are large ones. None: no distance puts a place inside.
_REACH: dict[PlacePrecision, tuple[float | None, float]] = {
    PlacePrecision.EXACT: (5.0, 15.0),
    PlacePrecision.NEAR: (25.0, 50.0),
    PlacePrecision.ADMIN2: (10.0, 80.0),
    PlacePrecision.ADMIN1: (None, 300.0),
    PlacePrecision.AREA: (None, 150.0),
}
_RANK = {precision: rank for rank, precision in enumerate(PlacePrecision)}


def within(place: Place, region: Place) -> bool | None:
    """True where `place` lies in `region`, False where it cannot, None where the record does not tell."""
    if place.country and region.country and place.country != region.country:
        return False
    if _same(place, region):
        return True
    if region.precision is PlacePrecision.COUNTRY:
        return True if place.country and place.country == region.country else None
    by_province = _provinces(place, region)
    if by_province is not None:
        return by_province
    if _RANK[place.precision] > _RANK[region.precision] and place.precision is not PlacePrecision.UNKNOWN:
        return None  # a province does not lie in a town; its incident may
    return _by_distance(place, region)


def finest(places: Sequence[Place]) -> list[Place]:
    """An incident's places that are as narrow as the first of them, which is one of its narrowest."""
    return [place for place in places if place.precision is places[0].precision]


def reach(region: Place) -> float | None:
    """How far from its point, in km, a place may be and lie in a region; None where its province or country tells."""
    if region.precision is PlacePrecision.ADMIN1 or region.precision not in _REACH:
        return None
    return _REACH[region.precision][1]


def lies_in(places: Sequence[Place], regions: Sequence[Place]) -> bool | None:
    """Whether an incident lies in one of some regions, by its finest places; partly in and partly out is None."""
    verdicts = {_any(within(place, region) for region in regions) for place in finest(places)}
    return verdicts.pop() if len(verdicts) == 1 else None


def narrowest(regions: Sequence[Place]) -> tuple[Place, ...]:
    """The regions without those that hold another of them: "Qarya, in the north" is Qarya."""
    return tuple(
        region
        for region in regions
        if not any(
            other is not region and within(other, region) is True and within(region, other) is not True
            for other in regions
        )
    )


def _any(verdicts: Iterable[bool | None]) -> bool | None:
    found = set(verdicts)
    return True if True in found else None if None in found else False


def _same(place: Place, other: Place) -> bool:
    if place.gazetteer_id and other.gazetteer_id:
        return place.gazetteer_id == other.gazetteer_id
    return exact_key(place.name) == exact_key(other.name)


def _provinces(place: Place, region: Place) -> bool | None:
    """What the provinces tell: True inside one, False in another; of a region within a province only False."""
    whole = region.precision is PlacePrecision.ADMIN1
    holder = region.admin1 or (region.name if whole else None)
    own = place.admin1 or (place.name if place.precision is PlacePrecision.ADMIN1 else None)
    if not holder or not own or not (place.country or region.country):
        return None
    if exact_key(holder) == exact_key(own):
        return True if whole else None
    return None if region.precision is PlacePrecision.AREA else False


def _by_distance(place: Place, region: Place) -> bool | None:
    if place.lat is None or place.lon is None or region.lat is None or region.lon is None:
        return None
    if region.precision not in _REACH:
        return None
    inside, outside = _REACH[region.precision]
    apart = kilometres(place.lat, place.lon, region.lat, region.lon)
    if inside is not None and apart <= inside:
        return True
    return False if apart >= outside else None


def kilometres(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """The distance of two points along the ground, in km (the haversine formula)."""
    across = sin(radians(other_lat - lat) / 2) ** 2
    along = cos(radians(lat)) * cos(radians(other_lat)) * sin(radians(other_lon - lon) / 2) ** 2
    return 2 * _EARTH * asin(sqrt(min(1.0, across + along)))
