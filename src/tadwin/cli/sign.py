"""`tadwin sign`: signs incidents off."""

from pathlib import Path

import click

from tadwin.cli.deciding import deciding_options, summary, word
from tadwin.cli.incident_ids import incident_named
from tadwin.cli.record import open_for_deciding


@click.command("sign", short_help="Sign incidents off, as they stand, to be published.")
@click.argument("incidents", metavar="ID...", nargs=-1, required=True)
@deciding_options
def command(incidents: tuple[str, ...], folder: Path | str, by: str | None, note: str | None) -> None:
    """Sign incidents off, as they stand: you have looked at each, and vouch for it.

    Only what is signed off is published. When the evidence of an incident changes afterwards, what you signed stays
    published and the incident waits to be looked at again. `tadwin review` shows all that there is to look at first.

    Each receipt ends with the head of the chain of decisions. Keep it elsewhere: `tadwin audit verify --against HEAD`
    proves with it that nothing before was altered or cut off.

    \b
    Examples:
      tadwin sign i3819c21 --by noor --record demo
      tadwin sign i3819c21 i77f0a14 --note "checked with the clinic" --record demo
    """
    said = word(by, note)
    from tadwin.run import signing  # loads the stages: not for --help

    with open_for_deciding(folder) as record:
        for given in incidents:
            outcome, receipt = signing.sign(record, incident_named(record, given), said)
            (signed,) = outcome.after
            click.echo(f"Decision {receipt.decision}, by {receipt.by}: incident {signed.id} is signed off.")
            click.echo(f"  {summary(signed)}")
            click.echo(f"  head {receipt.head}")
