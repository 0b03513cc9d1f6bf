"""What of an incident the tables say: incidents as a profile lets them out, and no more.

A format sees only `Row`s. What a profile coarsened or took out of the incident before `row` was called is nowhere in it,
so no format can let it out: a row holds no claim, no quote and no report's text.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from tadwin.types import Actor, FigureLine, Incident, Origin, Place, Report, When
from tadwin.vocab import Access, EventType

#: Whose reports each publishing profile names as sources.
OPEN_TO: Mapping[str, frozenset[Access]] = {
    "careful": frozenset({Access.PUBLIC}),
    "partner": frozenset({Access.PUBLIC, Access.PARTNER}),
    "full": frozenset(Access),
}


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where an export comes from: the profile, the record's hash (the last decision's), tadwin's version, the day."""

    profile: str
    head: str  # empty where nothing has been decided yet
    version: str
    made_on: date  # in UTC

    def words(self) -> str:
        """In one line: "tadwin 0.1.0, profile full, record 3f…, made on 2031-05-01"."""
        return f"tadwin {self.version}, profile {self.profile}, record {self.record}, made on {self.made_on}"

    @property
    def record(self) -> str:
        """The record's hash, or that there is none yet."""
        return self.head or "without decisions"


@dataclass(frozen=True, slots=True)
class Source:
    """A report behind a row, as far as it is named."""

    publisher: str | None
    title: str | None
    url: str | None
    published_at: date | None


@dataclass(frozen=True, slots=True)
class Row:
    """An incident as it is published. `places` are the first and most precise one first, as on the incident.

    `unnamed` counts the reports that the profile does not name. `contained_in` are the tolls that may count the same
    victims. `withheld` says in whole sentences what the profile took out.
    """

    id: str
    time: When | None
    places: tuple[Place, ...]
    event_type: EventType | None
    weapon: str | None
    perpetrators: tuple[Actor, ...]
    figures: tuple[FigureLine, ...]
    grade: str | None
    grade_reason: str | None
    unplaced: bool
    toll: bool
    contains: tuple[str, ...]
    contained_in: tuple[str, ...]
    contradictions: tuple[str, ...]
    denials: tuple[str, ...]
    origins: tuple[Origin, ...]
    sources: tuple[Source, ...]
    unnamed: int
    withheld: tuple[str, ...] = ()

    @property
    def place(self) -> Place | None:
        """The place that formats with room for one give."""
        return self.places[0] if self.places else None

    @property
    def days(self) -> tuple[date, date] | None:
        """The first and the last day; None where either is not known."""
        if self.time is None or self.time.start is None:
            return None
        return self.time.start, self.time.end or self.time.start


@dataclass(frozen=True, slots=True)
class Publication:
    """What is exported: rows in the order in which they are written, where they come from, and the user's mapping.

    `mapping` gives columns of other projects' tables by incident id, or by a perpetrator's id or name (`mapping.py`).
    """

    rows: tuple[Row, ...]
    provenance: Provenance
    mapping: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def row(
    incident: Incident,
    reports: Mapping[str, Report],
    open_to: frozenset[Access],
    *,
    contained_in: Sequence[str] = (),
    withheld: Sequence[str] = (),
) -> Row:
    """The row of an incident. Reports whose access is not in `open_to`, or that are not given, are counted, not named."""
    known = [reports[name] for name in incident.reports if name in reports]
    named = [report for report in known if report.access in open_to]
    return Row(
        id=incident.id,
        time=incident.time,
        places=incident.places,
        event_type=incident.event_type,
        weapon=incident.weapon,
        perpetrators=incident.perpetrators,
        figures=incident.figures,
        grade=incident.grade,
        grade_reason=incident.grade_reason,
        unplaced=incident.unplaced,
        toll=incident.toll,
        contains=incident.contains,
        contained_in=tuple(contained_in),
        contradictions=tuple(one.why for one in incident.contradictions),
        denials=tuple(f"{denial.by}: {denial.why}" for denial in incident.denials),
        origins=tuple(one for one in incident.origins if one.id is not None or one.name != "unknown"),
        sources=tuple(Source(one.publisher, one.title, one.url, one.published_at) for one in named),
        unnamed=len(incident.reports) - len(named),
        withheld=tuple(withheld),
    )


def rows(incidents: Iterable[Incident], reports: Mapping[str, Report], open_to: frozenset[Access]) -> tuple[Row, ...]:
    """The rows of incidents that a profile leaves as they are, in the order given."""
    held = tuple(incidents)
    containing: dict[str, list[str]] = {}
    for toll in held:
        for inside in toll.contains:
            containing.setdefault(inside, []).append(toll.id)
    return tuple(row(one, reports, open_to, contained_in=containing.get(one.id, ())) for one in held)
