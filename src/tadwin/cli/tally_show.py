"""`tadwin tallies show`: one tally in the terminal with the incidents that it is compared with."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import click

from tadwin.cli.incident_ids import id_beginning, short_ids
from tadwin.cli.lines import Line, print_lines
from tadwin.cli.record import open_for_reading, record_option
from tadwin.cli.values import AtLeast
from tadwin.export import wording
from tadwin.export.marked import one_line
from tadwin.types import Claim, Incident, Report, Tally


@click.command("show", short_help="Show one tally with the incidents counted and left out.")
@click.argument("claim", metavar="CLAIM")
@record_option
@click.option("--width", metavar="N", type=AtLeast(40), help="Columns of the text. Without it, the terminal's.")
def command(claim: str, folder: Path | str, width: int | None) -> None:
    """Show one tally, named by the beginning of its CLAIM's id: its words, what it is compared with, the incidents that
    are counted, those that are left out with the reason, and the tallies that it lies within.

    \b
    Examples:
      tadwin tallies show c104a923 --record demo
    """
    from tadwin.run.ledger import tallies_of

    with open_for_reading(folder) as record:
        tallies = {tally.claim: tally for tally in tallies_of(record)}
        shown = tallies[id_beginning(claim, list(tallies), "tally", "tadwin tallies")]
        near = {shown.claim, *shown.inside}
        claims = {one.id: one for one in record.claims() if one.id in near}
        reports = {name: record.report(name) for name in {one.report_id for one in claims.values()}}
        incidents = {one.id: one for one in record.incidents()}
    print_lines(tally_lines(shown, claims, reports, incidents), width)


def tally_lines(
    tally: Tally, claims: Mapping[str, Claim], reports: Mapping[str, Report], incidents: Mapping[str, Incident]
) -> Iterator[Line]:
    """What is printed, in order. `claims` are the tally's own and those that it lies within; `incidents` are all."""
    claim = claims.get(tally.claim)
    counts = wording.counted(claim) if claim else wording.cell(tally.effect, tally.status, tally.group)
    yield Line(0, f"{counts}: {wording.bound(tally.claimed)} claimed", "bold")
    if claim is not None:
        report = reports.get(claim.report_id)
        yield Line(2, f"“{one_line(claim.span.quote)}”")
        where = wording.report(report) if report else one_line(claim.report_id)
        yield Line(2, f"said by {wording.speaker(claim, report)} in {where}", "dim")
    blamed = wording.actors(tally.perpetrators) or wording.NOT_STATED
    yield Line(
        2, f"over {wording.days(tally.period)}; {wording.places(tally.region)}; blamed: {blamed}; {tally.claim}", "dim"
    )
    yield Line(0, "")
    yield Line(0, f"Recorded: {wording.recorded(tally)} ({wording.COMPARABLE[tally.comparable]})")
    yield Line(0, f"Claimed less recorded: {wording.residual(tally)}. {wording.RESIDUAL}")
    yield from _nested(tally, claims)
    names = short_ids(incidents)
    yield Line(0, f"\nCounted: {wording.plural(len(tally.counted), 'incident')}", "bold")
    for one in tally.counted:
        yield Line(2, _named(one, tally, incidents, names))
    yield Line(0, f"\nLeft out: {wording.plural(len(tally.excluded), 'incident')}", "bold")
    for one, reason in tally.excluded:
        yield Line(2, _named(one, tally, incidents, names))
        yield Line(4, wording.sentence(reason), "dim")


def _nested(tally: Tally, claims: Mapping[str, Claim]) -> Iterator[Line]:
    if tally.inside:
        yield Line(0, "\nLies within, and is never added to", "bold")
    for name in tally.inside:
        claim = claims.get(name)
        if claim is None:
            yield Line(2, one_line(name))
        else:
            yield Line(2, f"{name}  {wording.claimed(claim)}; {wording.days(claim.time or claim.period)}")
            yield Line(4, f"“{one_line(claim.span.quote)}”", "dim")


def _named(name: str, tally: Tally, incidents: Mapping[str, Incident], names: Mapping[str, str]) -> str:
    """An incident in a line: its id, day and headline, with its figure of what the tally counts."""
    incident = incidents.get(name)
    if incident is None:
        return one_line(name)
    cell = (tally.effect, tally.status, tally.group)
    line = next((one for one in incident.figures if (one.effect, one.status, one.group) == cell), None)
    figure = wording.best_of(line) if line else "–"
    return f"{names[name]}  {wording.days(incident.time)}  {wording.headline(incident)}: {figure}"
