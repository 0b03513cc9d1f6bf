"""Profiles: who an export is for, and so how much of what was signed off leaves with it.

- `careful`, the default, is for everyone: public reports only, places as wide as first-level divisions.
- `partner` is for those an office has an agreement with: their reports too, and settlements.
- `full` is for the office itself: everything that was signed off, as it was.

In `careful` and `partner` names of victims, of persons who speak and of sources that only hidden reports name are left
out unless a decision allows them, quotes pass a screen, and the living are given in bands. What only reports say that
a profile does not show is not shown; but deaths always are.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tadwin.export.coarse import Divisions
from tadwin.types import Claim, Report, Signed, Tally
from tadwin.vocab import Access


@dataclass(frozen=True, slots=True)
class Profile:
    """What a profile shows. `access` are the reports whose words and names may leave.

    `settlements`: places as fine as settlements. `links`: titles and addresses of reports.
    `everything`: no mask at all.
    """

    name: str
    access: frozenset[Access]
    settlements: bool = False
    links: bool = False
    everything: bool = False


CAREFUL = Profile("careful", frozenset({Access.PUBLIC}))
PARTNER = Profile("partner", frozenset({Access.PUBLIC, Access.PARTNER}), settlements=True, links=True)
FULL = Profile("full", frozenset(Access), settlements=True, links=True, everything=True)
#: By name; the first is the default.
PROFILES: Mapping[str, Profile] = {one.name: one for one in (CAREFUL, PARTNER, FULL)}


@dataclass(frozen=True, slots=True)
class Material:
    """What a publication is made of. `reports` holds the reports of all that is signed, by id.

    `secret` is the record's own, at least 16 random bytes that never leave it: published ids are keyed with it, as
    incident ids hash the names of reports, which someone could guess. `allowed` are the names and addresses that
    decisions allow to be shown. `changed` are the incidents whose evidence changed since they were signed. `tallies`
    come with their claims. `made_with` is published as it is.
    """

    signed: tuple[Signed, ...]
    reports: Mapping[str, Report]
    secret: bytes
    head: str
    version: str
    allowed: frozenset[str] = frozenset()
    divisions: Divisions = field(default_factory=dict)
    changed: frozenset[str] = frozenset()
    tallies: tuple[tuple[Tally, Claim], ...] = ()
    made_with: Mapping[str, str] = field(default_factory=dict)
