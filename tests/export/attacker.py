"""An attacker who has every published file of several exports, and tries to win back what they hide.

Words: hidden names in any spelling, by a matching of its own (not the one that masks). Places: points near a hidden
one. Ids: a dictionary of guessed report names. Numbers: every figure and total is a constraint on numbers that nobody
may know; intervals are narrowed until nothing changes.
"""

import dataclasses
import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from enum import Enum
from math import cos, hypot, radians

from rapidfuzz import fuzz

from tadwin import ids
from tadwin.export.publication import Given, Publication, PublishedFigure, PublishedIncident
from tadwin.types import Bound
from tadwin.vocab import Effect, Group, Status

#: How much of a hidden name must be found, out of 100.
_FOUND = 86
_KM_PER_DEGREE = 111.2
#: What an attacker takes for granted of any number of people.
_MOST = 10**6

Cell = tuple[Effect, Status | None, Group | None]
Variable = tuple[int, Cell]
Interval = tuple[int, int]


def leaves(value: object) -> Iterator[object]:
    """Every word, number and day that can be reached from a publication. Anything else fails: it may lead further."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        assert type(value).__module__ == "tadwin.export.publication" or isinstance(value, Bound), type(value)
        for field in dataclasses.fields(value):
            yield from leaves(getattr(value, field.name))
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from leaves(key)
            yield from leaves(inner)
    elif isinstance(value, tuple):
        for inner in value:
            yield from leaves(inner)
    else:
        assert value is None or isinstance(value, (str, int, float, date, Enum)), type(value)
        assert not isinstance(value, datetime), "hours tell of a reviewer's work"
        yield value


def words_of(publications: Iterable[Publication]) -> set[str]:
    """Every string in them."""
    return {str(leaf) for one in publications for leaf in leaves(one) if isinstance(leaf, str)}


def _plain(text: str) -> str:
    """Lower-case letters and digits of the Latin alphabet, without marks; own code, not that of placenames."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return re.sub(r"[^a-z0-9]+", " ", "".join(char for char in decomposed if not unicodedata.combining(char))).strip()


def names_found(publications: Iterable[Publication], names: Iterable[str]) -> set[str]:
    """The names that some string holds, whole or in a part of more than four letters, spelled more or less so."""
    said = {_plain(words) for words in words_of(publications)}
    found = set()
    for name in names:
        for part in {_plain(name), *(part for part in _plain(name).split() if len(part) > 4)} - _ORDINARY:
            if any(len(words) >= len(part) - 1 and fuzz.partial_ratio(part, words) >= _FOUND for words in said):
                found.add(name)
    return found


#: Parts of hidden names that anyone may say.
_ORDINARY = {"hospital", "field", "notes", "interview", "brother", "reviewer"}


def points_near(
    publications: Iterable[Publication], lat: float, lon: float, km: float = 8.0
) -> set[tuple[float, float]]:
    """Published points so near to a hidden one that they give it away."""
    points = {
        (place.lat, place.lon)
        for one in publications
        for incident in one.incidents
        for place in incident.places
        if place.lat is not None and place.lon is not None
    }
    return {
        (one, other)
        for one, other in points
        if hypot(one - lat, (other - lon) * cos(radians(lat))) * _KM_PER_DEGREE < km
    }


def reports_confirmed(publications: Iterable[Publication], guesses: Iterable[str]) -> set[str]:
    """The guessed report names of which a published id, or its plain hash, is made."""
    said = words_of(publications)
    digits = {found for words in said for found in re.findall(r"[0-9a-f]{12,}", words)}
    confirmed = set()
    for name in guesses:
        frame = ids.frame_id(name, 0)
        made = {frame, ids.incident_id(frame)}
        made |= {ids.claim_id(name, effect, at, at + 1) for effect in Effect for at in (0, 200, 20_000)}
        hashes = {hashlib.sha256(one.encode()).hexdigest()[:16] for one in {name, *made}}
        if not digits.isdisjoint({one[1:] for one in made} | hashes) or any(name in words for words in said):
            confirmed.add(name)
    return confirmed


# --- numbers ------------------------------------------------------------------------------------------------------


