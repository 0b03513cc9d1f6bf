"""`tadwin plot`: pictures of what is signed off, ready for a report."""

from pathlib import Path

import click

from tadwin.cli.profile import profile_option
from tadwin.cli.record import open_for_reading, record_option


@click.command("plot", short_help="Draw the weeks and the map of what is signed off.")
@record_option
@click.option(
    "--to",
    required=True,
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False),
    help="The folder to write the pictures into; it is made if need be.",
)
@profile_option
def command(folder: Path | str, to: Path, profile: str) -> None:
    """Draw the weeks and the map of what is signed off, as PNG and SVG, ready for a report.

    Bars and circles are best figures; lines and rings go from low to high, and an arrow has no upper bound.

    \b
    Examples:
      tadwin plot --record demo --to pictures
      tadwin plot --record demo --profile partner --to pictures
    """
    from tadwin.config import load_settings
    from tadwin.export.marked import one_line
    from tadwin.run.exporting import plot_record

    with open_for_reading(folder) as record:
        written = plot_record(record, load_settings(), to, profile)
    click.echo(f"Written: {', '.join(one_line(str(path)) for path in written)}.")
