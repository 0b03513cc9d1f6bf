"""`tadwin tallies`: what was claimed over a period, a region or several attacks, beside what is recorded of it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

import click

from tadwin.cli import filters
from tadwin.cli.incident_ids import short_ids
from tadwin.cli.record import open_for_reading, options_go_last, record_option
from tadwin.cli.tables import Column, print_table
from tadwin.cli.tally_show import command as show
from tadwin.cli.values import AtLeast, Day
from tadwin.export import wording
from tadwin.types import Claim, Report, Tally
from tadwin.vocab import Effect

#: How many places a row names.
_PLACES = 3

COLUMNS = (
    Column("Tally"),
    Column("Over"),
    Column("Where"),
    Column("Counts"),
    Column("Blamed"),
    Column("Said by"),
    Column("Claimed", figures=True),
    Column("Recorded", figures=True),
    Column("Claimed less recorded"),
    Column("Counted", figures=True),
    Column("Left out", figures=True),
    Column("Comparable"),
)


@click.group(
    "tallies",
    short_help="List what was claimed over time or space beside what is recorded.",
    invoke_without_command=True,
)
@record_option
@click.option(
    "--effect",
    "effects",
    multiple=True,
    type=click.Choice([one.value for one in Effect]),
    help="Only this effect; give it again for more.",
)
@click.option(
    "--place",
    metavar="WORDS",
    help="Only tallies over a place whose name or province holds these words, or over this country (Yemen or YE).",
)
@click.option("--perpetrator", metavar="WORDS", help="Only tallies of harm by someone whose name holds these words.")
@click.option("--since", metavar="DAY", type=Day(), help="Only tallies that reach this day (2021-03-09) or later.")
@click.option("--until", metavar="DAY", type=Day(), help="Only tallies that begin on this day (2021-03-09) or earlier.")
@click.option("--width", metavar="N", type=AtLeast(40), help="Columns of the table. Without it, the terminal's.")
@click.option(
    "--json", "as_json", is_flag=True, help="Print JSON, one tally on each line, with the fields of tallies.jsonl."
)
@click.pass_context
def command(ctx: click.Context, /, folder: Path | str, width: int | None, as_json: bool, **chosen: object) -> None:
    """List the tallies: counts over a period, a region or several attacks, such as "66 civilians in October".

    Each stands beside what the incidents of this record add up to for the same period, region, perpetrators and
    people. Claimed less recorded is a difference between two counts, and no undercount: they may cover other places,
    days or people. Below zero, the record holds more than was claimed.

    \b
    Examples:
      tadwin tallies --record demo
      tadwin tallies --record demo --effect killed --since 2021-03-01 --until 2021-03-31
      tadwin tallies show c104a923 --record demo
    """
    if ctx.invoked_subcommand is not None:
        options_go_last(ctx)
        return
    from tadwin.export.ledger import ledger_order
    from tadwin.run.ledger import tallies_of

    with open_for_reading(folder) as record:
        every = sorted(tallies_of(record), key=ledger_order)
        wanted = _filters(**chosen)  # type: ignore[arg-type]  # click holds to the options' types
        passing = [tally for tally in every if all(test(tally) for test in wanted)]
        if as_json:
            _print_json(passing)
            return
        named = {tally.claim for tally in passing}
        claims = {claim.id: claim for claim in record.claims() if claim.id in named} if named else {}
        reports = {name: record.report(name) for name in {claim.report_id for claim in claims.values()}}
    _print_table(passing, claims, reports, short_ids(tally.claim for tally in every), width)


command.add_command(show)


def _filters(
    effects: tuple[str, ...],
    place: str | None,
    perpetrator: str | None,
    since: date | None,
    until: date | None,
) -> list[Callable[[Tally], bool]]:
    """A test for each option that was given. A tally without a value that an option asks for does not pass."""
    tests: list[Callable[[Tally], bool]] = []
    if effects:
        tests.append(lambda tally: tally.effect in effects)
    if place is not None:
        inside = filters.at(place)
        tests.append(lambda tally: inside(tally.region))
    if perpetrator is not None:
        blamed = filters.blames(perpetrator)
        tests.append(lambda tally: blamed(tally.perpetrators))
    if since is not None or until is not None:
        within = filters.between(since, until)
        tests.append(lambda tally: within(tally.period))
    return tests


def _print_json(tallies: Iterable[Tally]) -> None:
    from tadwin.export.holdings import Holdings
    from tadwin.export.jsonl import tallies_lines

    for line in tallies_lines(Holdings(tallies=tallies)):
        click.echo(line, nl=False)


def _print_table(
    tallies: Sequence[Tally],
    claims: Mapping[str, Claim],
    reports: Mapping[str, Report],
    shown: Mapping[str, str],
    width: int | None,
) -> None:
    if not tallies:
        click.echo("No tally passes these filters." if shown else "No report gave a tally.")
        return
    rows = (_cells(tally, claims.get(tally.claim), reports, shown[tally.claim]) for tally in tallies)
    print_table(COLUMNS, rows, width)
    click.echo(wording.tallies(len(tallies)))


def _cells(tally: Tally, claim: Claim | None, reports: Mapping[str, Report], shown: str) -> tuple[str, ...]:
    return (
        shown,
        wording.days(tally.period),
        wording.places(tally.region, _PLACES),
        wording.counted(claim) if claim else wording.cell(tally.effect, tally.status, tally.group),
        wording.actors(tally.perpetrators) or wording.NOT_STATED,
        wording.speaker(claim, reports.get(claim.report_id)) if claim else wording.NOT_STATED,
        wording.bound(tally.claimed),
        wording.recorded(tally),
        wording.residual(tally),
        f"{len(tally.counted):,}",
        f"{len(tally.excluded):,}",
        wording.COMPARABLE[tally.comparable],
    )
