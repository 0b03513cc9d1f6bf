"""What reviewers say of an incident as a whole: read right, graded, signed off, to be seen by a second person, a note.

None of these but the grade changes an incident; where its review stands does.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from tadwin.errors import DecisionError, Overtaken
from tadwin.review.fields import dumps, loads
from tadwin.review.reviewed import Sought, about, last_signed, sought
from tadwin.review.signoff import claimed, evidence
from tadwin.review.standing import ACCEPT, ANSWER, ASK, GRADE, NOTE, SIGN
from tadwin.run.deciding import Outcome, Word, anchors_of, claims_of, decide
from tadwin.run.relink import settled
from tadwin.run.told import Told
from tadwin.store.record import Record
from tadwin.store.reviews import Reviews
from tadwin.types import Claim, Decision, Incident, Signed

#: After Airwars; see `reconcile.grades`.
GRADES = ("confirmed", "fair", "weak", "contested", "discounted")
#: What a second reviewer can answer.
AGREES, DIFFERS = "agrees", "differs"


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a reviewer keeps of a sign-off: with the head of the chain a later change of the record can be proved."""

    incident: str
    decision: int
    by: str
    at: str
    evidence: str
    head: str


def accept(record: Record, claims: Sequence[Claim], word: Word) -> Outcome:
    """Decides that these claims, as they stand now, were read right. Raises DecisionError for none."""
    if not claims:
        raise DecisionError("no claim was named to accept")
    with settled(record):
        now = {claim.id: claimed(claim) for claim in claims}
        return decide(record, ACCEPT, anchors_of(record, claims, {}), claims, word, value=dumps(now), shapes=False)


def grade(record: Record, incident: Incident, given: str, word: Word) -> Outcome:
    """Decides the grade of an incident. Raises DecisionError for none of GRADES."""
    if given not in GRADES:
        raise DecisionError(f"'{given}' is no grade; give {', '.join(GRADES[:-1])} or {GRADES[-1]}")
    with settled(record):
        return _of_whole(record, GRADE, incident, word, value=dumps(given), was=dumps(incident.grade), shapes=True)


def note(record: Record, incident: Incident, word: Word) -> Outcome:
    """Keeps a note about an incident. Raises DecisionError for an empty one."""
    if not (word.note or "").strip():
        raise DecisionError("the note is empty")
    with settled(record):
        return _of_whole(record, NOTE, incident, word)


def sign(record: Record, incident: Incident, word: Word) -> tuple[Outcome, Receipt]:
    """Signs an incident off as it stands: this is what is published of it until it is signed again.

    Raises DecisionError where a second reviewer is waited for, or the same evidence is signed off already; Overtaken
    where the incident is not as it is given.
    """
    with settled(record):
        if record.incidents_named([incident.id]) != (incident,):
            raise Overtaken(f"incident {incident.id} has changed since it was read; look at it again")
        decisions = decisions_of(record, incident)
        waiting = sought(decisions)
        if waiting is not None:
            raise DecisionError(
                f"{waiting.by} asked for a second reviewer, who has not answered; answer, or undo decision "
                f"{waiting.number}"
            )
        claims = claims_of(record, [incident])
        seen = evidence(incident, claims)
        last = last_signed(decisions)
        if last is not None and loads(last.after)["evidence"] == seen:
            raise DecisionError(f"incident {incident.id} is signed off as it stands, by decision {last.number}")
        kept = Reviews(record).keep(incident, claims)
        value = dumps({"evidence": seen, "snapshot": kept})
        outcome = _of_whole(record, SIGN, incident, word, value=value)
        made = outcome.decision
        return outcome, Receipt(incident.id, made.number, made.by, made.at, seen, made.hash)


def ask(record: Record, incident: Incident, whom: str | None, word: Word) -> Outcome:
    """Asks for a second reviewer: this one, or None for anyone else. Raises DecisionError where one is waited for."""
    if whom == word.by:
        raise DecisionError("a second reviewer has to be someone else")
    with settled(record):
        waiting = sought(decisions_of(record, incident))
        if waiting is not None:
            raise DecisionError(f"{waiting.by} asked for a second reviewer already, by decision {waiting.number}")
        return _of_whole(record, ASK, incident, word, value=dumps(whom))


def answer(record: Record, incident: Incident, verdict: str, word: Word) -> Outcome:
    """A second reviewer's answer. Raises DecisionError where none was asked for, or someone else was."""
    if verdict not in (AGREES, DIFFERS):
        raise DecisionError(f"'{verdict}' is no answer; give {AGREES} or {DIFFERS}")
    with settled(record):
        waiting = sought(decisions_of(record, incident))
        if waiting is None:
            raise DecisionError(f"nobody has asked for a second reviewer of incident {incident.id}")
        if waiting.by == word.by:
            raise DecisionError("you asked for a second reviewer, who has to be someone else")
        if waiting.whom not in (None, word.by):
            raise DecisionError(f"{waiting.by} asked {waiting.whom}, not you")
        return _of_whole(record, ANSWER, incident, word, value=dumps(verdict))


def hidden_from(decisions: Sequence[Decision], reader: str) -> Sought | None:
    """Whom the reader answers as a second reviewer, and so must not yet see the view of; None for anyone else."""
    waiting = sought(decisions)
    return None if waiting is None or waiting.by == reader or waiting.whom not in (None, reader) else waiting


def decisions_of(record: Record, incident: Incident) -> tuple[Decision, ...]:
    """The decisions about an incident that stand, in order, with their anchors at the claims of today."""
    return about(incident, Told(record).standing(incident.reports))


def signed(record: Record, standing: Collection[Decision]) -> tuple[Signed, ...]:
    """What is published: of each incident its last sign-off. One that shares a claim with a later one gives way to it.

    `standing` are the decisions that stand, with their anchors at the claims of today.
    """
    taken: set[str] = set()
    last: list[Decision] = []
    for one in sorted((one for one in standing if one.action == SIGN), key=lambda one: -one.number):
        about = {at.claim for at in one.anchors}
        if taken.isdisjoint(about):
            last.append(one)
        taken |= about
    values = {one.number: loads(one.after) for one in last}
    kept = Reviews(record).kept({value["snapshot"] for value in values.values()})
    return tuple(
        Signed(*kept[value["snapshot"]], value["evidence"], one.number, one.hash, one.by, one.at)
        for one, value in ((one, values[one.number]) for one in reversed(last))
        if value["snapshot"] in kept
    )


def _of_whole(
    record: Record,
    action: str,
    incident: Incident,
    word: Word,
    *,
    value: str | None = None,
    was: str | None = None,
    shapes: bool = False,
) -> Outcome:
    inside = claims_of(record, [incident])
    anchors = anchors_of(record, inside, {})
    return decide(record, action, anchors, inside, word, field=incident.id, was=was, value=value, shapes=shapes)
