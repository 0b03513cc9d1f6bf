"""`tadwin merge`: decides that incidents are one."""

from pathlib import Path

import click

from tadwin.cli.deciding import deciding_options, tell, word
from tadwin.cli.incident_ids import incident_named
from tadwin.cli.record import open_for_deciding


@click.command("merge", short_help="Decide that incidents are one.")
@click.argument("incidents", metavar="ID ID...", nargs=-1, required=True)
@deciding_options
def command(incidents: tuple[str, ...], folder: Path | str, by: str | None, note: str | None) -> None:
    """Decide that incidents are one: their reports tell of the same attack.

    ID is the beginning of an incident's id, as `tadwin incidents` shows it. The decision is kept with your name, and
    holds when reports are read again or added. A later split of the same reports wins over it.

    \b
    Examples:
      tadwin merge i3819c21 i77f0a14 --record demo
      tadwin merge i3819c21 i77f0a14 --note "same market, other spelling" --by noor --record demo
    """
    if len(incidents) < 2:
        raise click.UsageError("merging takes two incidents or more: give their ids")
    said = word(by, note)
    from tadwin.run import deciding  # loads the stages: not for --help

    with open_for_deciding(folder) as record:
        outcome = deciding.merge(record, [incident_named(record, given) for given in incidents], said)
        tell(outcome, record, folder, "these incidents are one.")
