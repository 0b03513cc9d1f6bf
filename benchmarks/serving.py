"""`python -m benchmarks serving`: how long the review app takes for a page of a large record, on both databases.

The record is invented (`benchmarks.records`) and linked as any other; it is copied into PostgreSQL. Each page is asked
for over and over, of incidents and reports met by chance; timed is what the server does, from the request's arrival
to the whole answer, without a network. A page may take REQUIRED milliseconds at the median.
"""

import argparse
import asyncio
import hashlib
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import httpx
from fastapi import APIRouter, FastAPI, Request

from benchmarks.postgres import cluster, programs
from benchmarks.records import DAYS, generate
from tadwin.run import moving
from tadwin.run.progress import Silent
from tadwin.run.relink import relink
from tadwin.store import captured
from tadwin.store.record import Record, open_record
from tadwin.store.reviews import Reviews, Wanted
from tadwin.types import Claim, Extraction, Report, When
from tadwin.vocab import Access
from tadwin.web import addresses
from tadwin.web.app import make_app
from tadwin.web.desk import Desk, Role, Shelf, Visit
from tadwin.web.security import LOOPBACK, Hosts

#: Milliseconds of server time for a page, at the median.
REQUIRED = 100.0
#: Claims of one stretch of years; of some 98,000 come 25,000 incidents.
_STRETCH = 98_000
_NAME, _PORT = "large", 8000


class Admitted:
    """Doors that are open to one reviewer, as those of a signed-in session are."""

    router = APIRouter()

    def admit(self, request: Request) -> Visit:  # noqa: ARG002  # the protocol's
        """The same reviewer each time."""
        return Visit("Bench", "token", frozenset({Role.ADMIN}))


@dataclass(frozen=True, slots=True)
class Timed:
    """The milliseconds that each request for a kind of page took."""

    page: str
    took: Sequence[float]

    def told(self) -> str:
        """Median and 95th of a hundred."""
        ordered = sorted(self.took)
        late = ordered[int(0.95 * (len(ordered) - 1))]
        return f"{self.page:<12} {statistics.median(ordered):7.1f} ms median {late:8.1f} ms at 95 %"


def build(folder: Path, incidents: int) -> None:
    """A record of at least this many incidents in `folder`; what is there already stays."""
    with open_record(folder / "record.db") as record:
        seed = 0
        while (found := Reviews(record).number(Wanted())) < incidents:
            seed += 1
            wanted = min(_STRETCH, round((incidents - found) * 4.2) + 100)
            _add(record, wanted, seed)
            relink(record)
            print(f"{Reviews(record).number(Wanted()):,} incidents", flush=True)


def _add(record: Record, claims: int, seed: int) -> None:
    """The reports of one stretch of years, behind those of the stretches before."""
    reports, made, _ = generate(claims, seed)
    by_report: dict[str, list[Claim]] = {}
    for claim in made:
        by_report.setdefault(claim.report_id, []).append(claim)
    later = timedelta(days=(seed - 1) * (DAYS + 60))
    for start in range(0, len(reports), 1000):
        with record.transaction() as connection:
            for report in reports[start : start + 1000]:
                own = [_moved(claim, seed, later) for claim in by_report.get(report.id, ())]
                text = f"{report.text}\n{seed} {report.id}"  # two short reports can say the same to the letter
                named = _captured(replace(report, id=f"{seed}-{report.id}", text=text), later)
                captured.add_report(connection, named, text.encode())
                captured.put_extraction(connection, named, Extraction(named.id, tuple(own), ()), "bench")


def _captured(report: Report, later: timedelta) -> Report:
    published = None if report.published_at is None else report.published_at + later
    sha256 = hashlib.sha256(report.text.encode()).hexdigest()
    return replace(report, sha256=sha256, published_at=published, access=Access.PUBLIC)


