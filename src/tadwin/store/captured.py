"""Reports and their readings, over a connection: which one is current, and what a newer one does away with."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, Literal

from sqlalchemy import Connection, delete, func, insert, select, update

from tadwin import spans
from tadwin.errors import RemovedReport
from tadwin.store.batches import batches
from tadwin.store.naming import encodable, key
from tadwin.store.reading import read_rows
from tadwin.store.redacted import refusal
from tadwin.store.rereading import reread
from tadwin.store.rows import claim_to_row, report_from_row, report_to_row, unclaimed_to_row
from tadwin.store.schema import ALIASES, CLAIMS, EXTRACTIONS, RAW, REPORT_VERSIONS, REPORTS, SET_ASIDE, UNCLAIMED
from tadwin.store.upsert import upsert
from tadwin.store.values import whole
from tadwin.types import Extraction, Report

Added = Literal["new", "same", "newer version"]

IS_CURRENT = (REPORT_VERSIONS.c.report_id == REPORTS.c.id) & (REPORT_VERSIONS.c.version == REPORTS.c.version)


def current(connection: Connection, report_id: str) -> Report | None:
    query = select(REPORT_VERSIONS).join(REPORTS, IS_CURRENT).where(REPORTS.c.id == report_id)
    found = list(read_rows(connection, REPORT_VERSIONS, report_from_row, query))
    return found[0] if found else None


def named(connection: Connection, ids: Collection[str]) -> Iterator[Report]:
    """The current versions of the reports of these ids, by id; an id that no report has gives none."""
    for some in batches(sorted(set(ids))):
        query = select(REPORT_VERSIONS).join(REPORTS, IS_CURRENT).where(REPORTS.c.id.in_(some)).order_by(REPORTS.c.id)
        yield from read_rows(connection, REPORT_VERSIONS, report_from_row, query)


def _twin(connection: Connection, report: Report) -> str | None:
    """The id of another report that now has the same bytes."""
    query = select(REPORTS.c.id).join(REPORT_VERSIONS, IS_CURRENT)
    query = query.where(REPORT_VERSIONS.c.sha256 == report.sha256, REPORTS.c.id != report.id)
    return connection.scalars(query.order_by(REPORTS.c.id)).first()


def add_report(connection: Connection, report: Report, raw: bytes) -> Added:
    """Keeps a report and its bytes. Raises RemovedReport for bytes that were redacted from the record."""
    refused = refusal(connection, report.sha256)
    if refused is not None:
        raise RemovedReport(report.id, refused)
    known = current(connection, report.id)
    if known is None or known.sha256 != report.sha256:
        twin = _twin(connection, report)
        if twin is not None:
            upsert(connection, ALIASES, {"name": report.id, "report_id": twin})
            return "same"
    if known is None:
        upsert(connection, RAW, {"sha256": report.sha256, "bytes": raw})
        connection.execute(insert(REPORTS).values(id=report.id, version=1))
        connection.execute(insert(REPORT_VERSIONS).values(report_to_row(report, 1)))
        return "new"
    if known.sha256 == report.sha256:
        report = reread(known, report)
        if report == known:
            return "same"
    forget_extraction(connection, report.id)
    upsert(connection, RAW, {"sha256": report.sha256, "bytes": raw})
    version = _version(connection, report)
    connection.execute(update(REPORTS).where(REPORTS.c.id == report.id).values(version=version))
    return "newer version"


def _version(connection: Connection, report: Report) -> int:
    """The number of this reading: an earlier one's, when a file went back to what it was, or a new row's."""
    of_report = REPORT_VERSIONS.c.report_id == report.id
    query = select(REPORT_VERSIONS).where(of_report, REPORT_VERSIONS.c.sha256 == report.sha256)
    numbered = query.order_by(REPORT_VERSIONS.c.version.desc())
    for version, earlier in list(read_rows(connection, REPORT_VERSIONS, _numbered, numbered)):
        if reread(earlier, report) == earlier:
            return version
    last = connection.scalar(select(func.max(REPORT_VERSIONS.c.version)).where(of_report)) or 0
    connection.execute(insert(REPORT_VERSIONS).values(report_to_row(report, last + 1)))
    return last + 1


def _numbered(row: Mapping[str, Any]) -> tuple[int, Report]:
    return whole(row["version"]), report_from_row(row)


def forget_extraction(connection: Connection, report_id: str) -> None:
    for table in (CLAIMS, UNCLAIMED, EXTRACTIONS):
        connection.execute(delete(table).where(table.c.report_id == report_id))


def put_extraction(connection: Connection, report: Report, extraction: Extraction, version: str) -> None:
    """Keeps what this version of the extractor read in the current text of a report, in place of what was read before.

    Raises SpanMismatch unless every quote stands there to the letter.
    """
    for claim in extraction.claims:
        spans.check(report, claim.span)
        spans.check(report, claim.number)
    for unclaimed in extraction.unclaimed:
        spans.check(report, unclaimed.span)
    forget_extraction(connection, report.id)
    connection.execute(delete(SET_ASIDE).where(SET_ASIDE.c.name == report.id))
    reading = connection.scalar(select(REPORTS.c.version).where(REPORTS.c.id == report.id))
    row = {"report_id": report.id, "report_version": reading, "extractor": version}
    connection.execute(insert(EXTRACTIONS).values(row))
    if extraction.claims:
        connection.execute(insert(CLAIMS), [claim_to_row(claim) for claim in extraction.claims])
    if extraction.unclaimed:
        rows = [unclaimed_to_row(number, n) for n, number in enumerate(extraction.unclaimed)]
        connection.execute(insert(UNCLAIMED), rows)


def set_aside(connection: Connection, name: str, reason: str) -> None:
    upsert(connection, SET_ASIDE, {"name": key(name), "reason": encodable(reason)})


def drop_set_asides(connection: Connection, names: Iterable[str]) -> None:
    for name in names:
        connection.execute(delete(SET_ASIDE).where(SET_ASIDE.c.name == key(name)))
