"""`tadwin serve`: all records of a database in the browser, for a team with accounts."""

import click

from tadwin.cli.accounts import database_option


@click.command("serve", short_help="Open the records of a database to a team, in the browser.")
@database_option
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8766,
    show_default=True,
    metavar="N",
    help="The port to listen on; 0 takes any that is free.",
)
@click.option(
    "--host",
    default="127.0.0.1",
    metavar="ADDRESS",
    help="The address to listen on. Without it, this computer alone can reach it, and so a server with TLS on it.",
)
@click.option(
    "--public-name",
    "names",
    multiple=True,
    metavar="NAME",
    help="The name under which people open it, such as records.example. May be given again.",
)
@click.option(
    "--trust-proxy",
    "proxies",
    multiple=True,
    metavar="ADDRESS",
    help="The address of the server with TLS that stands before this one. What it says of a request (X-Forwarded-For, "
    "X-Forwarded-Proto) is believed; what anybody else says is not. May be given again.",
)
@click.option(
    "--trust-header",
    "header",
    metavar="HEADER",
    help="The header in which that server says who is signed on at the office, such as X-Remote-User. Then nobody "
    "signs in by password.",
)
@click.option("--passwords", is_flag=True, help="With --trust-header: who is not signed on there can use a password.")
@click.option(
    "--upgrade", is_flag=True, help="Bring records and accounts of an older tadwin to this one. Back up first."
)
def command(
    database: str,
    port: int,
    host: str,
    names: tuple[str, ...],
    proxies: tuple[str, ...],
    header: str | None,
    passwords: bool,
    upgrade: bool,
) -> None:
    """Open the records of a PostgreSQL database to a team, in the browser. It runs until Ctrl-C.

    People need an account, and see the records that they have a role in. It makes nothing: `tadwin run --record` makes
    records, `tadwin accounts` accounts. A record that is made while it runs is there after it is started again, which
    signs nobody out.

    \b
    Examples:
      tadwin serve --database postgresql:///records
      tadwin serve --database postgresql:///records --public-name records.example --trust-proxy 127.0.0.1
    """
    from tadwin.store.address import parse_database
    from tadwin.web.team import Place, prepare_team  # loads SQLAlchemy and FastAPI: not for --help

    address = parse_database(database)
    if passwords and header is None:
        raise click.UsageError("--passwords says nothing without --trust-header: people sign in by password anyway")
    place = Place(host, port, names, proxies, header, passwords or header is None)
    with prepare_team(address, place, upgrade=upgrade) as served:
        click.echo(f"Serving the records of {address} at\n\n  {served.address}\n")
        served.run(ready=lambda: click.echo("Ctrl-C ends it."))
    click.echo("Closed.")
