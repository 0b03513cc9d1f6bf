"""The option that names a record, and opening it for reading."""

import difflib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click
from click.core import ParameterSource

from tadwin.errors import RecordError

if TYPE_CHECKING:
    from tadwin.store.record import Record
    from tadwin.types import Report

F = TypeVar("F", bound=Callable[..., Any])


def record_option(command: F) -> F:
    """Adds `--record DIR`, which `--out` is another name of: the folder that `tadwin run --out` wrote."""
    return click.option(
        "--record",
        "--out",
        "folder",
        default=".",
        metavar="DIR",
        type=click.Path(path_type=Path),
        help="The folder of the record, as given to `tadwin run --out`. Without it, the current folder.",
    )(command)


def open_for_reading(folder: Path) -> "Record":
    """The record in a folder. Raises RecordError, which says what to do, when there is none."""
    path = _path(folder)
    from tadwin.store.record import open_record  # loads SQLAlchemy: not for --help

    return open_record(path, writes=False)


def open_for_deciding(folder: Path) -> "Record":
    """The record in a folder, to write in. Raises RecordError when there is none, or another tadwin writes in it."""
    path = _path(folder)
    from tadwin.store.record import open_record  # as above

    return open_record(path)


def _path(folder: Path) -> Path:
    path = folder if folder.name == "record.db" else folder / "record.db"
    if not path.is_file():
        raise RecordError(f"no record in {folder}: name the folder that `tadwin run --out` wrote, with --record DIR")
    return path


def report_named(record: "Record", given: str) -> "Report":
    """The report of that id; its file's name does too. Raises RecordError, which names close ids, for none."""
    try:
        return record.report(given)
    except RecordError:
        known = [report.id for report in record.reports()]
    without_ending = Path(given).stem
    if without_ending in known:
        return record.report(without_ending)
    close = difflib.get_close_matches(without_ending, known) or [name for name in known if given and given in name][:3]
    hint = f"did you mean {' or '.join(close)}? " if close else ""
    raise RecordError(f"there is no report '{given}' in this record; {hint}`tadwin show` alone lists them")


def options_go_last(ctx: click.Context) -> None:
    """Refuses options that stand before the inner command's name, where they would do nothing."""
    for parameter in ctx.command.params:
        if ctx.get_parameter_source(parameter.name or "") is ParameterSource.COMMANDLINE:
            inner = f"{ctx.command_path} {ctx.invoked_subcommand}"
            raise click.UsageError(f"{parameter.opts[0]} has to stand after '{inner}'", ctx)
