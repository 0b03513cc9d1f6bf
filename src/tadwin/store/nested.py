"""The types that hang on a claim or an incident, to JSON and back: field by field, so that a reader can check it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from tadwin.store.values import degrees_or_none, flag, rows, whole, whole_or_none, word, word_or_none, words
from tadwin.types import (
    Actor,
    Anchor,
    Contradiction,
    Denial,
    Evidence,
    FigureLine,
    Origin,
    Place,
    Victim,
    When,
)
from tadwin.vocab import DatePrecision, Effect, Group, PlacePrecision, Status

Json = dict[str, Any]


def day_to_json(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def day_from_json(day: object) -> date | None:
    return None if day is None else date.fromisoformat(word(day))


def place_to_json(place: Place) -> Json:
    return {
        "name": place.name,
        "lat": place.lat,
        "lon": place.lon,
        "gazetteer_id": place.gazetteer_id,
        "admin1": place.admin1,
        "country": place.country,
        "precision": place.precision.value,
        "candidates": [place_to_json(candidate) for candidate in place.candidates],
    }


def place_from_json(row: Mapping[str, Any]) -> Place:
    return Place(
        name=word(row["name"]),
        lat=degrees_or_none(row["lat"]),
        lon=degrees_or_none(row["lon"]),
        gazetteer_id=word_or_none(row["gazetteer_id"]),
        admin1=word_or_none(row["admin1"]),
        country=word_or_none(row["country"]),
        precision=PlacePrecision(row["precision"]),
        candidates=places_from_json(row["candidates"]),
    )


def places_from_json(listed: object) -> tuple[Place, ...]:
    return tuple(place_from_json(row) for row in rows(listed))


def when_to_json(when: When) -> Json:
    return {
        "start": day_to_json(when.start),
        "end": day_to_json(when.end),
        "precision": when.precision.value,
        "anchor": day_to_json(when.anchor),
    }


def when_from_json(row: Mapping[str, Any]) -> When:
    return When(
        start=day_from_json(row["start"]),
        end=day_from_json(row["end"]),
        precision=DatePrecision(row["precision"]),
        anchor=day_from_json(row["anchor"]),
    )


def actor_to_json(actor: Actor) -> Json:
    return {"name": actor.name, "id": actor.id, "kind": actor.kind, "side": actor.side}


def actor_from_json(row: Mapping[str, Any]) -> Actor:
    return Actor(
        name=word(row["name"]),
        id=word_or_none(row["id"]),
        kind=word_or_none(row["kind"]),
        side=word_or_none(row["side"]),
    )


def actors_from_json(listed: object) -> tuple[Actor, ...]:
    return tuple(actor_from_json(row) for row in rows(listed))


def evidence_to_json(evidence: Evidence) -> Json:
    return {
        "attribute": evidence.attribute,
        "rule": evidence.rule,
        "start": evidence.start,
        "end": evidence.end,
        "text": evidence.text,
    }


def evidence_from_json(row: Mapping[str, Any]) -> Evidence:
    return Evidence(
        attribute=word(row["attribute"]),
        rule=word(row["rule"]),
        start=whole_or_none(row["start"]),
        end=whole_or_none(row["end"]),
        text=word(row["text"]),
    )


def victim_to_json(victim: Victim) -> Json:
    return {"name": victim.name, "start": victim.start, "end": victim.end, "age": victim.age, "sex": victim.sex}


def victim_from_json(row: Mapping[str, Any]) -> Victim:
    return Victim(
        name=word(row["name"]),
        start=whole(row["start"]),
        end=whole(row["end"]),
        age=whole_or_none(row["age"]),
        sex=word_or_none(row["sex"]),
    )


def line_to_json(line: FigureLine) -> Json:
    return {
        "effect": line.effect.value,
        "status": None if line.status is None else line.status.value,
        "group": None if line.group is None else line.group.value,
        "low": line.low,
        "best": line.best,
        "high": line.high,
        "open": line.open,
        "rule": line.rule,
        "claims": list(line.claims),
        "why": line.why,
    }


def line_from_json(row: Mapping[str, Any]) -> FigureLine:
    return FigureLine(
        effect=Effect(row["effect"]),
        status=None if row["status"] is None else Status(row["status"]),
        group=None if row["group"] is None else Group(row["group"]),
        low=whole_or_none(row["low"]),
        best=whole_or_none(row["best"]),
        high=whole_or_none(row["high"]),
        open=flag(row["open"]),
        rule=word(row["rule"]),
        claims=words(row["claims"]),
        why=word(row["why"]),
    )


def origin_to_json(origin: Origin) -> Json:
    return {
        "name": origin.name,
        "id": origin.id,
        "claims": list(origin.claims),
        "independent": origin.independent,
        "kind": origin.kind,
    }


def origin_from_json(row: Mapping[str, Any]) -> Origin:
    return Origin(
        name=word(row["name"]),
        id=word_or_none(row["id"]),
        claims=words(row["claims"]),
        independent=flag(row["independent"]),
        kind=word_or_none(row["kind"]),
    )


def contradiction_to_json(contradiction: Contradiction) -> Json:
    return {"claims": list(contradiction.claims), "why": contradiction.why}


def contradiction_from_json(row: Mapping[str, Any]) -> Contradiction:
    return Contradiction(claims=words(row["claims"]), why=word(row["why"]))


def denial_to_json(denial: Denial) -> Json:
    return {"claim": denial.claim, "by": denial.by, "against": list(denial.against), "why": denial.why}


def denial_from_json(row: Mapping[str, Any]) -> Denial:
    return Denial(
        claim=word(row["claim"]),
        by=word(row["by"]),
        against=words(row["against"]),
        why=word(row["why"]),
    )


def anchor_to_json(anchor: Anchor) -> Json:
    return {
        "claim": anchor.claim,
        "report_id": anchor.report_id,
        "start": anchor.start,
        "quote": anchor.quote,
        "before": anchor.before,
        "after": anchor.after,
        "side": anchor.side,
    }


def anchor_from_json(row: Mapping[str, Any]) -> Anchor:
    return Anchor(
        claim=word(row["claim"]),
        report_id=word(row["report_id"]),
        start=whole(row["start"]),
        quote=word(row["quote"]),
        before=word(row["before"]),
        after=word(row["after"]),
        side=whole(row["side"]),
    )
