"""`tadwin audit`: whether the decisions of a record are what was decided."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tadwin.cli.main import complain
from tadwin.cli.record import open_for_reading, record_option

if TYPE_CHECKING:
    from tadwin.store.chain import Audit

_DIGITS = 16
_SHOWN = 20


class _Head(click.ParamType):  # type: ignore[type-arg]  # generic from click 8.5 on only
    """A hash of a decision, or its beginning."""

    name = "head"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The hash in small letters. Fails for what cannot be one."""
        head = str(value).strip().casefold()
        if not re.fullmatch(f"[0-9a-f]{{{_DIGITS},64}}", head):
            self.fail(
                f"'{value}' is no head; give the 64 hexadecimal digits, or the first {_DIGITS} of them", param, ctx
            )
        return head


@click.group("audit", short_help="Check that no decision was altered, removed or cut off.")
def command() -> None:
    """Check that no decision of a record was altered, removed, reordered or cut off.

    Decisions form a chain: each carries a hash of itself and of the one before. The hash of the last, the head, stands
    for all of them. Keep it outside the record: on paper, with a colleague, in what you publish.
    """


@command.command("verify", short_help="Name what was altered, removed, reordered or cut off.")
@record_option
@click.option(
    "--against",
    metavar="HEAD",
    type=_Head(),
    help=f"A head kept outside the record, that of any decision, or its first {_DIGITS} digits or more.",
)
@click.pass_context
def verify(ctx: click.Context, folder: Path | str, against: str | None) -> None:
    """Check the chain of decisions, and name every one that was altered, removed, reordered or put in.

    Decisions that were cut off at the end leave a whole chain. Only a head that was kept elsewhere can show that: give
    it with --against. The exit status is 1 when something is wrong.

    \b
    Examples:
      tadwin audit verify --record demo
      tadwin audit verify --record demo --against 3f0c6e1d94ab27f0
    """
    from tadwin.store.chain import audit  # loads SQLAlchemy: not for --help

    with open_for_reading(folder) as record, record.transaction() as connection:
        found = audit(connection, against)
    for fault in found.faults[:_SHOWN]:
        complain(fault.words)
    if len(found.faults) > _SHOWN:
        complain(f"and {len(found.faults) - _SHOWN} more")
    for line in _told(found):
        click.echo(line)
    lost = against is not None and found.found is None
    if against is not None:
        _tell_head(found, against)
    if against is None and found.decisions and not found.faults:
        click.echo(
            "That the last decisions were not cut off cannot be proved without a head kept elsewhere (--against)."
        )
    if found.faults or lost:
        complain("restore the record from a copy that verifies, and compare the two")
    ctx.exit(1 if found.faults or lost else 0)


def _told(found: "Audit") -> Iterator[str]:
    if not found.decisions:
        yield "Nothing has been decided in this record."
        return
    several = f"{found.decisions:,} decision{'s' if found.decisions > 1 else ''}"
    if found.faults:
        yield f"{several}, and the chain is broken."
        return
    yield f"{several}: none was altered, removed, reordered or put in."
    if found.redacted:
        yield f"Words were redacted from {_numbers(found.redacted)}, and the chain holds."
    yield f"Head: {found.head}"


def _numbers(numbers: Sequence[int]) -> str:
    named = ", ".join(map(str, numbers[:_SHOWN]))
    more = f" and {len(numbers) - _SHOWN} more" if len(numbers) > _SHOWN else ""
    return f"decision{'s' if len(numbers) > 1 else ''} {named}{more}"


def _tell_head(found: "Audit", against: str) -> None:
    if found.found is None:
        complain(
            f"no decision has the head {against}: decisions were cut off, the chain was written anew, or the head is "
            "another record's"
        )
    elif found.found == found.decisions and not found.faults:
        click.echo(f"The head that you kept is that of the last decision, {found.found}: nothing was cut off.")
    else:
        since = found.decisions - found.found
        more = f"; {since:,} more {'was' if since == 1 else 'were'} made since" if since > 0 else ""
        click.echo(f"The head that you kept is that of decision {found.found}{more}.")


@command.command("head", short_help="Print the hash that stands for all decisions.")
@record_option
def head(folder: Path | str) -> None:
    """Print the head: the hash of the last decision, which stands for all of them. Keep it outside the record.

    \b
    Examples:
      tadwin audit head --record demo
      tadwin audit head --record demo >> heads.txt
    """
    with open_for_reading(folder) as record:
        found = record.head()
    if found:
        click.echo(found)
    else:
        complain("nothing has been decided in this record, so it has no head yet")
