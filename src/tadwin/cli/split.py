"""`tadwin split`: decides that an incident is two."""

import difflib
from collections.abc import Collection, Sequence
from pathlib import Path

import click

from tadwin.cli.deciding import deciding_options, tell, word
from tadwin.cli.incident_ids import incident_named
from tadwin.cli.record import open_for_deciding
from tadwin.errors import DecisionError
from tadwin.types import Incident


@click.command("split", short_help="Decide that an incident is two.")
@click.argument("incident", metavar="ID")
@click.option(
    "--report", "reports", metavar="REPORT", multiple=True, help="All that this report says of it leaves; repeatable."
)
@click.option("--frame", "frames", metavar="FRAME", multiple=True, help="The claims of this frame leave; repeatable.")
@click.option("--claim", "claims", metavar="CLAIM", multiple=True, help="This claim leaves; repeatable.")
@deciding_options
def command(
    incident: str,
    reports: tuple[str, ...],
    frames: tuple[str, ...],
    claims: tuple[str, ...],
    folder: Path | str,
    by: str | None,
    note: str | None,
) -> None:
    """Decide that an incident is two: what you name leaves it, for it tells of another attack; the rest stays.

    Name what leaves by report, which is the usual case, or by frame or claim (`tadwin show` gives the claims' ids, and
    incidents.jsonl the frames'). What leaves is linked anew, to anything but what stays. `tadwin merge` puts it back.

    \b
    Examples:
      tadwin split i3819c21 --report invented-02-agency --record demo
      tadwin split i3819c21 --report a --report b --note "the strike of the day before" --record demo
    """
    if not (reports or frames or claims):
        raise click.UsageError("say what leaves the incident: --report REPORT, --frame FRAME or --claim CLAIM")
    said = word(by, note)
    from tadwin.run import deciding  # loads the stages: not for --help

    with open_for_deciding(folder) as record:
        whole = incident_named(record, incident)
        leaving = _held("report", reports, whole.reports, whole)
        leaving |= _held("frame", frames, whole.frames, whole)
        leaving |= _held("claim", claims, whole.claims, whole)
        outcome = deciding.split(
            record,
            whole,
            lambda claim: not leaving.isdisjoint({claim.report_id, claim.frame, claim.id}),
            said,
        )
        tell(outcome, record, folder, "this incident is two.")


def _held(kind: str, given: Sequence[str], there: Collection[str], whole: Incident) -> set[str]:
    """What the incident holds of these names, each given whole or by a beginning that nothing else there has.

    Raises DecisionError for one that it does not hold, and says which it could be.
    """
    found = set()
    for name in given:
        named = [one for one in there if one == name] or [one for one in there if name and one.startswith(name)]
        if len(named) != 1:
            close = sorted(named) or difflib.get_close_matches(name, there) or sorted(there)
            problem = "more than one" if named else "no"
            hint = f"did you mean {' or '.join(close[:3])}?"
            raise DecisionError(f"incident {whole.id} holds {problem} {kind} '{name}'; {hint}")
        found.update(named)
    return found
