"""Opening a record, wherever it is kept: is it there, is it ours, are its tables this tadwin's, and who writes."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from sqlalchemy import Connection, Engine

from tadwin.errors import RecordError
from tadwin.store import sqlite
from tadwin.store.address import Address, is_address, parse
from tadwin.store.failures import told
from tadwin.store.migrate import revision, upgrade
from tadwin.store.schema import HEAD
from tadwin.store.turns import Always, ByTurns, Lock, Never, Turns


class Keeper(Protocol):
    """A place that can hold one record."""

    name: str

    def is_blank(self) -> bool:
        """True when there is no record yet. Raises RecordError for what is there and is no record."""

    def missing(self) -> RecordError:
        """What to say when there is no record to read."""

    def create(self) -> None:
        """Makes the place, without tables."""

    def engine(self, *, writes: bool, many: bool, lock: Lock | None) -> Engine:
        """An engine on it, for `many` threads or one. With `lock`, no commit goes through unless it is held."""

    def mark(self, connection: Connection) -> None:
        """Says, in the caller's transaction, that it is a record."""

    def lock(self) -> Lock:
        """The lock that its writers take."""


@dataclass(frozen=True, slots=True)
class Opened:
    """Engines on a record, one for the thread that may write and one for those that may not."""

    name: str
    reading: Engine
    writing: Engine
    turns: Turns
    close: Callable[[], None]

    def engine(self) -> Engine:
        """The engine for this thread."""
        return self.writing if self.turns.mine() else self.reading


def keeper(address: Path | str | Address) -> Keeper:
    """Where a record is: a file, or an address in PostgreSQL. Raises RecordError for an address that cannot be."""
    if isinstance(address, Address) or (isinstance(address, str) and is_address(address)):
        from tadwin.store.postgres import Database  # only those who use it load it

        return Database(address if isinstance(address, Address) else parse(address))
    return sqlite.File(Path(address))


def opened(address: Path | str | Address, *, writes: bool, shared: bool) -> Opened:
    """Opens a record as `store.record.open_record` says."""
    place = keeper(address)
    blank = place.is_blank()
    if blank and (shared or not writes):
        raise place.missing()
    if shared:
        return _shared(place)
    return _alone(place) if writes else _read(place)


def is_current(address: Path | str) -> bool:
    """True when the record's tables are this tadwin's. Raises RecordError where there is no record."""
    place = keeper(address)
    if place.is_blank():
        raise place.missing()
    engine = place.engine(writes=False, many=False, lock=None)
    try:
        return _at_head(place, engine)
    finally:
        engine.dispose()


def _read(place: Keeper) -> Opened:
    engine = place.engine(writes=False, many=False, lock=None)
    with _closed_on_error(engine.dispose):
        if not _at_head(place, engine):
            raise RecordError(f"{place.name}: the record is another tadwin's; open it once with `tadwin run`")
    return Opened(place.name, engine, engine, Never(), engine.dispose)


def _alone(place: Keeper) -> Opened:
    lock = place.lock()
    with _closed_on_error(lock.close):
        lock.take(0.0)
        place.create()
        engine = place.engine(writes=True, many=False, lock=lock)

        def close() -> None:
            engine.dispose()
            lock.close()

        with _closed_on_error(engine.dispose):
            _bring_to_head(place, engine)
        return Opened(place.name, engine, engine, Always(), close)


def _shared(place: Keeper) -> Opened:
    lock = place.lock()
    turns = ByTurns(place.name, lock)
    reading = place.engine(writes=False, many=True, lock=None)
    writing = place.engine(writes=True, many=True, lock=lock)

    def close() -> None:
        reading.dispose()
        writing.dispose()
        lock.close()

    with _closed_on_error(close):
        if not _at_head(place, reading):
            with turns.turn():
                _bring_to_head(place, writing)
    return Opened(place.name, reading, writing, turns, close)


@contextmanager
def _closed_on_error(close: Callable[[], None]) -> Iterator[None]:
    try:
        yield
    except BaseException:
        close()
        raise


def _at_head(place: Keeper, engine: Engine) -> bool:
    with told(place.name), engine.begin() as connection:
        return revision(connection) == HEAD


def _bring_to_head(place: Keeper, engine: Engine) -> None:
    with told(place.name), engine.begin() as connection:
        if revision(connection) != HEAD:
            upgrade(connection)
            place.mark(connection)
