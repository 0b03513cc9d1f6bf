"""A team's app, listening: all records of a database, behind accounts. What `tadwin serve` runs."""

import re
from collections.abc import Collection, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass

from tadwin.errors import Busy, RecordError, ServingError
from tadwin.run.accounts import Passwords
from tadwin.run.entering import Entrance
from tadwin.run.relink import linker, relink
from tadwin.store.accounts import open_accounts
from tadwin.store.address import Address
from tadwin.store.record import Record, open_record
from tadwin.store.served import is_current, records_in
from tadwin.web.account_doors import AccountDoors
from tadwin.web.app import make_app
from tadwin.web.desk import Desk, Shelf
from tadwin.web.proxy import proxy
from tadwin.web.routes import account, people
from tadwin.web.security import LOOPBACK, Hosts
from tadwin.web.serving import ALL, Served, Server, bound, server_config


@dataclass(frozen=True, slots=True)
class Place:
    """Where a team's app listens, and what stands before it.

    `names` are the names under which people open it, `proxies` the addresses of servers before it, `header` the one in
    which they say who is signed on. With `passwords` people sign in by those.
    """

    host: str
    port: int
    names: Collection[str] = ()
    proxies: Collection[str] = ()
    header: str | None = None
    passwords: bool = True


@contextmanager
def prepare_team(database: Address, place: Place, *, upgrade: bool = False) -> Iterator[Served]:
    """The app of a team on its port; records and accounts are closed at the end. Nothing is made that is not there.

    Raises ServingError for a place where nobody could get in, or anybody; RecordError where the tables are not this
    tadwin's, which with `upgrade` they are brought to. What waits to be linked is linked.
    """
    _hold(place)
    with ExitStack() as opened:
        accounts = opened.enter_context(open_accounts(database, upgrade=upgrade))
        shelves = {}
        for name in records_in(database):
            address = database.of(name)
            if not upgrade and not is_current(address):
                raise RecordError(
                    f"{address}: another tadwin's record; back it up, then start with --upgrade, or upgrade tadwin"
                )
            record = opened.enter_context(open_record(address, shared=True))
            _link(record)
            shelves[name] = Shelf(name, name, record)
        listening = bound(place.host, place.port)
        opened.callback(listening.close)
        port = listening.getsockname()[1]
        entrance = Entrance(accounts, Passwords() if place.passwords else None)
        doors = AccountDoors(entrance, proxy(place.proxies, place.header), port=port)
        app = make_app(Desk(shelves, doors), _hosts(place, port), (account.router, people.router))
        server = Server(server_config(app, place.host, port))
        yield Served(server, _address(place, port), place.host.lower() in LOOPBACK, listening)


def _link(record: Record) -> None:
    """Links what waits for it: an older tadwin's record kept no queue, or a run was stopped.

    Where another tadwin is writing now, it is left to that, or to the first who decides.
    """
    if record.needs_linking(linker(record)):
        with suppress(Busy), record.turn():
            relink(record)


def _hold(place: Place) -> None:
    """Raises ServingError for a place where nobody could get in, or where anybody could as anyone."""
    if place.header is not None and not re.fullmatch(r"[A-Za-z0-9-]+", place.header):
        raise ServingError(f"--trust-header {place.header}: give the name of a header, such as X-Remote-User")
    if place.header is not None and not place.proxies:
        raise ServingError("--trust-header needs --trust-proxy ADDRESS: from anybody else, the header proves nothing")
    if place.proxies and not place.names:
        raise ServingError("--trust-proxy needs --public-name NAME: the name under which people open the server")
    if place.host.lower() not in LOOPBACK and not place.proxies:
        raise ServingError(
            f"--host {place.host} without --trust-proxy: passwords would pass unencrypted, so nobody could sign in; "
            "put a server with TLS before this one, as docs/team.md shows"
        )
    for name in place.names:
        if not re.fullmatch(r"[A-Za-z0-9.-]+", name):
            raise ServingError(f"--public-name {name}: give a name alone, such as records.example")
    proxy(place.proxies, place.header)


def _hosts(place: Place, port: int) -> Hosts:
    if place.names:  # behind a proxy, which has a port of its own
        return Hosts(LOOPBACK | {name.lower() for name in place.names}, None)
    return Hosts(LOOPBACK | {place.host.lower()} - ALL, port)


def _address(place: Place, port: int) -> str:
    if place.names:
        return f"https://{next(iter(place.names))}/"
    return f"http://{f'[{place.host}]' if ':' in place.host else place.host}:{port}/"
