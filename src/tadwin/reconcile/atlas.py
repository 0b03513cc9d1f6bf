"""Which of many incidents lie in a region, or may: places that many incidents share are asked once."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from tadwin.placenames import exact_key
from tadwin.reconcile.regions import finest, lies_in, reach
from tadwin.types import Place

_DEGREE = 110.5  # km of latitude in a degree, at the least


def region_key(region: Sequence[Place]) -> tuple[str, ...]:
    """What two regions share that are the same places."""
    return tuple(sorted(f"{place.gazetteer_id or place.name.casefold()} {place.country}" for place in region))


class Atlas:
    """Incidents by their places; an incident is the number at which its places stand in `places_of`."""

    def __init__(self, places_of: Sequence[tuple[Place, ...]]) -> None:
        groups: dict[tuple[Place, ...], list[int]] = {}
        for at, places in enumerate(places_of):
            groups.setdefault(places, []).append(at)
        self._nowhere = groups.pop((), [])
        self._groups = list(groups.items())
        self._points: list[tuple[float, int]] = []
        self._pointless: list[int] = []
        self._by_name: dict[str, list[int]] = {}
        for number, (places, _) in enumerate(self._groups):
            for place in finest(places):
                self._by_name.setdefault(exact_key(place.name), []).append(number)
                if place.lat is None:
                    self._pointless.append(number)
                else:
                    self._points.append((place.lat, number))
        self._points.sort()
        self._found: dict[tuple[str, ...], list[tuple[int, bool | None]]] = {}

    def inside(self, region: Sequence[Place]) -> list[tuple[int, bool | None]]:
        """The incidents that lie in a region (True) or may (None), each once. Those without a place may."""
        key = region_key(region)
        if key not in self._found:
            found: list[tuple[int, bool | None]] = [(at, None) for at in self._nowhere]
            for number in self._near(region):
                places, incidents = self._groups[number]
                lies = lies_in(places, region)
                if lies is not False:
                    found.extend((at, lies) for at in incidents)
            self._found[key] = sorted(found)
        return self._found[key]

    def _near(self, region: Sequence[Place]) -> Sequence[int]:
        """The groups of places that are not sure to lie outside."""
        if any(place.lat is None or reach(place) is None for place in region):
            return range(len(self._groups))
        return sorted({*self._pointless, *(number for place in region for number in self._around(place))})

    def _around(self, place: Place) -> Iterator[int]:
        degrees = (reach(place) or 0.0) / _DEGREE
        lat = place.lat or 0.0
        first, last = (
            bisect_left(self._points, (lat - degrees, -1)),
            bisect_right(self._points, (lat + degrees, len(self._groups))),
        )
        yield from (number for _, number in self._points[first:last])
        yield from self._by_name.get(exact_key(place.name), ())
