"""Migrations make exactly the tables that the schema names."""

import contextlib
import dataclasses
import hashlib
import json
import sqlite3
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_mock_engine

from tadwin.errors import RecordError
from tadwin.store import sqlite
from tadwin.store.check import check_record
from tadwin.store.migrate import MIGRATIONS, revision, upgrade
from tadwin.store.record import open_record
from tadwin.store.schema import HEAD, METADATA


def test_head_is_the_newest_migration() -> None:
    assert ScriptDirectory(str(MIGRATIONS)).get_heads() == [HEAD]


def test_migrations_and_schema_say_the_same(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    sqlite.create(path)
    engine = sqlite.engine(path, writes=True)
    try:
        with engine.begin() as connection:
            assert revision(connection) is None
            upgrade(connection)
            assert revision(connection) == HEAD
            context = MigrationContext.configure(connection, opts={"compare_type": True})
            assert compare_metadata(context, METADATA) == []
            upgrade(connection)
    finally:
        engine.dispose()


def made_at(path: Path, step: str) -> None:
    """A record as the tadwin whose newest migration was `step` left it, without rows."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("path_separator", "os")
    sqlite.create(path)
    engine = sqlite.engine(path, writes=True)
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, step)
        sqlite.mark(connection)
    engine.dispose()


#: Rows as the first tadwin wrote them.
_FIRST_ROWS: dict[str, dict[str, object]] = {
    "raw": {"sha256": hashlib.sha256(b"Three people were killed.").hexdigest(), "bytes": b"Three people were killed."},
    "reports": {"id": "r1", "version": 1},
    "report_versions": {
        "report_id": "r1", "version": 1, "sha256": hashlib.sha256(b"Three people were killed.").hexdigest(),
        "text": "Three people were killed.", "media_type": "text/plain", "access": "private", "origins": "{}",
    },
    "extractions": {"report_id": "r1", "report_version": 1, "extractor": "e1"},
    "claims": {
        "id": "c1", "report_id": "r1", "frame": "f1", "start_char": 0, "end_char": 24, "number_start": 0,
        "number_end": 5, "quote": "Three people were killed", "effect": "killed", "value": 3, "qualifier": "exact",
        "low": 3, "high": 3, "scope": "incident", "stance": "asserted",
        "rest": '{"number": "Three", "figure": "Three", "time": null, "places": [], "perpetrators": [], '
        '"claimant": null, "via": [], "victims": [], "evidence": []}',
    },
    "incidents": {
        "id": "i1", "unplaced": 1,
        "rest": '{"frames": ["f1"], "claims": ["c1"], "reports": ["r1"], "time": null, "places": [], '
        '"perpetrators": [], "figures": []}',
    },
    "set_aside": {"name": "broken.pdf", "reason": "it is encrypted"},
    "versions": {"part": "tadwin", "version": "0"},
}  # fmt: skip


def test_a_record_of_the_first_tables_keeps_everything(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    made_at(path, "0001")
    with contextlib.closing(sqlite3.connect(path)) as database:
        for table, row in _FIRST_ROWS.items():
            columns, marks = ", ".join(row), ", ".join("?" * len(row))
            database.execute(f"INSERT INTO {table} ({columns}) VALUES ({marks})", list(row.values()))  # noqa: S608
        database.commit()
    with pytest.raises(RecordError, match="open it once with `tadwin run`"):
        open_record(path, writes=False)
    with open_record(path) as record:
        (report,), (claim,), (incident,) = record.reports(), record.claims(), record.incidents()
        assert (report.text, claim.figure.value, incident.claims) == ("Three people were killed.", 3, ("c1",))
        assert (incident.grade_next, incident.origins, incident.contains) == (None, (), ())
        assert (record.set_asides(), record.versions()) == ({"broken.pdf": "it is encrypted"}, {"tadwin": "0"})
        assert (record.needs_extraction("e1"), record.needs_linking("l1")) == ([], ["r1"])
        assert check_record(record) == ()
        merged = dataclasses.replace(incident, id="i0", frames=("f0", "f1"))
        record.put_incidents([merged])
        assert record.incident("i1") == (merged,)
        record.append(action="merge", anchors=(), by="noor", at="now")
    with open_record(path, writes=False) as record:
        assert [decision.by for decision in record.decisions()] == ["noor"]


_ANCHORS = [{"claim": "c1", "report_id": "r1", "start": 7, "quote": "six", "before": "قتل ", "after": " \n", "side": 0}]
#: Decisions as the tadwin before salts wrote them.
_UNSALTED = [
    {
        "number": number, "action": "set", "anchors": _ANCHORS[: number % 2], "field": "value", "before": "6",
        "after": after, "by": "noor", "at": "2031-05-01T00:00:00Z", "note": None,
    }
    for number, after in ((1, "7"), (2, '"é"'), (3, None))
]  # fmt: skip


def unsalted(path: Path) -> None:
    """A record at 0003 with a chain of decisions, hashed over their words."""
    made_at(path, "0003")
    previous = ""
    with contextlib.closing(sqlite3.connect(path)) as database:
        for decision in _UNSALTED:
            told = {**decision, "previous": previous}
            written = json.dumps(told, sort_keys=True, separators=(",", ":"))
            previous = hashlib.sha256(written.encode()).hexdigest()
            row = {**told, "anchors": json.dumps(decision["anchors"]), "hash": previous}
            columns, marks = ", ".join(f'"{name}"' for name in row), ", ".join("?" * len(row))
            database.execute(f"INSERT INTO decisions ({columns}) VALUES ({marks})", list(row.values()))  # noqa: S608
        database.execute("INSERT INTO decision_reports (report_id, number) VALUES ('r1', 1)")
        database.commit()


def test_a_chain_without_salts_is_written_anew_with_them(tmp_path: Path) -> None:
    unsalted(tmp_path / "record.db")
    with open_record(tmp_path / "record.db") as record:
        decisions = list(record.decisions())
        assert check_record(record) == ()
    for was, now in zip(_UNSALTED, decisions, strict=True):
        told = dataclasses.asdict(now)
        assert {name: list(told[name]) if name == "anchors" else told[name] for name in was} == was
        assert len(set(now.salts.values())) == 5


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE decisions SET note = 'x' WHERE number = 2",
        "DELETE FROM decisions WHERE number = 2",
        "UPDATE decisions SET previous = '' WHERE number = 2",
    ],
)
def test_a_broken_chain_is_not_written_anew(tmp_path: Path, change: str) -> None:
    path = tmp_path / "record.db"
    unsalted(path)
    with contextlib.closing(sqlite3.connect(path)) as database:
        database.execute(change)
        database.commit()
    with pytest.raises(RecordError, match="decision 2 was changed or removed"):
        open_record(path)
    with contextlib.closing(sqlite3.connect(path)) as database:
        assert database.execute("SELECT version_num FROM alembic_version").fetchone() == ("0003",)


def test_an_upgrade_that_is_undone_leaves_nothing(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    sqlite.create(path)
    engine = sqlite.engine(path, writes=True)
    try:
        connection = engine.connect()
        transaction = connection.begin()
        upgrade(connection)
        transaction.rollback()
        connection.close()
        with engine.connect() as again:
            assert revision(again) is None
    finally:
        engine.dispose()
    assert sqlite.is_blank(path)


def test_the_tables_can_be_made_on_postgresql() -> None:
    """No server here: the statements are written for its dialect, which refuses what it cannot say."""
    written: list[str] = []
    engine = create_mock_engine("postgresql://", lambda statement, *_: written.append(str(statement)))
    METADATA.create_all(engine, checkfirst=False)
    assert len(written) >= len(METADATA.tables)
