"""Rows of a table to what they mean; one that means nothing is named, by its table and key."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar

from sqlalchemy import Connection, Select, Table, and_, select

T = TypeVar("T")
Make = Callable[[Mapping[str, Any]], T]
#: Rows held in memory while a long answer is read.
_PAGE = 500
#: What reading a value raises that is not what its column should hold; JSON nested without end is a RecursionError.
_UNREADABLE = (ValueError, TypeError, LookupError, AttributeError, RecursionError)


class DamagedRow(Exception):
    """A row that tadwin did not write so. The message names table and key, and says what to do."""


def read_rows(
    connection: Connection, table: Table, make: Make[T], query: Select[Any], page: int = _PAGE
) -> Iterator[T]:
    """What `make` makes of the rows of `table` that `query` selects. Raises DamagedRow.

    Without a condition that is all of a table, read `page` rows at a time. What a condition picks fits into memory, and
    comes at once: a cursor on the server would cost three more ways there and back.
    """
    whole = query.whereclause is None
    found = connection.execute(query.execution_options(yield_per=page) if whole else query)
    names = tuple(found.keys())
    try:
        for row in found:
            yield make(dict(zip(names, row, strict=True)))
    except _UNREADABLE as error:
        found.close()
        raise _damage(connection, table, make, error) from error
    finally:  # a reader that stops half way must not leave a cursor of PostgreSQL open
        found.close()


def _damage(connection: Connection, table: Table, make: Make[Any], error: Exception) -> DamagedRow:
    """Reads the table row by row until one fails: a database gives many at a time, and fails on them as one."""
    key = list(table.primary_key.columns)
    which = ""
    for values in connection.execute(select(*key).order_by(*key)).all():
        here = and_(*(column == value for column, value in zip(key, values, strict=True)))
        try:
            make(connection.execute(select(table).where(here)).one()._asdict())
        except _UNREADABLE as first:
            which, error = f" in the row {' '.join(map(str, values))}", first
            break
    reason = f"{error} is missing" if isinstance(error, KeyError) else str(error)[:160]
    return DamagedRow(
        f"its table {table.name} is damaged{which} ({reason}); restore the record from a copy, or make it anew from "
        "the reports in another folder"
    )
