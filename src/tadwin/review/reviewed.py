"""Where the review of an incident stands, and the grade that a reviewer gave it, by the decisions about it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from tadwin.review import doubt
from tadwin.review.fields import loads
from tadwin.review.signoff import evidence
from tadwin.review.standing import ANSWER, ASK, GRADE, SIGN
from tadwin.types import Claim, Decision, FigureLine, Incident, Review
from tadwin.vocab import Effect, ReviewState


@dataclass(frozen=True, slots=True)
class Sought:
    """A second reviewer who was asked for: by whom, whom (None for anyone else), by which decision."""

    number: int
    by: str
    whom: str | None


def about(incident: Incident, standing: Iterable[Decision]) -> tuple[Decision, ...]:
    """The decisions that are about a claim of the incident, in order. `standing` has its anchors at today's claims."""
    inside = frozenset(incident.claims)
    return tuple(one for one in standing if any(at.claim in inside for at in one.anchors))


def by_claim(standing: Iterable[Decision]) -> Mapping[str, list[Decision]]:
    """Each claim to the decisions about it: `about` for many incidents at once."""
    found: dict[str, list[Decision]] = {}
    for decision in standing:
        for claim in dict.fromkeys(at.claim for at in decision.anchors):
            found.setdefault(claim, []).append(decision)
    return found


def about_claims(claims: Iterable[str], found: Mapping[str, list[Decision]]) -> tuple[Decision, ...]:
    """The decisions about one of these claims, in order, once each."""
    met = {one.number: one for claim in claims for one in found.get(claim, ())}
    return tuple(met[number] for number in sorted(met))


def graded(incident: Incident, decisions: Iterable[Decision]) -> Incident:
    """The incident with the grade that a reviewer gave it last.

    A grade is given to all that the incident then held: where some of that is in another incident now, nobody graded
    this one, and the grade that the evidence suggests comes back.
    """
    inside = frozenset(incident.claims)
    given = [one for one in decisions if one.action == GRADE and inside.issuperset(at.claim for at in one.anchors)]
    if not given:
        return incident
    last = given[-1]
    more = len(inside - {at.claim for at in last.anchors})
    since = "" if not more else f" {more} claim{'s' if more > 1 else ''} came after that."
    why = f": {last.note}" if last.note else ""
    suggested = f" The evidence suggests {incident.grade}." if incident.grade else ""
    reason = f"Graded by {last.by}{why}.{since}{suggested}"
    return replace(incident, grade=str(loads(last.after)), grade_reason=reason, grade_next=None)


def sought(decisions: Iterable[Decision]) -> Sought | None:
    """The second reviewer who is still waited for; the last that was asked, if nobody has answered since."""
    waiting = None
    for one in decisions:
        if one.action == ASK:
            waiting = Sought(one.number, one.by, loads(one.after))
        elif one.action == ANSWER:
            waiting = None
    return waiting


def last_signed(decisions: Iterable[Decision]) -> Decision | None:
    """The last sign-off."""
    return max((one for one in decisions if one.action == SIGN), key=lambda one: one.number, default=None)


def review(
    incident: Incident, claims: Collection[Claim], decisions: Collection[Decision], weakest: float | None
) -> Review:
    """The row of an incident in the queue. `claims` are its own, `decisions` those that stand and are about it."""
    seen, line = evidence(incident, claims), headline(incident)
    found = doubt.doubts(incident, weakest)
    state, signed = _state(seen, decisions)
    return Review(
        incident=incident.id,
        state=state,
        doubt=doubt.weight(found, state, line),
        doubts=found,
        time=incident.time,
        place=incident.places[0] if incident.places else None,
        event_type=incident.event_type,
        perpetrators=tuple(actor.name for actor in incident.perpetrators),
        grade=incident.grade,
        unplaced=incident.unplaced,
        reports=len(incident.reports),
        origins=sum(origin.independent for origin in incident.origins),
        contradictions=len(incident.contradictions),
        line=line,
        evidence=seen,
        signed=signed,
        decided=max((one.number for one in decisions), default=None),
    )


def reviewed_again(row: Review, decisions: Collection[Decision]) -> Review:
    """The row after decisions that leave the incident as it is."""
    state, signed = _state(row.evidence, decisions)
    return replace(
        row,
        state=state,
        doubt=doubt.weight(row.doubts, state, row.line),
        signed=signed,
        decided=max((one.number for one in decisions), default=None),
    )


def headline(incident: Incident) -> FigureLine | None:
    """The figure that a list shows: everyone killed, else the first there is."""
    first = incident.figures[0] if incident.figures else None
    whole = (line for line in incident.figures if (line.effect, line.status, line.group) == (Effect.KILLED, None, None))
    return next(whole, first)


def _state(seen: str, decisions: Collection[Decision]) -> tuple[ReviewState, int | None]:
    signed = last_signed(decisions)
    number = None if signed is None else signed.number
    if sought(decisions) is not None:
        return ReviewState.ASKED, number
    if signed is not None:
        same = loads(signed.after)["evidence"] == seen
        return (ReviewState.SIGNED if same else ReviewState.CHANGED), number
    return (ReviewState.OPEN if decisions else ReviewState.NEW), None
