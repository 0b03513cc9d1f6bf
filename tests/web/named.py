"""The app with doors that let in whoever a header names: two people at one record, each in a client of their own."""

import re
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any, TypeVar

import httpx
import uvicorn
from fastapi import APIRouter, Request, Response

from tadwin.store.record import Record
from tadwin.types import Decision, Incident
from tadwin.web import addresses
from tadwin.web.app import make_app
from tadwin.web.desk import Desk, Role, Visit
from tadwin.web.security import LOOPBACK, Hosts
from web.conftest import RECORD, Served

#: Names who is there: "noor", or "rana/reader" in another role than a reviewer's.
HEADER = "x-name"
HERE = {"Sec-Fetch-Site": "same-origin"}


class Named:
    """Doors that believe the header."""

    router = APIRouter()

    def admit(self, request: Request) -> Visit | Response:
        """The visit of that name."""
        name, _, role = request.headers.get(HEADER, "noor").partition("/")
        return Visit(name, f"token of {name}", frozenset({Role(role or "reviewer")}))


@contextmanager
def open_to_names(served: Served) -> Iterator[Served]:
    """The record of `served` behind such doors, until the block ends."""
    desk: Desk = served.app.state.desk
    app = make_app(Desk(desk.shelves, Named()), Hosts(LOOPBACK, None))
    config = uvicorn.Config(app, host="127.0.0.1", port=0, log_config=None, log_level="critical", ws="none")
    listening = config.bind_socket()
    listening.listen()  # who connects before the thread has come so far waits, and is not refused
    server = uvicorn.Server(config)
    thread = threading.Thread(target=lambda: server.run(sockets=[listening]))
    thread.start()
    try:
        url = f"http://127.0.0.1:{listening.getsockname()[1]}"
        yield Served(url, url, app, served.record)
    finally:
        server.should_exit = True
        thread.join()
        listening.close()


class Reviewing:
    """One person's client at the record, and what they do there."""

    def __init__(self, shared: Served, name: str) -> None:
        self.record: Record = shared.record
        self.token = f"token of {name.partition('/')[0]}"
        self._client = httpx.Client(base_url=shared.url, headers={HEADER: name, **HERE})

    def get(self, address: str, **query: str) -> httpx.Response:
        """A page; no redirect is followed."""
        return self._client.get(address, params=query or None)

    def post(self, act: str, form: dict[str, Any], **headers: str) -> httpx.Response:
        """A form, as it is given."""
        return self._client.post(addresses.act(RECORD, act), data=form, headers=headers)

    def page(self, incident: Incident, status: int = 200, **query: str) -> str:
        """The page of an incident."""
        answer = self.get(addresses.incident(RECORD, incident.id), **query)
        assert answer.status_code == status
        return answer.text

    def seen(self, incident: Incident) -> str:
        """What the page of an incident says was seen."""
        found = re.search('name="seen" value="([^"]+)"', self.page(incident))
        assert found is not None
        return found[1]

    def send(self, act: str, incident: Incident, seen: str | None = None, **form: Any) -> httpx.Response:
        """The form of an act, with what it needs to be taken."""
        about = {"csrf": self.token, "incident": incident.id, "seen": seen or self.seen(incident)}
        return self.post(act, {**about, **form})

    def does(self, act: str, incident: Incident, **form: Any) -> Decision:
        """Does an act that is not refused; gives the decision that it makes."""
        before = len(list(self.record.decisions()))
        answer = self.send(act, incident, **form)
        assert answer.status_code == 303, answer.text
        (made,) = list(self.record.decisions())[before:]
        assert answer.headers["location"].partition("#")[0].endswith(f"?done={made.number}")
        return made

    def close(self) -> None:
        """Ends the connections, which the server would wait for."""
        self._client.close()


def by_report(record: Record, report: str) -> Incident:
    """The incident that a report tells of."""
    return next(one for one in record.incidents() if report in one.reports)


def claim_of(record: Record, report: str) -> str:
    """The first claim of a report."""
    return next(claim.id for claim in record.claims(report))


Person = TypeVar("Person", bound=Reviewing)


@contextmanager
def letting_in(served: Served, kind: Callable[[Served, str], Person]) -> Iterator[Callable[[str], Person]]:
    """Lets somebody in by name ("rana/reader"), each with a client of their own, until the block ends."""
    with ExitStack() as leaving, open_to_names(served) as shared:

        def one(name: str) -> Person:
            person = kind(shared, name)
            leaving.callback(person.close)
            return person

        yield one
