"""A whole record moved between engines, into a file and back: nothing lost, nothing half, nothing overwritten."""

import contextlib
import dataclasses
import hashlib
import signal
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.config import Config
from planted_record import crowd, keep
from sqlalchemy import select, update

from benchmarks.postgres import Cluster
from tadwin.errors import RecordError
from tadwin.run.moving import backup, copy
from tadwin.run.progress import Silent
from tadwin.run.relink import relink
from tadwin.store import sqlite
from tadwin.store.address import parse
from tadwin.store.check import check_record
from tadwin.store.copying import _PAGE, MADE_WITH
from tadwin.store.migrate import MIGRATIONS
from tadwin.store.opening import is_current
from tadwin.store.record import open_record
from tadwin.store.schema import DECISIONS, METADATA
from tadwin.types import Report
from tadwin.vocab import Access


def a_record(place: Path | str) -> Path | str:
    """A record with rows in every table that reading, linking and deciding fill, some in more than one page."""
    with open_record(place) as record:
        text = "Nine \x00\x01 people, \u202eسعاد\u202c and \U0001f54a.\r\n"
        report = Report(
            "odd\x00name", text, hashlib.sha256(b"\x00\xff").hexdigest(), "text/plain", published_at=date(1, 1, 1),
            access=Access.PARTNER, origins={"language": "\x00"},
        )  # fmt: skip
        record.add_report(report, b"\x00\xff")
        record.add_report(dataclasses.replace(report, text="Read again."), b"\x00\xff")
        record.add_report(dataclasses.replace(report, id="copy"), b"\x00\xff")
        record.set_aside("bad\udcff.txt", "no \ud800 text\x00")
        keep(record, crowd(12, 7))
        relink(record)
        record.put_frames({"f\x01": [f"key {number:05}" for number in range(_PAGE * 2 + 1)]})
        for number in range(3):
            record.append(action="set", anchors=(), field="value", after=f"{number}\x00", by="سعاد", at="now")
        record.set_versions({"tadwin": "1"})
        incidents = list(record.incidents())
        record.put_incidents(incidents[1:])
        record.put_incidents(incidents[:1], replacing=())
    return place


def everything(place: Path | str) -> dict[str, list[Any]]:
    """All rows of all tables, as the driver gives them."""
    with open_record(place, writes=False) as record, record.transaction() as connection:
        return {
            name: sorted((tuple(row) for row in connection.execute(select(table))), key=repr)
            for name, table in METADATA.tables.items()
        }


def holds_nothing(place: Path | str) -> bool:
    return {name for name, rows in everything(place).items() if rows} == MADE_WITH


def test_a_new_record_holds_nothing_that_a_copy_does_not_know_of(tmp_path: Path, postgres_address: str) -> None:
    for place in (tmp_path / "record.db", postgres_address):
        open_record(place).close()
        assert holds_nothing(place)


def test_a_record_goes_to_postgresql_and_back_unchanged(tmp_path: Path, postgres_address: str) -> None:
    first = a_record(tmp_path / "record.db")
    told = copy(first, postgres_address, Silent())
    back = copy(postgres_address, tmp_path / "back.db", Silent())
    before = everything(first)
    assert before == everything(postgres_address) == everything(tmp_path / "back.db")
    filled = {name for name, rows in before.items() if rows}
    assert filled >= {"raw", "reports", "report_versions", "aliases", "set_aside", "claims", "incidents", "frames"}
    assert filled >= {"frame_keys", "decisions", "versions", "extractions"}
    assert told == back
    assert told.rows == {name: len(rows) for name, rows in before.items()}
    assert (len(told.head), told.problems) == (64, ())
    with open_record(postgres_address) as record:
        assert [one.number for one in record.decisions()] == [1, 2, 3]
        record.append(action="set", anchors=(), by="noor", at="now")
        assert check_record(record) == ()


def test_between_two_databases_of_one_kind(tmp_path: Path, postgres_cluster: Cluster) -> None:
    one, other = a_record(postgres_cluster.new_record()), postgres_cluster.new_record()
    copy(one, other, Silent())
    copy(other, tmp_path / "one.db", Silent())
    copy(tmp_path / "one.db", tmp_path / "other.db", Silent())
    assert everything(one) == everything(other) == everything(tmp_path / "other.db")


def test_progress_is_told_to_its_end(tmp_path: Path, postgres_address: str) -> None:
    class Told:
        def __init__(self) -> None:
            self.stages: dict[str, tuple[int | None, int]] = {}

        def begin(self, stage: str, total: int | None) -> None:
            self.now = stage
            self.stages[stage] = (total, 0)

        def step(self) -> None:
            total, done = self.stages[self.now]
            self.stages[self.now] = (total, done + 1)

    told = Told()
    copy(a_record(tmp_path / "record.db"), postgres_address, told)
    total, done = told.stages["Copying"]
    assert total == done
    assert done > len(METADATA.tables)
    assert list(told.stages) == ["Copying", "Checking"]


