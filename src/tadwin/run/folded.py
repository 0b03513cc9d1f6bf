"""The claims of a record as its reviewers left them."""

from collections.abc import Collection, Sequence

from tadwin.review.fold import Folded, fold
from tadwin.store.record import Record
from tadwin.types import Decision


def folded(
    record: Record, reports: Collection[str] | None = None, *, decisions: Sequence[Decision] | None = None
) -> Folded:
    """The claims of these reports, or of all, with every decision folded in, in the order of `Record.claims`.

    `decisions` are those about them, where they were read before. Ties, and what was not found, are those of these
    reports alone. Raises DecisionError for a decision whose value means nothing.
    """
    if decisions is None:
        decisions = tuple(record.decisions()) if reports is None else record.decisions_about(reports)
    claims = record.claims() if reports is None else record.claims_of_reports(reports)
    about = {one.report_id for decision in decisions for one in decision.anchors}
    if reports is not None:
        about &= set(reports)
    return fold(decisions, claims, {one.id: one.text for one in record.reports_named(about)})
