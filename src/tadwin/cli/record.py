"""The option that names a record, and opening it."""

import difflib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click
from click.core import ParameterSource

from tadwin.errors import RecordError
from tadwin.store.address import is_address, parse

if TYPE_CHECKING:
    from tadwin.store.record import Record
    from tadwin.types import Report

F = TypeVar("F", bound=Callable[..., Any])


class RecordPlace(click.ParamType):  # type: ignore[type-arg]  # generic from click 8.5 on only
    """Where a record is: a folder or a file, as a Path, or its address in PostgreSQL, as text."""

    name = "record"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path | str:  # noqa: ARG002
        """The place. Raises RecordError for an address that cannot be, without repeating it."""
        if isinstance(value, Path) or not is_address(value):
            return Path(value)
        parse(value)
        return str(value)


class RecordAddress(RecordPlace):
    """The address of a record in PostgreSQL."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The address. Fails for a folder."""
        given = super().convert(value, param, ctx)
        if isinstance(given, Path):
            self.fail(f"{given} is no address of a record in PostgreSQL; a folder is given with --out", param, ctx)
        return given


def record_option(command: F) -> F:
    """Adds `--record DIR`, which `--out` is another name of: the folder of a record, or its address."""
    return click.option(
        "--record",
        "--out",
        "folder",
        default=".",
        metavar="DIR",
        type=RecordPlace(),
        help="The folder of the record, as given to `tadwin run --out`, or its address in PostgreSQL. Without it, the "
        "current folder.",
    )(command)


def open_for_reading(folder: Path | str) -> "Record":
    """The record in a folder, or at an address. Raises RecordError, which says what to do, when there is none."""
    place = record_in(folder)
    from tadwin.store.record import open_record  # loads SQLAlchemy: not for --help

    return open_record(place, writes=False)


def open_for_deciding(folder: Path | str) -> "Record":
    """The record in a folder, to write in. Raises RecordError when there is none, or another tadwin writes in it."""
    place = record_in(folder)
    from tadwin.store.record import open_record  # as above

    if isinstance(place, str):
        open_record(place, writes=False).close()  # a slip in the address must not make a record
    return open_record(place)


def open_shared(folder: Path | str) -> "Record":
    """The record in a folder, or at an address, for many threads at once. Raises RecordError as `open_for_deciding`."""
    place = record_in(folder)
    from tadwin.store.record import open_record  # as above

    if isinstance(place, str):
        open_record(place, writes=False).close()  # as above
    return open_record(place, shared=True)


def record_in(folder: Path | str) -> Path | str:
    """The record's file, which is in the folder or was named itself; an address as it is. Raises RecordError."""
    if isinstance(folder, str):
        return folder
    path = folder if folder.is_file() else folder / "record.db"
    if not path.is_file():
        raise RecordError(f"no record in {folder}: name the folder that `tadwin run --out` wrote, with --record DIR")
    return path


def files_beside(folder: Path | str) -> Path | None:
    """The folder that holds the files of a record; None for one in PostgreSQL, and for a backup."""
    if isinstance(folder, str):
        return None
    if folder.name == "record.db":
        return folder.parent
    return folder if folder.is_dir() else None


def new_record_in(folder: Path | str) -> Path | str:
    """Where a new record goes: an address as it is, or the file in a folder, which is made if need be."""
    if isinstance(folder, str):
        return folder
    if folder.is_file():
        raise RecordError(f"{folder} is a file; name a folder, which is made if it is not there")
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder / "record.db"


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
