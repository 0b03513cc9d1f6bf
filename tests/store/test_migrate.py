"""Migrations make exactly the tables that the schema names."""

from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_mock_engine

from tadwin.store import sqlite
from tadwin.store.migrate import MIGRATIONS, revision, upgrade
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