def places(tmp_path: Path, address: str) -> dict[str, tuple[Path | str, Path | str]]:
    """Each way: from a full record to where there is none."""
    return {"into postgresql": (tmp_path / "record.db", address), "into sqlite": (address, tmp_path / "copy.db")}


@pytest.fixture(params=["into postgresql", "into sqlite"])
def way(request: pytest.FixtureRequest, tmp_path: Path, postgres_address: str) -> tuple[Path | str, Path | str]:
    source, target = places(tmp_path, postgres_address)[request.param]
    return a_record(source), target


def test_a_place_that_holds_a_record_is_refused_and_left_as_it_is(way: tuple[Path | str, Path | str]) -> None:
    source, target = way
    with open_record(target) as record:
        record.set_aside("mine.pdf", "it is encrypted")
    with pytest.raises(RecordError, match=r"holds a record already \(its table set_aside is not empty\)"):
        copy(source, target, Silent())
    with open_record(target) as record:
        assert record.set_asides() == {"mine.pdf": "it is encrypted"}
        assert list(record.reports()) == []


_KILLED = """
import os, signal, sys
from tadwin.run.moving import copy
from tadwin.run.progress import Silent

class Killed(Silent):
    left = int(sys.argv[3])

    def step(self):
        self.left -= 1
        if not self.left:
            os.kill(os.getpid(), signal.SIGKILL)

copy(sys.argv[1], sys.argv[2], Killed())
"""


