"""`tadwin incidents`: the incidents of a record as a table, or as JSON for other programs."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tadwin.cli import filters
from tadwin.cli.incident_ids import short_ids
from tadwin.cli.incident_show import command as show
from tadwin.cli.record import open_for_reading, options_go_last, record_option
from tadwin.cli.tables import Column, print_table
from tadwin.cli.values import AtLeast, Day
from tadwin.export import wording
from tadwin.types import FigureLine, Incident
from tadwin.vocab import Effect, Stance

if TYPE_CHECKING:
    from tadwin.store.record import Record

#: How many places a row names.
_PLACES = 3

Wanted = Callable[[Incident], bool]

COLUMNS = (
    Column("Incident"),
    Column("Day"),
    Column("Place"),
    Column("What"),
    Column("Killed", figures=True),
    Column("Injured", figures=True),
    Column("Blamed"),
    Column("Grade"),
    Column("Told by"),
    Column("Beware"),
)


@click.group("incidents", short_help="List the incidents of a record, or show one.", invoke_without_command=True)
@record_option
@click.option(
    "--place",
    metavar="WORDS",
    help="Only incidents at a place whose name or province holds these words, or in this country (Yemen or YE).",
)
@click.option(
    "--perpetrator", metavar="WORDS", help="Only incidents that a claim blames on someone whose name holds these words."
)
@click.option(
    "--grade",
    "grades",
    multiple=True,
    type=click.Choice([*wording.GRADES, "none"]),
    help="Only incidents of this grade; none for those without one. Give it again for more.",
)
@click.option("--min", "least", metavar="N", type=AtLeast(0), help="Only incidents that can have killed N or more.")
@click.option("--since", metavar="DAY", type=Day(), help="Only harm on this day (2021-03-09) or later.")
@click.option("--until", metavar="DAY", type=Day(), help="Only harm on this day (2021-03-09) or earlier.")
@click.option(
    "--placed/--unplaced",
    default=None,
    help="Only incidents with a day and a place finer than a province, or only those without.",
)
@click.option(
    "--sort",
    type=click.Choice(["day", "place", "killed", "injured", "reports"]),
    default="day",
    show_default=True,
    help="What comes first: the earliest day, the place by its name, or the most killed, injured or reports.",
)
@click.option("--width", metavar="N", type=AtLeast(40), help="Columns of the table. Without it, the terminal's.")
@click.option(
    "--json", "as_json", is_flag=True, help="Print JSON, one incident on each line, with the fields of incidents.jsonl."
)
@click.pass_context
def command(
    ctx: click.Context, /, folder: Path | str, sort: str, width: int | None, as_json: bool, **chosen: object
) -> None:
    """List the incidents of a record: what befell whom, from low to high, and how many sources stand behind it.

    "12 (11–14)" is the best figure and the range in which every source's word lies; "≥" has no upper bound; "–" is
    not stated, and never zero. The last column names what to know before using a figure: unplaced (no day, or
    nothing finer than a province) and toll (several attacks counted together, some of which may be listed too) are
    left out of any total; `tadwin incidents show` explains a contradiction, and who denies what is disputed.

    \b
    Examples:
      tadwin incidents --record demo
      tadwin incidents --record demo --grade fair --min 10 --sort killed
      tadwin incidents --record demo --placed --json | jq .places
      tadwin incidents show i3819c21 --record demo
    """
    if ctx.invoked_subcommand is not None:
        options_go_last(ctx)
        return
    with open_for_reading(folder) as record:
        every = list(record.incidents())
        wanted = _filters(record, **chosen)  # type: ignore[arg-type]  # click holds to the options' types
    passing = sorted((one for one in every if all(test(one) for test in wanted)), key=_ORDERS[sort])
    if as_json:
        _print_json(passing)
    else:
        _print_table(passing, short_ids(one.id for one in every), width)


command.add_command(show)


def _filters(
    record: "Record",
    place: str | None,
    perpetrator: str | None,
    grades: tuple[str, ...],
    least: int | None,
    since: date | None,
    until: date | None,
    placed: bool | None,
) -> list[Wanted]:
    """A test for each option that was given. An incident without a value that an option asks for does not pass."""
    tests: list[Wanted] = []
    if place is not None:
        inside = filters.at(place)
        tests.append(lambda incident: inside(incident.places))
    if perpetrator is not None:
        tests.append(_blamed_on(perpetrator, record))
    if grades:
        tests.append(lambda incident: (incident.grade or "none") in grades)
    if least is not None:
        tests.append(lambda incident: any(_can_be(line, least) for line in incident.figures))
    if since is not None or until is not None:
        within = filters.between(since, until)
        tests.append(lambda incident: within(incident.time))
    if placed is not None:
        tests.append(lambda incident: incident.unplaced is not placed)
    return tests


def _blamed_on(wanted: str, record: "Record") -> Wanted:
    """Incidents with an asserted claim that blames someone so named: where blame is contested, no name is the
    incident's own, and it is found by each.
    """
    blames = filters.blames(wanted)
    blaming = {claim.id for claim in record.claims() if claim.stance is Stance.ASSERTED and blames(claim.perpetrators)}
    return lambda incident: blames(incident.perpetrators) or not blaming.isdisjoint(incident.claims)


def _can_be(line: FigureLine, least: int) -> bool:
    return line.effect is Effect.KILLED and (line.open or line.high is None or line.high >= least)


def _most(effect: Effect) -> Callable[[Incident], int]:
    def order(incident: Incident) -> int:
        line = wording.main_figure(incident, effect)
        return 1 if line is None else -(line.best or line.low or 0)

    return order


#: Incidents come from the record by day; the sort keeps that order among equals.
_ORDERS: dict[str, Callable[[Incident], int | str]] = {
    "day": lambda _: 0,
    "place": lambda incident: wording.places(incident.places).casefold() if incident.places else "\U0010ffff",
    "killed": _most(Effect.KILLED),
    "injured": _most(Effect.INJURED),
    "reports": lambda incident: -len(incident.reports),
}


def _print_json(incidents: Iterable[Incident]) -> None:
    from tadwin.export.holdings import Holdings
    from tadwin.export.jsonl import incidents_lines

    for line in incidents_lines(Holdings(incidents=incidents)):
        click.echo(line, nl=False)


def _print_table(incidents: Sequence[Incident], shown: dict[str, str], width: int | None) -> None:
    if not incidents:
        click.echo("No incident passes these filters." if shown else "No report told of an incident.")
        return
    print_table(COLUMNS, (_cells(incident, shown[incident.id]) for incident in incidents), width)
    click.echo(_below(incidents))


def _cells(incident: Incident, shown: str) -> tuple[str, ...]:
    return (
        shown,
        wording.days(incident.time),
        wording.places(incident.places, _PLACES),
        incident.event_type.value if incident.event_type else wording.NOT_STATED,
        _figure(incident, Effect.KILLED),
        _figure(incident, Effect.INJURED),
        wording.actors(incident.perpetrators) or wording.NOT_STATED,
        incident.grade or wording.NOT_GRADED,
        wording.reports_and_origins(incident),
        ", ".join(wording.marks(incident)),
    )


def _figure(incident: Incident, effect: Effect) -> str:
    line = wording.main_figure(incident, effect)
    return "–" if line is None else wording.best_of(line)


def _below(incidents: Sequence[Incident]) -> str:
    """How many are listed, and how many of them no total may count."""
    unplaced, tolls = sum(one.unplaced for one in incidents), sum(bool(one.contains) for one in incidents)
    aside = [f"{unplaced:,} unplaced"] if unplaced else []
    aside += [f"{wording.plural(tolls, 'toll')} over several attacks"] if tolls else []
    listed = wording.plural(len(incidents), "incident")
    return f"{listed}; leave {' and '.join(aside)} out of any total" if aside else listed
