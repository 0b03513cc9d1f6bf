"""What the tables are written from: a publication, on the day of its export, with the user's mapping."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tadwin.export.publication import Publication, PublishedIncident, PublishedParty, PublishedPlace, Withheld

#: What an origin is called that nothing is known of.
_DARK = "unknown"


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

    def told(self) -> dict[str, str]:
        """As metadata of a file: the names that every format with room for it uses."""
        return {
            "profile": self.profile,
            "record": self.record,
            "version": self.version,
            "made_on": self.made_on.isoformat(),
        }


@dataclass(frozen=True, slots=True)
class Release:
    """What is exported. Make one with `release`.

    `mapping` gives columns of other projects' tables by an incident's id or a perpetrator's name (`mapping.py`).
    `containing` are the tolls that may count an incident's victims too, by its id.
    """

    incidents: tuple[PublishedIncident, ...]
    withheld: Withheld
    provenance: Provenance
    mapping: Mapping[str, Mapping[str, str]]
    containing: Mapping[str, tuple[str, ...]]


def release(publication: Publication, made_on: date, mapping: Mapping[str, Mapping[str, str]] | None = None) -> Release:
    """A publication as it is exported on a day, in UTC."""
    containing: dict[str, tuple[str, ...]] = {}
    for toll in publication.incidents:
        for inside in toll.contains:
            containing[inside] = (*containing.get(inside, ()), toll.id)
    provenance = Provenance(publication.profile, publication.head, publication.version, made_on)
    return Release(publication.incidents, publication.withheld, provenance, mapping or {}, containing)


def days(incident: PublishedIncident) -> tuple[date, date] | None:
    """The first and the last day; None where no day is known."""
    if incident.start is None:
        return None
    return incident.start, incident.end or incident.start


def place(incident: PublishedIncident) -> PublishedPlace | None:
    """The place that formats with room for one give: the first."""
    return incident.places[0] if incident.places else None


def origin_names(incident: PublishedIncident) -> tuple[str, ...]:
    """Who said it first, by name or kind, but for those that the words leave in the dark."""
    return tuple(one.name for one in incident.origins if one.name != _DARK)


def blamed(incident: PublishedIncident) -> PublishedParty | None:
    """The one party that all who blame anyone blame; None for nobody, several, or contested blame."""
    return None if incident.contested or len(incident.perpetrators) != 1 else incident.perpetrators[0]
