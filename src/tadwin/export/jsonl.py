"""claims.jsonl, incidents.jsonl and tallies.jsonl: one JSON object a line, the whole of what is known.

Days are ISO 8601; offsets count Unicode code points of the report's text; None is null and means "not said".
"""

import json
import re
from collections.abc import Iterator
from typing import Any

from tadwin.export.holdings import Holdings
from tadwin.types import Actor, Claim, Denial, Evidence, FigureLine, Incident, Origin, Place, Tally, Victim, When

Json = dict[str, Any]

# Legal inside a JSON string, and taken for the end of a line by many a reader, or for a command by a terminal: control
# characters, and embeddings, overrides and isolates of the writing direction.
_UNSAFE = re.compile("[\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def claims_lines(holdings: Holdings) -> Iterator[str]:
    """Every claim, in the order given."""
    return (json_line(claim_object(claim)) for claim in holdings.claims)


def incidents_lines(holdings: Holdings) -> Iterator[str]:
    """Every incident, in the order given."""
    return (json_line(incident_object(incident)) for incident in holdings.incidents)


def tallies_lines(holdings: Holdings) -> Iterator[str]:
    """Every tally, in the order given."""
    return (json_line(tally_object(tally)) for tally in holdings.tallies)


def claim_object(claim: Claim) -> Json:
    """A claim as a line of claims.jsonl."""
    return {
        "id": claim.id,
        "report": claim.report_id,
        "frame": claim.frame,
        "start": claim.span.start,
        "end": claim.span.end,
        "quote": claim.span.quote,
        "effect": claim.effect.value,
        "count": {
            "value": claim.figure.value,
            "qualifier": claim.figure.qualifier.value,
            "low": claim.figure.low,
            "high": claim.figure.high,
            "text": claim.figure.text,
        },
        "group": claim.group,
        "status": claim.status,
        "role": claim.role,
        "object": claim.object,
        "part_of": claim.part_of,
        "scope": claim.scope.value,
        "time": _time(claim.time),
        "period": _time(claim.period),
        "places": [_place(place) for place in claim.places],
        "perpetrators": [_actor(actor) for actor in claim.perpetrators],
        "claimant": None if claim.claimant is None else _actor(claim.claimant),
        "via": [_actor(actor) for actor in claim.via],
        "event_type": claim.event_type,
        "weapon": claim.weapon,
        "stance": claim.stance.value,
        "victims": [_victim(victim) for victim in claim.victims],
        "evidence": [_evidence(evidence) for evidence in claim.evidence],
    }


def incident_object(incident: Incident) -> Json:
    """An incident as a line of incidents.jsonl."""
    return {
        "id": incident.id,
        "frames": list(incident.frames),
        "claims": list(incident.claims),
        "reports": list(incident.reports),
        "time": _time(incident.time),
        "places": [_place(place) for place in incident.places],
        "event_type": incident.event_type,
        "weapon": incident.weapon,
        "perpetrators": [_actor(actor) for actor in incident.perpetrators],
        "figures": [_figure(line) for line in incident.figures],
        "origins": [_origin(origin) for origin in incident.origins],
        "grade": incident.grade,
        "grade_reason": incident.grade_reason,
        "unplaced": incident.unplaced,
        "grade_next": incident.grade_next,
        "contradictions": [{"claims": list(one.claims), "why": one.why} for one in incident.contradictions],
        "denials": [_denial(denial) for denial in incident.denials],
        "contains": list(incident.contains),
        "toll": incident.toll,
    }


def tally_object(tally: Tally) -> Json:
    """A tally as a line of tallies.jsonl: what was claimed beside what the record holds of the same."""
    return {
        "claim": tally.claim,
        "cell": {"effect": tally.effect.value, "status": tally.status, "group": tally.group},
        "period": _time(tally.period),
        "region": [_place(place) for place in tally.region],
        "perpetrators": [_actor(actor) for actor in tally.perpetrators],
        "claimed": {"low": tally.claimed.low, "high": tally.claimed.high},
        "recorded": {"low": tally.recorded.low, "best": tally.recorded_best, "high": tally.recorded.high},
        "counted": list(tally.counted),
        "excluded": [{"id": incident, "reason": reason} for incident, reason in tally.excluded],
        "inside": list(tally.inside),
        "residual": {"low": tally.residual.low, "high": tally.residual.high},
        "comparable": tally.comparable,
    }


def json_line(value: Json) -> str:
    """An object as a line of JSON that no reader takes for two, and no terminal obeys."""
    written = json.dumps(value, ensure_ascii=False, allow_nan=False)
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", written) + "\n"


def _time(when: When | None) -> Json | None:
    if when is None:
        return None
    return {
        "start": None if when.start is None else when.start.isoformat(),
        "end": None if when.end is None else when.end.isoformat(),
        "precision": when.precision.value,
    }


def _place(place: Place) -> Json:
    return {
        "name": place.name,
        "lat": place.lat,
        "lon": place.lon,
        "gazetteer_id": place.gazetteer_id,
        "admin1": place.admin1,
        "country": place.country,
        "precision": place.precision.value,
    }


def _actor(actor: Actor) -> Json:
    return {"name": actor.name, "id": actor.id}


def _victim(victim: Victim) -> Json:
    return {"name": victim.name, "age": victim.age, "sex": victim.sex, "start": victim.start, "end": victim.end}


def _evidence(evidence: Evidence) -> Json:
    return {
        "attribute": evidence.attribute,
        "rule": evidence.rule,
        "start": evidence.start,
        "end": evidence.end,
        "text": evidence.text,
    }


def _figure(line: FigureLine) -> Json:
    return {
        "effect": line.effect.value,
        "status": line.status,
        "group": line.group,
        "low": line.low,
        "best": line.best,
        "high": line.high,
        "open": line.open,
        "rule": line.rule,
        "claims": list(line.claims),
        "why": line.why,
    }


def _origin(origin: Origin) -> Json:
    return {
        "name": origin.name,
        "id": origin.id,
        "kind": origin.kind,
        "claims": list(origin.claims),
        "independent": origin.independent,
    }


def _denial(denial: Denial) -> Json:
    return {"claim": denial.claim, "by": denial.by, "against": list(denial.against), "why": denial.why}
