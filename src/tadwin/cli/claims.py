"""`tadwin claims`: the claims of a record as a table, or as JSON for other programs."""

import sys
from collections.abc import Callable, Iterator
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tadwin.cli.countries import countries_called
from tadwin.cli.record import open_for_reading, record_option, report_named
from tadwin.cli.values import AtLeast, Day
from tadwin.export import wording
from tadwin.export.marked import one_line
from tadwin.types import Claim, Report
from tadwin.vocab import Effect, Group, Scope, Stance, Status

if TYPE_CHECKING:
    from rich.table import Table

#: A table that is not printed to a terminal is as wide as its words: a pager or a file can hold them.
_UNBOUNDED = 100_000

#: What a cell says where the report does not: greyed.
_SILENT = frozenset({wording.NOT_STATED, wording.days(None), wording.places(())})

Wanted = Callable[[Claim], bool]


def _one_of(kinds: type[StrEnum], *, or_none: bool = False) -> click.Choice[str]:
    return click.Choice([kind.value for kind in kinds] + (["none"] if or_none else []))


@click.command("claims", short_help="List the claims of a record.")
@record_option
@click.option("--report", metavar="REPORT", help="Only claims of this report, by its id.")
@click.option(
    "--effect", "effects", multiple=True, type=_one_of(Effect), help="Only this effect; give it again for more."
)
@click.option("--group", type=_one_of(Group, or_none=True), help="Only this group; none for claims that name no group.")
@click.option(
    "--status", type=_one_of(Status, or_none=True), help="Only this status; none where the words say neither."
)
@click.option("--scope", type=_one_of(Scope), help="Only claims about one incident, or only tallies.")
@click.option("--stance", type=_one_of(Stance), help="Only claims that are asserted, denied or hedged.")
@click.option("--claimant", metavar="WORDS", help="Only claims by a source whose name holds these words.")
@click.option("--perpetrator", metavar="WORDS", help="Only claims that blame someone whose name holds these words.")
@click.option(
    "--place",
    metavar="WORDS",
    help="Only claims about a place whose name or province holds these words, or in this country (Yemen or YE).",
)
@click.option("--min", "least", metavar="N", type=AtLeast(0), help="Only figures that can be N or more.")
@click.option("--since", metavar="DAY", type=Day(), help="Only harm on this day (2021-03-09) or later.")
@click.option("--until", metavar="DAY", type=Day(), help="Only harm on this day (2021-03-09) or earlier.")
@click.option("--width", metavar="N", type=AtLeast(40), help="Columns of the table. Without it, the terminal's.")
@click.option(
    "--json", "as_json", is_flag=True, help="Print JSON, one claim on each line, with the fields of claims.jsonl."
)
def command(folder: Path, report: str | None, width: int | None, as_json: bool, **filters: object) -> None:
    """List the claims of a record, in the order of its reports.

    \b
    Examples:
      tadwin claims --record demo
      tadwin claims --record demo --effect killed --group children --min 3
      tadwin claims --record demo --status none --json | jq .quote
    """
    wanted = _filters(**filters)  # type: ignore[arg-type]  # click holds to the types that the options name
    with open_for_reading(folder) as record:
        reports = {one.id: one for one in ([report_named(record, report)] if report else record.reports())}
        only = next(iter(reports), None) if report else None
        chosen = (claim for claim in record.claims(only) if all(test(claim) for test in wanted))
        if as_json:
            _print_json(chosen)
        else:
            _print_table(list(chosen), reports, width)


def _filters(
    effects: tuple[str, ...],
    group: str | None,
    status: str | None,
    scope: str | None,
    stance: str | None,
    claimant: str | None,
    perpetrator: str | None,
    place: str | None,
    least: int | None,
    since: date | None,
    until: date | None,
) -> list[Wanted]:
    """A test for each option that was given. A claim without a value that an option asks for does not pass."""
    tests: list[Wanted] = []
    if effects:
        tests.append(lambda claim: claim.effect in effects)
    for name, value in (("group", group), ("status", status), ("scope", scope), ("stance", stance)):
        if value is not None:
            tests.append(_equals(name, None if value == "none" else value))
    if claimant is not None:
        tests.append(lambda claim: claim.claimant is not None and _holds(claim.claimant.name, claimant))
    if perpetrator is not None:
        tests.append(lambda claim: any(_holds(actor.name, perpetrator) for actor in claim.perpetrators))
    if place is not None:
        tests.append(_at(place))
    if least is not None:
        tests.append(lambda claim: claim.figure.high is None or claim.figure.high >= least)
    if since is not None or until is not None:
        tests.append(_between(since, until))
    return tests


def _equals(name: str, value: str | None) -> Wanted:
    return lambda claim: bool(getattr(claim, name) == value)


def _holds(words: str, wanted: str) -> bool:
    return wanted.casefold() in words.casefold()


def _at(wanted: str) -> Wanted:
    """Claims about a place whose name, province or country's code holds the words, or in the country of that name."""
    countries = countries_called(wanted)

    def inside(claim: Claim) -> bool:
        return any(
            at.country in countries or _holds(f"{at.name} {at.admin1 or ''} {at.country or ''}", wanted)
            for at in claim.places
        )

    return inside


def _between(since: date | None, until: date | None) -> Wanted:
    """Claims whose days reach into the interval."""
    first, last = since or date.min, until or date.max

    def wanted(claim: Claim) -> bool:
        if claim.time is None:
            return False
        start, end = claim.time.start or claim.time.end, claim.time.end or claim.time.start
        return start is not None and end is not None and start <= last and end >= first

    return wanted


def _print_json(claims: Iterator[Claim]) -> None:
    from tadwin.export.jsonl import claims_lines

    for line in claims_lines(claims, ()):
        click.echo(line, nl=False)


def _print_table(claims: list[Claim], reports: dict[str, Report], width: int | None) -> None:
    if not claims:
        click.echo("No claim passes these filters." if reports else "There is no report in this record.")
        return
    from rich.console import Console

    console = Console(width=width or (None if sys.stdout.isatty() else _UNBOUNDED), highlight=False)
    console.print(_table(claims, reports))
    click.echo(f"{len(claims):,} claim{'s' if len(claims) != 1 else ''}")


def _table(claims: list[Claim], reports: dict[str, Report]) -> "Table":
    """The table. Every cell is plain text with nothing in it that a terminal or rich would obey.

    A figure without a claimant is said in the report's own voice.
    """
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0))
    several = len(reports) > 1
    if several:
        table.add_column("Report", overflow="fold")
    table.add_column("Counts", overflow="fold")
    table.add_column("Figure", justify="right", no_wrap=True)
    table.add_column("Day", overflow="fold")
    table.add_column("Place", overflow="fold")
    table.add_column("Said by", overflow="fold")
    table.add_column("Blamed", overflow="fold")
    table.add_column("Words", overflow="fold")
    for claim in claims:
        marks = [claim.scope.value] if claim.scope is Scope.TALLY else []
        marks += [claim.stance.value] if claim.stance is not Stance.ASSERTED else []
        counts = wording.counted(claim) + (f" ({', '.join(marks)})" if marks else "")
        cells = (
            one_line(claim.report_id),
            counts,
            wording.bounds(claim.figure),
            wording.days(claim.time or claim.period),
            wording.places(claim.places),
            one_line(claim.claimant.name) if claim.claimant else "own voice",
            wording.actors(claim.perpetrators) or wording.NOT_STATED,
            one_line(claim.span.quote),
        )
        table.add_row(*(Text(cell, "dim" if cell in _SILENT else "") for cell in cells[0 if several else 1 :]))
    return table
