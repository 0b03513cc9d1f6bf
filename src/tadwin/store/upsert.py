"""Rows in place of those there were: insert or update, which each database spells its own way, and whole tables."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table, delete, insert
from sqlalchemy.dialects import postgresql, sqlite

_INSERTS: dict[str, Callable[[Table], sqlite.Insert | postgresql.Insert]] = {
    "sqlite": sqlite.insert,
    "postgresql": postgresql.insert,
}


def upsert(connection: Connection, table: Table, row: Mapping[str, Any]) -> None:
    """Writes `row`; where its primary key is there already, the other columns take the new values."""
    added = _INSERTS[connection.dialect.name](table).values(dict(row))
    key = [column.name for column in table.primary_key.columns]
    rest = {name: added.excluded[name] for name in row if name not in key}
    if rest:
        connection.execute(added.on_conflict_do_update(index_elements=key, set_=rest))
    else:
        connection.execute(added.on_conflict_do_nothing(index_elements=key))


def replace_all(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Makes these the rows of a table, and its only ones."""
    connection.execute(delete(table))
    if rows:
        connection.execute(insert(table), rows)
