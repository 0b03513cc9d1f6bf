"""What a sign-off vouches for: the evidence of an incident, as a fingerprint that changes when the evidence does."""

import hashlib
import json
from collections.abc import Iterable
from typing import Any

from tadwin.types import Actor, Claim, FigureLine, Incident, Place, When


def evidence(incident: Incident, claims: Iterable[Claim]) -> str:
    """The fingerprint, SHA-256 in hexadecimal, of what an incident says and of the claims that say it.

    It covers what a reader is told: days, places, blame, grade, figures, and of every claim its words and what they
    count, who says it and of whom. Ids of incidents and frames, rules and sentences of explanation are left out:
    another tadwin may word or number them otherwise, and nobody has to look again for that.
    """
    told = {
        "time": _time(incident.time),
        "places": [_place(place) for place in incident.places],
        "event_type": incident.event_type,
        "weapon": incident.weapon,
        "perpetrators": [_actor(actor) for actor in incident.perpetrators],
        "grade": incident.grade,
        "unplaced": incident.unplaced,
        "figures": [_line(line) for line in incident.figures],
        "claims": sorted((_claim(claim) for claim in claims), key=lambda claim: str(claim["id"])),
    }
    return fingerprint(told)


def claimed(claim: Claim) -> str:
    """The fingerprint of one claim, as `evidence` covers it."""
    return fingerprint(_claim(claim))


def fingerprint(told: Any) -> str:
    """SHA-256 in hexadecimal of JSON in ASCII with sorted names and no space between."""
    written = json.dumps(told, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()


def _claim(claim: Claim) -> dict[str, Any]:
    figure = claim.figure
    return {
        "id": claim.id,
        "quote": claim.span.quote,
        "at": [claim.number.start, claim.number.end],
        "effect": claim.effect,
        "figure": [figure.value, figure.qualifier, figure.low, figure.high],
        "group": claim.group,
        "status": claim.status,
        "role": claim.role,
        "object": claim.object,
        "part_of": claim.part_of,
        "scope": claim.scope,
        "stance": claim.stance,
        "time": _time(claim.time),
        "places": [_place(place) for place in claim.places],
        "perpetrators": [_actor(actor) for actor in claim.perpetrators],
        "claimant": None if claim.claimant is None else _actor(claim.claimant),
        "via": [_actor(actor) for actor in claim.via],
        "event_type": claim.event_type,
        "weapon": claim.weapon,
        "victims": [[victim.name, victim.age, victim.sex] for victim in claim.victims],
    }


def _line(line: FigureLine) -> list[Any]:
    return [line.effect, line.status, line.group, line.low, line.best, line.high, line.open, sorted(line.claims)]


def _time(time: When | None) -> list[str | None] | None:
    return None if time is None else [None if day is None else day.isoformat() for day in (time.start, time.end)]


def _place(place: Place) -> list[Any]:
    return [place.name, place.lat, place.lon, place.admin1, place.country, place.precision]


def _actor(actor: Actor) -> list[str | None]:
    return [actor.name, actor.id]
