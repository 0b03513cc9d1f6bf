"""`tadwin allow`: lets a name be shown in what is published."""

from pathlib import Path

import click

from tadwin.cli.deciding import deciding_options, word
from tadwin.cli.record import open_for_deciding


@click.command("allow", short_help="Allow a name to be shown in what is published.")
@click.argument("name", metavar="NAME")
@deciding_options
def command(name: str, folder: Path | str, by: str | None, note: str | None) -> None:
    """Allow a name to be shown in what is published: a victim whose family agreed, a source, a place.

    Without this, the profiles careful and partner leave out the names of victims, of persons who speak and of sources
    that only hidden reports name. Give the name as the reports write it. `tadwin undo` takes it back for what is
    published from then on, and never for what already left.

    \b
    Examples:
      tadwin allow "Samir Haddad" --note "his family asked for it" --by noor --record demo
    """
    said = word(by, note)
    from tadwin.run import publishing  # loads the stages: not for --help

    with open_for_deciding(folder) as record:
        outcome = publishing.allow(record, name, said)
    number = outcome.decision.number
    click.echo(f"Decision {number}, by {said.by}: this name may be shown in what is published.")
    click.echo(f"`tadwin undo {number}` takes it back.")
