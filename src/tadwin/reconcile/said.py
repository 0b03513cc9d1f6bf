"""A claim of an incident with its place in the chain of sources: what origins makes, and figures read."""

from dataclasses import dataclass
from datetime import date

from tadwin.types import Actor, Claim

#: The origin of what nobody named says: a publisher's own voice, "activists", "residents".
UNKNOWN = "unknown"
#: Kinds of source who count on the spot. From others "none were hurt" is no count: an absence of reports is not an
#: absence of harm (Standards for Casualty Recording, section 4).
COUNTS_THERE = frozenset({"hospital", "responder", "witness"})


@dataclass(frozen=True, slots=True)
class Said:
    """One claim, the origin that it goes back to, and whether it counts beside that origin's other claims.

    `origin` is a key: claims with the same one have one origin. `published` is the day of its report. `counts` is
    False for a claim that only repeats another of its origin, or that a later figure of it supersedes; `instead` is
    then that other claim's id, and `why` says which of the two in a few words. `source` is who the origin is, None for
    the unknown one.
    """

    claim: Claim
    origin: str
    independent: bool
    published: date | None
    counts: bool = True
    instead: str | None = None
    why: str | None = None
    source: Actor | None = None
