"""Filters that commands share: tests of days, places and perpetrators, whatever has them."""

from collections.abc import Callable, Sequence
from datetime import date

from tadwin.cli.countries import countries_called
from tadwin.types import Actor, Place, When


def holds(words: str, wanted: str) -> bool:
    """True when `words` hold the wanted ones, in any case."""
    return wanted.casefold() in words.casefold()


def blames(wanted: str) -> Callable[[Sequence[Actor]], bool]:
    """Someone among them has a name that holds the words."""
    return lambda perpetrators: any(holds(actor.name, wanted) for actor in perpetrators)


def at(wanted: str) -> Callable[[Sequence[Place]], bool]:
    """A place among them whose name, province or country's code holds the words, or in the country of that name."""
    countries = countries_called(wanted)

    def inside(places: Sequence[Place]) -> bool:
        return any(
            place.country in countries or holds(f"{place.name} {place.admin1 or ''} {place.country or ''}", wanted)
            for place in places
        )

    return inside


def between(since: date | None, until: date | None) -> Callable[[When | None], bool]:
    """Days that reach into the interval; none do not."""
    first, last = since or date.min, until or date.max

    def wanted(time: When | None) -> bool:
        if time is None:
            return False
        start, end = time.start or time.end, time.end or time.start
        return start is not None and end is not None and start <= last and end >= first

    return wanted
