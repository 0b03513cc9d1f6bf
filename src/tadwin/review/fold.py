"""Everything that reviewers decided, folded into the claims of the machine."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from tadwin.review.anchors import Attached, attach
from tadwin.review.corrected import corrected
from tadwin.review.standing import effective
from tadwin.review.ties import ties
from tadwin.types import Anchor, Claim, Decision, Ties


@dataclass(frozen=True, slots=True)
class Folded:
    """Claims as reviewers left them, ties between their frames, and what of each decision was not found, by number."""

    claims: tuple[Claim, ...]
    ties: Ties
    orphaned: Mapping[int, tuple[Anchor, ...]]


def fold(decisions: Iterable[Decision], claims: Iterable[Claim], texts: Mapping[str, str]) -> Folded:
    """Folds every decision that stands into the claims, whose order stays.

    `texts` holds the texts of the reports that decisions are about, by id. A decision some of whose anchors are
    orphaned holds for the others.
    """
    machine = tuple(claims)
    standing = effective(decisions)
    attached = attach((one for decision in standing for one in decision.anchors), machine, texts)
    here = tuple(_at(decision, attached) for decision in standing)
    left = corrected(here, machine)
    lost = frozenset(attached.orphaned)
    orphaned = {one.number: tuple(at for at in one.anchors if at in lost) for one in standing}
    return Folded(left, ties(here, left), {number: anchors for number, anchors in orphaned.items() if anchors})


def _at(decision: Decision, attached: Attached) -> Decision:
    """The decision with its anchors at the claims of today; those that are at none are left out."""
    found = tuple(replace(one, claim=attached.found[one]) for one in decision.anchors if one in attached.found)
    return replace(decision, anchors=found)
