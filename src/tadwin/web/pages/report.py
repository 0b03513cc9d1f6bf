"""One report: its whole text with its claims marked in place, each with what gave it its values and who changed it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from markupsafe import Markup

from tadwin.types import Claim, Decision, Incident, Report, Unclaimed
from tadwin.web.pages.history import LeftOut
from tadwin.web.pages.quoted import Numbered, in_order, marked_text, numbered


@dataclass(frozen=True, slots=True)
class Reading:
    """A version of a report: its number from 1, when it was read, and how its text differs from the current one's."""

    number: int
    report: Report
    is_current: bool
    same_text: bool


@dataclass(frozen=True, slots=True)
class ReportPage:
    """What the page of a report shows. `told` gives the incident of each claim that is in one, `incidents` them once.

    `left_out` are claims that a reviewer rejected, `added` the decisions that added a claim, by its id.
    """

    report: Report
    text: Markup
    claims: Sequence[Numbered]
    unclaimed: Sequence[Unclaimed]
    told: Mapping[str, Incident]
    incidents: Sequence[tuple[Incident, tuple[Numbered, ...]]]
    wholes: Mapping[str, Numbered]
    left_out: Sequence[LeftOut]
    added: Mapping[str, Decision]
    readings: Sequence[Reading]
    link: str | None
    aside: str | None


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What reviewers did to the claims of a report, as far as the reader may know."""

    left_out: Sequence[LeftOut]
    added: Mapping[str, Decision]


def report_page(
    report: Report,
    claims: Iterable[Claim],
    unclaimed: Sequence[Unclaimed],
    incidents: Sequence[Incident],
    reviewed: Reviewed,
    readings: Sequence[Report],
    aside: str | None,
) -> ReportPage:
    """The page of a report. `incidents` are those that hold a claim of it; `aside` says why it was not read."""
    said = numbered(in_order(report, claims), {report.id: report})
    every = ((one, tuple(said[name] for name in said if name in frozenset(one.claims))) for one in incidents)
    return ReportPage(
        report=report,
        text=marked_text(report.text, said),
        claims=list(said.values()),
        unclaimed=_still_unclaimed(unclaimed, [one.claim for one in said.values() if one.claim.id in reviewed.added]),
        told={name: one for one in incidents for name in one.claims if name in said},
        incidents=[(one, some) for one, some in every if some],
        wholes=said,
        left_out=reviewed.left_out,
        added=reviewed.added,
        readings=[
            Reading(number, one, one == report, one.text == report.text) for number, one in enumerate(readings, start=1)
        ],
        link=_link(report.url),
        aside=aside,
    )


def _still_unclaimed(unclaimed: Sequence[Unclaimed], added: Sequence[Claim]) -> list[Unclaimed]:
    """The numbers without those that a reviewer made a claim of: a claim whose words hold several speaks for none."""
    taken = set()
    for claim in added:
        start, end = claim.number.start, claim.number.end
        inside = [one for one in unclaimed if one.span.start < end and start < one.span.end]
        taken |= {one.span for one in inside if len(inside) == 1}
    return [one for one in unclaimed if one.span not in taken]


def _link(url: str | None) -> str | None:
    """The address if a browser may be sent there: a manifest can hold `javascript:`."""
    try:
        scheme = urlsplit(url or "").scheme
    except ValueError:  # not an address at all, "http://["
        return None
    return url if scheme in ("http", "https") else None
