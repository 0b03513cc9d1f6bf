"""All that is SQLite's own: making the file, one writer at a time, and the settings of a connection.

A record is in write-ahead mode, so that `tadwin claims` reads while a run writes. One process writes
at a time: two runs that interleave would leave incidents that do not fit the claims. The second is
told at once. The lock is SQLite's own, on an empty file beside the record: the system lets it go
when the process ends, however it ends, and it works wherever SQLite does.
"""

import os
import sqlite3
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool

from tadwin.errors import RecordError
from tadwin.store.turns import THREADS, Lock, busy

#: "tadw": marks the file as a record in SQLite's header (https://www.sqlite.org/fileformat2.html, offset 68).
APPLICATION_ID = 0x74616477
_MAGIC = b"SQLite format 3\x00"
#: How long a statement waits for another process's short lock, in seconds.
_PATIENCE = 30.0
_SHORT_PATIENCE = 1.0


def is_blank(path: Path) -> bool:
    """True when `path` is missing or empty, False when it is a record.

    Raises RecordError for anything else. Reads the header only: a stranger's file is not given to SQLite.
    """
    try:
        with path.open("rb") as file:
            header = file.read(100)
    except FileNotFoundError:
        if path.is_symlink():
            raise RecordError(
                f"{path} is a link to a file that is not there; mount the disk that holds it, or remove the link"
            ) from None
        return True
    except OSError as error:
        raise RecordError(f"{path}: the record cannot be read ({error.strerror}); name another folder") from error
    if not header:
        return True
    if not header.startswith(_MAGIC) or int.from_bytes(header[68:72], "big") not in (APPLICATION_ID, 0):
        raise RecordError(f"{path} is not a tadwin record; name another folder, or move the file away")
    if int.from_bytes(header[68:72], "big") == 0:
        return _holds_nothing(path)
    return False


def _holds_nothing(path: Path) -> bool:
    """True for a file that a killed first run left without a table; RecordError when it is someone else's."""
    # Where there is no write-ahead log to read, nothing is made beside a stranger's file, and nothing waited for.
    log = path.with_name(path.name + "-wal").exists()
    mode = "?mode=ro" if log else "?mode=ro&immutable=1"
    connection = sqlite3.connect(path.absolute().as_uri() + mode, uri=True, timeout=_PATIENCE)
    try:
        marked = connection.execute("PRAGMA application_id").fetchone()[0]
        tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    except sqlite3.Error as error:
        raise RecordError(f"{path}: the record cannot be read ({error}); restore it from a copy") from error
    finally:
        connection.close()
    if marked == APPLICATION_ID:  # committed to the write-ahead log, and not yet to the header
        return False
    if tables:
        raise RecordError(f"{path} is not a tadwin record; name another folder, or move the file away")
    return True


def create(path: Path) -> None:
    """Makes an empty file that only its owner can read; a file that is there is left as it is."""
    try:
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    except FileExistsError:
        return
    except OSError as error:
        raise RecordError(f"{path}: the record cannot be made ({error.strerror}); name another folder") from error


class FileLock:
    """What keeps every other process, and every other lock of this one, from writing to the record at `path`."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._held: sqlite3.Connection | None = None

    def take(self, patience: float) -> None:
        """Takes it, waiting at most so many seconds. Raises RecordError when another holds it for longer."""
        beside = self._path.with_name(self._path.name + ".lock")
        create(beside)
        held = sqlite3.connect(beside, timeout=patience, isolation_level=None, check_same_thread=False)
        try:
            held.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            held.close()
            raise busy(str(self._path)) from error
        except sqlite3.DatabaseError as error:
            held.close()
            raise RecordError(f"{beside} is not tadwin's lock; move the file away") from error
        self._held = held

    def let_go(self) -> None:
        """Lets the next one have it."""
        if self._held is not None:
            self._held.close()
            self._held = None

    def check(self) -> None:
        """Nothing takes it away from a process that lives."""

    close = let_go


def engine(path: Path, *, writes: bool, many: bool = False) -> Engine:
    """An engine on the file at `path`, which must exist. `many` threads use it, or one."""
    address = path.absolute().as_uri() + "?mode=rw"

    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(
            address, uri=True, timeout=_PATIENCE, isolation_level=None, check_same_thread=False
        )
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA trusted_schema = OFF")  # a record may come from someone else
        refuse_programs(connection, path)
        connection.execute("PRAGMA synchronous = FULL")  # a reviewer's word must outlive a power cut
        connection.execute("PRAGMA journal_mode = WAL" if writes else "PRAGMA query_only = ON")
        return connection

    overflow = THREADS if many else 10
    made = create_engine("sqlite://", creator=connect, poolclass=QueuePool, max_overflow=overflow)
    event.listen(made, "begin", _begin)
    return made


def refuse_programs(connection: sqlite3.Connection, path: Path) -> None:
    """Raises RecordError for a file with triggers or views, of which a record has none: a stranger could have put them
    there to change what is decided as it is written, or to give a table without end.
    """
    try:
        found = connection.execute("SELECT type, name FROM sqlite_master WHERE type IN ('trigger', 'view')").fetchone()
    except sqlite3.Error:
        return  # what is wrong with the file is told when it is read
    if found is not None:
        connection.close()
        raise RecordError(
            f"{path} holds a {found[0]}, {found[1]!r:.60}, which no tadwin makes: do not work with it; "
            "ask whoever it comes from, or go back to a copy"
        )


def _begin(connection: Connection) -> None:
    """Opens every transaction ourselves: Python's driver would leave table definitions outside it."""
    connection.exec_driver_sql("BEGIN")


