"""Who speaks and who is blamed in a record, and which names of places wait for a person: counted by name."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import case, func, select

from tadwin.store.captured import IS_CURRENT
from tadwin.store.nested import actor_from_json, actors_from_json
from tadwin.store.record import Record
from tadwin.store.schema import CLAIMS, INCIDENTS, REPORT_VERSIONS, REPORTS, REVIEWS, WAITING_PLACES
from tadwin.store.values import word, word_or_none
from tadwin.types import Actor


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who published reports, by name (None for those that state none), and the days of the first and the last."""

    name: str | None
    reports: int
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody by what tadwin took the words to name, and how often."""

    actor: Actor
    number: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """A name of a place that a person has to decide, and in how many incidents it stands.

    Of those the gazetteer does not know it in `unknown`, takes it for one of several in `ambiguous`; in `wide` it names
    nothing finer than a province and nothing finer is named.
    """

    name: str
    incidents: int
    unknown: int
    ambiguous: int
    wide: int


def publishers(record: Record) -> list[Publisher]:
    """Who published the reports, the most first."""
    of = REPORT_VERSIONS.c
    number = func.count()
    query = (
        select(of.publisher, number, func.min(of.published_at), func.max(of.published_at))
        .join(REPORTS, IS_CURRENT)
        .group_by(of.publisher)
    )
    with record.transaction() as connection:
        rows = connection.execute(query).all()
    found = [Publisher(word_or_none(name), total, first, last) for name, total, first, last in rows]
    return sorted(found, key=lambda one: (-one.reports, one.name or ""))


def claimants(record: Record) -> list[Named]:
    """Who is named as the source of claims as they were read, with how many, the most first."""
    found = ((actor_from_json(value), number) for value, number in _grouped(record, CLAIMS.c.rest["claimant"]))
    return _summed(found)


def blamed(record: Record) -> list[Named]:
    """Who is blamed for incidents, with how many, the most first."""
    return _summed(
        (actor, number)
        for value, number in _grouped(record, INCIDENTS.c.rest["perpetrators"])
        for actor in dict.fromkeys(actors_from_json(value))
    )


def _grouped(record: Record, column: Any) -> Iterator[tuple[Any, int]]:
    """Each value of a JSON column that is not empty, and how many rows have it."""
    text = column.as_string()
    with record.transaction() as connection:
        found = connection.execute(select(text, func.count()).where(text.is_not(None)).group_by(text)).all()
    for value, number in found:
        told = json.loads(value)
        if told:
            yield told, number


def _summed(found: Iterable[tuple[Actor, int]]) -> list[Named]:
    sums: dict[Actor, int] = {}
    for actor, number in found:
        sums[actor] = sums.get(actor, 0) + number
    made = (Named(actor, number) for actor, number in sums.items())
    return sorted(made, key=lambda one: (-one.number, one.actor.name, one.actor.id or ""))


# places


def waiting_places(record: Record) -> list[Waiting]:
    """The names of places that wait, those of the most incidents first. An incident counts once for a name."""
    of = WAITING_PLACES.c
    number = func.count()
    kinds = [func.sum(case((kind, 1), else_=0)) for kind in (of.unknown, of.ambiguous, of.wide)]
    query = select(of.name, number, *kinds).group_by(of.name).order_by(number.desc(), of.name)
    with record.transaction() as connection:
        return [Waiting(word(name), *map(int, counts)) for name, *counts in connection.execute(query)]


def incidents_with(record: Record, name: str) -> list[str]:
    """The ids of the incidents in which the place of that name waits, in order."""
    of = WAITING_PLACES.c
    with record.transaction() as connection:
        return [
            word(one)
            for one in connection.scalars(select(of.incident_id).where(of.name == name).order_by(of.incident_id))
        ]


def countries(record: Record) -> list[str]:
    """The countries (ISO 3166-1 alpha-2) of the incidents, that of the most first."""
    of = REVIEWS.c.country
    query = select(of).where(of.is_not(None)).group_by(of).order_by(func.count().desc(), of)
    with record.transaction() as connection:
        return [str(one) for one in connection.scalars(query)]
