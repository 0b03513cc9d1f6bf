"""`tadwin export`: the record as tables that other programs read."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tadwin.cli.main import complain
from tadwin.cli.profile import profile_option
from tadwin.cli.record import open_for_reading, record_option

if TYPE_CHECKING:
    from tadwin.run.exporting import Made

#: As in `tadwin.export.registry.EXPORTS`, which takes time to load; a test holds the two together.
FORMATS = ("ged", "acled", "hxl", "geojson", "parquet", "excel", "datapackage")


@click.command("export", short_help="Write incidents as tables that other programs read.")
@click.argument("name", metavar="FORMAT", type=click.Choice(FORMATS))
@record_option
@click.option(
    "--to",
    required=True,
    metavar="PATH",
    type=click.Path(path_type=Path),
    help="The file to write, or a folder that exists; for a data package, a folder or a file that ends in .zip.",
)
@profile_option
@click.option(
    "--map",
    "mapping",
    metavar="FILE",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="A CSV file that ties incidents and perpetrators to the ids of UCDP and ACLED.",
)
@click.pass_context
def command(ctx: click.Context, name: str, folder: Path | str, to: Path, profile: str, mapping: Path | None) -> None:
    """Write what is signed off as tables that other programs read.

    \b
    FORMAT is one of
      ged          for researchers who load UCDP's events: its 49 columns
      acled        for researchers who load ACLED's events: its 31 columns
      hxl          for humanitarians: CSV with hashtags, for HDX and its tools
      geojson      for maps: a point an incident, for QGIS and the web
      parquet      for analysts: typed columns, for pandas, R, DuckDB
      excel        for people who work in spreadsheets
      datapackage  for archives: all of these with their codebook

    Ids, dyads and sides of other projects stay blank unless --map gives them. A figure without an upper bound has no
    number for its high: the notes give it with ≥. Each export says its profile, the record's hash and tadwin's version,
    and comes with a codebook. Incidents that a format has no room for are counted here and named in the codebook.

    \b
    Examples:
      tadwin export ged --record demo --to ged.csv
      tadwin export acled --record demo --map ids.csv --to acled.csv
      tadwin export datapackage --record demo --profile partner --to demo-data.zip
    """
    from datetime import UTC, datetime

    from tadwin.config import load_settings
    from tadwin.run.exporting import export_record

    with open_for_reading(folder) as record:
        made = export_record(record, load_settings(), name, to, profile, mapping, datetime.now(UTC).date())
    _tell(made)
    ctx.exit(1 if made.unmatched else 0)


def _tell(made: "Made") -> None:
    from tadwin.export import wording
    from tadwin.export.marked import one_line
    from tadwin.run.exporting import named

    exported = made.exported
    click.echo(f"Written: {', '.join(one_line(str(path)) for path in exported.paths)}.")
    for table, rows in exported.rows.items():
        click.echo(f"{table}: {wording.plural(rows, 'row')}.")
        left_out = exported.left_out[table]
        for why in dict.fromkeys(one.why for one in left_out):
            number = sum(one.why == why for one in left_out)
            click.echo(f"  {wording.plural(number, 'incident')} left out, {why}.")
    if made.withheld:
        click.echo(f"The profile withholds {wording.plural(made.withheld, 'incident')}; the codebook counts the dead.")
    if made.unmatched:
        complain(f"--map: no incident and no perpetrator in this export is {named(made.unmatched)}")
