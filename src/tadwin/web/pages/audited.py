"""The trail of decisions: what each says, whether it stands, and the words of those that are at no claim any more."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from tadwin.review.fields import in_words, loads
from tadwin.review.standing import ASK, GRADE, SET, UNDO, taken_back
from tadwin.types import Anchor, Claim, Decision, Incident

#: Claims of one decision that a line names.
_NAMED = 4


@dataclass(frozen=True, slots=True)
class Line:
    """A decision in the list. `undone` is the number of the one that took it back, `orphaned` are its anchors that are
    at no claim. `hidden` where the reader may not know yet what it says. `was` and `now` are values in words,
    `root` is what an undo takes back in the end, and any other decision itself.
    """

    decision: Decision
    undone: int | None
    orphaned: Sequence[Anchor]
    hidden: bool
    was: str
    now: str
    root: Decision

    @property
    def named(self) -> Sequence[Anchor]:
        """Some of the claims that it is about."""
        return self.decision.anchors[:_NAMED]

    @property
    def more(self) -> int:
        """How many more there are."""
        return len(self.decision.anchors) - len(self.named)


def lines(
    decisions: Iterable[Decision],
    undone: Mapping[int, int],
    orphaned: Mapping[int, Sequence[Anchor]],
    hidden: Collection[int],
    roots: Mapping[int, Decision],
) -> list[Line]:
    """The lines of the decisions, each with its root.

    `hidden` are the numbers of those of which the reader may not see what they say.
    """
    made = []
    for one in decisions:
        secret = one.number in hidden
        was, now = ("", "") if secret else _values(one)
        lost = tuple(orphaned.get(one.number, ()))
        made.append(Line(one, undone.get(one.number), lost, secret, was, now, roots[one.number]))
    return made


def _values(decision: Decision) -> tuple[str, str]:
    if decision.action in (SET, GRADE):
        return in_words(decision.before), in_words(decision.after)
    if decision.action == ASK:
        return "", str(loads(decision.after) or "")
    if decision.action == UNDO or not decision.after or decision.after.startswith("{"):
        return "", ""
    return "", in_words(decision.after)


def about(
    incident: Incident, machine: Iterable[Claim], decisions: Sequence[Decision], standing: Iterable[Decision]
) -> frozenset[int]:
    """The numbers of the decisions about an incident: its claims, those that were rejected, itself, and their undos.

    `machine` are the claims of its reports as they were read, `standing` the decisions with anchors at today's claims.
    """
    frames = frozenset(incident.frames)
    claims = frozenset(incident.claims) | {claim.id for claim in machine if claim.frame in frames}
    found = {
        one.number
        for one in (*decisions, *standing)
        if one.field == incident.id or any(at.claim in claims for at in one.anchors)
    }
    for one in sorted(decisions, key=lambda decision: decision.number):
        if one.action == UNDO and taken_back(one) in found:
            found.add(one.number)
    return frozenset(found)
