"""`tadwin copy`: a whole record into another place."""

from pathlib import Path

import click

from tadwin.cli.moved import tell_moved
from tadwin.cli.progress import progress
from tadwin.cli.record import RecordPlace, new_record_in, record_in


@click.command("copy", short_help="Copy a whole record into another place, also into PostgreSQL and back.")
@click.argument("source", metavar="FROM", type=RecordPlace())
@click.argument("target", metavar="TO", type=RecordPlace())
@click.pass_context
def command(ctx: click.Context, source: Path | str, target: Path | str) -> None:
    """Copy a whole record into another place, also into PostgreSQL and back.

    FROM and TO are each a folder, or an address in PostgreSQL: postgresql://[USER@]HOST/DATABASE?record=NAME. In TO
    there must be no record yet. Everything is copied: reports with their bytes, every reading, claims, incidents and
    decisions; what was written is read back and compared. A copy that is stopped leaves no half record.

    The password comes from PGPASSWORD or ~/.pgpass.

    \b
    Examples:
      tadwin copy record 'postgresql://noor@db.example.org/office?record=north'
      tadwin copy 'postgresql:///office?host=/var/run/postgresql&record=north' laptop
    """
    from tadwin.run import moving  # loads SQLAlchemy: not for --help

    with progress() as shown:
        moved = moving.copy(record_in(source), new_record_in(target), shown)
    ctx.exit(tell_moved("Copied", target, moved))
