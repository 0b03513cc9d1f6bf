"""Insert or update, which every database spells its own way: the one place that knows how."""

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite

_INSERTS: dict[str, Callable[[Table], sqlite.Insert | postgresql.Insert]] = {
    "sqlite": sqlite.insert,
    "postgresql": postgresql.insert,
}


def upsert(connection: Connection, table: Table, row: Mapping[str, Any]) -> None:
    """Writes `row`; where its primary key is there already, the other columns take the new values."""
    insert = _INSERTS[connection.dialect.name](table).values(dict(row))
    key = [column.name for column in table.primary_key.columns]
    rest = {name: insert.excluded[name] for name in row if name not in key}
    if rest:
        connection.execute(insert.on_conflict_do_update(index_elements=key, set_=rest))
    else:
        connection.execute(insert.on_conflict_do_nothing(index_elements=key))
