"""An app that listens; and one person's, which `tadwin review` runs."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import uvicorn

from tadwin.errors import ServingError
from tadwin.store.record import Record
from tadwin.web.app import make_app
from tadwin.web.desk import Desk, shelves
from tadwin.web.keyed import KeyedDoors
from tadwin.web.security import LOOPBACK, Hosts

#: Addresses that stand for all of a machine's own.
ALL = frozenset({"0.0.0.0", "::"})  # noqa: S104  # compared with, not bound to
#: How long requests that are under way may go on after Ctrl-C, in seconds.
_GRACE = 5


@dataclass(frozen=True, slots=True)
class Served:
    """An app that has its port. `address` is where to open it, with the key that lets one browser in."""

    server: "Server"
    address: str
    on_loopback: bool
    listening: Any  # a socket, whose type tadwin's own code may not name

    def run(self, ready: Callable[[], None] = lambda: None) -> None:
        """Answers until Ctrl-C, or until another thread sets `server.should_exit`.

        `ready` is called once it answers: from then on Ctrl-C ends it in good order.
        """
        self.server.ready = ready
        try:
            self.server.run(sockets=[self.listening])
        except KeyboardInterrupt:  # raised once more by uvicorn when it has ended in good order
            return


class Server(uvicorn.Server):
    """A server that says when it answers, and so when it takes signals: before that, Ctrl-C stops the start of it."""

    ready: Callable[[], None]

    async def startup(self, sockets: Any = None) -> None:
        """Starts, then calls `ready`."""
        await super().startup(sockets)
        if self.started:
            self.ready()


def prepare(records: Iterable[tuple[Path | None, Record]], *, name: str, host: str, port: int) -> Served:
    """The app of one person, `name`, for these shared records, each with its folder if it has one, on its port.

    Port 0 takes any that is free. Raises ServingError when nothing can listen there.
    """
    listening = bound(host, port)
    port = listening.getsockname()[1]
    doors = KeyedDoors(name, cookie=f"tadwin-{port}")
    hosts = Hosts(LOOPBACK | {host.lower()} - ALL, port, addresses=host in ALL)
    config = server_config(make_app(Desk(shelves(records), doors), hosts), host, port)
    shown = "127.0.0.1" if host in ALL else f"[{host}]" if ":" in host else host
    address = f"http://{shown}:{port}/?key={doors.key}"
    return Served(Server(config), address, host.lower() in LOOPBACK, listening)


def bound(host: str, port: int) -> Any:
    """A socket that listens there. Raises ServingError when nothing can."""
    try:
        made = server_config(None, host, port).bind_socket()
        made.listen()  # so that whoever opens the address at once waits for the app, and is not turned away
    except SystemExit as ended:  # how uvicorn says that it could not
        why = ended.__context__.strerror if isinstance(ended.__context__, OSError) else "it is refused"
        raise ServingError(
            f"port {port} of {host} cannot be listened on ({why}); another tadwin may be using it: take another with "
            "--port, or any that is free with --port 0"
        ) from ended
    return made


def server_config(app: Any, host: str, port: int) -> uvicorn.Config:
    """How every app of ours is served: it keeps no log of who looked at what, and believes no header of a proxy."""
    return uvicorn.Config(
        app,
        host=host,
        port=port,
        log_config=None,  # no line for each request: which report was looked at is nobody's business
        log_level="critical",  # what fails is told by `security.Guard` and by errors
        access_log=False,
        server_header=False,
        proxy_headers=False,
        ws="none",
        timeout_graceful_shutdown=_GRACE,
    )