def _moved(claim: Claim, seed: int, later: timedelta) -> Claim:
    name = f"{seed}-{claim.report_id}"
    return replace(
        claim,
        id=f"{claim.id}-{seed}",
        report_id=name,
        frame=f"{claim.frame}-{seed}",
        part_of=None if claim.part_of is None else f"{claim.part_of}-{seed}",
        span=replace(claim.span, report_id=name),
        number=replace(claim.number, report_id=name),
        time=_later(claim.time, later),
        period=_later(claim.period, later),
    )


def _later(time: When | None, by: timedelta) -> When | None:
    def moved(day: date | None) -> date | None:
        return None if day is None else day + by

    return None if time is None else replace(time, start=moved(time.start), end=moved(time.end))


def app_of(record: Record, folder: Path) -> FastAPI:
    """The review app over one record, with its doors open."""
    desk = Desk({_NAME: Shelf(_NAME, _NAME, record, folder)}, Admitted())
    return make_app(desk, Hosts(LOOPBACK, _PORT))


async def measure(app: FastAPI, record: Record, times: int, seed: int) -> list[Timed]:
    """Each kind of page `times` over, after one that does not count."""
    chance = random.Random(seed)  # noqa: S311  # the same for the same seed is what is wanted
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url=f"http://127.0.0.1:{_PORT}") as client:
        return [
            Timed(page, [await _one(client, address) for address in list(where)][1:])
            for page, where in _pages(record, times + 1, chance)
        ]


def _pages(record: Record, times: int, chance: random.Random) -> Iterator[tuple[str, Iterable[str]]]:
    reviews = Reviews(record)
    total = reviews.number(Wanted())
    met = [reviews.listed(Wanted(), skip=chance.randrange(total), most=1)[0].incident for _ in range(times)]
    reports = [record.incident(name)[0].reports[0] for name in met]
    yield "overview", [addresses.overview(_NAME)] * min(times, 10)
    yield "queue", [addresses.page(_NAME, "queue", after=100 * chance.randrange(10)) for _ in range(times)]
    yield "incidents", [addresses.page(_NAME, "incidents", after=100 * chance.randrange(10)) for _ in range(times)]
    yield "incident", [addresses.incident(_NAME, name) for name in met]
    yield "report", [addresses.report(_NAME, name) for name in reports]


async def _one(client: httpx.AsyncClient, address: str) -> float:
    began = time.perf_counter()
    answer = await client.get(address)
    took = (time.perf_counter() - began) * 1000
    if answer.status_code != 200:
        raise RuntimeError(f"{address}: {answer.status_code}")
    return took


def main(argv: Sequence[str] | None = None) -> int:
    """Prints the figures; with --require, 1 where a queue, an incident or a report takes longer than it may."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks serving", description=__doc__)
    parser.add_argument("--incidents", type=int, default=100_000)
    parser.add_argument("--times", type=int, default=60, help="requests for each page")
    parser.add_argument("--record", type=Path, help="a folder to keep the record in, and to take it from again")
    parser.add_argument("--require", action="store_true", help=f"fail above {REQUIRED:.0f} ms at the median")
    asked = parser.parse_args(argv)
    with tempfile.TemporaryDirectory() as made:
        folder = asked.record or Path(made)
        folder.mkdir(parents=True, exist_ok=True)
        build(folder, asked.incidents)
        slow = _measured("SQLite", folder / "record.db", asked.times)
        if programs() is None:
            print("PostgreSQL is not installed: not measured")
        else:
            with cluster() as running:
                address = running.new_record()
                moving.copy(folder / "record.db", address, Silent())
                slow += _measured("PostgreSQL", address, asked.times)
    return 1 if asked.require and slow else 0


def _measured(called: str, where: Path | str, times: int) -> list[str]:
    """Prints the figures of one database; gives the pages that take longer than they may."""
    with open_record(where, shared=True) as record:
        found = asyncio.run(measure(app_of(record, Path()), record, times, seed=1))
    print(f"\n{called}")
    for one in found:
        print(f"  {one.told()}", flush=True)
    asked = {"queue", "incident", "report"}
    return [one.page for one in found if one.page in asked and statistics.median(one.took) > REQUIRED]


if __name__ == "__main__":
    sys.exit(main())
