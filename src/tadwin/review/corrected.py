"""Claims as reviewers left them: values that they set, and claims that they took out of a frame."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from tadwin import ids
from tadwin.errors import DecisionError
from tadwin.review.fields import FIELDS, REJECTED, loads
from tadwin.review.standing import MOVE, SET, SPLIT
from tadwin.types import Claim, Decision, Evidence


def corrected(decisions: Iterable[Decision], claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """The claims, in the order given, after the decisions that stand; those that were rejected are left out.

    The anchors name claims by the ids that they have now. A value that was set has one piece of evidence, which says
    by whom. Where a split or a move goes through a frame, the claims that leave get a frame of their own. Raises
    DecisionError for a decision whose value means nothing.
    """
    ordered = sorted(decisions, key=lambda decision: decision.number)
    before = tuple(claims)
    touched = {one.claim for decision in ordered for one in decision.anchors}
    now = {claim.id: claim for claim in before if claim.id in touched}
    rejected: dict[str, bool] = {}
    for decision in ordered:
        if decision.action == SET:
            _set(decision, now, rejected)
        elif decision.action in (SPLIT, MOVE):
            _part(decision, now)
    return tuple(now.get(claim.id, claim) for claim in before if not rejected.get(claim.id, False))


def _set(decision: Decision, now: dict[str, Claim], rejected: dict[str, bool]) -> None:
    for name in (one.claim for one in decision.anchors if one.claim in now):
        try:
            value = loads(decision.after)
            if decision.field == REJECTED:
                rejected[name] = bool(value)
                continue
            field = FIELDS[decision.field or ""]
            changed = field.put(now[name], value)
        except (LookupError, TypeError, ValueError, RecursionError) as error:
            raise DecisionError(
                f"decision {decision.number} sets {decision.field!r} to what means nothing; the record was changed by "
                "something else than tadwin: restore it from a copy"
            ) from error
        said = Evidence(field.attribute, f"decided by {decision.by}", None, None, "")
        kept = tuple(one for one in changed.evidence if one.attribute not in (field.attribute, *field.clears))
        now[name] = replace(changed, evidence=(*kept, said))


def _part(decision: Decision, now: dict[str, Claim]) -> None:
    """Gives the claims that leave a frame of their own, where others of it stay."""
    staying, leaving = _by_frame(decision, now, side=0), _by_frame(decision, now, side=1)
    for frame in leaving.keys() & staying.keys():
        parted = ids.parted_frame(frame, min(leaving[frame]))
        for name in leaving[frame]:
            now[name] = replace(now[name], frame=parted)


def _by_frame(decision: Decision, now: Mapping[str, Claim], *, side: int) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in decision.anchors:
        if one.side == side and one.claim in now:
            found.setdefault(now[one.claim].frame, []).append(one.claim)
    return found
