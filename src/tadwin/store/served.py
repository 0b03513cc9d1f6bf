"""What a team's server finds in a database: its records, and the schema of its accounts."""

import hashlib

from sqlalchemy import Engine, create_engine

from tadwin.errors import RecordError
from tadwin.store import migrate, opening
from tadwin.store.account_schema import ACCOUNTS_HEAD
from tadwin.store.address import Address
from tadwin.store.failures import told
from tadwin.store.postgres import MARK, connect
from tadwin.store.schema import HEAD

#: Stands as the comment of the schema of accounts, as MARK does for records.
ACCOUNTS_MARK = "tadwin accounts"
_FOLDER = migrate.MIGRATIONS.with_name("account_migrations")
#: Two programs that make the tables at once do it one after the other.
_MAKING = int.from_bytes(hashlib.sha256(b"tadwin accounts").digest()[:8], "big", signed=True)


def records_in(database: Address) -> list[str]:
    """The names of the records in the database, in their order."""
    query = """
        SELECT nspname FROM pg_catalog.pg_namespace
        WHERE nspname LIKE 'record\\_%%' AND pg_catalog.obj_description(oid, 'pg_namespace') = %s"""
    with connect(database, writes=False) as connection:
        return sorted(row[0].removeprefix("record_") for row in connection.execute(query, (MARK,)))


def is_current(record: Address) -> bool:
    """True where the tables of the record are those of this tadwin; an open record is brought to them."""
    engine = opening.keeper(record).engine(writes=False, many=False, lock=None)
    try:
        with told(str(record)), engine.begin() as connection:
            return migrate.revision(connection) == HEAD
    finally:
        engine.dispose()


def accounts_engine(database: Address, *, make: bool = False, upgrade: bool = False) -> Engine:
    """An engine on the tables of accounts, for many threads. With `make` they are made where they are not there.

    With `upgrade` those of an older tadwin are brought to this one's. Raises RecordError where they are not there, are
    another tadwin's, or the schema is somebody else's.
    """
    there = _is_there(database)
    if not there and not make:
        raise RecordError(
            f"{database}: there are no accounts; `tadwin accounts add NAME --admin --database ADDRESS` makes the first"
        )
    engine = create_engine(
        "postgresql+psycopg://",
        creator=lambda: connect(database, writes=True),
        isolation_level="READ COMMITTED",  # each statement stands alone or locks the rows that it goes by
        pool_pre_ping=True,
        max_overflow=15,
    )
    try:
        with told(str(database)), engine.begin() as connection:
            if not there:
                connection.exec_driver_sql("SELECT pg_catalog.pg_advisory_xact_lock(%s)", (_MAKING,))
                connection.exec_driver_sql(f"CREATE SCHEMA IF NOT EXISTS {database.schema}")
            if migrate.revision(connection) == ACCOUNTS_HEAD:
                return engine
            if there and not upgrade:
                raise RecordError(
                    f"{database}: the accounts are another tadwin's; back up, then start `tadwin serve --upgrade` once"
                )
            migrate.upgrade(connection, _FOLDER, ACCOUNTS_HEAD)
            connection.exec_driver_sql(f"COMMENT ON SCHEMA {database.schema} IS '{ACCOUNTS_MARK}'")
    except BaseException:
        engine.dispose()
        raise
    return engine


def _is_there(database: Address) -> bool:
    """True for accounts, False for a schema that is missing or empty. Raises RecordError for another's."""
    query = """
        SELECT pg_catalog.obj_description(n.oid, 'pg_namespace'),
               (SELECT count(*) FROM pg_catalog.pg_class c WHERE c.relnamespace = n.oid)
        FROM pg_catalog.pg_namespace n WHERE n.nspname = %s"""
    with connect(database, writes=False) as connection:
        found = connection.execute(query, (database.schema,)).fetchone()
    if found is None or found[1] == 0:
        return False
    if found[0] != ACCOUNTS_MARK:
        raise RecordError(f"{database}: its schema {database.schema} is something else's; use a database of its own")
    return True
