"""Decisions made: tied to claims, appended to the record, and folded into its incidents at once."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from tadwin.errors import DecisionError
from tadwin.review.anchors import anchor
from tadwin.review.fields import REJECTED, Field, before, dumps, in_words, loads, read
from tadwin.review.named import Known
from tadwin.review.standing import MERGE, MOVE, SET, SHAPING, SPLIT, UNDO, taken_back, undone_by
from tadwin.run.folded import folded
from tadwin.run.relink import again, linker, relink, settled
from tadwin.run.seen import hold
from tadwin.run.told import incidents_of
from tadwin.store.chain import REDACT, redacted_by
from tadwin.store.record import Record
from tadwin.types import Anchor, Claim, Decision, Incident


@dataclass(frozen=True, slots=True)
class Word:
    """Who decides, when (ISO 8601 in UTC) and with what to say about it.

    `seen` gives, by the ids of incidents that were shown, what `run.seen` gave when they were shown.
    """

    by: str
    at: str
    note: str | None = None
    seen: Mapping[str, str] = field(default_factory=dict)


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
    with settled(record):
        inside = claims_of(record, incidents)
        side = {claim: number for number, incident in enumerate(incidents) for claim in incident.claims}
        return decide(record, MERGE, anchors_of(record, inside, side), inside, word)


def split(record: Record, incident: Incident, leaves: Callable[[Claim], bool], word: Word) -> Outcome:
    """Decides that claims of an incident are of another. Raises DecisionError when none leaves, or none stays."""
    with settled(record):
        inside = claims_of(record, [incident])
        leaving = _leaving(incident, inside, leaves)
        return decide(record, SPLIT, anchors_of(record, inside, leaving), inside, word)


def move(record: Record, incident: Incident, leaves: Callable[[Claim], bool], into: Incident, word: Word) -> Outcome:
    """Decides that claims of an incident are of another one. Raises DecisionError when none leaves, or none stays."""
    if into.id == incident.id:
        raise DecisionError(f"incident {incident.id} is where these claims are; name another")
    with settled(record):
        inside = claims_of(record, [incident])
        leaving = _leaving(incident, inside, leaves)
        others = claims_of(record, [into])
        side = {**leaving, **{claim.id: 2 for claim in others}}
        every = [*inside, *others]
        return decide(record, MOVE, anchors_of(record, every, side), every, word)


def _leaving(incident: Incident, inside: Collection[Claim], leaves: Callable[[Claim], bool]) -> dict[str, int]:
    leaving = {claim.id: 1 for claim in inside if leaves(claim)}
    if not leaving:
        raise DecisionError(f"no claim of incident {incident.id} would leave it")
    if len(leaving) == len(inside):
        raise DecisionError(f"every claim of incident {incident.id} would leave it; name only those of another")
    return leaving


def set_field(record: Record, machine: Claim, field: Field, words: str, known: Known, word: Word) -> Outcome:
    """Decides the value of one field of a claim as it was read. Raises DecisionError for one it cannot have, or has."""
    return set_fields(record, [machine], field, words, known, word)


def set_fields(record: Record, machine: Sequence[Claim], field: Field, words: str, known: Known, word: Word) -> Outcome:
    """Decides one field of several claims alike, such as the place of all of an incident; those that have it stay.

    Raises DecisionError for a value that they cannot have, or that all of them have.
    """
    value = read(field, words, known)
    with settled(record):
        inside = {claim.id: claim for claim in folded(record, {claim.report_id for claim in machine}).claims}
        had = {claim.id: _value(field, claim, inside.get(claim.id)) for claim in machine}
        given = [claim for claim in machine if had[claim.id] != value]
        if not given:
            which = f"claim {machine[0].id}" if len(machine) == 1 else "every claim"
            raise DecisionError(f"the {field.name} of {which} is {in_words(value)} already")
        for claim in given if field.name == "part_of" else ():
            _hold_part(inside.values(), claim, loads(value))
        anchors = anchors_of(record, given, {})
        values = {had[claim.id] for claim in given}
        # Several values of before stand in the order of the anchors.
        was = values.pop() if len(values) == 1 else dumps([loads(had[claim.id]) for claim in given])
        return decide(record, SET, anchors, given, word, field=field.name, was=was, value=value)


def _value(field: Field, machine: Claim, now: Claim | None) -> str:
    return dumps(now is None) if field.name == REJECTED else before(field, now or machine)


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
    # What waits is linked with the decision gone: it may be the very one that nothing can be linked with.
    with record.turn(), record.whole():
        return _undo(record, number, word)


def _undo(record: Record, number: int, word: Word) -> Outcome:
    decisions = {decision.number: decision for decision in record.decisions()}
    if number not in decisions:
        there = f"the last is {len(decisions)}" if decisions else "nothing has been decided"
        raise DecisionError(f"there is no decision {number}: {there}; `tadwin decisions` lists them")
    by = undone_by(decisions.values()).get(number)
    if by is not None:
        raise DecisionError(f"decision {number} is undone already, by decision {by}; `tadwin undo {by}` brings it back")
    about = decisions[number]
    if about.action == REDACT:
        raise DecisionError(f"decision {number} redacted something for good: it cannot be taken back")
    while about.action == UNDO and taken_back(about) in decisions:
        about = decisions[taken_back(about)]
    named = {one.claim for one in about.anchors}
    reports = {one.report_id for one in about.anchors}
    inside = [claim for claim in folded(record, reports).machine if claim.id in named]
    shapes = about.action in SHAPING
    return decide(
        record,
        UNDO,
        (),
        inside,
        word,
        field=str(number),
        undone=decisions[number],
        shapes=shapes,
        touches=reports,
    )


def claims_of(record: Record, incidents: Collection[Incident]) -> list[Claim]:
    """The claims of these incidents as reviewers left them, by report and in the order of the text."""
    named = {claim for incident in incidents for claim in incident.claims}
    reports = {report for incident in incidents for report in incident.reports}
    return [claim for claim in folded(record, reports).claims if claim.id in named]


def anchors_of(record: Record, claims: Iterable[Claim], side: Mapping[str, int]) -> tuple[Anchor, ...]:
    """The anchors of claims, each on its side; 0 where none is given."""
    texts: dict[str, str] = {}
    made = []
    for claim in claims:
        if claim.report_id not in texts:
            texts[claim.report_id] = record.report(claim.report_id).text
        made.append(anchor(claim, texts[claim.report_id], side=side.get(claim.id, 0)))
    return tuple(made)


def decide(
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
    shapes: bool = True,
    touches: Collection[str] = (),
) -> Outcome:
    """Keeps a decision about these claims, and puts the incidents that it changes, or where their review stands.

    `shapes` is False for one that leaves incidents as they are, `touches` are reports that it is about besides. To be
    called within `settled`. Raises Overtaken where someone decided since `word.seen` was shown.
    """
    hold(record, word.seen)
    of, touched = {claim.id for claim in claims}, {*touches, *(claim.report_id for claim in claims)}
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
    by = linker(record)
    if not shapes and touched.issuperset(record.needs_linking(by)):
        again(record, old)
        record.put_linked(touched, by)
        return Outcome(decision, old, old, undone)
    relink(record, changed=touched)
    for incident in old:
        of.update(incident.claims)
        touched.update(incident.reports)
    return Outcome(decision, old, _holding(record, of, touched), undone)


def _holding(record: Record, claims: Collection[str], reports: Collection[str]) -> tuple[Incident, ...]:
    """The incidents that hold one of these claims, which are of these reports, by id."""
    held = incidents_of(record, reports)
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
        elif not decision.anchors and (by := redacted_by(decision.salts["anchors"])) is not None:
            state = f"redacted by {by}"
        elif not lost:
            state = "stands"
        elif len(lost) == len(decision.anchors):
            state = "orphaned"
        else:
            state = f"orphaned in part ({len(lost)} of {len(decision.anchors)} claims)"
        told[decision.number] = (state, lost)
    return told
