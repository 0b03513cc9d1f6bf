"""`tadwin redact`: takes a report, a name or a reviewer's name out of a record."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from tadwin.cli.deciding import deciding_options, word
from tadwin.cli.main import complain
from tadwin.cli.record import files_beside, open_for_deciding, record_option
from tadwin.export.marked import one_line

if TYPE_CHECKING:
    from tadwin.run.redacting import Removed, What

F = TypeVar("F", bound=Callable[..., Any])
_SHOWN = 20
#: How the rows of each table are called.
_CALLED = {
    "raw": "captured files",
    "report_versions": "readings of reports",
    "claims": "claims",
    "unclaimed": "numbers near words of harm",
    "incidents": "incidents",
    "decisions": "decisions",
    "snapshots": "signed incidents",
    "set_aside": "files set aside",
    "aliases": "other names of reports",
    "reports": "reports",
    "waiting_places": "places that wait",
}
_KEPT = """\
What this cannot reach: backups and copies of the record, files that were exported or published before, the files that
were read, other editions of the same report, and what a disk keeps of overwritten files. Delete or redact those too.
The notes of decisions and names of files outside this record are yours to look through."""


def _options(command: F) -> F:
    yes = click.option("--yes", is_flag=True, help="Do not ask.")
    return deciding_options(yes(command))


@click.group("redact", short_help="Take a report, a name or a reviewer's name out of a record.")
def command() -> None:
    """Take a report, a name or a reviewer's name out of a record, everywhere, for good.

    What is removed cannot be brought back, by `tadwin undo` neither. That something was removed, by whom and why, stays
    on record; the chain of decisions still verifies. Each command shows what it would remove, and asks.
    """


@command.command("report", short_help="Remove one report with all that was read from it.")
@click.argument("report", metavar="REPORT")
@_options
def report_(report: str, folder: Path | str, by: str | None, note: str | None, yes: bool) -> None:
    """Remove REPORT, by its id: its bytes, every text of it, its claims, and its words in decisions.

    Incidents are made anew without it; a signed incident that it was part of has to be signed again. `tadwin run`
    refuses the same bytes from then on.

    \b
    Example:
      tadwin redact report bulletin-12 --note "the source asked for it" --by noor --record demo
    """
    from tadwin.run.redacting import What  # loads the stages: not for --help

    _redact(What("report", (report,)), folder, by, note, yes=yes)


@command.command("name", short_help="Remove the name of a victim, a source or a witness.")
@click.argument("names", metavar="NAME...", nargs=-1, required=True)
@_options
def name_(names: tuple[str, ...], folder: Path | str, by: str | None, note: str | None, yes: bool) -> None:
    """Remove the name of one person, in the spellings that you give: in texts each of its letters becomes a block.

    Case, accents' encoding, white space and hyphens do not matter. Other spellings are never guessed: words that are
    close are listed, and stay unless you give them too. A file that holds the name is kept as its redacted text.

    \b
    Examples:
      tadwin redact name "Salma Darwish" --note "the family asked for it" --record demo
      tadwin redact name "Salma Darwish" "Salma Darwich" --record demo
    """
    from tadwin.run.redacting import What  # as above

    _redact(What("name", names), folder, by, note, yes=yes)


@command.command("reviewer", short_help="Put a number in place of a reviewer's name.")
@click.argument("name", metavar="NAME")
@_options
def reviewer(name: str, folder: Path | str, by: str | None, note: str | None, yes: bool) -> None:
    """Put "reviewer 3" or the like in place of NAME, in every decision and note. Reports stay as they are.

    \b
    Example:
      tadwin redact reviewer noor --by mara --record demo
    """
    from tadwin.run.redacting import What  # as above

    _redact(What("reviewer", (name,)), folder, by, note, yes=yes)
    if isinstance(folder, str):  # only beside a record in a database can there be accounts
        click.echo(
            "Where this database has accounts, the name is still that of one: redact it in each of its records, "
            "then `tadwin accounts forget NAME`."
        )


@command.command("erase", short_help="Bring a redaction that was stopped to its end.")
@record_option
def erase(folder: Path | str) -> None:
    """Make incidents and files anew, and overwrite what deleted rows left in the record's files.

    Every redaction does this at its end. Run it where one was stopped, or while another program read the record.

    \b
    Example:
      tadwin redact erase --record demo
    """
    from tadwin.run.redacting import finish  # as above

    with open_for_deciding(folder) as record:
        finish(record, files_beside(folder))
    click.echo("The record's files hold nothing of what was deleted.")


def _redact(what: "What", folder: Path | str, by: str | None, note: str | None, *, yes: bool) -> None:
    said = word(by, note)
    from tadwin.run import redacting  # as above

    with open_for_deciding(folder) as record:
        found = redacting.preview(record, what, said)
        for line in _found(what, found):
            click.echo(one_line(line))
        click.echo(_KEPT)
        if not yes and not click.confirm("Redact this for good?", err=True):
            complain("nothing was redacted")
            click.get_current_context().exit(1)
        done = redacting.redact(record, what, said)
        redacting.finish(record, files_beside(folder))
        head = record.head()
    click.echo(
        f"Decision {done.decision}, by {one_line(said.by)}: redacted. The chain of decisions goes on; its head is now"
    )
    click.echo(f"  {head}")
    if done.key:
        click.echo(
            f"Key of tombstone {done.tombstone}, kept nowhere: with it and the name you can prove what was removed."
        )
        click.echo(f"  {done.key}")


def _found(what: "What", found: "Removed") -> Iterator[str]:
    counted = (f"{_CALLED.get(table, table)}: {number:,}" for table, number in found.places.items())
    yield f"This would remove or change: {', '.join(counted)}."
    if what.kind == "name":
        yield f"Reports that hold the name: {', '.join(sorted(found.reports)) or 'none'}."
    if found.also:
        numbers = ", ".join(map(str, sorted(found.also)))
        yield f"The notes of decisions {numbers} are about other reports too and stay: read them (`tadwin decisions`)."
    if found.near:
        called = (
            "Stands in reports too, or close to it" if what.kind == "reviewer" else "Close to it, and left as it is"
        )
        yield f"{called}: {_near(found)}. Decide whether any of these is meant."


def _near(found: "Removed") -> str:
    """Each spelling once, with how often it stands and in which report first."""
    times: dict[str, int] = {}
    first: dict[str, str] = {}
    for (words, report), number in found.near.items():
        times[words] = times.get(words, 0) + number
        first.setdefault(words, report)
    ranked = sorted(times, key=lambda words: (-len(words), words))
    told = [f"“{words}” {times[words]}× (in {first[words]})" for words in ranked[:_SHOWN]]
    return ", ".join(told) + (f" and {len(ranked) - _SHOWN} more" if len(ranked) > _SHOWN else "")
