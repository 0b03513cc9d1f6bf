"""A name of a place that waits: what it can be, on the map and in words that can be given back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tadwin.export.marked import one_line
from tadwin.run.placing import Gathered
from tadwin.types import Place


@dataclass(frozen=True, slots=True)
class Choice:
    """A place that the name can be. `value` is what the form sends: its name and where it is."""

    place: Place
    value: str
    words: str


def choices(found: Gathered) -> Sequence[Choice]:
    """The places that the name can be, each as the field `place` takes it."""
    return [Choice(place, f"{plain(place.name)}, {place.lat}, {place.lon}", words(place)) for place in found.candidates]


def plain(name: str) -> str:
    """A name in which nothing parts one place from another."""
    return " ".join(name.replace(",", " ").replace(";", " ").split())


def words(place: Place) -> str:
    """A candidate by its name and the areas around it."""
    return one_line(", ".join(part for part in (place.name, place.admin1, place.country) if part))


def charted(listed: Sequence[Choice]) -> list[Mapping[str, Any]]:
    """The candidates as `map.js` takes them, without figures."""
    return [
        {
            "id": f"c{number}",
            "title": f"{number}. {one_line(one.place.name)}",
            "lat": one.place.lat,
            "lon": one.place.lon,
            "precision": one.place.precision.value,
            "text": [one.words],
        }
        for number, one in enumerate(listed, start=1)
    ]
