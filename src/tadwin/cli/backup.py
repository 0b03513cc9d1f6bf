"""`tadwin backup`: a record in one file, to keep."""

from pathlib import Path

import click

from tadwin.cli.moved import tell_moved
from tadwin.cli.progress import progress
from tadwin.cli.record import record_in, record_option


@click.command("backup", short_help="Write a whole record into one file, to keep.")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@record_option
@click.pass_context
def command(ctx: click.Context, file: Path, folder: Path | str) -> None:
    """Write a whole record into one file, to keep.

    FILE is made for its owner's eyes only and must not be there yet. It is a record itself: every command opens it
    with --record FILE, and `tadwin restore` makes a record of it, in a folder or in PostgreSQL. It may be written
    while others work in the record. What was written is read back and checked.

    It holds all that the record holds, names and private reports too, and is not encrypted: keep it on an encrypted
    disk. What is redacted from the record later stays in it.

    \b
    Examples:
      tadwin backup north-2031-05-01.db --record record
      tadwin backup north-2031-05-01.db --record 'postgresql://db.example.org/office?record=north'
    """
    from tadwin.run import moving  # loads SQLAlchemy: not for --help

    with progress() as shown:
        moved = moving.backup(record_in(folder), file, shown)
    ctx.exit(tell_moved("Written", file, moved))
