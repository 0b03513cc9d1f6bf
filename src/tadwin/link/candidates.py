"""Which frames can be one incident at all: blocking keys, and the pairs over them.

Two frames that could be linked share at least one key. There are two ways to meet. *Where*: on days that touch and in
places within REACH_KM of each other. *What*: on days that touch and over something specific: a figure of three or
more, a name, a rare kind of attack. A frame without a day of its own, or with nothing finer than a province, meets
others over something specific alone, never over day and place alone.

Days and cells of the map touch their neighbours because each frame gives a key for its own and for the next.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from tadwin.link.looks import Look, Spot

#: Places further apart than this are not the same place by another name (UCDP's where_prec 2 is "within about 25 km").
REACH_KM = 25.0
EARTH_KM = 6371.0
#: Radians of latitude; a hundredth more than the reach, as meridians converge within a cell too.
_BAND = 1.01 * REACH_KM / EARTH_KM


def look_keys(seen: Look) -> frozenset[str]:
    """The blocking keys of a unit of linking."""
    days = day_keys(seen)
    return frozenset(day + mark for mark in mark_keys(seen) for day in days) if days else frozenset()


def day_keys(seen: Look) -> list[str]:
    """The days that a unit can be of, each with the next; none where nothing tells when."""
    if seen.first is None or seen.last is None:
        return []
    return [f"{day:x}" for day in range(seen.first, seen.last + 2)]


def mark_keys(seen: Look) -> list[str]:
    """What a unit is known by on its days: what is specific, what is beside it, and where it is placed."""
    marks = [*seen.marks, *(f"^{spot.key}" for spot in seen.beside or seen.spots)]
    if not seen.unplaced:
        marks += (cell for spot in seen.spots for cell in _cells(spot))
    return marks


def _cells(spot: Spot) -> Iterator[str]:
    """The cells of a grid with REACH_KM between its lines, and the neighbours to the north and east.

    Each band of latitude is cut along its longest parallel, so that no cell is narrower than REACH_KM; both points of
    a near pair are cut by a band that they share.
    """
    south = math.floor(spot.lat / _BAND)
    for band in (south, south + 1):
        # Points that share this band lie in it or in the one below.
        widest = min(math.cos((band - 1) * _BAND), math.cos((band + 1) * _BAND))
        around = max(1, math.floor(2 * math.pi * max(widest, 0.0) / _BAND))
        west = math.floor((spot.lon + math.pi) / (2 * math.pi) * around)
        for cell in {west % around, (west + 1) % around}:
            yield f"@{band}.{cell}"


def pairs(looks: Iterable[Look]) -> Iterator[tuple[Look, Look]]:
    """Each pair of units of different reports that share a key, once, the smaller id first."""
    sharing: defaultdict[str, list[Look]] = defaultdict(list)
    for seen in sorted(looks, key=lambda one: one.id):
        for key in look_keys(seen):
            sharing[key].append(seen)
    yield from _met(sharing)


def _met(sharing: Mapping[str, list[Look]]) -> Iterator[tuple[Look, Look]]:
    done: set[tuple[str, str]] = set()
    for among in sharing.values():
        for at, left in enumerate(among):
            for right in among[at + 1 :]:
                pair = (left.id, right.id)
                if left.report != right.report and pair not in done:
                    done.add(pair)
                    yield left, right
