"""Figures of what somebody saw: "a witness saw seven bodies", "a photographer counted 12 bodies in the street"."""

from itertools import islice

from tadwin.extract.judged import Finding
from tadwin.extract.passages import Passage
from tadwin.extract.words import words

_SEES = words("seen", "sees")
_BODIES = frozenset({"body", "bodies", "corpse", "corpses", "remains"})
#: How many words above the noun the verb may stand.
_ABOVE = 3


def seen(passage: Passage, finding: Finding) -> int | None:
    """The verb by which the bodies of a figure are those that somebody saw, if one does."""
    if _SEES.isdisjoint(passage.words()) or _BODIES.isdisjoint(passage.words()):
        return None
    tree = passage.parsed()
    told = range(finding.first, finding.last + 1)
    noun = next((i for i in told if tree.lower(i) in _BODIES), None)
    if noun is None:
        return None
    return next((above for above in islice(tree.ancestors(noun), _ABOVE) if tree.lower(above) in _SEES), None)
