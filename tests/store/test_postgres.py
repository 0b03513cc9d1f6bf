"""What is PostgreSQL's own: schemas, characters, sorting, conditions of the server, and what is never done to it."""

import dataclasses
import hashlib
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from hypothesis import given, settings
from hypothesis import strategies as st
from record_strategies import captured, claims, decision, incidents

from benchmarks.postgres import Cluster
from tadwin.errors import RecordError
from tadwin.store import redacted
from tadwin.store.address import parse
from tadwin.store.check import check_decisions
from tadwin.store.migrate import revision
from tadwin.store.postgres import Database
from tadwin.store.postgres_text import escaped, restored
from tadwin.store.record import Record, open_record
from tadwin.store.rows import claim_to_row
from tadwin.store.schema import CLAIMS, EXTRACTIONS, HEAD, METADATA
from tadwin.types import Claim, Decision, Incident, Report

#: Columns hold whole numbers below this; a text of two thousand million characters is no report.
_LARGEST = 2**31


def made(report_id: str, words: str) -> tuple[Report, bytes]:
    raw = words.encode()
    return Report(report_id, words, hashlib.sha256(raw).hexdigest(), "text/plain"), raw


# --- characters ---------------------------------------------------------------------------------------------------

rare = st.text(st.sampled_from("\x00\x01\x02\x03a"), max_size=12)


@given(rare, rare)
def test_every_text_is_escaped_and_comes_back_and_sorts_as_before(one: str, other: str) -> None:
    assert "\x00" not in escaped(one)
    assert restored(escaped(one)) == one
    assert (escaped(one) < escaped(other)) == (one < other)


def test_a_text_with_every_control_character_comes_back_to_the_letter(postgres_address: str) -> None:
    text = "".join(map(chr, range(32))) + "\x7f\ufffe\U0010ffff سعاد \x00\x01\x00"
    with open_record(postgres_address) as record:
        record.add_report(*made("r\x00\x01", text))
        record.set_aside("a\x00", "b\x01")
        assert record.report("r\x00\x01").text == text
        assert record.set_asides() == {"a\x00": "b\x01"}
        assert [report.id for report in record.reports()] == ["r\x00\x01"]


@pytest.fixture(scope="module")
def kept(postgres_cluster: Cluster) -> Iterator[Record]:
    with open_record(postgres_cluster.new_record()) as record:
        yield record


@settings(max_examples=40)
@given(pair=captured(), claim=claims())
def test_any_report_and_claim_come_back(kept: Record, pair: tuple[Report, bytes], claim: Claim) -> None:
    report = pair[0]
    kept.add_report(*pair)
    stored = kept.report(report.id)
    assert kept.raw(report.sha256) == pair[1]
    if stored.id != report.id or max(claim.span.end, claim.number.end) >= _LARGEST:
        return
    placed = dataclasses.replace(
        claim,
        report_id=report.id,
        span=dataclasses.replace(claim.span, report_id=report.id),
        number=dataclasses.replace(claim.number, report_id=report.id),
    )
    with kept.transaction() as connection:
        connection.execute(CLAIMS.delete())
        connection.execute(EXTRACTIONS.delete())
        connection.execute(EXTRACTIONS.insert().values(report_id=report.id, report_version=1, extractor="e"))
        connection.execute(CLAIMS.insert().values(claim_to_row(placed)))
    assert list(kept.claims(report.id)) == [placed]


@settings(max_examples=40)
@given(made=incidents())
def test_any_incidents_come_back(kept: Record, made: list[Incident]) -> None:
    kept.put_incidents(made)
    assert sorted(kept.incidents(), key=lambda incident: incident.id) == sorted(made, key=lambda incident: incident.id)
    assert all(kept.incident(incident.id) == (incident,) for incident in made)


@settings(max_examples=40)
@given(said=decision)
def test_any_decision_joins_the_chain(kept: Record, said: Decision) -> None:
    told = {name: getattr(said, name) for name in ("action", "anchors", "field", "before", "after", "by", "at", "note")}
    appended = kept.append(**told)
    assert list(kept.decisions())[-1] == appended
    assert list(check_decisions(kept)) == []


def test_names_sort_by_code_point_where_the_database_sorts_by_a_language(
    postgres_cluster: Cluster, postgres_address: str
) -> None:
    names = ["Z", "a", "B", "ä", "z", "_", "é", "\x00", "\x01", "\x02", "ب", "\U0001f54a"]
    listed = "','".join(name for name in names if name > "\x02")
    by_language = postgres_cluster.run_sql(f"SELECT * FROM unnest(ARRAY['{listed}']) AS n ORDER BY n").splitlines()  # noqa: S608
    assert by_language != sorted(by_language), "the cluster of the tests no longer shows the difference"
    with open_record(postgres_address) as record:
        for name in names:
            record.add_report(*made(name, f"of {name}"))
        assert [report.id for report in record.reports()] == sorted(names)


# --- schemas ------------------------------------------------------------------------------------------------------


