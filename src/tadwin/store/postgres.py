"""All that is PostgreSQL's own: a schema for each record, one writer at a time, and the settings of a connection.

psycopg is imported here and nowhere else, and only when a record is opened by its address: it is an extra.
"""

import hashlib
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Engine, create_engine, event

from tadwin.errors import RecordError
from tadwin.store.address import Address
from tadwin.store.turns import THREADS, Lock, busy

if TYPE_CHECKING:
    import psycopg

#: Stands as the comment of a schema: it is a tadwin record. SQLite's file has its application id for that.
MARK = "tadwin record"
_SESSION = {
    # A long answer is read while other work is done; a transaction ends when we end it.
    "idle_in_transaction_session_timeout": "0",
    "statement_timeout": "0",
    # The lock of a holder whose machine is gone must not stay for the two hours that systems wait by default.
    "tcp_keepalives_idle": "30",
    "tcp_keepalives_interval": "10",
    "tcp_keepalives_count": "3",
    "jit": "off",  # compiling costs more than our statements run
}


def connect(address: Address, *, writes: bool) -> "psycopg.Connection[Any]":
    """A connection to the database, in the record's schema. Raises RecordError, which says why there is none."""
    try:
        import psycopg

        from tadwin.store.postgres_text import keep_every_character
    except ImportError as error:
        raise RecordError(
            f"{address}: a record in PostgreSQL needs psycopg, which is not installed: pip install 'tadwin[team]'"
        ) from error
    names = {"application_name": "tadwin", **address.settings, "dbname": address.database}
    try:
        made = psycopg.connect(**names, client_encoding="UTF8", autocommit=True)  # type: ignore[arg-type]  # libpq's names
    except psycopg.Error as error:
        raise _unreachable(address, error) from error
    try:
        encoding = made.info.parameter_status("server_encoding")
        if encoding != "UTF8":
            raise RecordError(f"{address}: the database keeps text as {encoding}; make one with ENCODING 'UTF8'")
        settings = {
            **_SESSION,
            "search_path": address.schema,
            "default_transaction_read_only": "off" if writes else "on",
        }
        # One way there and back for all of them.
        each = ", ".join(["pg_catalog.set_config(%s, %s, false)"] * len(settings))
        made.execute(f"SELECT {each}", [word for setting in settings.items() for word in setting])
        keep_every_character(made)
    except psycopg.Error as error:
        made.close()
        raise _unreachable(address, error) from error
    except BaseException:
        made.close()
        raise
    made.autocommit = False
    return made


def _unreachable(address: Address, error: Exception) -> RecordError:
    reason = (str(error).strip().splitlines() or ["no reason given"])[0]
    return RecordError(
        f"{address}: the database cannot be opened ({reason}); check that it runs, and its host, port, name and user; "
        "PGPASSWORD or ~/.pgpass gives the password"
    )


class Database:
    """A record in PostgreSQL: whether it is there, making it, and connections to it."""

    def __init__(self, address: Address) -> None:
        self._address = address
        self.name = str(address)

    def is_blank(self) -> bool:
        """True when the schema is missing or empty, False when it is a record; RecordError for another's schema."""
        query = """
            SELECT pg_catalog.has_schema_privilege(n.oid, 'USAGE'), pg_catalog.obj_description(n.oid, 'pg_namespace'),
                   (SELECT count(*) FROM pg_catalog.pg_class c WHERE c.relnamespace = n.oid)
            FROM pg_catalog.pg_namespace n WHERE n.nspname = %s"""
        with connect(self._address, writes=False) as connection:
            found = connection.execute(query, (self._address.schema,)).fetchone()
        if found is None:
            return True
        schema = self._address.schema
        may_use, mark, tables = found
        if not may_use:
            raise RecordError(
                f"{self.name}: permission denied for schema {schema}; ask its owner for the right to use it"
            )
        if tables and mark != MARK:
            raise RecordError(f"{self.name}: the schema {schema} is not a tadwin record; name another record")
        return not tables

    def missing(self) -> RecordError:
        """What to say when there is no record to read."""
        query = """
            SELECT nspname FROM pg_catalog.pg_namespace
            WHERE pg_catalog.obj_description(oid, 'pg_namespace') = %s ORDER BY nspname LIMIT 20"""
        with connect(self._address, writes=False) as connection:
            others = [row[0].removeprefix("record_") for row in connection.execute(query, (MARK,))]
        there = f"the database holds {', '.join(others)}" if others else "the database holds none"
        return RecordError(f"{self.name}: there is no record; {there}; `tadwin run --record ADDRESS` makes one")

    def create(self) -> None:
        """Makes the schema; one that is there is left as it is."""
        import psycopg
        from psycopg.sql import SQL, Identifier

        query = "SELECT FROM pg_catalog.pg_namespace WHERE nspname = %s"
        with connect(self._address, writes=True) as connection:
            if connection.execute(query, (self._address.schema,)).fetchone() is None:
                try:
                    connection.execute(SQL("CREATE SCHEMA {}").format(Identifier(self._address.schema)))
                except psycopg.Error as error:
                    reason = error.diag.message_primary
                    raise RecordError(f"{self.name}: the record cannot be made ({reason})") from error

    def engine(self, *, writes: bool, many: bool, lock: Lock | None) -> Engine:
        """An engine on the schema, for `many` threads or one. With `lock`, no commit goes through unless it is held."""
        made = create_engine(
            "postgresql+psycopg://",
            creator=lambda: connect(self._address, writes=writes),
            # As in SQLite, a transaction sees the record at one moment. Writers exclude each other, so none conflicts.
            isolation_level="REPEATABLE READ",
            pool_pre_ping=many,
            max_overflow=THREADS if many else 10,
        )
        if lock is not None:
            event.listen(made, "before_cursor_execute", _note_write)
            event.listen(made, "commit", lambda connection: _check_write(connection, lock))
        return made

    def mark(self, connection: Connection) -> None:
        """Says in the caller's transaction that the schema is a record."""
        connection.exec_driver_sql(f"COMMENT ON SCHEMA {self._address.schema} IS '{MARK}'")

    def lock(self) -> "AdvisoryLock":
        """The lock that writers of this record take."""
        return AdvisoryLock(self._address)


