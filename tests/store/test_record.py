"""The record in a file: who may read it, who may write it, and what is refused."""

import contextlib
import hashlib
import sqlite3
import stat
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from record_strategies import captured, claims, decision, incidents, words

from tadwin import spans
from tadwin.errors import RecordError
from tadwin.store import sqlite
from tadwin.store.check import check_decisions
from tadwin.store.record import Record, open_record
from tadwin.store.rows import claim_to_row
from tadwin.store.schema import CLAIMS, EXTRACTIONS
from tadwin.types import Claim, Decision, Extraction, Figure, Incident, Report, Unclaimed
from tadwin.vocab import Effect, Qualifier


def test_only_the_owner_can_read_the_files(tmp_path: Path) -> None:
    with open_record(tmp_path / "record.db") as record:
        record.set_versions({"tadwin": "1"})
        modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()}
    assert "record.db-wal" in modes
    assert set(modes.values()) == {0o600}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["record.db", "record.db.lock"]


def test_a_second_writer_is_told_at_once(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    with open_record(path), pytest.raises(RecordError, match="another tadwin is writing"):
        open_record(path)
    with open_record(path):
        pass


_HOLDER = """
import sys
from pathlib import Path
from tadwin.store.record import open_record
with open_record(Path(sys.argv[1])) as record:
    record.set_versions({"by": "the other"})
    print("open", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def holder(tmp_path: Path) -> Iterator["subprocess.Popen[str]"]:
    """Another process that has the record open for writing until its input ends."""
    command = [sys.executable, "-c", _HOLDER, str(tmp_path / "record.db")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "open\n"
        yield process
        process.kill()


def test_another_process_can_read_but_not_write(tmp_path: Path, holder: "subprocess.Popen[str]") -> None:
    path = tmp_path / "record.db"
    with pytest.raises(RecordError, match="another tadwin is writing"):
        open_record(path)
    with open_record(path, writes=False) as record:
        assert record.versions() == {"by": "the other"}


def test_a_killed_writer_leaves_no_lock(tmp_path: Path, holder: "subprocess.Popen[str]") -> None:
    holder.kill()
    holder.wait()
    with open_record(tmp_path / "record.db") as record:
        assert record.versions() == {"by": "the other"}


def test_a_record_opened_to_read_is_not_changed(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    with pytest.raises(RecordError, match="there is no record"):
        open_record(path, writes=False)
    assert list(tmp_path.iterdir()) == []
    with open_record(path) as record:
        record.set_versions({"tadwin": "1"})
    before = path.read_bytes()
    with open_record(path, writes=False) as record:
        assert record.versions() == {"tadwin": "1"}
        with pytest.raises(RecordError, match="cannot be read or written"):
            record.set_versions({})
    assert path.read_bytes() == before


@pytest.mark.parametrize("content", [b"notes of mine", b"SQLite format 3\x00" + bytes(84), b"x"])
def test_a_file_that_is_no_record_is_refused_and_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "record.db"
    path.write_bytes(content)
    for writes in (True, False):
        with pytest.raises(RecordError, match="record"):
            open_record(path, writes=writes)
    assert path.read_bytes() == content


def test_another_programs_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    other = sqlite3.connect(path)
    other.execute("PRAGMA journal_mode = WAL")
    other.execute("CREATE TABLE reports (id TEXT)")
    other.commit()
    other.close()
    before = path.read_bytes()
    with pytest.raises(RecordError, match="not a tadwin record"):
        open_record(path, writes=False)
    assert [file.name for file in tmp_path.iterdir()] == ["record.db"]
    with pytest.raises(RecordError, match="not a tadwin record"):
        open_record(path)
    assert path.read_bytes() == before


def test_a_folder_or_a_missing_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="name another folder"):
        open_record(tmp_path)
    with pytest.raises(RecordError, match="name another folder"):
        open_record(tmp_path / "missing" / "record.db")


def test_an_empty_file_becomes_a_record(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    path.touch(0o600)
    with open_record(path) as record:
        assert list(record.reports()) == []


def test_a_damaged_record_is_named(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    with open_record(path) as record:
        for number in range(50):
            record.set_aside(f"file {number}", "x" * 900)
    content = bytearray(path.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    path.write_bytes(bytes(content))
    with pytest.raises(RecordError, match=str(path)), open_record(path) as record:
        record.set_asides()


def _kept(path: Path) -> Report:
    text = "Three people were killed."
    report = Report("r1", text, hashlib.sha256(text.encode()).hexdigest(), "text/plain")
    number = spans.cut(report, 0, 5)
    claim = Claim("c1", "r1", "f1", number, number, Effect.KILLED, Figure(3, Qualifier.EXACT, 3, 3, "Three"))
    with open_record(path) as record:
        record.add_report(report, text.encode())
        record.put_extraction(Extraction("r1", (claim,), (Unclaimed(number, "spare"),)), "1")
        record.put_incidents([Incident("i1", ("f1",), ("c1",), ("r1",), None, (), None, None, (), ())])
        record.set_versions({"tadwin": "1"})
    return report


@pytest.mark.parametrize(
    ("table", "column", "value", "row"),
    [
        ("claims", "effect", "zzz", "c1"),
        ("claims", "low", "<b>", "c1"),
        ("claims", "start_char", -1, "c1"),
        ("claims", "end_char", 7, "c1"),
        ("claims", "start_day", "zz", "c1"),
        ("claims", "rest", "[]", "c1"),
        ("claims", "rest", "{", "c1"),
        ("claims", "rest", "[" * 50_000, "c1"),
        ("claims", "weapon", b"x", "c1"),
        ("unclaimed", "quote", "No more", "r1 0"),
        ("report_versions", "access", "zz", "r1 1"),
        ("report_versions", "published_at", "zz", "r1 1"),
        ("report_versions", "origins", '{"url": 3}', "r1 1"),
        ("incidents", "event_type", "zz", "i1"),
        ("incidents", "rest", '{"frames": "f1"}', "i1"),
        ("versions", "version", b"1", "tadwin"),
    ],
)
def test_a_row_that_means_nothing_is_named(tmp_path: Path, table: str, column: str, value: object, row: str) -> None:
    path = tmp_path / "record.db"
    _kept(path)
    with contextlib.closing(sqlite3.connect(path)) as database:
        database.execute(f"UPDATE {table} SET {column} = ?", (value,))  # noqa: S608  # names of the table above
        database.commit()
    with open_record(path, writes=False) as record:
        read: dict[str, Callable[[], Iterable[object]]] = {
            "claims": record.claims,
            "unclaimed": lambda: record.unclaimed("r1"),
            "report_versions": record.reports,
            "incidents": record.incidents,
            "versions": record.versions,
        }
        with pytest.raises(RecordError, match=f"table {table} is damaged in the row {row} ") as told:
            list(read[table]())
    assert len(str(told.value)) < 600


def test_a_link_to_a_record_that_is_gone_says_so(tmp_path: Path) -> None:
    (tmp_path / "record.db").symlink_to(tmp_path / "gone.db")
    for writes in (True, False):
        with pytest.raises(RecordError, match="a link to a file that is not there"):
            open_record(tmp_path / "record.db", writes=writes)
    assert not (tmp_path / "gone.db").exists()


def test_a_newer_tadwins_record_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    open_record(path).close()
    database = sqlite3.connect(path)
    database.execute("UPDATE alembic_version SET version_num = '9999'")
    database.commit()
    database.close()
    with pytest.raises(RecordError, match="newer tadwin"):
        open_record(path)
    with pytest.raises(RecordError, match="another tadwin's"):
        open_record(path, writes=False)


def test_opening_again_needs_no_migration_tool(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    open_record(path).close()
    code = (
        "import sys, pathlib, tadwin.store.record as r;"
        "r.open_record(pathlib.Path(sys.argv[1])).close(); print('alembic' in sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True)
    assert ran.stdout == "False\n"


@pytest.fixture(scope="module")
def kept() -> Iterator[Record]:
    with tempfile.TemporaryDirectory() as folder, open_record(Path(folder) / "record.db") as record:
        yield record


@settings(max_examples=60)
@given(pair=captured(), claim=claims(), extractor=words)
def test_any_report_and_claim_come_back_from_the_file(
    kept: Record, pair: tuple[Report, bytes], claim: Claim, extractor: str
) -> None:
    report = pair[0]
    kept.add_report(*pair)
    stored = kept.report(report.id)
    assert kept.raw(report.sha256) == pair[1]
    if stored.id != report.id:  # the bytes are another report's
        assert stored.sha256 == report.sha256
        return
    # Its spans are arbitrary, so the claim goes past put_extraction, which would refuse it.
    placed = replace(
        claim,
        report_id=report.id,
        span=replace(claim.span, report_id=report.id),
        number=replace(claim.number, report_id=report.id),
    )
    with kept.transaction() as connection:
        connection.execute(CLAIMS.delete())
        connection.execute(EXTRACTIONS.delete())
        connection.execute(EXTRACTIONS.insert().values(report_id=report.id, report_version=1, extractor=extractor))
        connection.execute(CLAIMS.insert().values(claim_to_row(placed)))
    assert list(kept.claims(report.id)) == [placed]


@settings(max_examples=60)
@given(made=incidents())
def test_any_incidents_come_back_from_the_file(kept: Record, made: list[Incident]) -> None:
    kept.put_incidents(made)
    assert sorted(kept.incidents(), key=lambda incident: incident.id) == sorted(made, key=lambda incident: incident.id)
    assert all(kept.incident(incident.id) == (incident,) for incident in made)
    assert kept.incidents_of_frames([frame for incident in made for frame in incident.frames]) == {
        frame: incident.id for incident in made for frame in incident.frames
    }


@settings(max_examples=40)
@given(said=decision)
def test_any_decision_comes_back_from_the_file_and_joins_the_chain(kept: Record, said: Decision) -> None:
    before = list(kept.decisions())
    appended = kept.append(
        action=said.action,
        anchors=said.anchors,
        field=said.field,
        before=said.before,
        after=said.after,
        by=said.by,
        at=said.at,
        note=said.note,
    )
    assert list(kept.decisions()) == [*before, appended]
    made = {name: getattr(appended, name) for name in ("hash", "salts", "commitments")}
    linked = replace(said, number=len(before) + 1, previous=before[-1].hash if before else "", **made)
    assert appended == linked
    assert list(check_decisions(kept)) == []


@settings(max_examples=40)
@given(pairs=st.lists(captured(), max_size=6), again=st.booleans())
def test_no_order_of_reports_gives_the_same_bytes_twice(pairs: list[tuple[Report, bytes]], again: bool) -> None:
    with tempfile.TemporaryDirectory() as folder, open_record(Path(folder) / "record.db") as record:
        for report, raw in pairs:
            record.add_report(report, raw)
        kept = list(record.reports())
        hashes = [report.sha256 for report in kept]
        assert len(hashes) == len(set(hashes))
        if again and len({report.id for report, _ in pairs}) == len(pairs):
            assert [record.add_report(report, raw) for report, raw in pairs] == ["same"] * len(pairs)
            assert list(record.reports()) == kept


@pytest.mark.parametrize(
    "program",
    [
        "CREATE TRIGGER later AFTER INSERT ON decisions BEGIN UPDATE decisions SET note = 'otherwise'; END",
        "CREATE VIEW endless AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n",
    ],
)
def test_a_record_that_brings_a_program_is_not_opened(tmp_path: Path, program: str) -> None:
    path = tmp_path / "record.db"
    open_record(path).close()
    stranger = sqlite3.connect(path)
    stranger.execute(program)
    stranger.close()
    for how in ({"writes": False}, {"writes": True}, {"shared": True}):
        with pytest.raises(RecordError, match="which no tadwin makes"):
            open_record(path, **how)
    with pytest.raises(RecordError, match="which no tadwin makes"):
        sqlite.compact(path, tmp_path / "copy.db")
