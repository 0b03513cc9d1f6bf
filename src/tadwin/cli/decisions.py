"""`tadwin decisions`: what was decided, by whom, and whether it still stands."""

import dataclasses
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tadwin.cli.main import complain
from tadwin.cli.record import open_for_reading, record_option
from tadwin.cli.tables import Column, print_table
from tadwin.cli.values import AtLeast
from tadwin.export.jsonl import json_line
from tadwin.export.marked import one_line
from tadwin.review.fields import in_words
from tadwin.types import Anchor, Decision

if TYPE_CHECKING:
    States = Mapping[int, tuple[str, tuple[Anchor, ...]]]

_COLUMNS = (
    Column("N", figures=True),
    Column("Decision"),
    Column("By"),
    Column("At"),
    Column("State"),
    Column("Note"),
)


@click.command("decisions", short_help="List what was decided, by whom, and whether it still stands.")
@record_option
@click.option("--width", metavar="N", type=AtLeast(40), help="Columns of the table. Without it, the terminal's.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, one decision on each line.")
@click.pass_context
def command(ctx: click.Context, folder: Path | str, width: int | None, as_json: bool) -> None:
    """List every decision: what was decided, by whom and when, and whether it stands, is undone or is orphaned.

    An orphaned decision is about words that no claim has any more, since its report changed or is read otherwise. It is
    kept, and holds again when its words are back. The list is also checked: each decision carries a hash of itself and
    of the one before; a decision that was changed since is named, and the exit status is 1.

    \b
    Examples:
      tadwin decisions --record demo
      tadwin decisions --record demo --json | jq 'select(.state != "stands")'
    """
    from tadwin.run.deciding import states
    from tadwin.store.check import check_decisions

    with open_for_reading(folder) as record:
        decisions = list(record.decisions())
        standing = states(record)
        wrong = list(check_decisions(record))
    if as_json:
        _print_json(decisions, standing)
    elif not decisions:
        click.echo("Nothing has been decided in this record.")
    else:
        print_table(_COLUMNS, (_cells(one, standing[one.number][0]) for one in decisions), width)
        _print_orphaned(standing)
    for fault in wrong:
        complain(f"{fault}; restore the record from a copy")
    ctx.exit(1 if wrong else 0)


def _cells(decision: Decision, state: str) -> tuple[str, ...]:
    note = one_line(decision.note or "")
    return (str(decision.number), _words(decision), one_line(decision.by), one_line(decision.at), state, note)


def _words(decision: Decision) -> str:
    """A decision in words: "set value of “12” in report a: 12 → 11", "merge 5 claims of 3 reports"."""
    if decision.action == "undo":
        return f"undo {one_line(decision.field or '')}"
    if decision.action == "redact":
        return f"redact a {one_line(decision.field or '')}{'’s name' if decision.field == 'reviewer' else ''}"
    if decision.action == "set":
        about = " and ".join(f"“{one_line(at.quote)}” in report {one_line(at.report_id)}" for at in decision.anchors)
        change = one_line(f"{in_words(decision.before)} → {in_words(decision.after)}")
        return f"set {one_line(decision.field or '')} of {about}: {change}"
    if decision.action == "split":
        leaving = [at for at in decision.anchors if at.side]
        return f"split {_counted(leaving)} from {_counted(at for at in decision.anchors if not at.side)}"
    return f"{one_line(decision.action)} {_counted(decision.anchors)}"


def _counted(anchors: Iterable[Anchor]) -> str:
    listed = list(anchors)
    reports = sorted({one_line(at.report_id) for at in listed})
    claims = f"{len(listed)} claim{'' if len(listed) == 1 else 's'}"
    return f"{claims} of {', '.join(reports) if len(reports) <= 3 else f'{len(reports)} reports'}"


def _print_orphaned(standing: "States") -> None:
    for number, (_, lost) in standing.items():
        for at in lost:
            words = one_line(f"…{at.before}⟦{at.quote}⟧{at.after}…")
            click.echo(f"Decision {number} finds no claim any more in report {one_line(at.report_id)}: {words}")


def _print_json(decisions: Iterable[Decision], standing: "States") -> None:
    for decision in decisions:
        state, lost = standing[decision.number]
        told = {**dataclasses.asdict(decision), "state": state, "orphaned": [at.claim for at in lost]}
        click.echo(json_line(told), nl=False)