@pytest.mark.parametrize("pages", [1, 9])
def test_a_copy_that_is_killed_leaves_nothing_and_can_be_made_again(
    way: tuple[Path | str, Path | str], pages: int
) -> None:
    source, target = way
    command = [sys.executable, "-c", _KILLED, str(source), str(target), str(pages)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ran.returncode == -signal.SIGKILL, ran.stderr
    open_record(target).close()  # where not even its tables were made
    assert holds_nothing(target)
    copy(source, target, Silent())
    assert everything(target) == everything(source)


def test_a_copy_is_of_one_moment(way: tuple[Path | str, Path | str]) -> None:
    source, target = way
    before = everything(source)

    class Writing(Silent):
        """Someone writes to the source at each step."""

        steps = 0

        def step(self) -> None:
            self.steps += 1
            with open_record(source, shared=True) as record, record.turn():
                record.set_versions({"tadwin": str(self.steps)})
                record.append(action="set", anchors=(), by="noor", at="now")

    copy(source, target, Writing())
    assert everything(target) == before
    assert everything(source) != before


def test_what_the_database_changes_is_noticed_and_not_kept(tmp_path: Path, postgres_cluster: Cluster) -> None:
    source, target = a_record(tmp_path / "record.db"), postgres_cluster.new_record()
    open_record(target).close()
    schema = parse(target).schema
    postgres_cluster.run_sql(
        f"CREATE FUNCTION {schema}.meddle() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN NEW.quote := upper(NEW.quote); RETURN NEW; END $$"
    )
    meddling = f"TRIGGER meddles BEFORE INSERT ON {schema}.claims FOR EACH ROW EXECUTE FUNCTION {schema}.meddle()"
    postgres_cluster.run_sql(f"CREATE {meddling}")
    with open_record(source) as record:
        claim = next(record.claims())
        with record.transaction() as connection:  # a quote that is not all figures
            table = METADATA.tables["claims"]
            connection.execute(update(table).where(table.c.id == claim.id).values(frame="f", quote="x" * 99))
    with pytest.raises(RecordError, match="differs in its table claims, and was not kept"):
        copy(source, target, Silent())
    assert holds_nothing(target)


@pytest.mark.parametrize(
    ("column", "value"),
    [("claims.low", "<b>"), ("claims.quote", b"x"), ("claims.start_char", 2**40), ("claims.rest", "{"),
     ("incidents.start_day", "zz"), ("raw.bytes", "words")],
)  # fmt: skip
def test_a_row_that_no_tadwin_wrote_is_named(tmp_path: Path, postgres_address: str, column: str, value: object) -> None:
    path = tmp_path / "record.db"
    a_record(path)
    table, _, name = column.partition(".")
    with contextlib.closing(sqlite3.connect(path)) as database:
        database.execute(f"UPDATE {table} SET {name} = ?", (value,))  # noqa: S608  # names of the table above
        database.commit()
    with pytest.raises(RecordError, match=rf"record\.db: its table {table} is damaged"):
        copy(path, postgres_address, Silent())
    assert holds_nothing(postgres_address)


def test_a_chain_that_was_broken_is_copied_as_it_is_and_told(way: tuple[Path | str, Path | str]) -> None:
    source, target = way
    with open_record(source) as record, record.transaction() as connection:
        connection.execute(update(DECISIONS).where(DECISIONS.c.number == 2).values(by="someone else"))
    told = copy(source, target, Silent())
    assert [problem.partition(":")[0] for problem in told.problems] == ["decision 2 is not what was decided"]
    assert everything(target) == everything(source)


# --- one file -----------------------------------------------------------------------------------------------------


@pytest.fixture(params=["sqlite", "postgresql"])
def source(request: pytest.FixtureRequest, tmp_path: Path) -> Path | str:
    if request.param == "sqlite":
        return a_record(tmp_path / "record.db")
    return a_record(str(request.getfixturevalue("postgres_address")))


def test_a_backup_is_a_record_in_one_file(tmp_path: Path, source: Path | str) -> None:
    folder = tmp_path / "kept"
    folder.mkdir()
    with open_record(source) as writer, writer.turn():  # it goes on beside a writer
        told = backup(source, folder / "b.db", Silent())
    assert [path.name for path in folder.iterdir()] == ["b.db"]
    assert stat.S_IMODE((folder / "b.db").stat().st_mode) == 0o600
    assert told.problems == ()
    assert everything(folder / "b.db") == everything(source)
    assert [path.name for path in folder.iterdir()] == ["b.db"], "reading it makes nothing beside it"


def test_a_backup_on_a_disk_that_cannot_be_written_to_opens(tmp_path: Path, source: Path | str) -> None:
    folder = tmp_path / "kept"
    folder.mkdir()
    backup(source, folder / "b.db", Silent())
    assert (folder / "b.db").read_bytes()[18:20] == b"\x01\x01", "no write-ahead log has to be made beside it"


def test_a_backup_holds_nothing_that_was_deleted(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    open_record(path).close()
    with contextlib.closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA secure_delete = OFF")  # as in some builds of SQLite, and not in others
        database.execute("INSERT INTO set_aside VALUES ('a.pdf', ?)", ("the word is orchard " * 500,))
        database.execute("DELETE FROM set_aside")
        database.commit()
    assert b"orchard" in path.read_bytes()
    backup(path, tmp_path / "b.db", Silent())
    assert b"orchard" not in (tmp_path / "b.db").read_bytes()


def test_a_restored_record_is_the_one_that_was_backed_up(tmp_path: Path, source: Path | str) -> None:
    backup(source, tmp_path / "b.db", Silent())
    before = (tmp_path / "b.db").read_bytes()
    copy(tmp_path / "b.db", tmp_path / "restored.db", Silent())
    assert everything(tmp_path / "restored.db") == everything(source)
    assert (tmp_path / "b.db").read_bytes() == before


def cut_off(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:20_000])


@pytest.mark.parametrize(
    "spoil",
    [cut_off, lambda path: path.write_bytes(b"notes"), lambda path: path.unlink()],
    ids=["cut", "other", "gone"],
)
def test_what_cannot_be_backed_up_leaves_no_file(tmp_path: Path, spoil: Callable[[Path], object]) -> None:
    path, folder = tmp_path / "record.db", tmp_path / "kept"
    a_record(path)
    folder.mkdir()
    spoil(path)
    with pytest.raises(RecordError, match="record"):
        backup(path, folder / "b.db", Silent())
    assert list(folder.iterdir()) == []


def test_no_file_is_overwritten(tmp_path: Path, source: Path | str) -> None:
    (tmp_path / "b.db").write_text("mine")
    (tmp_path / "c.db").symlink_to(tmp_path / "gone")
    for name in ("b.db", "c.db"):
        with pytest.raises(RecordError, match="is there already"):
            backup(source, tmp_path / name, Silent())
    assert (tmp_path / "b.db").read_text() == "mine"
    assert not (tmp_path / "gone").exists()


# --- of another tadwin --------------------------------------------------------------------------------------------


@pytest.fixture
def older(tmp_path: Path) -> Path:
    """A record as an older tadwin left it."""
    path = tmp_path / "older.db"
    sqlite.create(path)
    engine = sqlite.engine(path, writes=True)
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("path_separator", "os")
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0002")
        sqlite.mark(connection)
        connection.exec_driver_sql("INSERT INTO set_aside VALUES ('a.pdf', 'it is encrypted')")
    engine.dispose()
    return path


def test_an_older_record_is_backed_up_as_it_is_and_restored_as_of_today(
    older: Path, tmp_path: Path, postgres_address: str
) -> None:
    folder = tmp_path / "kept"
    folder.mkdir()
    before = older.read_bytes()
    told = backup(older, folder / "b.db", Silent())
    assert told.rows["set_aside"] == 1
    assert not is_current(folder / "b.db")
    for target in (folder / "restored.db", postgres_address):
        copy(folder / "b.db", target, Silent())
        with open_record(target, writes=False) as record:
            assert record.set_asides() == {"a.pdf": "it is encrypted"}
    assert {path.name for path in folder.iterdir()} == {"b.db", "restored.db", "restored.db.lock"}
    assert older.read_bytes() == before


def test_a_newer_tadwins_record_is_refused(older: Path, tmp_path: Path) -> None:
    with contextlib.closing(sqlite3.connect(older)) as database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
        database.commit()
    for move in (copy, backup):
        with pytest.raises(RecordError, match="newer tadwin"):
            move(older, tmp_path / "b.db", Silent())
    assert {path.name for path in tmp_path.iterdir()} <= {"older.db", "older.db-wal", "older.db-shm"}
