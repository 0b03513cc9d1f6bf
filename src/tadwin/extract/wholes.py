"""What a share is a share of: the figure in its sentence, or a claim told before it."""

from tadwin.extract.judged import Finding
from tadwin.extract.passages import Passage
from tadwin.types import Claim
from tadwin.vocab import Scope


def can_hold(claim: Claim, finding: Finding) -> bool:
    """True when the finding can be a share of the claim: the same harm, of as many or more, in one incident."""
    if claim.effect is not finding.effect or claim.part_of is not None or claim.scope is not Scope.INCIDENT:
        return False
    whole, part = claim.figure.value, finding.counted.quantity.value
    return whole != 1 and (whole is None or part is None or whole >= part)


def root(passage: Passage, key: int) -> int:
    """The index of the figure that the one at `key` is in the end a share of."""
    seen = {key}
    whole = passage.findings[key].whole
    while whole is not None and whole not in seen:
        seen.add(whole)
        key, whole = whole, passage.findings[whole].whole
    return key