class File:
    """A record in a file: all of the above, of one path."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.name = str(path)

    def is_blank(self) -> bool:
        """True when the file is missing or empty, False when it is a record. Raises RecordError for anything else."""
        return is_blank(self._path)

    def missing(self) -> RecordError:
        """What to say when there is no record to read."""
        return RecordError(f"{self._path}: there is no record; `tadwin run` makes one")

    def create(self) -> None:
        """Makes an empty file that only its owner can read."""
        create(self._path)

    def engine(self, *, writes: bool, many: bool, lock: Lock | None) -> Engine:  # noqa: ARG002  # a file lock is not lost
        """An engine on the file, for `many` threads or one."""
        return engine(self._path, writes=writes, many=many)

    def mark(self, connection: Connection) -> None:
        """Says in the caller's transaction that the file is a record."""
        mark(connection)

    def lock(self) -> FileLock:
        """The lock that writers of this record take."""
        return FileLock(self._path)


def mark(connection: Connection) -> None:
    """Writes tadwin's mark into the header, in the caller's transaction."""
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")


def compact(path: Path, into: Path) -> None:
    """Writes the record at `path`, as it is at one moment, into the empty file `into`, and to the disk.

    Nothing that was deleted from the record is in it. Raises RecordError when it cannot be written or read back.
    """
    connection = sqlite3.connect(path.absolute().as_uri() + "?mode=rw", uri=True, timeout=_PATIENCE)
    connection.isolation_level = None
    try:
        connection.execute("PRAGMA trusted_schema = OFF")
        refuse_programs(connection, path)
        connection.execute("VACUUM INTO ?", (str(into.absolute()),))
    except sqlite3.Error as error:
        raise RecordError(f"{path}: the record cannot be copied into {into.parent} ({error})") from error
    finally:
        connection.close()
    written = sqlite3.connect(into)
    try:
        wrong = written.execute("PRAGMA integrity_check(1)").fetchone()[0]
    except sqlite3.Error as error:
        wrong = str(error)
    finally:
        written.close()
    if wrong != "ok":
        raise RecordError(f"{path}: what was written into {into.parent} reads back wrong ({wrong}); try another disk")
    for kept in (into, into.parent):
        to_disk = os.open(kept, os.O_RDONLY)
        try:
            os.fsync(to_disk)
        finally:
            os.close(to_disk)


def forget_deleted(connection: Connection) -> None:
    """From here on, what this connection deletes is overwritten with zeroes in the file."""
    connection.exec_driver_sql("PRAGMA secure_delete = ON")


def erase(made: Engine) -> None:
    """Writes the file anew without what was deleted, and empties the write-ahead log, which holds older pages.

    Raises RecordError when another process reads the record: its log cannot be emptied then.
    """
    connection = made.raw_connection()
    try:
        cursor = connection.cursor()
        cursor.execute("VACUUM")
        # A reader that goes on is not waited for as long as a writer is: it can stay for hours.
        cursor.execute(f"PRAGMA busy_timeout = {int(_SHORT_PATIENCE * 1000)}")
        busy = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        cursor.execute(f"PRAGMA busy_timeout = {int(_PATIENCE * 1000)}")
        cursor.close()
    except sqlite3.Error as error:
        raise RecordError(
            f"what deleted rows left in the record's file could not be erased ({error}); make room on the disk, close "
            "what else reads the record, and run `tadwin redact erase`"
        ) from error
    finally:
        connection.close()
    if busy:
        raise RecordError(
            "another program reads this record, so words that were removed are still in the file beside it that ends "
            "in -wal; close it and run `tadwin redact erase`"
        )
