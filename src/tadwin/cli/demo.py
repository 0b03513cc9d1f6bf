"""`tadwin demo`: the main job, on invented reports that the package ships."""

from importlib.resources import as_file, files
from pathlib import Path

import click

from tadwin.cli.outcome import report_outcome
from tadwin.cli.progress import progress
from tadwin.cli.values import Folder
from tadwin.config import load_settings


@click.command("demo", short_help="Run on invented reports, to see what tadwin does.")
@click.option(
    "--out",
    default="tadwin-demo",
    show_default=True,
    metavar="DIR",
    type=Folder(),
    help="The folder to write to.",
)
@click.pass_context
def command(ctx: click.Context, out: Path) -> None:
    """Run on the ten invented reports that tadwin ships, to see what it does.

    Every report, claim and page says that it is invented: the towns are real, and nothing in the reports happened.
    Among them are three tolls for one attack, a correction, a denial, a tally of three months, and a report in
    Arabic, which is kept and named because it is not read yet.

    \b
    Example:
      tadwin demo --out demo
      tadwin claims --record demo
      tadwin show invented-01-wire-market --record demo
      tadwin review --record demo --open
    """
    from tadwin.run import pipeline  # loads the language pipeline: not for --help

    with as_file(files("tadwin.resources") / "demo") as reports, progress() as shown:
        summary = pipeline.run([str(reports)], out, settings=load_settings(), progress=shown)
    click.echo("Invented reports: nothing in them happened.")
    ctx.exit(report_outcome(summary))
