"""One writer at a time, in each kind of database: threads of one record, other records and other processes."""

import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tadwin.errors import RecordError
from tadwin.store import opening
from tadwin.store.check import check_record
from tadwin.store.record import Record, open_record
from tadwin.store.turns import Always, ByTurns, Queue

#: How long anything here may take before it counts as stuck, in seconds.
STUCK = 60.0


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest) -> Path | str:
    """Where an empty record is."""
    place: Path | str
    if request.param == "sqlite":
        place = request.getfixturevalue("tmp_path") / "record.db"
    else:
        place = request.getfixturevalue("postgres_address")
    open_record(place).close()
    return place


@pytest.fixture
def record(address: Path | str) -> Iterator[Record]:
    with open_record(address, shared=True) as opened:
        yield opened


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Turns wait for a moment only."""
    monkeypatch.setattr(opening, "ByTurns", lambda name, lock: ByTurns(name, lock, 0.2))


def decide(record: Record, by: str) -> None:
    """Appends a decision as an act of the app does: it looks at what is there, and then writes."""
    with record.turn():
        last = sum(1 for _ in record.decisions())
        record.append(action="set", anchors=(), field="value", after=str(last), by=by, at="now")


def in_threads(number: int, do: Callable[[int], object]) -> None:
    """Runs `do` in so many threads at once, and raises what the first of them raised."""
    raised: list[BaseException] = []
    started = threading.Barrier(number)

    def run(which: int) -> None:
        try:
            started.wait(STUCK)
            do(which)
        except BaseException as error:  # noqa: BLE001  # handed on below
            raised.append(error)

    threads = [threading.Thread(target=run, args=(which,), daemon=True) for which in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(STUCK)
        assert not thread.is_alive()
    if raised:
        raise raised[0]


def test_no_decision_of_many_threads_is_lost_or_forks_the_chain(address: Path | str, record: Record) -> None:
    with open_record(address, shared=True) as second:  # as in another process

        def act(which: int) -> None:
            for _ in range(5):
                decide(record if which % 2 else second, f"thread {which}")

        in_threads(8, act)
    said = list(record.decisions())
    assert [one.number for one in said] == list(range(1, 41))
    assert [one.after for one in said] == [str(number) for number in range(40)], "each saw what was there"
    assert check_record(record) == ()


def test_readers_do_not_wait(record: Record) -> None:
    with record.turn():
        record.set_versions({"tadwin": "1"})
        in_threads(4, lambda _: record.versions())


def test_a_write_outside_a_turn_is_a_defect(record: Record) -> None:
    with pytest.raises(RuntimeError, match="outside a turn"):
        record.set_versions({"tadwin": "1"})
    with pytest.raises(RuntimeError, match="outside a turn"):
        record.append(action="set", anchors=(), by="noor", at="now")
    assert record.versions() == {}
    with record.turn():
        record.set_versions({"tadwin": "1"})
        refused: list[str] = []

        def write(_: int) -> None:
            try:
                record.set_versions({})
            except RuntimeError as error:
                refused.append(str(error))

        in_threads(2, write)
        assert len(refused) == 2, "the turn is this thread's"
    assert record.versions() == {"tadwin": "1"}


def test_a_turn_within_a_turn_is_the_same_turn(record: Record, address: Path | str) -> None:
    with record.turn():
        with record.turn():
            record.set_versions({"tadwin": "1"})
        record.set_versions({"tadwin": "2"})
    open_record(address).close()  # nothing is held any more


def test_what_fails_within_a_turn_ends_it(record: Record, address: Path | str) -> None:
    with pytest.raises(KeyError), record.turn():
        raise KeyError
    with record.turn():
        record.set_versions({"tadwin": "1"})


@pytest.mark.usefixtures("hurried")
def test_a_thread_that_waits_too_long_is_told(address: Path | str) -> None:
    with open_record(address, shared=True) as record, record.turn():
        told: list[str] = []

        def wait(_: int) -> None:
            try:
                decide(record, "noor")
            except RecordError as error:
                told.append(str(error))

        in_threads(2, wait)
        assert len(told) == 2
        assert all("another tadwin is writing" in one for one in told)
    with open_record(address, shared=True) as record:
        decide(record, "noor")


@pytest.mark.usefixtures("hurried")
def test_a_run_and_a_turn_exclude_each_other(address: Path | str) -> None:
    with open_record(address, shared=True) as record:
        with open_record(address) as alone:
            with pytest.raises(RecordError, match="another tadwin is writing"), record.turn():
                pytest.fail("two writers")
            with alone.turn():
                alone.set_versions({"tadwin": "1"})
            assert record.versions() == {"tadwin": "1"}
        with record.turn(), pytest.raises(RecordError, match="another tadwin is writing"):
            open_record(address)
        open_record(address).close()


_HOLDER = """
import sys
from tadwin.store.record import open_record
with open_record(sys.argv[1], shared=True) as record, record.turn():
    record.set_versions({"by": "the other"})
    print("has it", flush=True)
    sys.stdin.read()
"""


@contextmanager
def holder(address: Path | str) -> Iterator["subprocess.Popen[str]"]:
    """Another process that has the turn until its input ends or it is killed."""
    command = [sys.executable, "-c", _HOLDER, str(address)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "has it\n"
        yield process
        process.kill()


def test_a_turn_waits_for_another_process(address: Path | str, record: Record) -> None:
    with holder(address) as process:
        waiting = threading.Thread(target=decide, args=(record, "noor"), daemon=True)
        waiting.start()
        assert list(record.decisions()) == []
        process.communicate()  # its input ends, and with it its turn
        waiting.join(STUCK)
    assert [one.by for one in record.decisions()] == ["noor"]


def test_a_killed_holder_holds_nothing(address: Path | str, record: Record) -> None:
    with holder(address) as process:
        process.kill()
        process.wait()
        decide(record, "noor")
    assert record.versions() == {"by": "the other"}
    assert [one.by for one in record.decisions()] == ["noor"]


def test_a_shared_record_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="there is no record"):
        open_record(tmp_path / "record.db", shared=True)
    assert list(tmp_path.iterdir()) == []


def test_a_record_of_ones_own_gives_turns_for_nothing(address: Path | str) -> None:
    with open_record(address) as record, record.turn(), record.turn():
        record.set_versions({"tadwin": "1"})
    assert Always().mine()
    with open_record(address, writes=False) as record, pytest.raises(RuntimeError, match="opened to be read"):
        record.turn()


def test_threads_get_their_turn_in_the_order_in_which_they_came() -> None:
    queue = Queue()
    order: list[int] = []
    queue.enter(STUCK)
    threads = []

    def come(which: int) -> None:
        assert queue.enter(STUCK)
        order.append(which)
        queue.leave()

    for which in range(6):
        threads.append(threading.Thread(target=come, args=(which,), daemon=True))
        threads[-1].start()
        while len(queue._waiting) <= which:  # until it stands in the queue
            assert threads[-1].is_alive()
    queue.leave()
    for thread in threads:
        thread.join(STUCK)
    assert order == list(range(6))


def test_who_gives_up_does_not_get_a_turn_later() -> None:
    queue = Queue()
    queue.enter(0)
    gave_up: list[bool] = []
    in_threads(3, lambda _: gave_up.append(not queue.enter(0.01)))
    assert gave_up == [True] * 3
    queue.leave()
    assert not queue.mine()

    def come_and_go(_: int) -> None:
        assert queue.enter(STUCK)
        queue.leave()

    in_threads(3, come_and_go)
