"""Many rows into PostgreSQL at a time, by its COPY: an INSERT for each takes ten times as long."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.exc import DataError

from tadwin.store.postgres import note_write


def write(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Adds rows that name every column of the table. Raises SQLAlchemy's DataError for what PostgreSQL cannot keep."""
    import psycopg
    from psycopg.sql import SQL, Identifier

    columns = list(table.columns)
    as_sent = [column.type.dialect_impl(connection.dialect).bind_processor(connection.dialect) for column in columns]
    made = connection.connection.driver_connection
    assert isinstance(made, psycopg.Connection)  # noqa: S101  # as `postgres.connect` makes them
    statement = SQL("COPY {} ({}) FROM STDIN").format(
        Identifier(table.name), SQL(", ").join(Identifier(column.name) for column in columns)
    )
    note_write(connection)
    try:
        with made.cursor() as cursor, cursor.copy(statement) as copy:
            for row in rows:
                values = (row[column.name] for column in columns)
                copy.write_row([send(value) if send else value for send, value in zip(as_sent, values, strict=True)])
    except psycopg.DataError as error:
        raise DataError(statement.as_string(made), None, error) from error


def take_stock(connection: Connection, tables: Sequence[Table]) -> None:
    """Has the server count what the tables hold, by which it plans queries: it does so by itself minutes later."""
    names = ", ".join(connection.dialect.identifier_preparer.format_table(table) for table in tables)
    connection.exec_driver_sql(f"ANALYZE {names}")