def test_migrations_and_schema_say_the_same(postgres_address: str) -> None:
    with open_record(postgres_address) as record, record.transaction() as connection:
        assert revision(connection) == HEAD
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, METADATA) == []


def test_records_of_one_database_do_not_meet(postgres_cluster: Cluster) -> None:
    first, second = postgres_cluster.new_record(), postgres_cluster.new_record()
    with open_record(first) as one, open_record(second) as other:
        one.add_report(*made("r1", "One."))
        other.add_report(*made("r1", "Two."))
        assert (one.report("r1").text, other.report("r1").text) == ("One.", "Two.")
    tables = postgres_cluster.run_sql("SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace")
    assert tables == "0\n"


def test_a_record_opened_to_read_is_not_made_or_changed(postgres_cluster: Cluster, postgres_address: str) -> None:
    schema = parse(postgres_address).schema
    for shared in (False, True):
        with pytest.raises(RecordError, match="there is no record; the database holds"):
            open_record(postgres_address, writes=False, shared=shared)
    assert postgres_cluster.run_sql(f"SELECT count(*) FROM pg_namespace WHERE nspname = '{schema}'") == "0\n"  # noqa: S608
    with open_record(postgres_address) as record:
        record.set_versions({"tadwin": "1"})
    with open_record(postgres_address, writes=False) as record:
        with pytest.raises(RecordError, match="cannot be read or written"):
            record.set_versions({})
        assert record.versions() == {"tadwin": "1"}


def test_an_empty_schema_becomes_a_record_and_anothers_is_left_alone(postgres_cluster: Cluster) -> None:
    empty, others = postgres_cluster.new_record(), postgres_cluster.new_record()
    postgres_cluster.run_sql(f"CREATE SCHEMA {parse(empty).schema}")
    with open_record(empty) as record:
        assert list(record.reports()) == []
    schema = parse(others).schema
    postgres_cluster.run_sql(f"CREATE SCHEMA {schema} CREATE TABLE reports (id text)")
    for writes in (True, False):
        with pytest.raises(RecordError, match="not a tadwin record"):
            open_record(others, writes=writes)
    found = postgres_cluster.run_sql(f"SELECT relname FROM pg_class WHERE relnamespace = '{schema}'::regnamespace")  # noqa: S608
    assert found == "reports\n"


def test_a_newer_tadwins_record_is_refused(postgres_cluster: Cluster, postgres_address: str) -> None:
    open_record(postgres_address).close()
    postgres_cluster.run_sql(f"UPDATE {parse(postgres_address).schema}.alembic_version SET version_num = '9999'")  # noqa: S608
    with pytest.raises(RecordError, match="newer tadwin"):
        open_record(postgres_address)
    with pytest.raises(RecordError, match="another tadwin's"):
        open_record(postgres_address, writes=False)
    with pytest.raises(RecordError, match="newer tadwin"):
        open_record(postgres_address, shared=True)


