"""What a share is a share of: the figure in its sentence, or a claim told before it."""

from tadwin.extract.judged import Finding
from tadwin.extract.passages import Passage
from tadwin.types import Claim, Mention, When
from tadwin.vocab import Group, Scope

#: Groups that may be parts of a group.
_WITHIN = {Group.CHILDREN: (Group.BOYS, Group.GIRLS), Group.WOMEN_AND_CHILDREN: tuple(Group)}


def can_hold(claim: Claim, finding: Finding, scope: Scope, when: Mention[When] | None) -> bool:
    """True when the finding can be a share of the claim: the same harm, of as many or more, in one incident or period.

    `scope` and `when` are those of the finding.
    """
    if claim.effect is not finding.effect or claim.part_of is not None or claim.scope is not scope:
        return False
    if scope is Scope.TALLY and (when is None or claim.time != when.names):
        return False
    group, status = finding.counted.group, finding.status
    if scope is Scope.TALLY and group is None and status in (None, claim.status):
        return False  # nothing but their number says which of the people counted over a period they are
    if claim.group not in (None, group) and group is not None and group not in _WITHIN.get(claim.group, ()):
        return False  # a woman is no share of the children
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
