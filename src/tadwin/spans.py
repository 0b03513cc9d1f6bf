"""Cutting spans, and holding that a quote is what the text says."""

from tadwin.errors import SpanMismatch
from tadwin.types import Report, Span


def cut(report: Report, start: int, end: int) -> Span:
    """The span of `report.text[start:end]` (code points, half-open). Raises SpanMismatch outside the text."""
    if not 0 <= start < end <= len(report.text):
        raise SpanMismatch(f"{report.id}: {start}..{end} is not inside a text of {len(report.text)} code points")
    return Span(report.id, start, end, report.text[start:end])


def check(report: Report, span: Span) -> None:
    """Raises SpanMismatch unless the span's quote stands in the report's text to the letter."""
    if span.report_id != report.id or report.text[span.start : span.end] != span.quote:
        raise SpanMismatch(f"{report.id}: the words at {span.start}..{span.end} are not {span.quote!r}")
