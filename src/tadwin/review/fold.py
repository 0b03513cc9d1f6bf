"""Everything that reviewers decided, folded into the claims of the machine."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from tadwin.review.added import added
from tadwin.review.anchors import Attached, attach
from tadwin.review.corrected import corrected
from tadwin.review.standing import effective
from tadwin.review.ties import ties
from tadwin.types import Anchor, Claim, Decision, Ties


@dataclass(frozen=True, slots=True)
class Folded:
    """Claims as reviewers left them, ties between their frames, and what of each decision was not found, by number.

    `machine` are the claims before any value was set, those that reviewers added among them. `standing` are the
    decisions that stand, with their anchors at the claims of today; those that are at none are left out.
    """

    claims: tuple[Claim, ...]
    ties: Ties
    orphaned: Mapping[int, tuple[Anchor, ...]]
    machine: tuple[Claim, ...] = ()
    standing: tuple[Decision, ...] = ()


def fold(decisions: Iterable[Decision], claims: Iterable[Claim], texts: Mapping[str, str]) -> Folded:
    """Folds every decision that stands into the claims, whose order stays; those that reviewers added are among them.

    `texts` holds the texts of the reports that decisions are about, by id. A decision some of whose anchors are
    orphaned holds for the others.
    """
    standing = effective(decisions)
    machine = _with_added(tuple(claims), tuple(added(standing, texts)))
    attached = attach((one for decision in standing for one in decision.anchors), machine, texts)
    here = tuple(_at(decision, attached) for decision in standing)
    left = corrected(here, machine)
    lost = frozenset(attached.orphaned)
    orphaned = {one.number: tuple(at for at in one.anchors if at in lost) for one in standing}
    lost_of = {number: anchors for number, anchors in orphaned.items() if anchors}
    return Folded(left, ties(here, left), lost_of, machine, here)


def _with_added(machine: tuple[Claim, ...], more: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims of both, by report and place in the text where there are any to add; a reviewer's goes first."""
    if not more:
        return machine
    own = {claim.id: claim for claim in more}
    every = [*(claim for claim in machine if claim.id not in own), *own.values()]
    return tuple(sorted(every, key=in_order))


def in_order(claim: Claim) -> tuple[str, int, int, str, str]:
    """By report, then in the order of the text, as a record lists its claims."""
    return (claim.report_id, claim.span.start, claim.number.start, claim.effect.value, claim.id)


def _at(decision: Decision, attached: Attached) -> Decision:
    """The decision with its anchors at the claims of today; those that are at none are left out."""
    found = tuple(replace(one, claim=attached.found[one]) for one in decision.anchors if one in attached.found)
    return replace(decision, anchors=found)
