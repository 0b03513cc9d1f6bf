"""Which names of places of an incident wait for a person: not known, one of several, or too wide to be all there is."""

from collections.abc import Iterable, Iterator, Mapping

from tadwin.store.rows import Row
from tadwin.types import Incident, Place
from tadwin.vocab import PlacePrecision

_WIDE = frozenset({PlacePrecision.ADMIN1, PlacePrecision.AREA, PlacePrecision.COUNTRY})


def is_unknown(place: Place) -> bool:
    """True for a name that no gazetteer knows."""
    return place.lat is None and place.gazetteer_id is None


def is_ambiguous(place: Place) -> bool:
    """True for a name that can be one of several places."""
    return bool(place.candidates)


def waiting_rows(incidents: Iterable[Incident]) -> Iterator[Row]:
    """The rows of WAITING_PLACES of these incidents."""
    for one in incidents:
        narrow = one.unplaced and one.time is not None and one.time.start is not None
        for name, (unknown, ambiguous, wide) in _kinds(one.places, narrow=narrow).items():
            yield {"name": name, "incident_id": one.id, "unknown": unknown, "ambiguous": ambiguous, "wide": wide}


def _kinds(places: tuple[Place, ...], *, narrow: bool) -> Mapping[str, tuple[bool, bool, bool]]:
    """The names that wait: not known, one of several, or, where `narrow`, nothing finer than a province."""
    found = {}
    for place in places:
        unknown, ambiguous = is_unknown(place), is_ambiguous(place)
        wide = narrow and not (unknown or ambiguous) and place.precision in _WIDE
        if unknown or ambiguous or wide:
            found[place.name] = (unknown, ambiguous, wide)
    return found
