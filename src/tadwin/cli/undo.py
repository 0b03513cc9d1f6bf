"""`tadwin undo`: takes a decision back."""

from pathlib import Path

import click

from tadwin.cli.deciding import deciding_options, tell, word
from tadwin.cli.record import open_for_deciding
from tadwin.cli.values import AtLeast
from tadwin.export.marked import one_line


@click.command("undo", short_help="Take a decision back.")
@click.argument("number", metavar="N", type=AtLeast(1))
@deciding_options
def command(number: int, folder: Path | str, by: str | None, note: str | None) -> None:
    """Take decision N back, as `tadwin decisions` numbers them. It stays in the list, with who took it back.

    An undo is a decision too: undoing it brings back what it took back.

    \b
    Examples:
      tadwin undo 3 --record demo
      tadwin undo 3 --note "two strikes after all" --by noor --record demo
    """
    said = word(by, note)
    from tadwin.run import deciding  # loads the stages: not for --help

    with open_for_deciding(folder) as record:
        outcome = deciding.undo(record, number, said)
        assert outcome.undone is not None  # noqa: S101  # what `undo` promises
        about = f"decision {number} ({outcome.undone.action}, by {one_line(outcome.undone.by)})"
        tell(outcome, record, folder, f"{about} is taken back.")
