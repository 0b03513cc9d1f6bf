"""`tadwin claims`: the claims of a record as a table, or as JSON for other programs."""

from collections.abc import Callable, Iterator
from datetime import date
from enum import StrEnum
from pathlib import Path

import click

from tadwin.cli import filters
from tadwin.cli.record import open_for_reading, record_option, report_named
from tadwin.cli.tables import Column, print_table
from tadwin.cli.values import AtLeast, Day
from tadwin.export import wording
from tadwin.export.marked import one_line
from tadwin.types import Claim, Report
from tadwin.vocab import Effect, Group, Scope, Stance, Status

COLUMNS = (
    Column("Report"),
    Column("Counts"),
    Column("Figure", figures=True),
    Column("Day"),
    Column("Place"),
    Column("Said by"),
    Column("Blamed"),
    Column("Words"),
)

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
def command(folder: Path | str, report: str | None, width: int | None, as_json: bool, **chosen: object) -> None:
    """List the claims of a record, in the order of its reports.

    \b
    Examples:
      tadwin claims --record demo
      tadwin claims --record demo --effect killed --group children --min 3
      tadwin claims --record demo --status none --json | jq .quote
    """
    wanted = _filters(**chosen)  # type: ignore[arg-type]  # click holds to the types that the options name
    with open_for_reading(folder) as record:
        reports = {one.id: one for one in ([report_named(record, report)] if report else record.reports())}
        only = next(iter(reports), None) if report else None
        passing = (claim for claim in record.claims(only) if all(test(claim) for test in wanted))
        if as_json:
            _print_json(passing)
        else:
            _print_table(list(passing), reports, width)


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
        tests.append(lambda claim: claim.claimant is not None and filters.holds(claim.claimant.name, claimant))
    if perpetrator is not None:
        blamed = filters.blames(perpetrator)
        tests.append(lambda claim: blamed(claim.perpetrators))
    if place is not None:
        inside = filters.at(place)
        tests.append(lambda claim: inside(claim.places))
    if least is not None:
        tests.append(lambda claim: claim.figure.high is None or claim.figure.high >= least)
    if since is not None or until is not None:
        within = filters.between(since, until)
        tests.append(lambda claim: within(claim.time))
    return tests


def _equals(name: str, value: str | None) -> Wanted:
    return lambda claim: bool(getattr(claim, name) == value)


def _print_json(claims: Iterator[Claim]) -> None:
    from tadwin.export.holdings import Holdings
    from tadwin.export.jsonl import claims_lines

    for line in claims_lines(Holdings(claims)):
        click.echo(line, nl=False)


def _print_table(claims: list[Claim], reports: dict[str, Report], width: int | None) -> None:
    if not claims:
        click.echo("No claim passes these filters." if reports else "There is no report in this record.")
        return
    several = len(reports) > 1
    columns = COLUMNS if several else COLUMNS[1:]
    print_table(columns, (_cells(claim)[0 if several else 1 :] for claim in claims), width)
    click.echo(wording.plural(len(claims), "claim"))


def _cells(claim: Claim) -> tuple[str, ...]:
    """The cells of a claim. A figure without a claimant is said in the report's own voice."""
    marks = [claim.scope.value] if claim.scope is Scope.TALLY else []
    marks += [claim.stance.value] if claim.stance is not Stance.ASSERTED else []
    return (
        one_line(claim.report_id),
        wording.counted(claim) + (f" ({', '.join(marks)})" if marks else ""),
        wording.bounds(claim.figure),
        wording.days(claim.time or claim.period),
        wording.places(claim.places),
        one_line(claim.claimant.name) if claim.claimant else "own voice",
        wording.actors(claim.perpetrators) or wording.NOT_STATED,
        one_line(claim.span.quote),
    )
