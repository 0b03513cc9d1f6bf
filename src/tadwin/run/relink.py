"""Incidents made anew from what the record holds: its claims, and what reviewers decided about them."""

from collections.abc import Collection

from tadwin.frames import frames
from tadwin.run.assemble import assemble
from tadwin.run.folded import folded
from tadwin.store.record import Record


def relink(record: Record, *, touched: Collection[str] | None = None) -> None:  # noqa: ARG001  # all, until it is known
    """Puts the incidents of the record. `touched` names the reports whose claims changed; without it all may have."""
    now = folded(record)
    reports = {report.id: report for report in record.reports()}
    told = frames(now.claims, {name: report.published_at for name, report in reports.items()})
    record.put_incidents(assemble(told, reports, now.ties))