@dataclasses.dataclass
class Knowledge:
    """What is known of each hidden number, and sums of them that are known. A sum is its variables and its interval."""

    known: dict[Variable, Interval]
    sums: list[tuple[tuple[tuple[int, Variable], ...], Interval]]

    def narrow(self) -> None:
        """Narrows every interval by every sum until nothing changes. Raises ValueError where nothing fits."""
        changed = True
        while changed:
            changed = False
            for terms, (low, high) in self.sums:
                for factor, variable in terms:
                    rest = [self._range(other, one) for other, one in terms if one != variable]
                    least, most = low - sum(high for _, high in rest), high - sum(low for low, _ in rest)
                    if factor < 0:
                        least, most = -most, -least
                    old = self.known[variable]
                    new = (max(old[0], least), min(old[1], most))
                    if new[0] > new[1]:
                        raise ValueError(f"{variable} cannot be: {old} and {least} to {most}")
                    if new != old:
                        self.known[variable], changed = new, True

    def _range(self, factor: int, variable: Variable) -> Interval:
        low, high = self.known[variable]
        return (low, high) if factor > 0 else (-high, -low)


def solve(publications: Sequence[Publication]) -> dict[tuple[int, str, Cell], Interval]:
    """What figures, totals and earlier exports together tell of each number, by export, incident and cell."""
    try:
        return _solved(publications)
    except ValueError:  # an incident that looks unchanged has changed: each export by itself, then
        alone = [_solved([one]) for one in publications]
        return {(at, *key[1:]): found for at, one in enumerate(alone) for key, found in one.items()}


def _solved(publications: Sequence[Publication]) -> dict[tuple[int, str, Cell], Interval]:
    """As `solve`, taking an incident that looks the same in two exports for the same numbers. Raises ValueError."""
    of: dict[PublishedIncident, int] = {}
    knowledge = Knowledge({}, [])
    for one in publications:
        for incident in one.incidents:
            number = of.setdefault(incident, len(of))
            for figure in incident.figures:
                variable = (number, _cell(figure))
                knowledge.known[variable] = _meet(knowledge.known.get(variable), _of_figure(figure))
    _relate(knowledge, set(of.values()))
    for one in publications:
        for total in one.totals:
            counted = [incident for incident in one.incidents if _is_in(total.by, total.key, incident)]
            for figure in total.figures:
                cell = _cell(figure)
                # A total adds up figures that are given: one that is only implied is in none.
                there = [(of[inside], cell) for inside in counted if cell in map(_cell, inside.figures)]
                terms = tuple((1, variable) for variable in there)
                if terms and len(counted) == total.incidents:
                    knowledge.sums.append((terms, _of_figure(figure)))
    knowledge.narrow()
    return {
        (export, incident.id, cell): knowledge.known[of[incident], cell]
        for export, one in enumerate(publications)
        for incident in one.incidents
        for number, cell in knowledge.known
        if number == of[incident]
    }


def _cell(figure: PublishedFigure) -> Cell:
    return (figure.effect, figure.status, figure.group)


def _of_figure(figure: PublishedFigure) -> Interval:
    if figure.given is Given.SUPPRESSED:
        return (1, 9) if figure.effect is not Effect.CASUALTIES else (0, _MOST)
    if figure.given is Given.EXACT and figure.best is not None:
        return (figure.best, figure.best)
    return (figure.low or 0, _MOST if figure.high is None or figure.open else figure.high)


def _meet(one: Interval | None, other: Interval) -> Interval:
    return other if one is None else (max(one[0], other[0]), min(one[1], other[1]))


def _relate(knowledge: Knowledge, incidents: Iterable[int]) -> None:
    """Casualties are killed and injured; children are among everyone; so is each other group."""
    for number in incidents:
        everyone = {effect: (number, (effect, None, None)) for effect in Effect}
        if {everyone[Effect.CASUALTIES], everyone[Effect.KILLED]} <= knowledge.known.keys():
            injured = everyone[Effect.INJURED]
            knowledge.known.setdefault(injured, (0, _MOST))
            terms = ((1, everyone[Effect.CASUALTIES]), (-1, everyone[Effect.KILLED]), (-1, injured))
            knowledge.sums.append((terms, (0, 0)))
        for variable in list(knowledge.known):
            whole = everyone[variable[1][0]]
            if variable[0] == number and variable != whole and whole in knowledge.known:
                knowledge.sums.append((((1, whole), (-1, variable)), (0, _MOST)))


def _is_in(by: str, key: str | None, incident: PublishedIncident) -> bool:
    place = incident.places[0] if incident.places else None
    start = incident.start
    keys = {
        "all": None,
        "month": start and f"{start:%Y-%m}",
        "week": start and "{}-W{:02}".format(*start.isocalendar()[:2]),
        "country": place and place.country,
        "admin1": place and place.admin1 and f"{place.country}: {place.admin1}",
        "perpetrator": "; ".join(party.name or "" for party in incident.perpetrators) or None,
        "event_type": incident.event_type,
        "weapon": incident.weapon,
        "grade": incident.grade,
    }
    return keys[by] == key
