"""Whether a record still holds together: quotes in their texts, names known, bytes and decisions as they were."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import TypeVar

from sqlalchemy import select

from tadwin import spans
from tadwin.errors import SpanMismatch
from tadwin.store import chain
from tadwin.store.reading import read_rows
from tadwin.store.record import Record
from tadwin.store.rows import unclaimed_from_row
from tadwin.store.schema import RAW, REPORT_VERSIONS, UNCLAIMED
from tadwin.store.values import word
from tadwin.types import Claim, Report, Unclaimed

T = TypeVar("T")
#: Captured files held in memory at once.
_FILES = 4


def check_record(record: Record) -> tuple[str, ...]:
    """What is wrong with the record, a sentence each; empty when nothing is. Reads all of it."""
    return (*_reports(record), *_incidents(record), *check_decisions(record))


def _reports(record: Record) -> Iterator[str]:
    yield from _captured(record)
    with record.transaction() as connection:
        query = select(UNCLAIMED).order_by(UNCLAIMED.c.report_id, UNCLAIMED.c.position)
        claims = _by_report(record.claims(), lambda claim: claim.report_id)
        numbers = _by_report(
            read_rows(connection, UNCLAIMED, unclaimed_from_row, query), lambda one: one.span.report_id
        )
        for report in record.reports():
            yield from _claims(report, claims(report.id), numbers(report.id))


def _captured(record: Record) -> Iterator[str]:
    with record.transaction() as connection:
        kept = read_rows(connection, RAW, lambda row: (word(row["sha256"]), row["bytes"]), select(RAW), _FILES)
        changed = [sha256 for sha256, raw in kept if hashlib.sha256(raw).hexdigest() != sha256]
        for sha256 in changed:
            of = select(REPORT_VERSIONS.c.report_id).where(REPORT_VERSIONS.c.sha256 == sha256).distinct()
            for report in sorted(map(word, connection.scalars(of))):
                yield f"{report}: the bytes kept are not those that were captured"


def _by_report(rows: Iterable[T], report_of: Callable[[T], str]) -> Callable[[str], list[T]]:
    """The rows of one report after the other, of rows that come by report: all are read once, and few are held."""
    groups = groupby(rows, report_of)
    ahead = next(groups, None)

    def of(report_id: str) -> list[T]:
        nonlocal ahead
        while ahead is not None and ahead[0] < report_id:
            ahead = next(groups, None)
        if ahead is None or ahead[0] != report_id:
            return []
        found = list(ahead[1])
        ahead = next(groups, None)
        return found

    return of


def _claims(report: Report, claims: Sequence[Claim], numbers: Sequence[Unclaimed]) -> Iterator[str]:
    known = {claim.id for claim in claims}
    cut = [span for claim in claims for span in (claim.span, claim.number)]
    cut.extend(unclaimed.span for unclaimed in numbers)
    for span in cut:
        try:
            spans.check(report, span)
        except SpanMismatch as error:
            yield str(error)
    for claim in claims:
        if claim.part_of is not None and claim.part_of not in known:
            yield f"{report.id}: claim {claim.id} is part of {claim.part_of}, which is not there"


def _incidents(record: Record) -> Iterator[str]:
    known = set(record.reports_of_claims())
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
