"""Whether a record still holds together: quotes in their texts, names known, bytes and decisions as they were."""

import hashlib
from collections.abc import Iterator

from tadwin import spans
from tadwin.errors import SpanMismatch
from tadwin.store import chain
from tadwin.store.record import Record
from tadwin.types import Report


def check_record(record: Record) -> tuple[str, ...]:
    """What is wrong with the record, a sentence each; empty when nothing is. Reads all of it."""
    return (*_reports(record), *_incidents(record), *check_decisions(record))


def _reports(record: Record) -> Iterator[str]:
    for report in record.reports():
        for reading in record.readings(report.id):
            if hashlib.sha256(record.raw(reading.sha256)).hexdigest() != reading.sha256:
                yield f"{report.id}: the bytes kept are not those that were captured"
        yield from _claims(record, report)


def _claims(record: Record, report: Report) -> Iterator[str]:
    claims = tuple(record.claims(report.id))
    known = {claim.id for claim in claims}
    cut = [span for claim in claims for span in (claim.span, claim.number)]
    cut.extend(unclaimed.span for unclaimed in record.unclaimed(report.id))
    for span in cut:
        try:
            spans.check(report, span)
        except SpanMismatch as error:
            yield str(error)
    for claim in claims:
        if claim.part_of is not None and claim.part_of not in known:
            yield f"{report.id}: claim {claim.id} is part of {claim.part_of}, which is not there"


def _incidents(record: Record) -> Iterator[str]:
    known = {claim.id for claim in record.claims()}
    # A claim that a reviewer added is in a decision alone, and has another id once its words stand elsewhere.
    added = {one.report_id for decision in record.decisions() if decision.action == "add" for one in decision.anchors}
    for incident in record.incidents():
        named = {*incident.claims, *(claim for line in incident.figures for claim in line.claims)}
        for missing in sorted(named - known) if added.isdisjoint(incident.reports) else ():
            yield f"incident {incident.id} names claim {missing}, which is not there"


def check_decisions(record: Record) -> Iterator[str]:
    """What is wrong with the chain of decisions: a gap, one that was changed, one that does not follow the one before.

    Decisions cut off at the end leave a whole chain: only a copy, or a hash noted elsewhere, shows those.
    """
    with record.transaction() as connection:
        yield from (fault.words for fault in chain.audit(connection).faults)
