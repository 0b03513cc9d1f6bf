"""What a run makes of its manifests: rows that name files of other runs, and values that could not be used."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tadwin.errors import UnreadableReport
from tadwin.ingest.discover import Discovery
from tadwin.ingest.manifest import Row, read_manifest
from tadwin.ingest.names import printable

#: How ingest words a row that names a file which is not there, and a notice of a value which has no meaning.
_MISSING = "this row names a file that does not exist"
_NOT_USED = "; not used"


@dataclass(frozen=True, slots=True)
class Sorted:
    """`lost` are the values that could not be used, `refused` and `notices` what else ingest said."""

    refused: tuple[UnreadableReport, ...]
    notices: tuple[str, ...]
    lost: tuple[str, ...]


def sort(discovery: Discovery, manifest: Path | None) -> Sorted:
    """Sorts what discovering files said of manifests.

    A `manifest` that the user named can be shared by many runs, so its rows for files that were not given are
    counted in a notice and are no failure; nor is a value in such a row. A folder's own manifest speaks of that
    folder, and what it names and is not there is lost.
    """
    lost = [notice for notice in discovery.notices if notice.endswith(_NOT_USED)]
    notices = [notice for notice in discovery.notices if not notice.endswith(_NOT_USED)]
    if manifest is None:
        return Sorted(discovery.refused, tuple(notices), tuple(lost))
    shown = printable(str(manifest))
    given = {found.row.line for found in discovery.found if found.row is not None}
    others = {f"{shown} line {row.line}": row for row in read_manifest(manifest).rows if row.line not in given}
    refused = [one for one in discovery.refused if one.name not in others or not one.reason.startswith(_MISSING)]
    lost = [notice for notice in lost if not any(notice.startswith(f"{where}: ") for where in others)]
    kept = {one.name for one in refused}
    others = {where: row for where, row in others.items() if where not in kept}
    if others:
        notices.append(_not_given(shown, list(others.values())))
    return Sorted(tuple(refused), tuple(notices), tuple(lost))


def _not_given(shown: str, rows: Sequence[Row]) -> str:
    first = f"{printable(rows[0].file)} (line {rows[0].line})"
    if len(rows) == 1:
        return f"{shown}: 1 row is for a file that was not given in this run: {first}"
    return f"{shown}: {len(rows)} rows are for files that were not given in this run, the first {first}"
