"""A first incident: what one report says of one incident, before any other report is compared with it."""

from collections.abc import Iterable

from tadwin import ids
from tadwin.frames import frames, perpetrators_of
from tadwin.reconcile.figures import figures
from tadwin.types import Claim, Frame, Incident


def incidents(claims: Iterable[Claim]) -> tuple[Incident, ...]:
    """One incident for each frame that stands for one, by id. The order of claims never matters."""
    return tuple(sorted(map(_incident, frames(claims)), key=lambda incident: incident.id))


def _incident(frame: Frame) -> Incident:
    perpetrators, competing = perpetrators_of(frame.claims)
    reason = None
    if competing:
        named = "; ".join(" and ".join(actor.name for actor in side) for side in competing)
        reason = f"the report's claims name different perpetrators ({named}), so only what they share is kept"
    return Incident(
        id=ids.incident_id(frame.id),
        frames=(frame.id,),
        claims=tuple(claim.id for claim in frame.claims),
        reports=(frame.report_id,),
        time=frame.time,
        places=frame.places,
        event_type=frame.event_type,
        weapon=frame.weapon,
        perpetrators=perpetrators,
        figures=figures(frame.claims),
        grade=None,
        grade_reason=reason,
        unplaced=frame.unplaced,
    )
