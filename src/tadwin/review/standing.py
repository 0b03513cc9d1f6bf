"""Which decisions stand. An undo is a decision too, and can be undone."""

from collections.abc import Iterable, Mapping

from tadwin.types import Decision

MERGE, SPLIT, SET, UNDO = "merge", "split", "set", "undo"
MOVE, ADD, ACCEPT, GRADE = "move", "add", "accept", "grade"
NOTE, SIGN, ASK, ANSWER = "note", "sign", "ask", "answer"
ALLOW = "allow"
#: What says which frames are one incident, and which are not.
TYING = frozenset({MERGE, SPLIT, MOVE, ADD})
#: What changes which claims there are, what they say, or which incident they are of; the others leave incidents alone.
SHAPING = frozenset({MERGE, SPLIT, MOVE, SET, ADD, GRADE})


def effective(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """The decisions that stand, in the order in which they were made, without the undos themselves."""
    listed = sorted(decisions, key=lambda decision: decision.number)
    undone = undone_by(listed)
    return tuple(one for one in listed if one.action != UNDO and one.number not in undone)


def undone_by(decisions: Iterable[Decision]) -> Mapping[int, int]:
    """Each decision that was taken back, by its number, to the undo that did so and stands itself.

    An undo takes back only what was decided before it.
    """
    undone: dict[int, int] = {}
    for one in sorted(decisions, key=lambda decision: -decision.number):
        if one.action == UNDO and one.number not in undone:
            target = taken_back(one)
            if target < one.number:
                undone.setdefault(target, one.number)
    return undone


def taken_back(undo: Decision) -> int:
    """The number of the decision that an undo takes back; 0, which no decision has, where it names none."""
    named = undo.field or ""
    return int(named) if named.isdecimal() else 0
