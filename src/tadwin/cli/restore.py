"""`tadwin restore`: a record from the file that `tadwin backup` wrote."""

from pathlib import Path

import click

from tadwin.cli.moved import tell_moved
from tadwin.cli.progress import progress
from tadwin.cli.record import RecordPlace, new_record_in
from tadwin.cli.values import File


@click.command("restore", short_help="Make a record from the file that `tadwin backup` wrote.")
@click.argument("file", metavar="FILE", type=File("north.db"))
@click.argument("target", metavar="TO", type=RecordPlace())
@click.pass_context
def command(ctx: click.Context, file: Path, target: Path | str) -> None:
    """Make a record from the file that `tadwin backup` wrote.

    TO is a folder, or an address in PostgreSQL, in which there is no record yet. The file stays as it is.

    \b
    Examples:
      tadwin restore north-2031-05-01.db record
      tadwin restore north-2031-05-01.db 'postgresql://db.example.org/office?record=north'
    """
    from tadwin.run import moving  # loads SQLAlchemy: not for --help

    with progress() as shown:
        moved = moving.copy(file, new_record_in(target), shown)
    ctx.exit(tell_moved("Restored", target, moved))
