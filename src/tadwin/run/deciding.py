"""Decisions made: tied to claims, appended to the record, and folded into its incidents at once."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from tadwin.errors import DecisionError
from tadwin.review.anchors import anchor
from tadwin.review.fields import REJECTED, Field, before, dumps, in_words, loads, read
from tadwin.review.named import Known
from tadwin.review.standing import MERGE, SET, SPLIT, UNDO, taken_back, undone_by
from tadwin.run.folded import folded
from tadwin.run.relink import relink
from tadwin.store.record import Record
from tadwin.types import Anchor, Claim, Decision, Incident


@dataclass(frozen=True, slots=True)
class Word:
    """Who decides, when (ISO 8601 in UTC) and with what to say about it."""

    by: str
    at: str
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """A decision, and the incidents of the claims that it is about, as they were and what they are now.

    `undone` is the decision that an undo takes back.
    """

    decision: Decision
    before: tuple[Incident, ...]
    after: tuple[Incident, ...]
    undone: Decision | None = None


def merge(record: Record, incidents: Sequence[Incident], word: Word) -> Outcome:
    """Decides that these incidents are one. Raises DecisionError unless there are two or more."""
    if len({incident.id for incident in incidents}) < 2:
        raise DecisionError("merging takes two incidents or more, and these are one already")
    inside = _claims(record, incidents)
    side = {claim: number for number, incident in enumerate(incidents) for claim in incident.claims}
    return _decided(record, MERGE, _anchors(record, inside, side), inside, word)


def split(record: Record, incident: Incident, leaves: Callable[[Claim], bool], word: Word) -> Outcome:
    """Decides that claims of an incident are of another. Raises DecisionError when none leaves, or none stays."""
    inside = _claims(record, [incident])
    leaving = {claim.id: 1 for claim in inside if leaves(claim)}
    if not leaving:
        raise DecisionError(f"no claim of incident {incident.id} would leave it")
    if len(leaving) == len(inside):
        raise DecisionError(f"every claim of incident {incident.id} would leave it; name only those of another")
    return _decided(record, SPLIT, _anchors(record, inside, leaving), inside, word)


def set_field(record: Record, machine: Claim, field: Field, words: str, known: Known, word: Word) -> Outcome:
    """Decides the value of one field of a claim as it was read. Raises DecisionError for one it cannot have, or has."""
    inside = folded(record, [machine.report_id]).claims
    now = next((claim for claim in inside if claim.id == machine.id), None)
    was = dumps(now is None) if field.name == REJECTED else before(field, now or machine)
    value = read(field, words, known)
    if value == was:
        raise DecisionError(f"the {field.name} of claim {machine.id} is {in_words(value)} already")
    if field.name == "part_of":
        _hold_part(inside, machine, loads(value))
    anchors = _anchors(record, [machine], {})
    return _decided(record, SET, anchors, [machine], word, field=field.name, was=was, value=value)


def _hold_part(inside: Iterable[Claim], claim: Claim, whole: str | None) -> None:
    """Raises DecisionError for a claim that would be a part of nothing, of another report's claim, or of itself."""
    above = {one.id: one.part_of for one in inside}
    if whole is not None and whole not in above:
        raise DecisionError(f"there is no claim '{whole}' in report {claim.report_id}, of which it could be a part")
    seen = set()
    while whole is not None and whole not in seen:
        if whole == claim.id:
            raise DecisionError(f"claim {claim.id} would be a part of itself")
        seen.add(whole)
        whole = above.get(whole)


def undo(record: Record, number: int, word: Word) -> Outcome:
    """Takes a decision back. Raises DecisionError when there is none of that number, or it is taken back already."""
    decisions = {decision.number: decision for decision in record.decisions()}
    if number not in decisions:
        there = f"the last is {len(decisions)}" if decisions else "nothing has been decided"
        raise DecisionError(f"there is no decision {number}: {there}; `tadwin decisions` lists them")
    by = undone_by(decisions.values()).get(number)
    if by is not None:
        raise DecisionError(f"decision {number} is undone already, by decision {by}; `tadwin undo {by}` brings it back")
    about = decisions[number]
    while about.action == UNDO and taken_back(about) in decisions:
        about = decisions[taken_back(about)]
    named = {one.claim for one in about.anchors}
    inside = [
        claim for claim in record.claims_of_reports({one.report_id for one in about.anchors}) if claim.id in named
    ]
    return _decided(record, UNDO, (), inside, word, field=str(number), undone=decisions[number])


def _claims(record: Record, incidents: Collection[Incident]) -> list[Claim]:
    named = {claim for incident in incidents for claim in incident.claims}
    reports = {report for incident in incidents for report in incident.reports}
    return [claim for claim in folded(record, reports).claims if claim.id in named]


def _anchors(record: Record, claims: Iterable[Claim], side: Mapping[str, int]) -> tuple[Anchor, ...]:
    texts: dict[str, str] = {}
    made = []
    for claim in claims:
        if claim.report_id not in texts:
            texts[claim.report_id] = record.report(claim.report_id).text
        made.append(anchor(claim, texts[claim.report_id], side=side.get(claim.id, 0)))
    return tuple(made)


def _decided(
    record: Record,
    action: str,
    anchors: tuple[Anchor, ...],
    claims: Collection[Claim],
    word: Word,
    *,
    field: str | None = None,
    was: str | None = None,
    value: str | None = None,
    undone: Decision | None = None,
) -> Outcome:
    of, touched = {claim.id for claim in claims}, {claim.report_id for claim in claims}
    old = _holding(record, of, touched)
    decision = record.append(
        action=action,
        anchors=anchors,
        by=word.by,
        at=word.at,
        note=word.note,
        field=field,
        before=was,
        after=value,
        touches=touched,
    )
    relink(record, changed=touched)
    for incident in old:
        of.update(incident.claims)
        touched.update(incident.reports)
    return Outcome(decision, old, _holding(record, of, touched), undone)


def _holding(record: Record, claims: Collection[str], reports: Collection[str]) -> tuple[Incident, ...]:
    """The incidents that hold one of these claims, which are of these reports, by id."""
    held = record.incidents_named(set(record.incidents_of_reports(reports).values()))
    return tuple(incident for incident in held if not frozenset(claims).isdisjoint(incident.claims))


def orphans(record: Record) -> tuple[str, ...]:
    """A sentence for each decision of which something is not found in the reports of today."""
    if next(record.decisions(), None) is None:
        return ()
    return tuple(
        f"decision {number} is {state}: its words are in no claim now; `tadwin decisions` shows them"
        for number, (state, lost) in states(record).items()
        if lost
    )


def states(record: Record) -> Mapping[int, tuple[str, tuple[Anchor, ...]]]:
    """How each decision stands, in words, and those of its anchors that were not found in the reports of today."""
    decisions = tuple(record.decisions())
    undone = undone_by(decisions)
    orphaned = folded(record, {one.report_id for decision in decisions for one in decision.anchors}).orphaned
    told = {}
    for decision in decisions:
        lost = orphaned.get(decision.number, ())
        if decision.number in undone:
            state = f"undone by {undone[decision.number]}"
        elif not lost:
            state = "stands"
        elif len(lost) == len(decision.anchors):
            state = "orphaned"
        else:
            state = f"orphaned in part ({len(lost)} of {len(decision.anchors)} claims)"
        told[decision.number] = (state, lost)
    return told
