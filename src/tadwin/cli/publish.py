"""`tadwin publish`: what is signed off, as a site that people read."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tadwin.cli.profile import profile_option
from tadwin.cli.record import open_for_reading, record_option

if TYPE_CHECKING:
    from tadwin.export.site.pages import Site


@click.command("publish", short_help="Write what is signed off as a site that people read.")
@click.argument("to", metavar="DIR", type=click.Path(path_type=Path))
@record_option
@profile_option
@click.option("--title", metavar="TEXT", help="What the site is called, such as the name of your project.")
def command(to: Path, folder: Path | str, profile: str, title: str | None) -> None:
    """Write what is signed off as a site that people read.

    DIR is made, or replaced as a whole if tadwin published a site into it before. Open DIR/index.html: the pages work
    from a file, from any web server and without a network, and load nothing from anywhere else. They have an overview,
    a map, a timeline, a page for each incident with its sources, the tallies, the method, how to cite, and tables.

    Look at it before you put it online: what is published cannot be called back.

    \b
    Examples:
      tadwin publish site --record demo
      tadwin publish office --record demo --profile full --title "Harm in Norvale, 2031"
    """
    from datetime import UTC, datetime

    from tadwin.cli.progress import progress
    from tadwin.config import load_settings
    from tadwin.export.marked import one_line
    from tadwin.export.site.pages import TITLE
    from tadwin.run.exporting import publish_record

    named = one_line(title or "") or TITLE
    with _without_collecting(), open_for_reading(folder) as record, progress() as told:
        made = publish_record(record, load_settings(), to, profile, datetime.now(UTC).date(), told, named)
    _tell(made, to)


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Python looks for no garbage that refers to itself: of a large record nearly everything stays until the end, and
    to look through it again and again is a seventh of the work.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _tell(site: "Site", to: Path) -> None:
    from tadwin.export.marked import one_line
    from tadwin.export.wording import plural

    made = site.publication
    click.echo(f"Published with profile {made.profile}: {plural(len(made.incidents), 'incident')}.")
    if made.withheld.incidents:
        click.echo(
            f"Withheld: {plural(made.withheld.incidents, 'incident')} that no report which the profile shows tells of. "
            "The site says how many, and their dead."
        )
    click.echo(f"Open {one_line(str(to / 'index.html'))}")
