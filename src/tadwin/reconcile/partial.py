"""Counts that by their own words are of some of the people only, where a larger count of them is told.

"A witness saw seven bodies" is no rival of the 29 dead whom the police count, nor are "two sustained serious injuries"
of the five injured, nor "three of whom died in hospital", of those who were brought there.
"""

import re
from collections.abc import Iterable

from tadwin.reconcile.bounds import lies_in
from tadwin.types import Claim
from tadwin.vocab import COUNTS_SEEN, Effect

_GRAVELY = re.compile(
    r"\b(?:serious|seriously|critical|critically|severe|severely|grave|gravely|slightly|lightly|minor|moderate"
    r"|moderately|life-threatening)\b",
    re.IGNORECASE,
)
#: Of others than all who were harmed, who need not have been counted.
_OF_THEM = re.compile(
    r"\bof (?:whom|which|them|these|those|the (?:wounded|injured|casualties|victims))\b", re.IGNORECASE
)


def says_some(claim: Claim) -> bool:
    """True for a count that by its own words is of some of those harmed."""
    return _is_seen(claim) or _is_by_state(claim) or (claim.part_of is None and bool(_OF_THEM.search(claim.span.quote)))


def is_of_some(claim: Claim, tolls: Iterable[Claim]) -> bool:
    """True for those whom somebody saw, the wounded by their state and some of others, where a toll counts more."""
    if not says_some(claim):
        return False
    cell = (claim.status, claim.group)
    return any(
        toll.figure.low > (claim.figure.high or claim.figure.low) and lies_in((toll.status, toll.group), cell)
        for toll in tolls
        if toll.report_id == claim.report_id and not says_some(toll)
    )


def _is_seen(claim: Claim) -> bool:
    return any(one.attribute == COUNTS_SEEN for one in claim.evidence)


def _is_by_state(claim: Claim) -> bool:
    """True for "two people sustained serious injuries"."""
    return claim.effect is Effect.INJURED and bool(_GRAVELY.search(claim.span.quote))
