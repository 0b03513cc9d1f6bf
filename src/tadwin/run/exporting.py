"""Exports: what of a record leaves, written in one of the formats that others read."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tadwin.errors import ExportError, MappingError
from tadwin.export.mapping import read_mapping, unmatched
from tadwin.export.publication import (
    Given,
    Publication,
    PublishedDenial,
    PublishedFigure,
    PublishedIncident,
    PublishedOrigin,
    PublishedParty,
    PublishedPlace,
    PublishedSource,
    Withheld,
)
from tadwin.export.registry import MAPPABLE, Exported, export
from tadwin.export.release import release
from tadwin.store.record import Record
from tadwin.types import Claim, Denial, Incident, Report
from tadwin.version import VERSION
from tadwin.vocab import DatePrecision, Stance


@dataclass(frozen=True, slots=True)
class Made:
    """What an export wrote, and the names in the map that nothing in it has."""

    exported: Exported
    unmatched: tuple[str, ...]


def export_record(record: Record, name: str, to: Path, profile: str, mapping: Path | None, made_on: date) -> Made:
    """Writes a record in one of `registry.EXPORTS`.

    Raises ExportError for a profile that cannot be served, MappingError for a map that cannot be used, OSError as the
    disk does.
    """
    told = {} if mapping is None else mapping_in(mapping)
    made = release(publication_of(record, profile), made_on, told)
    return Made(export(name, to, made), unmatched(told, made.incidents))


def mapping_in(path: Path) -> dict[str, dict[str, str]]:
    """What a file for `--map` says. Raises MappingError, which names the file."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return read_mapping(file, MAPPABLE)
    except MappingError as error:
        raise MappingError(f"{path}: {error}") from error
    except UnicodeDecodeError as error:
        raise MappingError(f"{path}: it is not in UTF-8; save it as CSV in UTF-8") from error


def publication_of(record: Record, profile: str) -> Publication:
    """What leaves with a profile. Raises ExportError for one that needs incidents signed off."""
    if profile != "full":
        raise ExportError(
            f"the profile {profile} lets out only what is signed off, and nothing is; --profile full exports the "
            "record as it is, for your office alone"
        )
    reports = {report.id: report for report in record.reports()}
    claims = {claim.id: claim for claim in record.claims()}
    head = ""
    for decision in record.decisions():
        head = decision.hash
    incidents = tuple(_as_recorded(one, reports, claims) for one in record.incidents())
    return Publication(profile, head, VERSION, incidents, (), (), Withheld(0, None), {})


def _as_recorded(incident: Incident, reports: Mapping[str, Report], claims: Mapping[str, Claim]) -> PublishedIncident:
    """The incident with nothing hidden."""
    time = incident.time
    named = [reports[name] for name in incident.reports if name in reports]
    return PublishedIncident(
        id=incident.id,
        start=time.start if time else None,
        end=time.end if time else None,
        date_precision=time.precision if time else DatePrecision.UNKNOWN,
        places=tuple(
            PublishedPlace(one.name, one.lat, one.lon, one.precision, one.admin1, one.country, one.gazetteer_id)
            for one in incident.places
        ),
        event_type=incident.event_type,
        weapon=incident.weapon,
        perpetrators=tuple(PublishedParty(one.name, one.kind) for one in incident.perpetrators),
        contested=incident.grade == "contested",
        grade=incident.grade,
        grade_reason=incident.grade_reason,
        figures=tuple(
            PublishedFigure(
                one.effect, one.status, one.group, one.low, one.best, one.high, one.open, Given.EXACT, one.why
            )
            for one in incident.figures
        ),
        origins=tuple(
            PublishedOrigin(one.name, one.kind, True, one.independent)
            for one in incident.origins
            if one.id is not None or one.name != "unknown"
        ),
        more_origins=False,
        sources=tuple(
            PublishedSource(one.publisher, one.title, one.url, one.published_at, one.language) for one in named
        ),
        more_sources=len(named) < len(incident.reports),
        quotes=(),
        victims=(),
        contradictions=len(incident.contradictions),
        denials=tuple(_denial(one, claims[one.claim]) for one in incident.denials if one.claim in claims),
        contains=incident.contains,
        toll=incident.toll,
        unplaced=incident.unplaced,
        signed_on=None,
        changed=None,
    )


def _denial(denial: Denial, claim: Claim) -> PublishedDenial:
    how = {Stance.DENIED: "denied", Stance.HEDGED: "only supposed"}.get(claim.stance, "none reported")
    return PublishedDenial(denial.by, how, claim.effect)
