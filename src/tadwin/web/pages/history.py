"""What was decided about an incident, and what reviewers changed on each of its claims."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from tadwin.review.added import SIDE
from tadwin.review.fields import FIELDS, REJECTED, before, in_words, loads
from tadwin.review.signoff import claimed
from tadwin.review.standing import ACCEPT, ADD, ASK, GRADE, SET, UNDO, taken_back, undone_by
from tadwin.types import Claim, Decision
from tadwin.web.pages.quoted import Numbered


@dataclass(frozen=True, slots=True)
class Line:
    """A decision about an incident. `undone` is the decision that took it back, `about` its claims on this page.

    `was` and `now` are values in words, empty where the decision gives none. `root` is what an undo takes back in the
    end, and any other decision itself.
    """

    decision: Decision
    undone: int | None
    about: tuple[Numbered, ...]
    was: str
    now: str
    root: Decision


def history(
    decisions: Iterable[Decision], standing: Iterable[Decision], incident: str, said: Mapping[str, Numbered]
) -> list[Line]:
    """Every decision about an incident, undone ones too, the latest first.

    `decisions` are all about its reports, `standing` those of them that stand, with their anchors at today's claims.
    """
    every = {one.number: one for one in decisions}
    undone = undone_by(every.values())
    here = {number: _named(one) & said.keys() for number, one in every.items()}
    here.update({one.number: _named(one) & said.keys() for one in standing})
    about = {number for number, claims in here.items() if claims or every[number].field == incident}
    for one in sorted(every.values(), key=lambda one: one.number):
        if one.action == UNDO and taken_back(one) in about:
            about.add(one.number)
    return [
        _line(
            every[number],
            undone.get(number),
            sorted((said[name] for name in here[number]), key=lambda n: n.number),
            _root(every[number], every),
        )
        for number in sorted(about, reverse=True)
        if number in every
    ]


def _named(decision: Decision) -> set[str]:
    """The claims that a decision is about: of one that adds a claim, that claim and not those it was put beside."""
    added = decision.action == ADD
    return {at.claim for at in decision.anchors if not added or at.side == SIDE}


def _root(decision: Decision, every: Mapping[int, Decision]) -> Decision:
    while decision.action == UNDO and taken_back(decision) < decision.number and taken_back(decision) in every:
        decision = every[taken_back(decision)]
    return decision


def _line(decision: Decision, undone: int | None, about: Sequence[Numbered], root: Decision) -> Line:
    was, now = "", ""
    if decision.action in (SET, GRADE):
        was, now = in_words(decision.before), in_words(decision.after)
    elif decision.action == ASK:
        now = str(loads(decision.after) or "")
    elif decision.action not in (ACCEPT, UNDO) and decision.after and not decision.after.startswith("{"):
        now = in_words(decision.after)
    return Line(decision, undone, tuple(about), was, now, root)


def last_own(lines: Iterable[Line], name: str) -> Decision | None:
    """The last decision of that person that stands: what "undo" takes back. An undo is not undone that way."""
    own = (one.decision for one in lines if one.decision.by == name and one.undone is None)
    return next((one for one in own if one.action != UNDO), None)


@dataclass(frozen=True, slots=True)
class Change:
    """A field of a claim as it was read and as it stands, and who decided so; None for what a decision implied."""

    field: str
    read: str
    stands: str
    decision: Decision | None


@dataclass(frozen=True, slots=True)
class Looked:
    """What reviewers did to a claim. `accepted` is who read it and found it right; `since` is True where it has
    changed after that. `added` is the decision that added it.
    """

    changes: tuple[Change, ...]
    accepted: Decision | None
    since: bool
    added: Decision | None

    @property
    def untouched(self) -> bool:
        """True where nobody has looked at it, or changed it."""
        return not self.changes and self.accepted is None and self.added is None


def looked(machine: Mapping[str, Claim], claims: Iterable[Claim], standing: Sequence[Decision]) -> Mapping[str, Looked]:
    """What reviewers did to each of the claims, by id; `machine` are the claims as they were read."""
    of: dict[str, list[Decision]] = {}
    for one in standing:
        for name in {at.claim for at in one.anchors}:
            of.setdefault(name, []).append(one)
    return {claim.id: _looked(machine.get(claim.id, claim), claim, of.get(claim.id, ())) for claim in claims}


def _looked(read: Claim, now: Claim, decisions: Collection[Decision]) -> Looked:
    last = {one.field: one for one in decisions if one.action == SET}
    changes = []
    for field in FIELDS.values():
        values = before(field, read), before(field, now)
        if field.name != REJECTED and values[0] != values[1]:
            changes.append(Change(field.name, in_words(values[0]), in_words(values[1]), last.get(field.name)))
    accepts = [one for one in decisions if one.action == ACCEPT]
    accepted = accepts[-1] if accepts else None
    since = accepted is not None and loads(accepted.after).get(now.id) != claimed(now)
    # A claim that was added has its adder on side 1.
    added = next((one for one in decisions if one.action == "add" and _adds(one, now.id)), None)
    return Looked(tuple(changes), accepted, since, added)


def _adds(decision: Decision, claim: str) -> bool:
    return any(at.claim == claim and at.side == 1 for at in decision.anchors)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A claim that a reviewer rejected, so that it is in no incident; the decision can be taken back."""

    claim: Claim
    decision: Decision


def left_out(
    machine: Iterable[Claim], claims: Collection[str], frames: Collection[str], standing: Iterable[Decision]
) -> list[LeftOut]:
    """The claims that were rejected, of these frames. `claims` are the ids of those that were not."""
    rejects: dict[str, Decision] = {}
    for one in standing:
        if one.action == SET and one.field == REJECTED:
            rejects.update((at.claim, one) for at in one.anchors)
    return [
        LeftOut(claim, rejects[claim.id])
        for claim in machine
        if claim.frame in frames and claim.id not in claims and claim.id in rejects
    ]
