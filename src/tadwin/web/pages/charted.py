"""The places of an incident, as `map.js` takes them."""

from collections.abc import Sequence
from typing import Any

from tadwin.export import wording
from tadwin.export.marked import one_line
from tadwin.review.reviewed import headline
from tadwin.types import Incident


def charted(incident: Incident) -> list[dict[str, Any]]:
    """What the map shows."""
    return [_at(incident, number, len(incident.places)) for number in range(len(incident.places))]


def _at(incident: Incident, number: int, of: int) -> dict[str, Any]:
    place, line = incident.places[number], headline(incident)
    made: dict[str, Any] = {
        "id": f"{incident.id}-{number}",
        "title": one_line(place.name),
        "lat": place.lat,
        "lon": place.lon,
        "precision": place.precision.value,
        "text": [wording.place(place), wording.days(incident.time)],
    }
    # Of several places none has the whole figure.
    if line is not None and of == 1:
        made.update(low=line.low, best=line.best, high=line.high, open=line.open)
    return made


def countries(incident: Incident) -> tuple[Sequence[str], Sequence[tuple[float, float]]]:
    """The countries that the basemap is needed of; where none is known, points in them."""
    named = sorted({place.country for place in incident.places if place.country})
    points = [(place.lat, place.lon) for place in incident.places if place.lat is not None and place.lon is not None]
    return named, [] if named else points[:5]
