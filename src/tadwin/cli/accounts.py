"""`tadwin accounts`: who may sign in on a team's server."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, TypeVar

import click

from tadwin.errors import AccountError, RecordError
from tadwin.export.marked import one_line

if TYPE_CHECKING:
    from tadwin.store.accounts import Account, Accounts

F = TypeVar("F", bound=Callable[..., Any])
#: As desk.Role has them, which is not loaded for --help; a test holds the two together.
ROLES = ("reader", "recorder", "reviewer", "admin")


def database_option(command: F) -> F:
    """Adds `--database ADDRESS`."""
    return click.option(
        "--database",
        metavar="ADDRESS",
        envvar="TADWIN_DATABASE",
        required=True,
        help="The address of the database in PostgreSQL, such as postgresql://USER@HOST/DATABASE. Without it, "
        "TADWIN_DATABASE.",
    )(command)


@click.group("accounts", short_help="Say who may sign in on a team's server, and see which records.")
def command() -> None:
    """Say who may sign in on a team's server, and see which records. Whoever can write the database can use this."""


@command.command("add", short_help="Make an account.")
@click.argument("name", metavar="NAME")
@click.option("--admin", is_flag=True, help="It may do everything in every record, and make and disable accounts.")
@click.option("--no-password", is_flag=True, help="Ask for none: the office's own sign-on lets them in, or a link.")
@database_option
def add(name: str, admin: bool, no_password: bool, database: str) -> None:
    """Make an account. It asks for a password twice, or reads one line where input is no terminal.

    What somebody decides carries NAME for good. The first account makes the tables of accounts in the database.

    \b
    Examples:
      tadwin accounts add noor --admin --database postgresql:///records
      tadwin accounts add mara --no-password --database postgresql:///records
    """
    from tadwin.run.accounts import folded, shown  # loads the stages: not for --help

    made = shown(name)
    with _opened(database, make=True) as accounts:
        if accounts.named(folded(made)) is not None:
            raise AccountError(f"there is an account '{made}' already, or one whose name looks the same")
        kept = None if no_password else _asked(made)
        accounts.add(made, folded(made), _now(), admin=admin, password=kept)
    click.echo(f"Made the account {made}." + ("" if admin else " `tadwin accounts allow` opens a record to it."))


@command.command("list", short_help="List the accounts.")
@database_option
def list_(database: str) -> None:
    """List the accounts, with what each may do and whether it is open.

    \b
    Example:
      tadwin accounts list --database postgresql:///records
    """
    with _opened(database) as accounts:
        everybody = accounts.all()
    for one in everybody:
        click.echo("  ".join((one_line(one.name), *_told(one))))
    if not everybody:
        click.echo("There is no account.")


def _told(one: "Account") -> Iterator[str]:
    if one.disabled_at is not None:
        yield f"disabled on {one.disabled_at.date().isoformat()}"
    if one.password is None:
        yield "no password"
    if one.admin:
        yield "administers the server"
    yield from (f"{record}: {role}" for record, role in one.roles.items())


@command.command("password", short_help="Set somebody's password.")
@click.argument("name", metavar="NAME")
@database_option
def password(name: str, database: str) -> None:
    """Set a password. Whoever is signed in by that account is out, in every browser.

    \b
    Example:
      tadwin accounts password noor --database postgresql:///records
    """
    with _opened(database) as accounts:
        who = _named(accounts, name)
        accounts.set_password(who.id, _asked(who.name))
    click.echo(f"The password of {one_line(who.name)} is changed.")


@command.command("disable", short_help="Let an account in no more, at once.")
@click.argument("name", metavar="NAME")
@database_option
def disable(name: str, database: str) -> None:
    """Let an account in no more, at once, in any browser. What it decided stays; nobody else is given its name.

    \b
    Example:
      tadwin accounts disable noor --database postgresql:///records
    """
    with _opened(database) as accounts:
        who = _named(accounts, name)
        accounts.disable(who.id, _now())
    click.echo(f"{one_line(who.name)} is let in no more.")


@command.command("enable", short_help="Let a disabled account in again.")
@click.argument("name", metavar="NAME")
@database_option
def enable(name: str, database: str) -> None:
    """Let a disabled account in again.

    \b
    Example:
      tadwin accounts enable noor --database postgresql:///records
    """
    with _opened(database) as accounts:
        who = _named(accounts, name)
        accounts.enable(who.id)
    click.echo(f"{one_line(who.name)} is let in again.")


@command.command("allow", short_help="Give somebody a role in a record, or take it away.")
@click.argument("name", metavar="NAME")
@click.argument("record", metavar="RECORD")
@click.argument("role", metavar="ROLE", type=click.Choice([*ROLES, "none"]))
@database_option
def allow(name: str, record: str, role: str, database: str) -> None:
    """Give NAME a role in the record RECORD: reader, recorder, reviewer or admin; none takes it away.

    \b
    Example:
      tadwin accounts allow mara demo reviewer --database postgresql:///records
    """
    with _opened(database) as accounts:
        from tadwin.store.address import parse_database  # as above
        from tadwin.store.served import records_in

        who = _named(accounts, name)
        there = records_in(parse_database(database))
        if record not in there and not (role == "none" and record in who.roles):
            raise RecordError(f"there is no record '{record}' in the database; it holds {', '.join(there) or 'none'}")
        accounts.allow(who.id, record, None if role == "none" else role)
    may = "no role" if role == "none" else f"the role {role}"
    click.echo(f"{one_line(who.name)} has {may} in {record}.")


@command.command("forget", short_help="Delete an account with its name, for good.")
@click.argument("name", metavar="NAME")
@database_option
def forget(name: str, database: str) -> None:
    """Delete an account with its name, for good. Decisions stay under the name; `tadwin redact reviewer` takes it out.

    Redact first: once forgotten, somebody else can be given the name, and would seem to have made those decisions. To
    keep somebody out, disable the account instead.

    \b
    Example:
      tadwin accounts forget noor --database postgresql:///records
    """
    from tadwin.run.accounts import folded  # as above

    with _opened(database) as accounts:
        who = _named(accounts, name)
        accounts.forget(folded(who.name))
    click.echo(f"Nothing is kept of the account {one_line(who.name)}. Backups of the database still hold it.")


@contextmanager
def _opened(database: str, *, make: bool = False) -> "Iterator[Accounts]":
    from tadwin.store.accounts import open_accounts  # loads SQLAlchemy: not for --help
    from tadwin.store.address import parse_database

    with open_accounts(parse_database(database), make=make) as accounts:
        yield accounts


def _named(accounts: "Accounts", name: str) -> "Account":
    from tadwin.run.accounts import folded  # as above

    found = accounts.named(folded(name))
    if found is None:
        raise AccountError(f"there is no account '{name}'; `tadwin accounts list` lists them")
    return found


def _asked(name: str) -> str:
    """The hash of a password that is asked for: twice on a terminal, else one line of standard input."""
    from tadwin.run.accounts import Passwords, check_password  # as above

    passwords = Passwords()
    if sys.stdin.isatty():
        given = str(click.prompt("Password", hide_input=True, confirmation_prompt="The same again", err=True))
    else:
        given = sys.stdin.readline().rstrip("\r\n")
    check_password(given, name)
    return passwords.hashed(given)


def _now() -> datetime:
    return datetime.now(UTC)