def test_an_opening_that_fails_half_way_leaves_an_empty_schema(
    postgres_address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Power(Exception):
        """Is cut."""

    def cut(*_: object) -> None:
        raise Power

    with monkeypatch.context() as patched:
        patched.setattr(Database, "mark", cut)  # the last step of the upgrade
        with pytest.raises(Power):
            open_record(postgres_address)
    assert Database(parse(postgres_address)).is_blank()
    with open_record(postgres_address) as record:
        assert list(record.reports()) == []


# --- the server ---------------------------------------------------------------------------------------------------


def test_a_server_that_cannot_be_reached_is_named_in_one_line(postgres_cluster: Cluster, tmp_path: Path) -> None:
    nowhere = f"postgresql:///records?host={tmp_path}&record=n"
    for address in (nowhere, postgres_cluster.address("n", database="missing"), "postgresql://localhost:1/r?record=n"):
        for writes in (True, False):
            with pytest.raises(RecordError, match="the database cannot be opened") as told:
                open_record(address, writes=writes)
            assert "\n" not in str(told.value)
            assert str(parse(address)) in str(told.value)


def test_a_password_comes_from_the_environment_and_is_never_shown(
    postgres_cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    postgres_cluster.run_sql("CREATE ROLE locked LOGIN PASSWORD 'orchard'")
    postgres_cluster.run_sql("GRANT CREATE ON DATABASE records TO locked")
    address = postgres_cluster.address("of_locked", user="locked")
    for wrong in ("", "hunter2"):
        monkeypatch.setenv("PGPASSWORD", wrong)
        with pytest.raises(RecordError, match="cannot be opened") as told:
            open_record(address)
        assert "hunter2" not in f"{told.value} {told.value.__cause__}"
    monkeypatch.setenv("PGPASSWORD", "orchard")
    with open_record(address) as record:
        record.set_versions({"tadwin": "1"})


def test_rights_that_are_missing_are_told(postgres_cluster: Cluster, postgres_address: str) -> None:
    open_record(postgres_address).close()
    postgres_cluster.run_sql("CREATE ROLE guest LOGIN")
    name = parse(postgres_address).record
    with pytest.raises(RecordError, match="permission denied for schema"):
        open_record(postgres_cluster.address(name, user="guest"), writes=False)
    with pytest.raises(RecordError, match=r"cannot be made \(permission denied"):
        open_record(postgres_cluster.address("of_guest", user="guest"))


def test_a_database_that_cannot_hold_every_character_is_refused(postgres_cluster: Cluster) -> None:
    postgres_cluster.run_sql(
        "CREATE DATABASE latin ENCODING 'LATIN1' LOCALE 'C' LOCALE_PROVIDER libc TEMPLATE template0"
    )
    with pytest.raises(RecordError, match="keeps text as LATIN1"):
        open_record(postgres_cluster.address("n", database="latin"))


def test_a_path_of_any_length_can_be_set_aside(postgres_address: str) -> None:
    # An index of PostgreSQL takes 2,700 bytes; a path on Linux has up to 4,096. Hashes, as others would be compressed.
    long = "/".join(hashlib.sha256(bytes([number])).hexdigest() for number in range(60))
    with open_record(postgres_address) as record:
        record.set_aside(f"{long}/a.pdf", "it is empty")
        record.set_aside(f"{long}/b.pdf", "it is encrypted")
        assert sorted(record.set_asides().values()) == ["it is empty", "it is encrypted"]
        record.drop_set_asides([f"{long}/a.pdf"])
        assert list(record.set_asides().values()) == ["it is encrypted"]


def test_a_writer_that_lost_its_lock_keeps_nothing(postgres_cluster: Cluster, postgres_address: str) -> None:
    def end(which: str) -> None:
        """Ends connections, as an administrator or a firewall does."""
        every = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'tadwin' AND "
        postgres_cluster.run_sql(every + which)

    holds_it = "pid IN (SELECT pid FROM pg_locks WHERE locktype = 'advisory')"
    with open_record(postgres_address) as alone:
        alone.set_versions({"tadwin": "1"})
        end(holds_it)
        with pytest.raises(RecordError, match="has ended"):
            alone.set_versions({"tadwin": "2"})
    with open_record(postgres_address, shared=True) as record:
        with record.turn():
            record.set_versions({"tadwin": "3"})
            end(holds_it)
            with pytest.raises(RecordError, match="has ended"):
                record.set_versions({"tadwin": "4"})
        assert record.versions() == {"tadwin": "3"}
        end("true")  # as when the server is started anew
        with record.turn():
            record.set_versions({"tadwin": "5"})
        assert record.versions() == {"tadwin": "5"}


def test_many_threads_can_read_at_once(postgres_address: str) -> None:
    with open_record(postgres_address) as record:
        for number in range(3):
            record.add_report(*made(f"r{number}", f"{number}."))
    together = threading.Barrier(40)
    read: list[int] = []
    with open_record(postgres_address, shared=True) as record:

        def look() -> None:
            answer = record.reports()
            next(answer)
            together.wait(60)  # every thread has a connection now
            read.append(1 + sum(1 for _ in answer))

        threads = [threading.Thread(target=look, daemon=True) for _ in range(40)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
    assert read == [3] * 40


def test_without_psycopg_it_says_what_to_install() -> None:
    code = (
        "import sys; sys.modules['psycopg'] = None\n"
        "from tadwin.store.record import open_record\n"
        "try: open_record('postgresql:///office?record=n')\n"
        "except Exception as error: print(type(error).__name__, error)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.startswith("RecordError postgresql:///office?record=n: ")
    assert "pip install 'tadwin[team]'" in ran.stdout


def test_a_record_in_a_file_loads_no_psycopg(tmp_path: Path) -> None:
    code = (
        "import sys, pathlib; from tadwin.store.record import open_record\n"
        "open_record(pathlib.Path(sys.argv[1])).close(); print('psycopg' in sys.modules)"
    )
    command = [sys.executable, "-c", code, str(tmp_path / "record.db")]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == "False\n"


def test_what_was_deleted_is_gone_from_the_servers_files(postgres_cluster: Cluster, postgres_address: str) -> None:
    def kept() -> list[Path]:
        postgres_cluster.run_sql("CHECKPOINT")
        files = [file for file in (postgres_cluster.folder / "data" / "base").rglob("*") if file.is_file()]
        return [file for file in files if b"the orchard of nobody" in file.read_bytes()]

    with open_record(postgres_address) as record:
        record.set_aside("a.pdf", "the orchard of nobody")
        record.drop_set_asides(["a.pdf"])
        assert kept()
        with record.transaction() as connection:
            redacted.forget_deleted(connection)
            engine = connection.engine
        redacted.erase(engine)
        assert not kept()
        record.set_versions({"tadwin": "1"})
        with record.transaction() as connection:  # it goes on as before
            assert connection.get_isolation_level() == "REPEATABLE READ"
