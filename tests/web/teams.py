"""A team's server, really listening on a real database: two records, and somebody of each role."""

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
from argon2 import PasswordHasher
from fastapi import FastAPI

from tadwin.run.accounts import Passwords, folded
from tadwin.run.relink import relink
from tadwin.store.accounts import Accounts, open_accounts
from tadwin.store.address import Address
from tadwin.store.record import open_record
from tadwin.types import Extraction
from tadwin.web.account_doors import AccountDoors
from tadwin.web.team import Place, prepare_team
from web.planted_desk import told

RECORDS = ("north", "south")
#: Everybody but the admin has a role in `north` only.
ROLES = {"reader": "reader", "recorder": "recorder", "reviewer": "reviewer", "chief": "admin", "stranger": None}
SECRET = "seven dry wells and a kite"
HERE = {"Sec-Fetch-Site": "same-origin"}
NAME = "records.example"
#: A connection from here is one from somebody else than 127.0.0.1, where the proxy is.
ELSEWHERE = "127.0.0.9"

_PASSWORDS = Passwords(lambda: PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))


def plant_team(database: Address) -> None:
    """Makes the records and the accounts: those of ROLES, and `boss`, who administers the server."""
    for name in RECORDS:
        with open_record(database.of(name)) as record:
            for report, claims in told():
                if report.id in ("wire", "post", "arabic"):
                    record.add_report(report, report.text.encode())
                    record.put_extraction(Extraction(report.id, claims, ()), "planted")
            relink(record)
    now = datetime.now(UTC)
    with open_accounts(database, make=True) as accounts:
        for name, role in ROLES.items():
            number = add(accounts, name, now)
            if role is not None:
                accounts.allow(number, "north", role)
        add(accounts, "boss", now, admin=True)


def add(accounts: Accounts, name: str, now: datetime, *, admin: bool = False) -> int:
    """An account whose password is SECRET, hashed as cheaply as can be."""
    return accounts.add(name, folded(name), now, admin=admin, password=_PASSWORDS.hashed(SECRET))


@dataclass(slots=True)
class Team:
    """A team's server that answers at `url`; its clock is ahead of the computer's by `ahead`."""

    url: str
    app: FastAPI
    doors: AccountDoors
    ahead: timedelta = timedelta()

    @property
    def accounts(self) -> Accounts:
        return self.doors.entrance.accounts

    def wait(self, longer: timedelta) -> None:
        """Lets time go by for the server."""
        self.ahead += longer
        self.doors.clock = lambda: datetime.now(UTC) + self.ahead


@contextmanager
def serving(database: Address, place: Place | None = None) -> Iterator[Team]:
    """Serves the database until the block ends."""
    with prepare_team(database, place or Place("127.0.0.1", 0)) as served:
        app: Any = served.server.config.app
        doors = app.state.desk.doors
        if doors.entrance.passwords is not None:
            doors.entrance = replace(doors.entrance, passwords=_PASSWORDS)
        thread = threading.Thread(target=served.run)
        thread.start()
        try:
            port = served.listening.getsockname()[1]
            yield Team(f"http://127.0.0.1:{port}", app, doors)
        finally:
            served.server.should_exit = True
            thread.join()


def csrf(page: httpx.Response) -> str:
    """The token of the first form of a page."""
    found = re.search(r'name="csrf" value="([^"]+)"', page.text)
    assert found, page.text
    return found[1]


def sign_in(client: httpx.Client, name: str, password: str = SECRET, **more: str) -> httpx.Response:
    """Fills in the form to sign in by."""
    page = client.get("/door/enter")
    data = {"csrf": csrf(page), "name": name, "password": password, **more}
    return client.post("/door/enter", headers=HERE, data=data)


@contextmanager
def signed_in(team: Team, name: str) -> Iterator[httpx.Client]:
    """A browser that is in under that name. It follows no redirect."""
    with httpx.Client(base_url=team.url, timeout=30) as client:
        assert sign_in(client, name).status_code == 303
        yield client


def act(client: httpx.Client, address: str, **data: str) -> httpx.Response:
    """Posts a form of somebody who is in, with their token."""
    return client.post(address, headers=HERE, data={"csrf": csrf(client.get("/account")), **data})
