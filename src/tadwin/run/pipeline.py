"""The whole way: files to reports, reports to claims, claims to incidents, and all of it written out.

A run can be killed at any point and run again: each report is added, and each is extracted, in one
transaction of the record; incidents and files are made from the record anew every time.
"""

import glob
import os
import traceback
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from tadwin.adapters.gazetteer_build import ensure
from tadwin.config import Settings
from tadwin.errors import RemovedReport, TadwinError, UnreadableReport
from tadwin.ingest.capture import capture
from tadwin.ingest.discover import MEDIA_TYPES, Discovery, covers, discover
from tadwin.reconcile.rules import Rule
from tadwin.run import manifests
from tadwin.run.deciding import orphans
from tadwin.run.engine import Engine, engine
from tadwin.run.progress import Progress, Silent, stages
from tadwin.run.relink import RULE, relink, rule_of
from tadwin.run.write import DATABASE, write_out
from tadwin.store.record import Record, open_record
from tadwin.types import Extraction, Report
from tadwin.vocab import Scope

#: The languages that are read. Reports in others are kept, named and counted.
LANGUAGES = frozenset({"en"})

#: Reports parsed together. Few enough that a killed run loses little, enough to fill the parser's batches.
_BATCH = 8


@dataclass(slots=True)
class Summary:
    """What a run did. `unreadable` and `failed` pair names with reasons; `lost` are a manifest's unusable values.

    `unread` pairs reports with their language, which is not read yet; `undetected` are those, read now as English,
    whose language could not be told.
    """

    out: Path
    new: int = 0
    newer: int = 0
    same: int = 0
    extracted: int = 0
    unread: list[tuple[str, str]] = field(default_factory=list)
    undetected: list[str] = field(default_factory=list)
    unreadable: list[tuple[str, str]] = field(default_factory=list)
    failed: list[tuple[str, str]] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    reports: int = 0
    claims: int = 0
    tallies: int = 0
    incidents: int = 0
    written: tuple[str, ...] = ()


def run(
    paths: Sequence[str],
    out: Path,
    *,
    record_at: str | None = None,
    manifest: Path | None = None,
    rule: Rule | None = None,
    settings: Settings,
    progress: Progress | None = None,
    stdin: BinaryIO | None = None,
) -> Summary:
    """Reads what `paths` name into the record in the folder `out`, and writes the record's files there.

    With `record_at` the record is the one at that PostgreSQL address, and `out` holds its files alone. `rule` is how
    best is chosen from now on; None leaves the record's own.

    Raises TadwinError when nothing that `paths` name can be read, `out` lies in a folder that is read, or the record
    cannot be written.
    """
    progress = progress or Silent()
    _apart(paths, out)
    discovery = discover(paths, manifest=manifest)
    _something_to_read(paths, discovery)
    ensure(settings.home, stages(progress))
    made_by = engine(settings)
    out.mkdir(mode=0o700, parents=True, exist_ok=True)
    with open_record(record_at or out / DATABASE) as record:
        summary = Summary(out)
        _sort_out(record, discovery, manifest, summary)
        _ingest(record, discovery, stdin, summary, progress)
        _settle(record, paths, manifest, summary)
        _extract(record, made_by, summary, progress)
        record.set_versions({**made_by.versions, RULE: rule or rule_of(record)})
        relink(record)
        summary.notices.extend(orphans(record))
        progress.begin("Writing", None)
        summary.written = (*write_out(record, out), *(() if record_at else (DATABASE,)))
        _count(record, summary)
    return summary


def _count(record: Record, summary: Summary) -> None:
    summary.reports = sum(1 for _ in record.reports())
    summary.incidents = sum(1 for _ in record.incidents())
    for claim in record.claims():
        summary.claims += 1
        summary.tallies += claim.scope is Scope.TALLY


def _something_to_read(paths: Sequence[str], discovery: Discovery) -> None:
    """Raises TadwinError when there is not one file to read: then no record is made or touched."""
    if discovery.found:
        return
    reasons = [*map(str, (*discovery.absent, *discovery.refused)), *discovery.notices]
    if reasons:
        more = f" (and {len(reasons) - 1} more like it)" if reasons[1:] else ""
        raise TadwinError(f"nothing to read: {reasons[0]}{more}{_to_check(discovery)}")
    raise TadwinError(f"nothing to read in {', '.join(paths)}: name a file or a folder that holds .txt, .html or .pdf")


def _to_check(discovery: Discovery) -> str:
    """What to look at when the first thing that was asked for is not there."""
    if not discovery.absent:
        return ""
    if glob.has_magic(discovery.absent[0].name):
        return f"; check the pattern, its folder and its ending: what is read is {', '.join(MEDIA_TYPES)}"
    return f"; check the spelling, and that it is in {Path.cwd()} or named with its whole path"


