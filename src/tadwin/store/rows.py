"""What a record keeps to rows of its tables and back, so that what is loaded equals what was kept."""

from collections.abc import Mapping
from typing import Any

from tadwin.store.nested import (
    actor_from_json,
    actor_to_json,
    actors_from_json,
    anchor_from_json,
    anchor_to_json,
    contradiction_from_json,
    contradiction_to_json,
    day_from_json,
    day_to_json,
    denial_from_json,
    denial_to_json,
    evidence_from_json,
    evidence_to_json,
    line_from_json,
    line_to_json,
    origin_from_json,
    origin_to_json,
    place_to_json,
    places_from_json,
    victim_from_json,
    victim_to_json,
    when_from_json,
    when_to_json,
)
from tadwin.store.values import (
    flag,
    rows,
    span,
    whole,
    whole_or_none,
    word,
    word_or_none,
    words,
    words_by_name,
)
from tadwin.types import Claim, Decision, Figure, Incident, Report, Unclaimed, When
from tadwin.vocab import Access, DatePrecision, Effect, EventType, Group, Qualifier, Role, Scope, Stance, Status

Row = dict[str, Any]


def report_to_row(report: Report, version: int) -> Row:
    return {
        "report_id": report.id,
        "version": version,
        "sha256": report.sha256,
        "text": report.text,
        "media_type": report.media_type,
        "publisher": report.publisher,
        "title": report.title,
        "url": report.url,
        "language": report.language,
        "published_at": report.published_at,
        "retrieved_at": report.retrieved_at,
        "access": report.access.value,
        "origins": dict(report.origins),
    }


def report_from_row(row: Mapping[str, Any]) -> Report:
    return Report(
        id=word(row["report_id"]),
        text=word(row["text"]),
        sha256=word(row["sha256"]),
        media_type=word(row["media_type"]),
        publisher=word_or_none(row["publisher"]),
        title=word_or_none(row["title"]),
        url=word_or_none(row["url"]),
        language=word_or_none(row["language"]),
        published_at=row["published_at"],
        retrieved_at=word_or_none(row["retrieved_at"]),
        access=Access(row["access"]),
        origins=words_by_name(row["origins"]),
    )


def claim_to_row(claim: Claim) -> Row:
    time = claim.time
    return {
        "id": claim.id,
        "report_id": claim.report_id,
        "frame": claim.frame,
        "start_char": claim.span.start,
        "end_char": claim.span.end,
        "number_start": claim.number.start,
        "number_end": claim.number.end,
        "quote": claim.span.quote,
        "effect": claim.effect.value,
        "value": claim.figure.value,
        "qualifier": claim.figure.qualifier.value,
        "low": claim.figure.low,
        "high": claim.figure.high,
        "group_name": None if claim.group is None else claim.group.value,
        "status": None if claim.status is None else claim.status.value,
        "role": None if claim.role is None else claim.role.value,
        "object": claim.object,
        "part_of": claim.part_of,
        "scope": claim.scope.value,
        "start_day": None if time is None else time.start,
        "end_day": None if time is None else time.end,
        "event_type": None if claim.event_type is None else claim.event_type.value,
        "weapon": claim.weapon,
        "stance": claim.stance.value,
        "rest": {
            "number": claim.number.quote,
            "figure": claim.figure.text,
            "period": None if claim.period is None else when_to_json(claim.period),
            "time": None if time is None else {"precision": time.precision.value, "anchor": day_to_json(time.anchor)},
            "places": [place_to_json(place) for place in claim.places],
            "perpetrators": [actor_to_json(actor) for actor in claim.perpetrators],
            "claimant": None if claim.claimant is None else actor_to_json(claim.claimant),
            "via": [actor_to_json(actor) for actor in claim.via],
            "victims": [victim_to_json(victim) for victim in claim.victims],
            "evidence": [evidence_to_json(evidence) for evidence in claim.evidence],
        },
    }


def claim_from_row(row: Mapping[str, Any]) -> Claim:
    rest = row["rest"]
    report_id = word(row["report_id"])
    return Claim(
        id=word(row["id"]),
        report_id=report_id,
        frame=word(row["frame"]),
        span=span(report_id, row["start_char"], row["end_char"], row["quote"]),
        number=span(report_id, row["number_start"], row["number_end"], rest["number"]),
        effect=Effect(row["effect"]),
        figure=Figure(
            value=whole_or_none(row["value"]),
            qualifier=Qualifier(row["qualifier"]),
            low=whole(row["low"]),
            high=whole_or_none(row["high"]),
            text=word(rest["figure"]),
        ),
        group=None if row["group_name"] is None else Group(row["group_name"]),
        status=None if row["status"] is None else Status(row["status"]),
        role=None if row["role"] is None else Role(row["role"]),
        object=word_or_none(row["object"]),
        part_of=word_or_none(row["part_of"]),
        scope=Scope(row["scope"]),
        time=_claim_time(row),
        period=None if rest.get("period") is None else when_from_json(rest["period"]),
        places=places_from_json(rest["places"]),
        perpetrators=actors_from_json(rest["perpetrators"]),
        claimant=None if rest["claimant"] is None else actor_from_json(rest["claimant"]),
        via=actors_from_json(rest["via"]),
        event_type=None if row["event_type"] is None else EventType(row["event_type"]),
        weapon=word_or_none(row["weapon"]),
        stance=Stance(row["stance"]),
        victims=tuple(victim_from_json(victim) for victim in rows(rest["victims"])),
        evidence=tuple(evidence_from_json(evidence) for evidence in rows(rest["evidence"])),
    )


