"""An incident made of the frames that tell of it, and of all that is said in them."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from tadwin import ids
from tadwin.frames import is_placed, most_said, perpetrators_of, places_of, time_of
from tadwin.reconcile.contradictions import contradictions
from tadwin.reconcile.figures import figures
from tadwin.reconcile.rules import Rule
from tadwin.reconcile.said import Said
from tadwin.types import Claim, Frame, Incident, Place, When


def incident(frames: Sequence[Frame], said: Sequence[Said], rule: Rule = Rule.CONSERVATIVE) -> Incident:
    """The incident of one or more frames, with the `Said` of their claims. Neither's order matters.

    Its id is that of its smallest frame. Origins, grade and denials are for others to add.
    """
    ordered = sorted(frames, key=lambda frame: (frame.report_id, frame.id))
    claims = [claim for frame in ordered for claim in frame.claims]
    time, places = time_of_frames(ordered), places_of_frames(ordered)
    perpetrators, competing = perpetrators_of(claims)
    return Incident(
        id=ids.incident_id(min(frame.id for frame in ordered)),
        frames=tuple(sorted(frame.id for frame in ordered)),
        claims=tuple(claim.id for claim in claims),
        reports=tuple(dict.fromkeys(frame.report_id for frame in ordered)),
        time=time,
        places=places,
        event_type=most_said(claims, lambda claim: claim.event_type),
        weapon=most_said(claims, lambda claim: claim.weapon),
        perpetrators=perpetrators,
        figures=figures(said, rule),
        grade_reason=_competing(competing),
        unplaced=not is_placed(time, places),
        contradictions=contradictions(said),
    )


def _competing(answers: Sequence[Sequence[object]]) -> str | None:
    if not answers:
        return None
    named = "; ".join(" and ".join(actor.name for actor in side) for side in answers)
    return f"the report's claims name different perpetrators ({named}), so only what they share is kept"


def time_of_frames(frames): 
    return frames[0].time
def places_of_frames(frames): 
    return frames[0].places
