"""The review app, really served: a record on a free port, a client that is in, and a browser that is watched.

A helper's page joins by `walked.py`; its tests take `served` and `client` (HTTP), or `page` (a browser, marked slow).
`own` is a copy of the record, to change.
"""

import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from fastapi import FastAPI

from benchmarks.postgres import Cluster
from tadwin.store.address import Address, parse_database
from tadwin.store.record import Record, open_record
from tadwin.web import serving as web_serving
from web.planted_desk import plant
from web.teams import Team, plant_team, serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

#: Who is in.
NAME = "Tester One"
#: The record's name in addresses.
RECORD = "planted"


@dataclass(frozen=True, slots=True)
class Served:
    """An app that answers at `url`. `door` is the address with the key, which nobody has used."""

    url: str
    door: str
    app: FastAPI
    record: Record

    def at(self, page: str) -> str:
        """A page of the record."""
        return f"{self.url}/r/{RECORD}/{page}"


@contextmanager
def listening(folder: Path) -> Iterator[Served]:
    """Serves the record in `folder` until the block ends."""
    with open_record(folder / "record.db", shared=True) as record:
        served = web_serving.prepare([(folder, record)], name=NAME, host="127.0.0.1", port=0)
        thread = threading.Thread(target=served.run)
        thread.start()
        try:
            url = served.address.partition("/?")[0]
            app = served.server.config.app
            assert isinstance(app, FastAPI)
            yield Served(url, served.address, app, record)
        finally:
            served.server.should_exit = True
            thread.join()


@pytest.fixture(scope="session")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the planted record: to copy, not to change."""
    folder = tmp_path_factory.mktemp("desk") / RECORD
    plant(folder)
    return folder


@pytest.fixture(scope="session")
def served(planted: Path) -> Iterator[Served]:
    """The planted record, served to all tests of a run, which do not change it."""
    with listening(planted) as one:
        yield one


@pytest.fixture
def own(planted: Path, tmp_path: Path) -> Iterator[Served]:
    """A copy of the planted record, served to one test, which may change it."""
    with listening(Path(shutil.copytree(planted, tmp_path / RECORD))) as one:
        yield one


@dataclass(frozen=True, slots=True)
class Entered:
    """What a browser holds once it was let in."""

    cookies: dict[str, str]


def enter(served: Served) -> Entered:
    """Uses the key up."""
    answer = httpx.get(served.door)
    assert answer.status_code == 200
    return Entered(dict(answer.cookies))


@pytest.fixture(scope="session")
def entered(served: Served) -> Entered:
    """The session that all tests of `served` share."""
    return enter(served)


@pytest.fixture
def client(served: Served, entered: Entered) -> Iterator[httpx.Client]:
    """A client that is in, on `served`. It follows no redirect."""
    with httpx.Client(base_url=served.url, cookies=entered.cookies) as one:
        yield one


# the browser


@pytest.fixture(scope="session")
def browser() -> Iterator["Browser"]:
    """Debian's Chromium, driven by Playwright. Skips where there is none."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if found is None:
        pytest.skip("no Chromium on this machine: `apt-get install chromium`")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        # No sandbox: CI runs as root in a container, and these pages are our own.
        opened = driver.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield opened
        opened.close()


@dataclass(slots=True)
class Watched:
    """A page, and what went wrong on it: requests to anyone else, errors of scripts, refusals by the policy."""

    page: "Page"
    outside: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def fine(self) -> None:
        """Fails unless nothing went wrong."""
        assert not self.outside
        assert not self.errors


Watch = Callable[..., Watched]


@pytest.fixture
def watch(browser: "Browser") -> Iterator[Watch]:
    """Opens pages that are watched: `watch(served, entered, width=360, colours="dark")`. Checks them at the end."""
    opened: list[Watched] = []

    def one(served: Served, entered: Entered | None, *, width: int = 1280, colours: Any = "light") -> Watched:
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=colours)
        context.set_default_timeout(20_000)
        for name, value in (entered.cookies if entered else {}).items():
            context.add_cookies([{"name": name, "value": value, "url": served.url}])
        watched = Watched(context.new_page())
        page = watched.page
        page.on("request", lambda sent: None if _is_own(sent.url, served) else watched.outside.append(sent.url))
        page.on("pageerror", lambda error: watched.errors.append(str(error)))
        page.on("console", lambda said: watched.errors.append(said.text) if said.type in ("error", "warning") else None)
        opened.append(watched)
        return watched

    yield one
    for watched in opened:
        watched.page.context.close()
    for watched in opened:
        watched.fine()


def _is_own(url: str, served: Served) -> bool:
    return url.startswith((f"{served.url}/", "data:", "about:"))


@pytest.fixture
def page(watch: Watch, served: Served, entered: Entered) -> "Page":
    """A browser's page that is in, on `served`: wide and light. Whatever goes wrong on it fails the test."""
    return watch(served, entered).page


# a team


@pytest.fixture(scope="session")
def team_template(postgres_cluster: Cluster) -> Address:
    """A database with two records and accounts: to copy, not to use."""
    made = parse_database(postgres_cluster.new_database())
    plant_team(made)
    return made


@pytest.fixture
def team_records(postgres_cluster: Cluster, team_template: Address) -> Address:
    """A database with two records and accounts, for one test, which may change it."""
    return parse_database(postgres_cluster.new_database(team_template.database))


@pytest.fixture
def team(team_records: Address) -> Iterator[Team]:
    """A team's server on its own database, for one test."""
    with serving(team_records) as served:
        yield served
