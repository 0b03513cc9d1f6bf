"""What the commands that decide share: who decides, and what to say afterwards."""

import getpass
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from tadwin.cli.incident_ids import short_ids
from tadwin.cli.record import files_beside, record_option
from tadwin.errors import DecisionError
from tadwin.export import wording
from tadwin.export.marked import one_line
from tadwin.types import Incident

if TYPE_CHECKING:
    from tadwin.run.deciding import Outcome, Word
    from tadwin.store.record import Record

F = TypeVar("F", bound=Callable[..., Any])


def deciding_options(command: F) -> F:
    """Adds `--record DIR`, `--by NAME` and `--note WORDS`."""
    note = click.option("--note", metavar="WORDS", help="Why, in your words; kept with the decision.")
    by = click.option(
        "--by",
        metavar="NAME",
        envvar="TADWIN_BY",
        help="Who decides. Without it, TADWIN_BY, or else your user name on this computer.",
    )
    return record_option(by(note(command)))


def word(by: str | None, note: str | None) -> "Word":
    """Who decides, now. Raises DecisionError when nobody is named and the system does not know either."""
    from tadwin.run.deciding import Word  # loads the stages: not for --help

    try:
        name = one_line(by if by is not None else getpass.getuser())
    except (OSError, KeyError, ImportError):  # as getuser raises without a user database, by version and system
        name = ""
    if not name:
        raise DecisionError("a decision has to say who made it: give --by NAME, or set TADWIN_BY")
    at = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    return Word(name, at, one_line(note) or None if note is not None else None)


def tell(outcome: "Outcome", record: "Record", folder: Path | str, said: str) -> None:
    """Prints a decision and what it changed, and writes the files beside a record that is in a folder anew."""
    from tadwin.run.write import write_out

    click.echo(f"Decision {outcome.decision.number}, by {one_line(outcome.decision.by)}: {said}")
    for line in changes(outcome.before, outcome.after, short_ids(one.id for one in record.incidents())):
        click.echo(line)
    beside = files_beside(folder)
    if beside is not None:
        write_out(record, beside)
    click.echo(f"`tadwin undo {outcome.decision.number}` takes it back.")


def changes(before: Sequence[Incident], after: Sequence[Incident], shown: dict[str, str]) -> Iterator[str]:
    """What became of incidents, in words: one line, or one for each incident that there is now."""
    names = {**short_ids(one.id for one in (*before, *after)), **shown}
    was, now = [names[one.id] for one in before], [f"{names[one.id]}: {summary(one)}" for one in after]
    if not after:
        yield f"{_incidents(was)} of before {'is' if len(was) == 1 else 'are'} no more." if was else _NOWHERE
    elif len(before) == len(after) == 1:
        same = summary(before[0]) == summary(after[0])
        yield f"Incident {now[0]}{' as before' if same else f' (before: {summary(before[0])})'}."
    elif len(after) == 1:
        yield f"{_incidents(was)} are now one, {now[0]}." if was else f"Incident {now[0]}."
    else:
        yield f"{_incidents(was)} {'is' if len(was) == 1 else 'are'} now {len(now)}:" if was else "Incidents:"
        yield from (f"  {one}." for one in now)


_NOWHERE = "No incident changes: none holds the claims that this is about."


def _incidents(names: Sequence[str]) -> str:
    if len(names) == 1:
        return f"Incident {names[0]}"
    return f"Incidents {', '.join(names[:-1])} and {names[-1]}"


def summary(incident: Incident) -> str:
    """An incident in a few words: "3 reports, killed 11–16, injured 4"."""
    number = len(incident.reports)
    lines = [line for line in incident.figures if (line.status, line.group) == (None, None)] or incident.figures[:1]
    figures = (f"{wording.cell(line.effect, line.status, line.group)} {wording.line_range(line)}" for line in lines)
    return ", ".join((f"{number} report{'' if number == 1 else 's'}", *figures))
