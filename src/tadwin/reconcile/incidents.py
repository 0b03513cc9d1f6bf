"""An incident made of the frames that tell of it, and of all that is said in them."""

from collections import Counter
from collections.abc import Sequence

from tadwin import ids
from tadwin.frames import is_placed, most_said, perpetrators_of
from tadwin.reconcile.contradictions import contradictions
from tadwin.reconcile.divided import groups_of_parts
from tadwin.reconcile.figures import figures, in_order
from tadwin.reconcile.rules import Rule
from tadwin.reconcile.said import Said
from tadwin.reconcile.voices import heard
from tadwin.types import Actor, Frame, Incident, Place, When
from tadwin.vocab import DatePrecision, Effect, PlacePrecision, Stance

_DATE_RANK = {precision: rank for rank, precision in enumerate(DatePrecision)}
_PLACE_RANK = {precision: rank for rank, precision in enumerate(PlacePrecision)}


def incident(frames: Sequence[Frame], said: Sequence[Said], rule: Rule = Rule.CONSERVATIVE) -> Incident:
    """The incident of one or more frames, with the `Said` of their claims. The order of neither matters.

    Its id is that of its smallest frame. Origins, grade and denials are for others to add; `grade_reason` only says
    where claims name different perpetrators.
    """
    ordered = sorted(frames, key=lambda frame: (frame.report_id, frame.id))
    claims = [claim for frame in ordered for claim in frame.claims]
    time, places = time_of_frames(ordered), places_of_frames(ordered)
    perpetrators, competing = perpetrators_of(claims)
    parts = tuple(sorted({part for frame in ordered for part in frame.parts}))
    of_effects = heard(said)
    lines = figures(of_effects, rule)
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
        figures=in_order([*lines, *groups_of_parts(ordered, lines, rule)]),
        grade_reason=_competing(competing, one_report=len(ordered) == 1),
        unplaced=not is_placed(time, places),
        contradictions=contradictions(said, of_effects),
        toll=_is_toll(ordered),
        parts=parts,
    )


def _is_toll(frames: Sequence[Frame]) -> bool:
    """True where every frame counts several attacks together. One that counts attacks alone says nothing of it."""
    harm = [frame for frame in frames if any(claim.effect is not Effect.ATTACKS for claim in frame.claims)]
    return all(frame.toll for frame in harm or frames)


def time_of_frames(frames: Sequence[Frame]) -> When | None:
    """Of the narrowest times that frames give, the one that most give; of several as frequent, the earliest.

    Those that tell of the dead decide, without one those of the injured: an incident is of the day on which people were
    harmed, and what else was damaged the day before must not move it.
    """
    dated = [frame for frame in frames if frame.time and frame.time.start is not None and frame.time.end is not None]
    narrowest = min((_rank(frame.time) for frame in dated), default=None)
    among = [frame for frame in dated or frames if narrowest is None or _rank(frame.time) == narrowest]
    harmed = ([frame for frame in among if _asserts(frame, effect)] for effect in (Effect.KILLED, Effect.INJURED))
    times = [frame.time for frame in next(filter(None, harmed), among) if frame.time is not None]
    votes = Counter((time.start, time.end) for time in times)
    return min(
        times,
        key=lambda time: (-votes[time.start, time.end], str(time.start), str(time.end), str(time.anchor)),
        default=None,
    )


def _rank(time: When | None) -> int:
    return len(_DATE_RANK) if time is None else _DATE_RANK[time.precision]


def _asserts(frame: Frame, effect: Effect) -> bool:
    return any(claim.effect is effect and claim.stance is Stance.ASSERTED for claim in frame.claims)


def places_of_frames(frames: Sequence[Frame]) -> tuple[Place, ...]:
    """Every place that a frame names, once each: the finest first, then what most frames name, then as they come."""
    found: dict[str, Place] = {}
    named: Counter[str] = Counter()
    for frame in sorted(frames, key=lambda frame: (frame.report_id, frame.id)):
        for place in frame.places:
            key = place.gazetteer_id or place.name.casefold()
            found.setdefault(key, place)
            named[key] += 1
    keys = sorted(found, key=lambda key: (_PLACE_RANK[found[key].precision], -named[key]))
    return tuple(found[key] for key in keys)


def _competing(answers: Sequence[Sequence[Actor]], *, one_report: bool) -> str | None:
    """Says which perpetrators claims name where they do not agree."""
    if not answers:
        return None
    named = "; ".join(" and ".join(actor.name for actor in side) for side in answers)
    whose = "the report's claims" if one_report else "claims"
    return f"{whose} name different perpetrators ({named}), so only what they share is kept"
