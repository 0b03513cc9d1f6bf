"""`tadwin incidents show`: one incident in the terminal, with the reasons for each figure and every claim behind it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tadwin.cli.incident_ids import incident_named, short_ids
from tadwin.cli.incident_why import why_lines
from tadwin.cli.lines import Line, print_lines
from tadwin.cli.record import open_for_reading, record_option
from tadwin.cli.values import AtLeast
from tadwin.export import origins, wording
from tadwin.export.marked import one_line
from tadwin.types import Claim, Denial, Incident, Report
from tadwin.vocab import Scope, Stance

if TYPE_CHECKING:
    from tadwin.store.record import Record


@click.command("show", short_help="Show one incident with its reasons and every claim.")
@click.argument("incident", metavar="ID")
@record_option
@click.option("--why", is_flag=True, help="Also say what joined its reports, and what kept others apart.")
@click.option("--width", metavar="N", type=AtLeast(40), help="Columns of the text. Without it, the terminal's.")
def command(incident: str, folder: Path | str, why: bool, width: int | None) -> None:
    """Show one incident, named by the beginning of its ID: its figures and the sentence why, its grade and what would
    raise it, its sources and who relays them, what is denied, what cannot all be true, and every claim with its words.

    \b
    Examples:
      tadwin incidents show i3819c21 --record demo
      tadwin incidents show i3819c21 --why --record demo | less
    """
    with open_for_reading(folder) as record:
        every = {one.id: one for one in record.incidents()}
        shown = incident_named(record, incident)
        known = known_of(record, shown, every)
        lines = list(incident_lines(shown, known))
        if why:
            from tadwin.run.explain import explain

            links = explain(record, shown.id)
            told = _frames_told(record, every, {frame for link in links for frame in (link.left, link.right)})
            lines.extend(why_lines(shown, links, told))
    print_lines(lines, width)


@dataclass(frozen=True, slots=True)
class Known:
    """What a record holds of an incident: its claims in order, their reports, and what every incident is called."""

    claims: Mapping[str, Claim]
    reports: Mapping[str, Report]
    names: Mapping[str, str]  # of every incident: the beginning of its id, and what happened


def known_of(record: "Record", incident: Incident, every: Mapping[str, Incident]) -> Known:
    """What the record knows of the incident. `every` holds all incidents by id."""
    entering = set(incident.claims)
    reports = {name: record.report(name) for name in incident.reports}
    inside = [claim for name in incident.reports for claim in record.claims(name) if claim.id in entering]
    shown = short_ids(every)
    names = {name: f"{shown[name]} ({_when_and_where(one)})" for name, one in every.items()}
    return Known({claim.id: claim for claim in inside}, reports, names)


def _when_and_where(incident: Incident) -> str:
    return f"{wording.headline(incident)}, {wording.days(incident.time)}"


def incident_lines(incident: Incident, known: Known) -> Iterator[Line]:
    """What is printed, in order: made visible, so that nothing of a report steers the screen."""
    yield Line(0, wording.headline(incident), "bold")
    yield Line(0, "; ".join(_about(incident)), "dim")
    yield Line(0, _grade(incident))
    yield from _beware(incident, known)
    numbers = {claim: number for number, claim in enumerate(known.claims, start=1)}
    yield from _figures(incident, known, numbers)
    yield from _origins(incident, known, numbers)
    yield Line(0, "")
    yield from _claims(known, numbers)


def _about(incident: Incident) -> Iterator[str]:
    yield wording.days(incident.time)
    yield wording.places(incident.places)
    if incident.weapon:
        yield f"weapon: {one_line(incident.weapon)}"
    yield f"blamed: {wording.actors(incident.perpetrators) or wording.NOT_STATED}"
    yield wording.reports_and_origins(incident)
    yield incident.id


def _grade(incident: Incident) -> str:
    said = f"Grade: {incident.grade or wording.NOT_GRADED}."
    if incident.grade_reason:
        said += f" {wording.sentence(incident.grade_reason)}"
    return f"{said} What would raise it: {wording.sentence(incident.grade_next)}" if incident.grade_next else said


def _beware(incident: Incident, known: Known) -> Iterator[Line]:
    if incident.unplaced:
        yield Line(0, wording.UNPLACED, "bold")
    if incident.contains:
        yield Line(0, wording.TOLL, "bold")
        yield from (Line(2, known.names.get(name, one_line(name))) for name in incident.contains)


def _figures(incident: Incident, known: Known, numbers: Mapping[str, int]) -> Iterator[Line]:
    if incident.figures:
        yield Line(0, "\nFigures", "bold")
    for line in incident.figures:
        yield Line(2, f"{wording.cell(line.effect, line.status, line.group)}: {wording.best_of(line)}", "bold")
        yield Line(4, wording.sentence(line.why) + _behind(line.claims, numbers))
    for denial in incident.denials:
        yield Line(2, f"{wording.denied(known.claims.get(denial.claim))}: {_denied(denial, numbers)}")
    if incident.contradictions:
        yield Line(0, "\nThese cannot all be true", "bold")
    for contradiction in incident.contradictions:
        yield Line(2, wording.sentence(contradiction.why) + _behind(contradiction.claims, numbers))


def _behind(claims: tuple[str, ...], numbers: Mapping[str, int]) -> str:
    """The claims by their numbers in the list below: " [1, 3]"."""
    told = sorted(numbers[name] for name in claims if name in numbers)
    return f" [{', '.join(map(str, told))}]" if told else ""


def _denied(denial: Denial, numbers: Mapping[str, int]) -> str:
    against = _behind(denial.against, numbers)
    words = wording.sentence(denial.why) + _behind((denial.claim,), numbers)
    return f"{words} Against{against}." if against else words


def _origins(incident: Incident, known: Known, numbers: Mapping[str, int]) -> Iterator[Line]:
    if incident.origins:
        yield Line(0, "\nWho said it first, and who relays it", "bold")
    for one in origins.carried(incident, known.claims, known.reports):
        yield Line(2, f"{wording.origin(one.origin)}{_behind(one.origin.claims, numbers)}")
        yield Line(4, wording.carried(one), "dim")


def _claims(known: Known, numbers: Mapping[str, int]) -> Iterator[Line]:
    by_report: dict[str, list[Claim]] = {}
    for claim in known.claims.values():
        by_report.setdefault(claim.report_id, []).append(claim)
    for name, inside in by_report.items():
        report = known.reports.get(name)
        yield Line(0, wording.report(report) if report else one_line(name), "bold")
        for claim in inside:
            yield Line(0, f"{numbers[claim.id]:>3}  {wording.claimed(claim)}{_said_how(claim)}  {claim.id}")
            blamed = wording.actors(claim.perpetrators)
            yield Line(5, f"“{one_line(claim.span.quote)}”")
            yield Line(5, f"said by {wording.speaker(claim, report)}" + (f"; blames {blamed}" if blamed else ""), "dim")


def _said_how(claim: Claim) -> str:
    how = [claim.scope.value] if claim.scope is Scope.TALLY else []
    how += [claim.stance.value] if claim.stance is not Stance.ASSERTED else []
    return f" ({', '.join(how)})" if how else ""


def _frames_told(record: "Record", every: Mapping[str, Incident], frames: set[str]) -> dict[str, str]:
    """The report of each of these frames, with its incident's id where it stands in words to reach it by."""
    shown = short_ids(every)
    told = {}
    for incident in every.values():
        for report_id in incident.reports if frames.intersection(incident.frames) else ():
            report = record.report(report_id)
            for claim in record.claims(report_id):
                if claim.frame in frames and claim.frame in incident.frames:
                    told[claim.frame] = f"{wording.report(report)}, incident {shown[incident.id]}"
    return told
