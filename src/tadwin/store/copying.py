"""A record's rows from one database into another, whole: every table of the schema, in one transaction at each end.

The source is read at one moment, while others may write to it. In the target all rows come in one transaction, which
ends only when what was written reads back as what was read: a copy that is killed leaves an empty record.
"""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from sqlalchemy import JSON, Connection, LargeBinary, Table, delete, func, insert, select, text
from sqlalchemy.exc import DataError

from tadwin.errors import RecordError
from tadwin.store import postgres_rows
from tadwin.store.failures import told
from tadwin.store.reading import read_rows
from tadwin.store.schema import METADATA

Row = Mapping[str, Any]
#: Rows inserted together; few where one may hold a whole captured file.
_PAGE, _PAGE_OF_FILES = 500, 4


#: What a new record is made with, and the copied record's own takes the place of; see the migrations.
MADE_WITH = frozenset({"keys"})


def refuse_unless_empty(target: Connection, name: str) -> None:
    """Raises RecordError when the target holds more than a new record does."""
    for table in METADATA.sorted_tables:
        if table.name in MADE_WITH:
            continue
        if target.execute(select(table).limit(1)).first() is not None:
            raise RecordError(
                f"{name} holds a record already (its table {table.name} is not empty); name another place"
            )


def rows_in(connection: Connection) -> dict[str, int]:
    """How many rows each table has."""
    counts = ((table, select(func.count()).select_from(table)) for table in METADATA.sorted_tables)
    return {table.name: connection.scalar(query) or 0 for table, query in counts}


def steps(rows: Mapping[str, int]) -> int:
    """How many steps `copy_rows` takes for tables of so many rows."""
    return sum(2 * -(-rows[table.name] // _page(table)) for table in METADATA.sorted_tables)


def copy_rows(source: Connection, source_name: str, target: Connection, step: Callable[[], None]) -> None:
    """Writes all rows of the source into the target, then reads them back; `step` hears of each of `steps`.

    Raises RecordError, which names the source, for a row that tadwin did not write so, and when the two differ.
    """
    read = {}
    for table in METADATA.sorted_tables:
        if table.name in MADE_WITH:
            target.execute(delete(table))
        counted = _Sum()
        for page in _pages(source, source_name, table):
            try:
                _write(target, table, page)
            except DataError as error:
                reason = str(error.orig).splitlines()[0]
                raise RecordError(f"{source_name}: its table {table.name} is damaged ({reason})") from error
            counted.add(page)
            step()
        _go_on_counting(target, table)
        read[table.name] = counted.total
    if target.dialect.name == "postgresql":
        postgres_rows.take_stock(target, METADATA.sorted_tables)
    for table in METADATA.sorted_tables:
        counted = _Sum()
        for page in _pages(target, "the copy", table):
            counted.add(page)
            step()
        if counted.total != read[table.name]:
            raise RecordError(
                f"the copy of {source_name} differs in its table {table.name}, and was not kept; try again"
            )


def _write(target: Connection, table: Table, page: list[Row]) -> None:
    if target.dialect.name == "postgresql":
        postgres_rows.write(target, table, page)
    else:
        target.execute(insert(table), [dict(row) for row in page])


def _page(table: Table) -> int:
    return _PAGE_OF_FILES if any(isinstance(column.type, LargeBinary) for column in table.columns) else _PAGE


def _pages(connection: Connection, name: str, table: Table) -> Iterator[list[Row]]:
    """The rows of a table by its key, some at a time."""
    size = _page(table)
    query = select(table).order_by(*table.primary_key.columns)
    kinds = {column.name: column.type.python_type for column in table.columns if not isinstance(column.type, JSON)}
    page: list[Row] = []
    with told(name):
        for row in read_rows(connection, table, lambda row: _sound(kinds, row), query, size):
            page.append(row)
            if len(page) == size:
                yield page
                page = []
    if page:
        yield page


def _sound(kinds: Mapping[str, type], row: Row) -> Row:
    """The row. Raises ValueError for a value that is not of its column's kind: SQLite keeps anything."""
    for name, kind in kinds.items():
        value = row[name]
        if type(value) is not kind and value is not None:
            raise ValueError(f"{name} holds {value!r:.60}")
    return row


class _Sum:
    """The number of rows and a sum of their hashes, which does not hang on their order: databases sort differently."""

    def __init__(self) -> None:
        self.total = (0, 0)
        self._written = json.JSONEncoder(sort_keys=True, default=_plain).encode

    def add(self, page: list[Row]) -> None:
        """Adds rows."""
        number, together = self.total
        for row in page:
            written = self._written(row).encode()
            together = (together + int.from_bytes(hashlib.sha256(written).digest())) % 2**256
        self.total = (number + len(page), together)


def _plain(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes):
        return hashlib.sha256(value).hexdigest()
    raise TypeError(f"{value!r:.60} cannot be compared")


def _go_on_counting(target: Connection, table: Table) -> None:
    """Makes a column that numbers its rows itself go on behind the last of them; SQLite does so unasked."""
    column = table.autoincrement_column
    if target.dialect.name != "postgresql" or column is None:
        return
    sequence = target.scalar(select(func.pg_get_serial_sequence(table.name, column.name)))
    if sequence is not None:
        last = select(func.max(column)).scalar_subquery()
        target.execute(select(func.setval(text("CAST(:sequence AS regclass)").bindparams(sequence=sequence), last)))
