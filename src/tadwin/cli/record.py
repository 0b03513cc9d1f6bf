"""The option that names a record, and opening it for reading."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from tadwin.errors import RecordError

if TYPE_CHECKING:
    from tadwin.store.record import Record

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
    path = folder if folder.name == "record.db" else folder / "record.db"
    if not path.is_file():
        raise RecordError(f"no record in {folder}: name the folder that `tadwin run --out` wrote, with --record DIR")
    from tadwin.store.record import open_record  # loads SQLAlchemy: not for --help

    return open_record(path, writes=False)
