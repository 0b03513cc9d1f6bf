"""A whole record moved: from one database into another, into one file to keep, and back."""

import os
import shutil
import tempfile
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from tadwin.errors import RecordError
from tadwin.run.progress import Progress
from tadwin.store import copying, sqlite
from tadwin.store.address import is_address
from tadwin.store.check import check_record
from tadwin.store.opening import is_current
from tadwin.store.record import Record, open_record

#: Ends the name of what a killed backup leaves behind.
_UNFINISHED = ".unfinished"


@dataclass(frozen=True, slots=True)
class Moved:
    """What was written: the rows of each table, the last decision's hash ("" for none), and what is wrong with it.

    `problems` are the record's own, which it had before; see store.check.
    """

    rows: Mapping[str, int]
    head: str
    problems: tuple[str, ...]


def copy(source: Path | str, target: Path | str, progress: Progress) -> Moved:
    """Copies a record, of a file or a PostgreSQL address, into a place where there is none.

    Others may write to the source meanwhile: the copy is of the moment when it began. Raises RecordError when the
    target holds a record, or either cannot be opened; the target is then as it was, or an empty record.
    """
    with ExitStack() as stack:
        if isinstance(source, Path):
            source = _today(source, source.parent if isinstance(target, str) else target.parent, stack)
        old, new = stack.enter_context(open_record(source, writes=False)), stack.enter_context(open_record(target))
        with old.transaction() as reading, new.transaction() as writing:
            copying.refuse_unless_empty(writing, new.name)
            progress.begin("Copying", copying.steps(copying.rows_in(reading)))
            copying.copy_rows(reading, old.name, writing, progress.step)
        return _checked(new, progress)


def backup(source: Path | str, file: Path, progress: Progress) -> Moved:
    """Writes a record into one new file, which is a record itself, for its owner's eyes only.

    Raises RecordError when the file is there already or cannot be written, OSError as the disk does.
    """
    if os.path.lexists(file):
        raise RecordError(f"{file} is there already; name a file that is not")
    beside = Path(tempfile.mkdtemp(prefix=f"{file.name}.", suffix=_UNFINISHED, dir=file.parent))
    try:
        if isinstance(source, str) and is_address(source):
            copy(source, beside / "record.db", progress)
            source = beside / "record.db"
        is_current(source)  # refuses what is no record
        progress.begin("Writing the file", None)
        whole = beside / file.name
        sqlite.create(whole)
        sqlite.compact(Path(source), whole)
        with ExitStack() as stack:
            made = stack.enter_context(open_record(_today(whole, beside, stack), writes=False))
            moved = _checked(made, progress)
        whole.replace(file)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return moved


def _today(path: Path, folder: Path, stack: ExitStack) -> Path:
    """The record of an older tadwin as this one keeps it: a copy in `folder`, gone with the stack; else the record."""
    if is_current(path):
        return path
    made = Path(tempfile.mkdtemp(prefix=f"{path.name}.", suffix=_UNFINISHED, dir=folder)) / "record.db"
    stack.callback(shutil.rmtree, made.parent, ignore_errors=True)
    sqlite.create(made)
    sqlite.compact(path, made)
    open_record(made).close()
    return made


def _checked(record: Record, progress: Progress) -> Moved:
    progress.begin("Checking", None)
    with record.transaction() as connection:
        rows = copying.rows_in(connection)
    last = ""
    for decision in record.decisions():
        last = decision.hash
    return Moved(rows, last, check_record(record))
