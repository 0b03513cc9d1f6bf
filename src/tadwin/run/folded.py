"""The claims of a record as its reviewers left them."""

from tadwin.review.fold import Folded, fold
from tadwin.store.record import Record


def folded(record: Record) -> Folded:
    """Every claim of the record with every decision folded in, in the order of `Record.claims`.

    Raises DecisionError for a decision whose value means nothing.
    """
    decisions = tuple(record.decisions())
    if not decisions:
        return fold((), record.claims(), {})
    about = {one.report_id for decision in decisions for one in decision.anchors}
    texts = {report.id: report.text for report in record.reports() if report.id in about}
    return fold(decisions, record.claims(), texts)
