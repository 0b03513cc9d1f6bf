"""One report: its whole text with its claims marked in place, and each claim with what gave it its values."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from markupsafe import Markup

from tadwin.types import Claim, Incident, Report, Unclaimed
from tadwin.web.pages.quoted import Numbered, in_order, marked_text, numbered


@dataclass(frozen=True, slots=True)
class ReportPage:
    """What the page of a report shows. `incidents` gives the incident of each claim that is in one."""

    report: Report
    text: Markup
    claims: Sequence[Numbered]
    unclaimed: Sequence[Unclaimed]
    incidents: Mapping[str, Incident]
    wholes: Mapping[str, Numbered]
    link: str | None
    aside: str | None


def report_page(
    report: Report,
    claims: Iterable[Claim],
    unclaimed: Sequence[Unclaimed],
    incidents: Iterable[Incident],
    aside: str | None,
) -> ReportPage:
    """The page of a report. `incidents` are those that hold a claim of it; `aside` says why it was not read."""
    said = numbered(in_order(report, claims), {report.id: report})
    return ReportPage(
        report=report,
        text=marked_text(report.text, said),
        claims=list(said.values()),
        unclaimed=unclaimed,
        incidents={name: one for one in incidents for name in one.claims if name in said},
        wholes=said,
        link=_link(report.url),
        aside=aside,
    )


def _link(url: str | None) -> str | None:
    """The address if a browser may be sent there: a manifest can hold `javascript:`."""
    try:
        scheme = urlsplit(url or "").scheme
    except ValueError:  # not an address at all, "http://["
        return None
    return url if scheme in ("http", "https") else None
