"""What may leave an office, and nothing else: every table, site and picture is made from a `Publication` alone.

It holds only words, numbers, days and vocabularies, made anew from what was signed off: no incident, claim or report
can be reached from it, so that what a profile hides cannot leak by another file. `tadwin.export.profiles` makes one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tadwin.types import Bound
from tadwin.vocab import DatePrecision, Effect, EventType, Group, PlacePrecision, Stance, Status


class Given(StrEnum):
    """How a figure is given. docs/decisions/0018-publishing-profiles.md says why."""

    EXACT = "exact"  # as signed off; all deaths are
    BAND = "band"  # low rounded down and high up to a band of ten; no best
    AT_LEAST = "at least"  # a lower bound only, that tells nothing of its parts
    SUPPRESSED = "suppressed"  # fewer than ten, and no number: low, best and high are None


@dataclass(frozen=True, slots=True)
class PublishedFigure:
    """One cell of an incident, or of a total. `high` is the largest that is known; `open` when there may be more.

    `best` is None where the range alone is given. `why` is one sentence that names nobody who is hidden.
    """

    effect: Effect
    status: Status | None
    group: Group | None
    low: int | None
    best: int | None
    high: int | None
    open: bool
    given: Given
    why: str


@dataclass(frozen=True, slots=True)
class PublishedPlace:
    """A place as wide as it is shown. `precision` is that of what is shown, and the point is that of `name`.

    `name` is a settlement's or, where it is coarsened, a first-level division's; None where only the country is shown.
    """

    name: str | None
    lat: float | None
    lon: float | None
    precision: PlacePrecision
    admin1: str | None
    country: str | None  # ISO 3166-1 alpha-2
    gazetteer_id: str | None = None


@dataclass(frozen=True, slots=True)
class PublishedParty:
    """A party that is blamed, and who blames it: names, or kinds ("a hospital") of those who are not named.

    `name` is None where it is not shown; then `kind` may say what it is. Being blamed is never being found guilty.
    """

    name: str | None
    kind: str | None
    blamed_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PublishedOrigin:
    """A source at the start of the chain: its name, or its kind in words ("a hospital") with `named` False."""

    name: str
    kind: str | None
    named: bool
    independent: bool


@dataclass(frozen=True, slots=True)
class PublishedSource:
    """A report that tells of the incident, as far as it is shown; None is not shown, or not known."""

    publisher: str | None
    title: str | None
    url: str | None
    published: date | None
    language: str | None


@dataclass(frozen=True, slots=True)
class PublishedQuote:
    """The words behind a figure. `words` is None where they are left out, and `left_out` says why.

    `source` is the place of its report in the incident's `sources`. `claimant` is None for a report's own voice.
    """

    words: str | None
    left_out: str | None
    effect: Effect
    status: Status | None
    group: Group | None
    stance: Stance
    claimant: str | None
    source: int


@dataclass(frozen=True, slots=True)
class PublishedDenial:
    """Who denies or doubts a harm, how ("denied", "only supposed", "none reported"), and of what."""

    by: str
    how: str
    effect: Effect


@dataclass(frozen=True, slots=True)
class PublishedIncident:
    """An incident as signed off and as its profile shows it.

    `more_sources` and `more_origins` say that others stand behind it that are not shown. `contains` are published
    incidents whose victims this one may count too. `contradictions` counts those among the claims that are shown.
    `changed` is None where the profile does not tell whether its evidence changed since it was signed.
    """

    id: str
    start: date | None
    end: date | None
    date_precision: DatePrecision
    places: tuple[PublishedPlace, ...]
    event_type: EventType | None
    weapon: str | None
    perpetrators: tuple[PublishedParty, ...]
    contested: bool
    grade: str | None
    grade_reason: str | None
    figures: tuple[PublishedFigure, ...]
    origins: tuple[PublishedOrigin, ...]
    more_origins: bool
    sources: tuple[PublishedSource, ...]
    more_sources: bool
    quotes: tuple[PublishedQuote, ...]
    victims: tuple[str, ...]
    contradictions: int
    denials: tuple[PublishedDenial, ...]
    contains: tuple[str, ...]
    toll: bool
    unplaced: bool
    signed_on: date | None
    changed: bool | None


@dataclass(frozen=True, slots=True)
class Total:
    """Published incidents added up: `by` says what is shared ("all", "month", "week", "admin1", "country",
    "perpetrator", "event_type", "weapon", "grade"), `key` its value, None where it is not shown.

    It counts the incidents and figures that are shown, and so tells nothing that they do not. An incident that a
    published toll contains, and one that is discounted, is in none.
    """

    by: str
    key: str | None
    incidents: int
    figures: tuple[PublishedFigure, ...]


@dataclass(frozen=True, slots=True)
class Withheld:
    """Signed incidents that no report tells of that this profile shows. Their dead are counted, and nothing else."""

    incidents: int
    killed: PublishedFigure | None


@dataclass(frozen=True, slots=True)
class PublishedTally:
    """A count over a period or region that a source claims, beside the published incidents that it may cover.

    Nobody signed it off. `residual` is claimed less recorded, and no undercount.
    """

    effect: Effect
    status: Status | None
    group: Group | None
    start: date | None
    end: date | None
    region: tuple[PublishedPlace, ...]
    perpetrators: tuple[PublishedParty, ...]
    claimant: str | None
    source: PublishedSource
    claimed: Bound
    recorded: PublishedFigure | None
    incidents: tuple[str, ...]  # ids of the published incidents that `recorded` adds up
    residual: Bound
    comparable: str


@dataclass(frozen=True, slots=True)
class Publication:
    """All that leaves with one export. `head` is the hash of the record's last decision, "" where there is none.

    `version` is tadwin's; `made_with` names the versions and hashes of what read the reports. Incidents are in the
    order of their days, then of what else is shown of them.
    """

    profile: str
    head: str
    version: str
    incidents: tuple[PublishedIncident, ...]
    totals: tuple[Total, ...]
    tallies: tuple[PublishedTally, ...]
    withheld: Withheld
    made_with: Mapping[str, str]