#: Marks a connection whose transaction wrote: only such a one has to hold the lock still when it ends.
_WROTE = "tadwin wrote"


def _note_write(connection: Connection, _cursor: object, statement: str, *_: object) -> None:
    if not statement.lstrip().startswith("SELECT"):
        note_write(connection)


def note_write(connection: Connection) -> None:
    """Says that this transaction writes, and so needs the lock when it ends."""
    connection.info[_WROTE] = True


def _check_write(connection: Connection, lock: Lock) -> None:
    if connection.info.pop(_WROTE, False):
        lock.check()


def forget_deleted(connection: Connection) -> None:
    """Nothing can be asked of the server here: what is deleted stays in its files until `erase`."""


def erase(made: Engine) -> None:
    """Writes the record's tables anew without what was deleted; the server drops the old files at its next checkpoint.

    What it keeps elsewhere (its write-ahead log, archives of that, backups) is its administrator's. Raises RecordError
    when the tables are in use.
    """
    import psycopg
    from psycopg.sql import SQL, Identifier

    pooled = made.raw_connection()
    connection = pooled.driver_connection
    assert isinstance(connection, psycopg.Connection)  # noqa: S101  # as `Database.engine` makes them
    try:
        connection.rollback()
        connection.autocommit = True  # which VACUUM needs
        connection.execute("SELECT pg_catalog.set_config('lock_timeout', '10s', false)")
        query = "SELECT tablename FROM pg_catalog.pg_tables WHERE schemaname = pg_catalog.current_schema()"
        for (table,) in connection.execute(query).fetchall():
            connection.execute(SQL("VACUUM (FULL) {}").format(Identifier(table)))
    except psycopg.Error as error:
        raise RecordError(
            f"what deleted rows left in the database's files could not be erased ({error.diag.message_primary}); close "
            "what else reads the record, and run `tadwin redact erase`"
        ) from error
    finally:
        pooled.invalidate()
        pooled.close()


class AdvisoryLock:
    """The record's advisory lock, held by a connection of its own: the server frees it when that ends.

    https://www.postgresql.org/docs/current/explicit-locking.html#ADVISORY-LOCKS
    """

    def __init__(self, address: Address) -> None:
        self._address = address
        self._connection: psycopg.Connection[Any] | None = None
        # The server keeps these locks for each database: the record's name is all that tells them apart.
        digest = hashlib.sha256(f"tadwin record {address.record}".encode()).digest()
        self._key = int.from_bytes(digest[:8], "big", signed=True)

    def take(self, patience: float) -> None:
        """Takes it, waiting at most so many seconds. Raises RecordError when another holds it for longer."""
        connection = self._ready()
        import psycopg

        try:
            if patience < 0.001:
                row = connection.execute("SELECT pg_catalog.pg_try_advisory_lock(%s)", (self._key,)).fetchone()
                if not (row and row[0]):
                    raise busy(str(self._address))
                return
            limit = f"{int(patience * 1000)}ms"
            connection.execute("SELECT pg_catalog.set_config('lock_timeout', %s, false)", (limit,))
            connection.execute("SELECT pg_catalog.pg_advisory_lock(%s)", (self._key,))
        except psycopg.errors.LockNotAvailable as error:
            raise busy(str(self._address)) from error
        except psycopg.Error as error:
            self.close()
            raise _unreachable(self._address, error) from error

    def let_go(self) -> None:
        """Lets the next one have it."""
        import psycopg

        try:
            if self._connection is not None:
                self._connection.execute("SELECT pg_catalog.pg_advisory_unlock(%s)", (self._key,))
        except psycopg.Error:
            self.close()  # which frees it too

    def check(self) -> None:
        """Raises RecordError when the connection that held the lock is gone, and with it the lock."""
        import psycopg

        try:
            if self._connection is not None:
                self._connection.execute("SELECT 1")
                return
        except psycopg.Error:
            self.close()
        raise RecordError(f"{self._address}: the connection that kept others from writing has ended; try again")

    def close(self) -> None:
        """Ends the connection."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _ready(self) -> "psycopg.Connection[Any]":
        """The lock's connection; a new one where there is none, or the server was started anew meanwhile."""
        import psycopg

        if self._connection is not None:
            try:
                self._connection.execute("SELECT 1")
            except psycopg.Error:
                self.close()
        if self._connection is None:
            self._connection = connect(self._address, writes=True)
            self._connection.autocommit = True
        return self._connection
