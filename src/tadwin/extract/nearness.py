"""Which places may lie in which others, by their points, their provinces and their countries."""

from math import cos, hypot, radians

from tadwin.extract.scopes import WIDE_PLACES
from tadwin.types import Place
from tadwin.vocab import PlacePrecision

#: Points within this many km may be parts of one city.
ONE_CITY_KM = 12.0
#: What is told of several attacks around a place reaches this many km from it.
REGION_KM = 60.0
_KM_PER_DEGREE = 111.0


def lies_in(place: Place, wide: Place, reach: float) -> bool:
    """True for a settlement that may lie in the country, province or area, a province of the country, a city's part."""
    if place.country is not None and wide.country is not None and place.country != wide.country:
        return False
    if wide.precision not in WIDE_PLACES:
        return is_beside(place, wide, reach)
    if wide.precision is PlacePrecision.COUNTRY:
        return True
    if place.precision in WIDE_PLACES:
        return place.name.lower() == wide.name.lower()
    known = place.admin1 is not None and wide.admin1 is not None and wide.precision is PlacePrecision.ADMIN1
    return not known or place.admin1 == wide.admin1


def is_beside(one: Place, other: Place, reach: float) -> bool:
    """True for two points no farther from each other than `reach` km, on a flat map.

    A name that may be several places is where one of them is; one that no gazetteer knows may be anywhere.
    """
    if other.lat is None or other.lon is None:
        return may_be_anywhere(one) and may_be_anywhere(other)
    if one.lat is None or one.lon is None:
        points = [place for place in one.candidates if place.lat is not None]
        return any(is_beside(place, other, reach) for place in points) if points else one.precision not in WIDE_PLACES
    east = (one.lon - other.lon) * cos(radians(one.lat))
    return hypot(one.lat - other.lat, east) * _KM_PER_DEGREE <= reach


def may_be_anywhere(place: Place) -> bool:
    """True for a settlement's name that no gazetteer knows."""
    return place.lat is None and not place.candidates and place.precision not in WIDE_PLACES
