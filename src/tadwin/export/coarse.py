"""Places and days as wide as a profile shows them. Only what a report that is shown says enters.

A coarsened place is its first-level division, whose point is the gazetteer's and the same for all: many incidents of
one settlement say no more of it than one, and so do two exports. Nothing is moved at random, which could be averaged
out. Division and point come together, as a grid's cell beside a division's name can hold a single settlement.
"""

from calendar import monthrange
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tadwin.export.publication import PublishedPlace
from tadwin.placenames import exact_key
from tadwin.types import Claim, Incident, Place, When
from tadwin.vocab import DatePrecision, PlacePrecision

#: A division of fewer inhabitants is not named: the least area that the rules of the United States for health records
#: let stand (45 CFR 164.514(b), "Safe Harbor": more than 20,000 people). Some states' first-level divisions are towns.
FEWEST_PEOPLE = 20_000
#: Decimals of a settlement's point, about 1 km, and of a point that a person set, about 11 km: it may be a house.
_DECIMALS, _SET_BY_HAND = 2, 1


@dataclass(frozen=True, slots=True)
class Division:
    """A first-level division: its point in degrees, and the inhabitants of its settlements."""

    lat: float | None
    lon: float | None
    people: int


#: By country (ISO 3166-1 alpha-2) and name, as `Place.country` and `Place.admin1` have them.
Divisions = Mapping[tuple[str, str], Division]
_Widen = Callable[[Place], PublishedPlace | None]


def divisions(known: Iterable[tuple[Place, int]]) -> Divisions:
    """Divisions by country and name, from a gazetteer's, each with its inhabitants; of one name the least peopled."""
    found: dict[tuple[str, str], Division] = {}
    for place, people in sorted(known, key=lambda one: -one[1]):
        if place.country is not None:
            found[place.country, place.admin1 or place.name] = Division(place.lat, place.lon, people)
    return found


def as_signed(place: Place) -> PublishedPlace:
    """The place as it was signed off."""
    return PublishedPlace(
        place.name, place.lat, place.lon, place.precision, place.admin1, place.country, place.gazetteer_id
    )


def settlement(place: Place) -> PublishedPlace:
    """A place as fine as a settlement. A point that no gazetteer gave is a person's, and may be finer than that."""
    if place.gazetteer_id is not None:
        lat, lon = _rounded(place.lat, _DECIMALS), _rounded(place.lon, _DECIMALS)
        return PublishedPlace(place.name, lat, lon, place.precision, place.admin1, place.country, place.gazetteer_id)
    precision = PlacePrecision.UNKNOWN if place.lat is None else PlacePrecision.NEAR
    lat, lon = _rounded(place.lat, _SET_BY_HAND), _rounded(place.lon, _SET_BY_HAND)
    return PublishedPlace(place.name, lat, lon, precision, place.admin1, place.country)


def coarsened(known: Divisions, allowed: frozenset[str]) -> _Widen:
    """What makes of a place its division, its country where that is too small or not known, or nothing.

    A place whose name is among `allowed` (exact keys) stays as fine as a settlement.
    """

    def widen(place: Place) -> PublishedPlace | None:
        if exact_key(place.name) in allowed:
            return settlement(place)
        if place.country is None:
            return None
        division = known.get((place.country, place.admin1)) if place.admin1 else None
        if division is None or division.people < FEWEST_PEOPLE:
            return PublishedPlace(None, None, None, PlacePrecision.COUNTRY, None, place.country)
        lat, lon = _rounded(division.lat, _DECIMALS), _rounded(division.lon, _DECIMALS)
        return PublishedPlace(place.admin1, lat, lon, PlacePrecision.ADMIN1, place.admin1, place.country)

    return widen


def _rounded(degrees: float | None, decimals: int) -> float | None:
    return None if degrees is None else round(degrees, decimals)


def places(incident: Incident, claims: Iterable[Claim], widen: _Widen) -> tuple[PublishedPlace, ...]:
    """The incident's places, as wide as `widen` makes them, that a claim of `claims` names too, once each.

    Where none does, their country alone. A country is left out beside a place that lies in it.
    """
    told = {widen(place) for claim in claims for place in claim.places}
    shown = list(dict.fromkeys(one for place in incident.places if (one := widen(place)) in told and one is not None))
    if not shown:
        countries = {place.country for place in incident.places if place.country}
        shown = [PublishedPlace(None, None, None, PlacePrecision.COUNTRY, None, one) for one in sorted(countries)]
    inside = {one.country for one in shown if one.precision is not PlacePrecision.COUNTRY}
    return tuple(one for one in shown if one.precision is not PlacePrecision.COUNTRY or one.country not in inside)


def days(time: When | None, claims: Sequence[Claim]) -> When:
    """The incident's days where a claim of `claims` says them; else the months that hold them. Its anchor is gone."""
    if time is None or time.start is None or time.end is None:
        return When(None, None, DatePrecision.UNKNOWN)
    if any(_within(claim.time, time) for claim in claims):
        return When(time.start, time.end, time.precision)
    last = monthrange(time.end.year, time.end.month)[1]
    first, end = time.start.replace(day=1), time.end.replace(day=last)
    return When(first, end, DatePrecision.MONTH if _one_month(first, end) else DatePrecision.YEAR)


def _within(said: When | None, time: When) -> bool:
    if said is None or said.start is None or said.end is None or time.start is None or time.end is None:
        return False
    return time.start <= said.start and said.end <= time.end


def _one_month(first: date, last: date) -> bool:
    return (first.year, first.month) == (last.year, last.month)