def _claim_time(row: Mapping[str, Any]) -> When | None:
    time = row["rest"]["time"]
    if time is None:
        return None
    return When(row["start_day"], row["end_day"], DatePrecision(time["precision"]), day_from_json(time["anchor"]))


def unclaimed_to_row(unclaimed: Unclaimed, position: int) -> Row:
    return {
        "report_id": unclaimed.span.report_id,
        "position": position,
        "start_char": unclaimed.span.start,
        "end_char": unclaimed.span.end,
        "quote": unclaimed.span.quote,
        "reason": unclaimed.reason,
    }


def unclaimed_from_row(row: Mapping[str, Any]) -> Unclaimed:
    there = span(word(row["report_id"]), row["start_char"], row["end_char"], row["quote"])
    return Unclaimed(there, word(row["reason"]))


def incident_to_row(incident: Incident) -> Row:
    time = incident.time
    return {
        "id": incident.id,
        "start_day": None if time is None else time.start,
        "end_day": None if time is None else time.end,
        "event_type": None if incident.event_type is None else incident.event_type.value,
        "weapon": incident.weapon,
        "grade": incident.grade,
        "grade_reason": incident.grade_reason,
        "unplaced": incident.unplaced,
        "rest": {
            "frames": list(incident.frames),
            "claims": list(incident.claims),
            "reports": list(incident.reports),
            "time": None if time is None else when_to_json(time),
            "places": [place_to_json(place) for place in incident.places],
            "perpetrators": [actor_to_json(actor) for actor in incident.perpetrators],
            "figures": [line_to_json(line) for line in incident.figures],
            "grade_next": incident.grade_next,
            "origins": [origin_to_json(origin) for origin in incident.origins],
            "contradictions": [contradiction_to_json(one) for one in incident.contradictions],
            "denials": [denial_to_json(denial) for denial in incident.denials],
            "contains": list(incident.contains),
            "toll": incident.toll,
            "parts": list(incident.parts),
        },
    }


def incident_from_row(row: Mapping[str, Any]) -> Incident:
    rest = row["rest"]
    return Incident(
        id=word(row["id"]),
        frames=words(rest["frames"]),
        claims=words(rest["claims"]),
        reports=words(rest["reports"]),
        time=None if rest["time"] is None else when_from_json(rest["time"]),
        places=places_from_json(rest["places"]),
        event_type=None if row["event_type"] is None else EventType(row["event_type"]),
        weapon=word_or_none(row["weapon"]),
        perpetrators=actors_from_json(rest["perpetrators"]),
        figures=tuple(line_from_json(line) for line in rows(rest["figures"])),
        grade=word_or_none(row["grade"]),
        grade_reason=word_or_none(row["grade_reason"]),
        unplaced=flag(row["unplaced"]),
        # Incidents that were made before reports were compared have none of these.
        grade_next=word_or_none(rest.get("grade_next")),
        origins=tuple(origin_from_json(one) for one in rows(rest.get("origins", []))),
        contradictions=tuple(contradiction_from_json(one) for one in rows(rest.get("contradictions", []))),
        denials=tuple(denial_from_json(one) for one in rows(rest.get("denials", []))),
        contains=words(rest.get("contains", [])),
        toll=flag(rest.get("toll", False)),
        parts=words(rest.get("parts", [])),
    )


def decision_to_row(decision: Decision) -> Row:
    return {
        "number": decision.number,
        "action": decision.action,
        "anchors": [anchor_to_json(anchor) for anchor in decision.anchors],
        "field": decision.field,
        "before": decision.before,
        "after": decision.after,
        "by": decision.by,
        "at": decision.at,
        "note": decision.note,
        "previous": decision.previous,
        "hash": decision.hash,
        "salts": dict(decision.salts),
        "commitments": dict(decision.commitments),
    }


def decision_from_row(row: Mapping[str, Any]) -> Decision:
    return Decision(
        number=whole(row["number"]),
        action=word(row["action"]),
        anchors=tuple(anchor_from_json(anchor) for anchor in rows(row["anchors"])),
        field=word_or_none(row["field"]),
        before=word_or_none(row["before"]),
        after=word_or_none(row["after"]),
        by=word(row["by"]),
        at=word(row["at"]),
        note=word_or_none(row["note"]),
        previous=word(row["previous"]),
        hash=word(row["hash"]),
        salts=words_by_name(row["salts"]),
        commitments=words_by_name(row["commitments"]),
    )
