"""`tadwin review`: the record in the browser, for one person on this computer."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click

from tadwin.cli.main import complain
from tadwin.cli.record import files_beside, open_shared, record_option
from tadwin.export.marked import one_line

_PORT = 8765

if TYPE_CHECKING:
    from tadwin.store.record import Record


@click.command("review", short_help="Open a record in the browser, to look at every figure and decide.")
@record_option
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=_PORT,
    show_default=True,
    metavar="N",
    help="The port to listen on; 0 takes any that is free.",
)
@click.option(
    "--by",
    metavar="NAME",
    envvar="TADWIN_BY",
    help="Who decides. Without it, TADWIN_BY, or else your user name on this computer.",
)
@click.option("--open", "opens", is_flag=True, help="Open the page in the browser of this computer.")
@click.option(
    "--host",
    default="127.0.0.1",
    metavar="ADDRESS",
    help="The address to listen on. Without it, this computer alone can reach the page: leave it so.",
)
def command(folder: Path | str, port: int, by: str | None, opens: bool, host: str) -> None:
    """Open a record in the browser, to look at every figure and decide. It runs until Ctrl-C.

    The address that is printed holds a key, which lets one browser in, once. Other people who use this computer can
    reach the port, and without the key they get nothing.

    \b
    Examples:
      tadwin review --record demo
      tadwin review --record demo --open --by H.
    """
    from tadwin.cli.deciding import word
    from tadwin.web.serving import prepare

    name = word(by, None).by
    with open_shared(folder) as record:
        _bring_up(record)
        served = prepare([(files_beside(folder), record)], name=name, host=host, port=port)
        if not served.on_loopback:
            complain(
                f"{host} can be reached from other computers, and nothing of what passes is encrypted; without --host "
                "this computer alone can reach the page"
            )
        click.echo(f"Reviewing as {one_line(name)}. This address lets one browser in:\n\n  {served.address}\n")
        with _opened(served.address) if opens else nullcontext():
            served.run(ready=lambda: click.echo("Ctrl-C ends it."))
    click.echo("Closed.")


def _bring_up(record: "Record") -> None:
    """Links what waits to be linked: a run was stopped, or another tadwin made the record, which kept no queue."""
    from tadwin.run.relink import linker, relink

    waiting = len(record.needs_linking(linker(record)))
    if waiting:
        click.echo(f"Linking {waiting} report{'' if waiting == 1 else 's'} that waited for it…")
        with record.turn():
            relink(record)


@contextmanager
def _opened(address: str) -> Iterator[None]:
    """Opens the address in a browser. Other users of the machine see what programs are started with, so that the
    browser is given a file that leads to the address, which only its owner can read, and never the key.
    """
    with TemporaryDirectory(prefix="tadwin-") as private:
        page = Path(private) / "review.html"
        page.touch(mode=0o600)
        page.write_text(f'<!doctype html><meta http-equiv="refresh" content="0; url={escape(address)}">', "utf-8")
        if click.launch(str(page)):
            complain("no browser could be opened; open the address above in one")
        yield
