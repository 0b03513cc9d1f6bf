"""Both kinds of database answer alike: one record, copied, and every list, page and count asked of both."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import get_args

import pytest
from planted_record import crowd, keep, telling

from benchmarks.postgres import Cluster
from tadwin.run.ledger import tally_of
from tadwin.run.moving import copy
from tadwin.run.progress import Silent
from tadwin.run.relink import relink
from tadwin.store import listing, named, tallied, trail
from tadwin.store.record import Record, open_record
from tadwin.store.reviews import Order, Reviews, Wanted
from tadwin.types import Place
from tadwin.vocab import ReviewState

#: Names that languages sort otherwise than by code point, and that upper and lower case are looked for in.
NAMES = ("Zora", "aqua", "Aqua", "Élan", "éland", "_low", "50%", "ماء")


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory, postgres_cluster: Cluster) -> Iterator[tuple[Record, Record]]:
    path, address = tmp_path_factory.mktemp("alike") / "record.db", postgres_cluster.new_record()
    with open_record(path) as record:
        keep(record, crowd(60, 3))
        keep(record, (telling(name, 5, None, Place(name, 1.0, 2.0)) for name in NAMES))
        relink(record)
        record.append(action="set", anchors=(), field="value", after="1", by="noor", at="now")
    copy(path, address, Silent())
    with open_record(path, writes=False) as one, open_record(address, writes=False) as other:
        yield one, other


ORDERS: tuple[Order, ...] = get_args(Order)
WANTED = [
    Wanted(),
    Wanted(states=frozenset(ReviewState)),
    Wanted(states=frozenset({ReviewState.SIGNED})),
    Wanted(waiting=True),
    Wanted(waiting=False),
    Wanted(contradicted=True),
    Wanted(unplaced=True),
    Wanted(unplaced=False),
    Wanted(grade="weak"),
    Wanted(first=date(2031, 1, 10), last=date(2031, 2, 10)),
    *(Wanted(words=words) for words in ("aqua", "AQUA", "50%", "_", "ماء", "no such place")),
]


def listed(order: Order, record: Record) -> object:
    return [Reviews(record).listed(wanted, order=order, skip=skip, most=9) for wanted in WANTED for skip in (0, 5)]


ASKED: dict[str, Callable[[Record], object]] = {
    "reports": lambda record: list(record.reports()),
    "claims": lambda record: list(record.claims()),
    "incidents": lambda record: list(record.incidents()),
    "decisions": lambda record: list(record.decisions()),
    "head": lambda record: record.head(),
    "claims of reports": lambda record: record.claims_of_reports(sorted(one.id for one in record.reports())[::2]),
    "reports of claims": lambda record: list(record.reports_of_claims().items()),
    "counts": listing.counts,
    "latest reports": lambda record: listing.latest_reports(record, most=50, after=1),
    "reports wanted": lambda record: [
        (listing.latest_reports(record, wanted, most=50), listing.number_of_reports(record, wanted))
        for wanted in (
            *(listing.WantedReports(publisher=one.name or "") for one in named.publishers(record)),
            *(listing.WantedReports(claimant=one.actor.name) for one in named.claimants(record)),
        )
    ],
    "publishers": named.publishers,
    "claimants": named.claimants,
    "blamed": named.blamed,
    "waiting places": lambda record: [
        (one, named.incidents_with(record, one.name)) for one in named.waiting_places(record)
    ],
    "countries": named.countries,
    "tallies": lambda record: [tallied.tallies(record, most=50), tallied.number(record)],
    "tallies one by one": lambda record: [tally_of(record, one) for one in tallied.tallies(record, most=50)],
    "trail": lambda record: [
        (trail.decisions(record, one, most=9), trail.number(record, one))
        for one in (trail.Chosen(), trail.Chosen(by="noor", action="set"), trail.Chosen(numbers=(1, 2)))
    ],
    "makers": lambda record: trail.counted(record, "by"),
    "states": lambda record: Reviews(record).states(),
    "weeks": lambda record: Reviews(record).weeks(),
    "numbers": lambda record: [Reviews(record).number(wanted) for wanted in WANTED],
    **{f"listed by {order}": partial(listed, order) for order in ORDERS},
}


@pytest.mark.parametrize("asked", ASKED)
def test_both_answer_alike(both: tuple[Record, Record], asked: str) -> None:
    in_file, in_postgresql = (ASKED[asked](record) for record in both)
    assert in_file
    assert in_postgresql == in_file


def test_a_record_of_each_kind_is_linked_alike(tmp_path: Path, postgres_address: str) -> None:
    made = []
    for place in (tmp_path / "record.db", postgres_address):
        with open_record(place) as record:
            told = crowd(60, 4)
            keep(record, told[:30])
            relink(record)
            keep(record, told[30:])
            relink(record)
            made.append(
                (list(record.incidents()), record.former_incidents(), Reviews(record).listed(Wanted(), most=99))
            )
    assert made[0][0]
    assert made[0] == made[1]
