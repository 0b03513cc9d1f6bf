"""What a profile hides of all that is signed off: names of people, places and sources, and what finds them in words."""

import tomllib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from tadwin.export import coarse, credited
from tadwin.export.credited import Credits
from tadwin.export.masked import Screen
from tadwin.export.profiles import Material, Profile
from tadwin.export.publication import PublishedPlace
from tadwin.placenames import exact_key
from tadwin.types import Actor, Claim, Place
from tadwin.vocab import PlacePrecision

#: Kinds of actors that are persons: each part of their names is hidden.
_PERSONS = frozenset({"witness", "person", "official"})
#: Places so wide that their names stay.
_WIDE = frozenset({PlacePrecision.ADMIN1, PlacePrecision.COUNTRY})


@dataclass(frozen=True, slots=True)
class View:
    """A profile over one material: which reports it shows, how wide places are, who is named, what quotes may hold."""

    profile: Profile
    allowed: frozenset[str]
    shown_reports: frozenset[str]
    widen: Callable[[Place], PublishedPlace | None]
    credits: Credits
    screen: Screen

    def shows(self, claims: Iterable[Claim]) -> tuple[Claim, ...]:
        """The claims of reports that this profile shows."""
        return tuple(claim for claim in claims if claim.report_id in self.shown_reports)

    def near(self, claims: Iterable[Claim]) -> tuple[str, ...]:
        """The names in these claims that are hidden, which a quote beside them may spell in another way."""
        found: set[str] = set()
        for claim in claims:
            found.update(victim.name for victim in claim.victims if exact_key(victim.name) not in self.allowed)
            found.update(place.name for place in claim.places if not self._is_shown(place))
            found.update(
                one.name for one in credited.actors_of(claim) if _is_name(one.name) and not self.credits.name(one)
            )
        return tuple(sorted(found))

    def _is_shown(self, place: Place) -> bool:
        shown = self.widen(place)
        return place.precision in _WIDE or (shown is not None and shown.name == place.name)


def view(material: Material, profile: Profile) -> View:
    """How a profile sees a material. Raises ValueError for a secret too short to keep one."""
    if len(material.secret) < 16:
        raise ValueError("the secret of published ids needs 16 bytes or more")
    allowed = frozenset(map(exact_key, material.allowed))
    shown = frozenset(name for name, report in material.reports.items() if report.access in profile.access)
    widen = _widen(profile, material, allowed)
    claims = [claim for one in material.signed for claim in one.claims] + [claim for _, claim in material.tallies]
    told = [claim for claim in claims if claim.report_id in shown]
    heard = credited.heard_in(told) | {
        exact_key(report.publisher) for name, report in material.reports.items() if name in shown and report.publisher
    }
    places, wide = _places(material, claims, told, widen)
    people = {victim.name for claim in claims for victim in claim.victims}
    people |= {actor.name for actor in _actors(claims) if actor.kind in _PERSONS and _is_name(actor.name)}
    people = {name for name in people if exact_key(name) not in allowed}
    others = {
        actor.name
        for actor in _actors(claims)
        if _is_name(actor.name)
        and exact_key(actor.name) not in allowed
        and not (credited.is_public(actor) and exact_key(actor.name) in heard)
    }
    publishers = _publishers(material, heard | allowed)
    # An organisation may share a word of its name with a victim; only a victim's whole name hides it.
    credits = Credits(profile.everything, allowed, heard, Screen(places | publishers | people, shown=wide))
    named = {name for actor in _actors(told) if (name := credits.name(actor)) is not None}
    quotes = Screen(places | publishers | others, people, [*wide, *named, *material.allowed], _countries(told))
    return View(profile, allowed, shown, widen, credits, quotes)


def _widen(profile: Profile, material: Material, allowed: frozenset[str]) -> Callable[[Place], PublishedPlace | None]:
    if profile.everything:
        return coarse.as_signed
    return cache(coarse.settlement if profile.settlements else coarse.coarsened(material.divisions, allowed))


def _places(
    material: Material,
    claims: Sequence[Claim],
    told: Sequence[Claim],
    widen: Callable[[Place], PublishedPlace | None],
) -> tuple[set[str], set[str]]:
    """The names of places that are hidden, and those that are shown."""
    named = {place for claim in claims for place in _with_candidates(claim.places)}
    named |= {place for one in material.signed for place in _with_candidates(one.incident.places)}
    shown = [one for claim in told for place in claim.places if (one := widen(place)) is not None]
    wide = {name for one in shown for name in (one.name, one.admin1) if name}
    wide |= {place.name for place in named if place.precision in _WIDE}
    return {place.name for place in named if place.precision not in _WIDE} - wide, wide


def _countries(told: Iterable[Claim]) -> set[str]:
    """The names and adjectives of the countries that are shown: "Syria", "Syrian"."""
    shown = {place.country for claim in told for place in claim.places}
    raw = tomllib.loads((files("tadwin.resources") / "actors" / "states.toml").read_text(encoding="utf-8"))
    return {name for state in raw["state"] if state["code"] in shown for name in state["names"] + state["adjectives"]}


def _with_candidates(places: Iterable[Place]) -> Iterator[Place]:
    for place in places:
        yield place
        yield from place.candidates


def _actors(claims: Iterable[Claim]) -> set[Actor]:
    return {actor for claim in claims for actor in credited.actors_of(claim)}


def _publishers(material: Material, heard: frozenset[str]) -> set[str]:
    names = {report.publisher for report in material.reports.values() if report.publisher}
    return {name for name in names if exact_key(name) not in heard}


def _is_name(words: str) -> bool:
    """False for "unnamed rescuers" and "residents": words that name nobody have no capital."""
    return any(not char.islower() for char in words if char.isalpha())
