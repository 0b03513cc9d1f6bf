"""The sources behind an incident beside the reports that carry them: who said it first, and who relays."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tadwin.export.marked import one_line
from tadwin.types import Claim, Incident, Origin, Report


@dataclass(frozen=True, slots=True)
class Carried:
    """An origin with the reports that carry it, by day; `first` is the earliest dated, None where none has a day.

    `relays` names whoever stands between the origin and the reader, each once: those through whom the
    reports have it, and the publishers other than the origin itself.
    """

    origin: Origin
    reports: tuple[Report, ...]
    first: Report | None
    relays: tuple[str, ...]


def carried(incident: Incident, claims: Mapping[str, Claim], reports: Mapping[str, Report]) -> tuple[Carried, ...]:
    """The incident's origins in their order, each with what carries it. Unknown claims and reports are left out."""
    return tuple(_one(origin, claims, reports) for origin in incident.origins)


def _one(origin: Origin, claims: Mapping[str, Claim], reports: Mapping[str, Report]) -> Carried:
    said = [claims[name] for name in origin.claims if name in claims]
    carrying = {claim.report_id: reports[claim.report_id] for claim in said if claim.report_id in reports}
    ordered = sorted(carrying.values(), key=lambda report: (report.published_at or date.max, report.id))
    named = [one_line(actor.name) for claim in said for actor in claim.via]
    named += [one_line(report.publisher) for report in ordered if report.publisher]
    own = one_line(origin.name).casefold()
    return Carried(
        origin=origin,
        reports=tuple(ordered),
        first=next((report for report in ordered if report.published_at is not None), None),
        relays=tuple(dict.fromkeys(name for name in named if name.casefold() != own)),
    )
