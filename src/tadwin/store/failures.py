"""What a database raises, told as what it is: a condition that a user can mend, or a defect of ours."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy.exc import DatabaseError, OperationalError, TimeoutError

from tadwin.errors import Busy, RecordError
from tadwin.store.reading import DamagedRow

#: SQLite's SQLITE_READONLY (https://www.sqlite.org/rescode.html) and PostgreSQL's read_only_sql_transaction.
_READ_ONLY = (8, "25006")
#: PostgreSQL's errors that are the server's or the role's, and that SQLAlchemy counts to the programmer's: a right that
#: is missing, a read-only transaction, damaged data (https://www.postgresql.org/docs/current/errcodes-appendix.html).
_NOT_OURS = ("42501", "25006", "XX")


@contextmanager
def told(name: str, *, misplaced: bool = False) -> Iterator[None]:
    """Raises RecordError, which names the record, for what disk, database or a damaged row do to us.

    With `misplaced` a write that was refused is a RuntimeError: it was made outside a turn. Others pass as they are.
    """
    try:
        yield
    except DamagedRow as damage:
        raise RecordError(f"{name}: {damage}") from damage
    except TimeoutError as error:
        raise Busy(f"{name}: too many read this record at once; try again") from error
    except DatabaseError as error:
        if misplaced and _code(error.orig) in _READ_ONLY:
            raise RuntimeError(f"{name}: a write outside a turn; it belongs into `with record.turn()`") from error
        # Only what disk and database do to us is the user's; a broken constraint is our defect.
        if type(error) not in (DatabaseError, OperationalError) and not str(_code(error.orig)).startswith(_NOT_OURS):
            raise
        reason = (str(error.orig).strip().splitlines() or [""])[0]
        raise RecordError(f"{name}: the record cannot be read or written ({reason})") from error


def _code(error: Any) -> int | str | None:
    """The database's own code of an error: a number from SQLite, five characters from PostgreSQL."""
    code = getattr(error, "sqlite_errorcode", None)
    return code & 0xFF if isinstance(code, int) else getattr(error, "sqlstate", None)
