"""`tadwin run`: reads reports and writes the record."""

import sys
from pathlib import Path

import click

from tadwin.cli.outcome import report_outcome
from tadwin.cli.progress import progress
from tadwin.cli.record import RecordAddress
from tadwin.cli.values import File, Folder
from tadwin.config import load_settings

#: As in `tadwin.reconcile.rules.Rule`, which takes time to load; a test holds the two together.
RULES = ("conservative", "minmax", "single_low")


@click.command("run", short_help="Read reports and write the record of what they claim.")
@click.argument("paths", metavar="PATH...", nargs=-1, required=True)
@click.option(
    "--out",
    required=True,
    metavar="DIR",
    type=Folder(),
    help="The folder of the record. It is made if need be; if it holds a record, these reports are added to it.",
)
@click.option(
    "--record",
    "record_at",
    metavar="ADDRESS",
    type=RecordAddress(),
    help="The address of a record in PostgreSQL, which takes the reports in place of record.db in DIR; it is made if "
    "need be. The other files are written into DIR.",
)
@click.option(
    "--manifest",
    metavar="FILE",
    type=File("manifest.csv"),
    help="A CSV file that says who published each report and when, in place of any manifest.csv beside the reports. "
    "Columns: file,publisher,published,url,title,language,access.",
)
@click.option(
    "--rule",
    type=click.Choice(RULES),
    help="How the best figure of an incident is chosen from now on: conservative (what most origins give, between low "
    "and high; a new record's), minmax (least and most, with the least as best) or single_low (one number, the least).",
)
@click.pass_context
def command(
    ctx: click.Context,
    paths: tuple[str, ...],
    out: Path,
    record_at: str | None,
    manifest: Path | None,
    rule: str | None,
) -> None:
    """Read reports and write the record of what they claim.

    PATH is a file (.txt, .md, .html, .pdf), a folder, a pattern such as 'reports/*.html', or - for standard input.
    Run it again with more reports to add to the record; the same report twice changes nothing.

    \b
    Examples:
      tadwin run reports/ --out record
      tadwin run statement.pdf 'bulletins/*.html' --out record
      pbpaste | tadwin run - --out record
      tadwin run reports/ --out out --record 'postgresql://db.example.org/office?record=north'

    It writes record.db, claims.jsonl, incidents.jsonl, incidents.csv, tallies.jsonl and index.html (open that first)
    into DIR, which must lie outside the folders that are read. A file that cannot be read, or a value of a manifest
    that cannot be used, is named with its reason and loses nothing else; the exit status is then 1.
    """
    from tadwin.reconcile.rules import Rule
    from tadwin.run import pipeline  # loads the language pipeline: not for --help

    with progress() as shown:
        summary = pipeline.run(
            paths,
            out,
            record_at=record_at,
            manifest=manifest,
            rule=None if rule is None else Rule(rule),
            settings=load_settings(),
            progress=shown,
            stdin=sys.stdin.buffer,
        )
    ctx.exit(report_outcome(summary, elsewhere=record_at is not None))
