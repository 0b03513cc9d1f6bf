"""`tadwin set`: decides the value of one field of a claim."""

from pathlib import Path

import click

from tadwin.cli.deciding import deciding_options, tell, word
from tadwin.cli.incident_ids import id_beginning
from tadwin.cli.record import open_for_deciding
from tadwin.config import load_settings
from tadwin.export.marked import one_line
from tadwin.types import Decision


@click.command("set", short_help="Decide the value of one field of a claim.")
@click.argument("claim", metavar="CLAIM")
@click.argument("field", metavar="FIELD")
@click.argument("value", metavar="VALUE")
@deciding_options
def command(claim: str, field: str, value: str, folder: Path | str, by: str | None, note: str | None) -> None:
    """Decide that FIELD of a claim is VALUE, whatever tadwin read. `none` as the value clears it: not stated.

    CLAIM is the beginning of a claim's id, as `tadwin show` and `tadwin incidents show` give it. What the report says
    stays as it is; what you decide is kept beside it, with your name, and goes into the figures.

    \b
    FIELD is one of
      value, low, high, qualifier              the figure
      effect, group, status, role, object      who or what was harmed, and how
      day, place, event_type, weapon           2024-03-01 or 2024-03-01..2024-03-03; NAME, or 'NAME, LAT, LON'
      perpetrators, claimant                   NAME; several perpetrators with ; between
      scope, stance, part_of                   how the figure is meant; the claim that it is a part of
      rejected                                 true leaves the whole claim out
    A value that a field cannot have is refused with those that it can.

    \b
    Examples:
      tadwin set c059b7057 value 11 --record demo
      tadwin set c059b7057 perpetrators none --note "the report only quotes the accusation" --record demo
      tadwin set c059b7057 place 'Salqin, 36.14, 36.45' --record demo
    """
    said = word(by, note)
    from tadwin.review.fields import field_named
    from tadwin.run import deciding  # loads the stages: not for --help
    from tadwin.run.names import known

    wanted = field_named(field)
    with open_for_deciding(folder) as record:
        reports = record.reports_of_claims()
        named = id_beginning(claim, list(reports), "claim", "tadwin claims --json")
        (machine,) = (one for one in record.claims(reports[named]) if one.id == named)
        outcome = deciding.set_field(record, machine, wanted, value, known(load_settings()), said)
        tell(outcome, record, folder, one_line(_said(outcome.decision, named)))


def _said(decision: Decision, claim: str) -> str:
    from tadwin.review.fields import REJECTED, in_words

    was, now = in_words(decision.before), in_words(decision.after)
    if decision.field == REJECTED:
        return f"claim {claim} {'is left out' if now == 'true' else 'counts again'}."
    return f"the {decision.field} of claim {claim} was {was} and is {now}."
