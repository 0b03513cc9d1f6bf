"""A name of a place that no gazetteer settles, decided once for every claim that gives it."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from tadwin.errors import DecisionError, Overtaken
from tadwin.review.fields import FIELDS
from tadwin.review.named import Known
from tadwin.run.deciding import Outcome, Word, set_fields
from tadwin.run.folded import folded
from tadwin.run.relink import settled
from tadwin.run.seen import seen
from tadwin.store.named import incidents_with
from tadwin.store.record import Record
from tadwin.store.reviews import Reviews
from tadwin.store.waits import is_ambiguous, is_unknown
from tadwin.types import Claim, Incident, Place


@dataclass(frozen=True, slots=True)
class Gathered:
    """A name with the incidents in which it waits.

    `claims` give it as their only place, and are as they were read; `several` give other places beside it, and have to
    be looked at one by one. `candidates` are what it can be, for all that the gazetteer says. `token` is what was seen.
    """

    name: str
    incidents: tuple[Incident, ...]
    claims: tuple[Claim, ...]
    several: tuple[Claim, ...]
    candidates: tuple[Place, ...]
    token: str


def gathered(record: Record, name: str, known: Known) -> Gathered:
    """Everything that waits for the place of this name."""
    incidents = record.incidents_named(incidents_with(record, name))
    inside = {claim for one in incidents for claim in one.claims}
    now = folded(record, {report for one in incidents for report in one.reports}) if incidents else None
    giving = [
        claim
        for claim in (now.claims if now else ())
        if claim.id in inside and any(place.name == name and _waits(place) for place in claim.places)
    ]
    machine = {claim.id: claim for claim in (now.machine if now else ())}
    read = [place for claim in giving for place in claim.places if place.name == name]
    rows = Reviews(record).of([one.id for one in incidents])
    return Gathered(
        name=name,
        incidents=incidents,
        claims=tuple(machine[claim.id] for claim in giving if len(claim.places) == 1),
        several=tuple(claim for claim in giving if len(claim.places) > 1),
        candidates=_candidates([*read, *known.places(name)]),
        token=_token(seen(rows[one.id]) + one.id for one in incidents if one.id in rows),
    )


def place_name(record: Record, name: str, words: str, token: str, known: Known, word: Word) -> Outcome:
    """Decides where the place of this name is, for every claim that gives it alone.

    `words` are those that the field `place` takes. Raises Overtaken where what waits is not what the `token` was of,
    DecisionError where nothing waits for it.
    """
    with settled(record):
        found = gathered(record, name, known)
        if not found.claims:
            raise DecisionError(f"no claim waits for the place '{name}' any more")
        if found.token != token:
            raise Overtaken(f"what waits for the place '{name}' has changed since you opened it; look at it again")
        return set_fields(record, found.claims, FIELDS["place"], words, known, word)


def _waits(place: Place) -> bool:
    return is_unknown(place) or is_ambiguous(place)


def _candidates(read: Iterable[Place]) -> tuple[Place, ...]:
    """Every place on the map that the readings give, once each, in their order."""
    found: dict[tuple[object, ...], Place] = {}
    for place in (one for given in read for one in (given, *given.candidates)):
        if place.lat is not None and place.lon is not None:
            found.setdefault((place.gazetteer_id or "", round(place.lat, 3), round(place.lon, 3)), place)
    return tuple(found.values())


def _token(parts: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]