def _apart(paths: Sequence[str], out: Path) -> None:
    """Raises TadwinError when the record would be written into a folder that is read for reports."""
    for path in paths:
        matches = [path] if os.path.lexists(path) else glob.glob(path, recursive=True)  # noqa: PTH207  # as in ingest
        for match in matches:
            folder = Path(os.path.realpath(match))
            if folder.is_dir() and Path(os.path.realpath(out)).is_relative_to(folder):
                beside = folder.parent / f"{folder.name}-record"
                raise TadwinError(
                    f"{out} lies in {match}, which is read for reports: the record must not be written among them; "
                    f"name a folder outside it, such as --out {beside}"
                )


def _sort_out(record: Record, discovery: Discovery, manifest: Path | None, summary: Summary) -> None:
    """Names what cannot be read before any file is opened, and what the manifests do not say well."""
    said = manifests.sort(discovery, manifest)
    summary.notices.extend(said.notices)
    summary.lost.extend(said.lost)
    summary.unreadable.extend((absent.name, absent.reason) for absent in discovery.absent)
    for refused in said.refused:
        _set_aside(record, refused, summary)


def _ingest(record: Record, discovery: Discovery, stdin: BinaryIO | None, summary: Summary, progress: Progress) -> None:
    """Adds every report that can be read; sets the others aside with their reason."""
    progress.begin("Reading files", len(discovery.found))
    for found in discovery.found:
        try:
            captured = capture(found, stdin=stdin)
            added = record.add_report(captured.report, captured.raw, found.name)
        except RemovedReport as removed:
            summary.unreadable.append((found.name, f"{removed.reason}; take the file away"))
        except UnreadableReport as unreadable:
            _set_aside(record, unreadable, summary)
        else:
            summary.notices.extend(captured.notices)
            summary.new += added == "new"
            summary.newer += added == "newer version"
            summary.same += added == "same"
            if added == "same" and (kept := record.report(found.report_id).id) != found.report_id:
                summary.notices.append(
                    f"{found.name} holds the same bytes as the report {kept} and is kept as that one"
                )
        progress.step()


def _set_aside(record: Record, unreadable: UnreadableReport, summary: Summary) -> None:
    record.set_aside(unreadable.name, unreadable.reason)
    summary.unreadable.append((unreadable.name, unreadable.reason))


def _settle(record: Record, paths: Sequence[str], manifest: Path | None, summary: Summary) -> None:
    """Drops what an earlier run set aside below `paths` and this one did not: it reads now, or is gone."""
    still = {name for name, _ in summary.unreadable}
    record.drop_set_asides(name for name in record.set_asides() if name not in still and covers(paths, manifest, name))


def _extract(record: Record, made_by: Engine, summary: Summary, progress: Progress) -> None:
    """Extracts every report that this engine has not read yet; names those whose language is not read."""
    waiting = set(record.needs_extraction(made_by.version))
    todo = []
    for report in record.reports():
        if report.language is not None and report.language not in LANGUAGES:
            record.set_aside(report.id, f"language {report.language} is not read yet")
            summary.unread.append((report.id, report.language))
        elif report.id in waiting:
            todo.append(report.id)
            if report.language is None:
                summary.undetected.append(report.id)
    again = len(todo) - summary.new - summary.newer
    changed = _changed(record.versions(), made_by.versions)
    if again > 0 and changed:
        summary.notices.append(f"re-reading {again} report{'s' if again > 1 else ''} because {changed} changed")
    progress.begin(
        f"Reading claims again, as {changed} changed" if again > 0 and changed else "Reading claims", len(todo)
    )
    for batch in _batches(todo):
        for outcome in _read(made_by, [record.report(report_id) for report_id in batch]):
            if isinstance(outcome, UnreadableReport):
                record.set_aside(outcome.name, outcome.reason)
                summary.failed.append((outcome.name, outcome.reason))
            else:
                record.put_extraction(outcome, made_by.version)
                summary.extracted += 1
            progress.step()


def _changed(before: Mapping[str, str], now: Mapping[str, str]) -> str:
    """Which parts of the engine are not those that made the record: "the gazetteer and the actors"."""
    return " and ".join(f"the {part}" for part in now if part in before and before[part] != now[part])


def _batches(ids: Iterable[str]) -> Iterator[list[str]]:
    remaining = iter(ids)
    while batch := list(islice(remaining, _BATCH)):
        yield batch


def _read(made_by: Engine, reports: Sequence[Report]) -> list[Extraction | UnreadableReport]:
    """What each report gave. A report on which tadwin fails is named and loses none of the others."""
    try:
        return list(made_by.read(reports))
    except TadwinError:
        raise
    except Exception as defect:  # noqa: BLE001  # the one boundary: a defect met in one report must not lose the rest
        if len(reports) == 1:
            return [
                UnreadableReport(reports[0].id, f"tadwin failed on this report ({_named(defect)}); tell its makers")
            ]
    return [outcome for report in reports for outcome in _read(made_by, [report])]


def _named(defect: Exception) -> str:
    """A defect in a line, with the place in the code where it was raised: what its makers need to find it."""
    last = traceback.extract_tb(defect.__traceback__)[-1]
    return f"{type(defect).__name__}: {defect}, {Path(last.filename).name} line {last.lineno}"
