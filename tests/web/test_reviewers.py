"""The simulation of many reviewers: that it would notice what it looks for, and ten seconds of it."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import delete, update

from benchmarks.postgres import programs
from benchmarks.reviewers import Did, faults, simulate, told
from tadwin.run import signing
from tadwin.run.deciding import Word
from tadwin.store.record import Record, open_record
from tadwin.store.schema import DECISIONS, INCIDENTS
from web.planted_desk import plant

DONE = [
    Did("noor", "note", "noor 1", 303, 1),
    Did("mara", "note", "mara 1", 303, 2),
    Did("mara", "sign", "mara 2", 409),
]


def noted(folder: Path) -> Path:
    """A record with the decisions that DONE tells of."""
    plant(folder)
    with open_record(folder / "record.db") as record:
        incident = next(iter(record.incidents()))
        for by in ("noor", "mara"):
            signing.note(record, incident, Word(by, "2031-05-04T09:30:00Z", f"{by} 1"))
    return folder / "record.db"


def test_what_was_answered_and_what_is_kept_agree(tmp_path: Path) -> None:
    assert faults(noted(tmp_path / "r"), DONE) == []


@pytest.mark.parametrize(
    ("did", "said"),
    [
        ([*DONE, Did("noor", "note", "noor 2", 303, 3)], "was done, and the record holds \\[\\]"),
        ([DONE[0], Did("mara", "note", "mara 1", 409), DONE[2]], "was refused, and the record holds"),
        ([Did("mara", "note", "noor 1", 303, 1), *DONE[1:]], "was done, and the record holds"),
        ([Did("noor", "note", "noor 1", 303, 2), *DONE[1:]], "was done, and the record holds"),
        ([Did("noor", "sign", "noor 1", 303, 1), *DONE[1:]], "was done, and the record holds"),
        (DONE[1:], "nobody was told of"),
    ],
)
def test_a_lost_a_doubled_and_a_changed_decision_are_noticed(tmp_path: Path, did: list[Did], said: str) -> None:
    (found,) = faults(noted(tmp_path / "r"), did)
    assert re.search(said, found)


def cut(record: Record) -> None:
    with record.transaction() as connection:
        connection.execute(delete(DECISIONS).where(DECISIONS.c.number == 1))


def alter(record: Record) -> None:
    with record.transaction() as connection:
        connection.execute(update(DECISIONS).where(DECISIONS.c.number == 1).values(at="2031-05-04T09:31:00Z"))


def unfold(record: Record) -> None:
    with record.transaction() as connection:
        connection.execute(update(INCIDENTS).values(grade="confirmed"))


@pytest.mark.parametrize(("harm", "said"), [(cut, "missing"), (alter, "changed"), (unfold, "gives other incidents")])
def test_a_record_that_does_not_hold_together_is_noticed(
    tmp_path: Path, harm: Callable[[Record], None], said: str
) -> None:
    path = noted(tmp_path / "r")
    with open_record(path) as record:
        harm(record)
    assert any(said in one for one in faults(path, DONE))


@pytest.mark.slow
def test_ten_seconds_of_reviewers_lose_nothing() -> None:
    if programs() is None:
        pytest.skip("PostgreSQL is not installed (Debian: apt-get install postgresql)")
    seen, wrong = simulate(10, 6, 150)
    assert wrong == []
    assert any(one.status == 303 for one in seen.did)
    assert {one.status for one in seen.did} <= {303, 409}
    assert any("decisions done" in line for line in told(seen))
