"""What of a record the formats write."""

from collections.abc import Iterable
from dataclasses import dataclass

from tadwin.types import Claim, Incident, Tally


@dataclass(frozen=True, slots=True)
class Holdings:
    """Claims, incidents and tallies, each in the order in which it is written. A format reads each once at most.

    `claims` are at least those that the incidents and tallies name.
    """

    claims: Iterable[Claim] = ()
    incidents: Iterable[Incident] = ()
    tallies: Iterable[Tally] = ()
