"""Accounts as the database keeps them: people, their roles, the browsers that are in, and attempts to get in.

What is secret comes hashed: passwords by argon2id, what browsers and links hold by SHA-256. Moments are the caller's.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Engine, Row, Select, case, delete, func, select, update
from sqlalchemy.dialects.postgresql import insert

from tadwin.errors import AccountError
from tadwin.store.account_schema import ACCOUNTS, ATTEMPTS, INVITATIONS, MEMBERSHIPS, SESSIONS
from tadwin.store.address import Address
from tadwin.store.failures import told
from tadwin.store.served import accounts_engine

#: How far `seen_at` may lag behind, so that reading a page writes nothing.
_LAG = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who may sign in. `roles` are by the names of records; `password` is a hash, None where none is set."""

    id: int
    name: str
    admin: bool
    made_at: datetime
    disabled_at: datetime | None = None
    password: str | None = field(default=None, repr=False)
    roles: Mapping[str, str] = field(default_factory=dict)


def open_accounts(database: Address, *, make: bool = False, upgrade: bool = False) -> "Accounts":
    """The accounts of a database. With `make` their tables are made where there are none.

    With `upgrade` those of an older tadwin are brought to this one's. Raises RecordError where there are none, they
    are another tadwin's, or the database cannot be reached.
    """
    return Accounts(str(database), accounts_engine(database, make=make, upgrade=upgrade))


class Accounts:
    """The accounts of a database. Every method is one transaction, and may be called in any thread or process.

    Names come folded (`run.accounts.folded`) where they are looked for. Methods raise RecordError for the database's
    failures.
    """

    def __init__(self, name: str, engine: Engine) -> None:
        self._name = name
        self._engine = engine

    def __enter__(self) -> "Accounts":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Ends the connections."""
        self._engine.dispose()

    # people

    def add(self, name: str, folded: str, now: datetime, *, admin: bool = False, password: str | None = None) -> int:
        """Makes an account; its number. Raises AccountError when there is one of that name, disabled ones too."""
        values = {"name": name, "folded": folded, "admin": admin, "made_at": now, "password": password}
        with self._transaction() as connection:
            made = insert(ACCOUNTS).values(values).on_conflict_do_nothing(index_elements=[ACCOUNTS.c.folded])
            number = connection.scalar(made.returning(ACCOUNTS.c.id))
        if number is None:
            raise AccountError(f"there is an account '{name}' already, or one whose name looks the same")
        return int(number)

    def all(self) -> list[Account]:
        """Everybody, by name."""
        with self._transaction() as connection:
            return _accounts(connection, select(ACCOUNTS).order_by(ACCOUNTS.c.folded))

    def named(self, folded: str) -> Account | None:
        """The account of that name; None where there is none."""
        with self._transaction() as connection:
            return _one(connection, select(ACCOUNTS).where(ACCOUNTS.c.folded == folded))

    def numbered(self, account: int) -> Account | None:
        """The account of that number; None where there is none."""
        with self._transaction() as connection:
            return _one(connection, select(ACCOUNTS).where(ACCOUNTS.c.id == account))

    def disable(self, account: int, now: datetime) -> None:
        """Lets an account in no more, at once: its sessions and its invitation end."""
        with self._transaction() as connection:
            here = (ACCOUNTS.c.id == account) & ACCOUNTS.c.disabled_at.is_(None)
            connection.execute(update(ACCOUNTS).where(here).values(disabled_at=now))
            _end_all(connection, account)

    def enable(self, account: int) -> None:
        """Lets an account in again."""
        with self._transaction() as connection:
            connection.execute(update(ACCOUNTS).where(ACCOUNTS.c.id == account).values(disabled_at=None))

    def allow(self, account: int, record: str, role: str | None) -> None:
        """Gives an account its one role at a record; None takes it away."""
        with self._transaction() as connection:
            if role is None:
                here = (MEMBERSHIPS.c.account == account) & (MEMBERSHIPS.c.record == record)
                connection.execute(delete(MEMBERSHIPS).where(here))
                return
            given = insert(MEMBERSHIPS).values(account=account, record=record, role=role)
            key = [MEMBERSHIPS.c.account, MEMBERSHIPS.c.record]
            connection.execute(given.on_conflict_do_update(index_elements=key, set_={"role": role}))

    def forget(self, folded: str) -> bool:
        """Deletes an account with all that is kept of it, its name too; False where there is none of that name.

        This is what redacting a reviewer takes besides `run.redacting`. The name can then be given anew.
        """
        with self._transaction() as connection:
            return connection.execute(delete(ACCOUNTS).where(ACCOUNTS.c.folded == folded)).rowcount > 0

    # passwords

    def set_password(self, account: int, password: str) -> None:
        """Keeps another password's hash. All sessions of the account end, and its invitation."""
        with self._transaction() as connection:
            connection.execute(update(ACCOUNTS).where(ACCOUNTS.c.id == account).values(password=password))
            _end_all(connection, account)

    def rehash(self, account: int, was: str, now: str) -> bool:
        """Keeps another hash of the same password; False where the password was changed meanwhile."""
        here = (ACCOUNTS.c.id == account) & (ACCOUNTS.c.password == was)
        with self._transaction() as connection:
            return connection.execute(update(ACCOUNTS).where(here).values(password=now)).rowcount > 0

    def invite(self, account: int, sha256: str, expires_at: datetime) -> None:
        """Keeps the one link with which the account's password can be set until that moment; an earlier one ends."""
        values = {"sha256": sha256, "expires_at": expires_at}
        with self._transaction() as connection:
            given = insert(INVITATIONS).values(account=account, **values)
            connection.execute(given.on_conflict_do_update(index_elements=[INVITATIONS.c.account], set_=values))

    def invited(self, sha256: str, now: datetime) -> Account | None:
        """Whose link that is; None for one that was used, has ended or never was."""
        with self._transaction() as connection:
            return _one(connection, _invited(sha256, now))

    def take_invitation(self, sha256: str, password: str, now: datetime) -> Account | None:
        """Uses a link up and sets the password; None, and nothing done, for a link that leads nowhere."""
        with self._transaction() as connection:
            found = _one(connection, _invited(sha256, now).with_for_update(of=INVITATIONS))
            if found is None:
                return None
            connection.execute(update(ACCOUNTS).where(ACCOUNTS.c.id == found.id).values(password=password))
            _end_all(connection, found.id)
            return found

    # browsers that are in

    def begin(self, account: int, sha256: str, now: datetime, *, password: str | None) -> bool:
        """Begins a session; False where the account was disabled, or its password is not this hash, meanwhile."""
        with self._transaction() as connection:
            # The row is held, so that whoever changes the password ends this session too.
            held = _one(connection, select(ACCOUNTS).where(ACCOUNTS.c.id == account).with_for_update())
            if held is None or held.disabled_at is not None or held.password != password:
                return False
            connection.execute(insert(SESSIONS).values(sha256=sha256, account=account, began_at=now, seen_at=now))
            return True

    def session(self, sha256: str, now: datetime, *, idle: timedelta, longest: timedelta) -> Account | None:
        """Whose session that is, which now was seen; None for one that ended by either time, or in any other way."""
        with self._transaction() as connection:
            query = select(SESSIONS.c.began_at, SESSIONS.c.seen_at, ACCOUNTS).join(ACCOUNTS)
            row = connection.execute(query.where(SESSIONS.c.sha256 == sha256)).one_or_none()
            if row is None or row.disabled_at is not None:
                return None
            if now - row.seen_at > idle or now - row.began_at > longest or now < row.began_at:
                connection.execute(delete(SESSIONS).where(SESSIONS.c.sha256 == sha256))
                return None
            if now - row.seen_at > _LAG:
                seen = update(SESSIONS).where(SESSIONS.c.sha256 == sha256, SESSIONS.c.seen_at < now)
                connection.execute(seen.values(seen_at=now))
            return _account(row, _roles(connection, [row.id]))

    def sessions(self, account: int) -> int:
        """How many browsers the account is in with."""
        with self._transaction() as connection:
            query = select(func.count()).select_from(SESSIONS).where(SESSIONS.c.account == account)
            return connection.scalar(query) or 0

    def end(self, sha256: str) -> None:
        """Ends a session."""
        with self._transaction() as connection:
            connection.execute(delete(SESSIONS).where(SESSIONS.c.sha256 == sha256))

    def end_all(self, account: int) -> None:
        """Ends every session of an account."""
        with self._transaction() as connection:
            connection.execute(delete(SESSIONS).where(SESSIONS.c.account == account))

    # attempts to get in

    def attempt(self, key: str, now: datetime, window: timedelta) -> tuple[int, datetime]:
        """Counts one more attempt: how many there were since when, within the window that the first one opened."""
        over = ATTEMPTS.c.since <= now - window
        since = case((over, now), else_=ATTEMPTS.c.since)
        counted = {"number": case((over, 1), else_=ATTEMPTS.c.number + 1), "since": since}
        made = insert(ATTEMPTS).values(key=key, number=1, since=now)
        made = made.on_conflict_do_update(index_elements=[ATTEMPTS.c.key], set_=counted)
        with self._transaction() as connection:
            row = connection.execute(made.returning(ATTEMPTS.c.number, ATTEMPTS.c.since)).one()
            return row.number, row.since

    def take_back_attempt(self, key: str) -> None:
        """Counts an attempt no more, as it was none."""
        here = (ATTEMPTS.c.key == key) & (ATTEMPTS.c.number > 0)
        with self._transaction() as connection:
            connection.execute(update(ATTEMPTS).where(here).values(number=ATTEMPTS.c.number - 1))

    def clear_attempts(self, key: str) -> None:
        """Counts from nothing again."""
        with self._transaction() as connection:
            connection.execute(delete(ATTEMPTS).where(ATTEMPTS.c.key == key))

    def tidy(self, now: datetime, *, window: timedelta, idle: timedelta, longest: timedelta) -> None:
        """Deletes what counts no more: attempts of before the window, sessions and invitations that ended."""
        ended = (SESSIONS.c.seen_at < now - idle) | (SESSIONS.c.began_at < now - longest)
        with self._transaction() as connection:
            # Rows that somebody else holds stay for the next time: nobody waits, and nobody waits for us in a circle.
            for column, old in (
                (ATTEMPTS.c.key, ATTEMPTS.c.since <= now - window),
                (SESSIONS.c.sha256, ended),
                (INVITATIONS.c.account, INVITATIONS.c.expires_at <= now),
            ):
                free = select(column).where(old).with_for_update(skip_locked=True)
                connection.execute(delete(column.table).where(column.in_(free)))

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        with told(self._name), self._engine.begin() as connection:
            yield connection


def _end_all(connection: Connection, account: int) -> None:
    connection.execute(delete(SESSIONS).where(SESSIONS.c.account == account))
    connection.execute(delete(INVITATIONS).where(INVITATIONS.c.account == account))


def _invited(sha256: str, now: datetime) -> Select[Any]:
    query = select(ACCOUNTS).join(INVITATIONS, INVITATIONS.c.account == ACCOUNTS.c.id)
    return query.where(INVITATIONS.c.sha256 == sha256, INVITATIONS.c.expires_at > now, ACCOUNTS.c.disabled_at.is_(None))


def _one(connection: Connection, query: Select[Any]) -> Account | None:
    return next(iter(_accounts(connection, query)), None)


def _accounts(connection: Connection, query: Select[Any]) -> list[Account]:
    rows = connection.execute(query).all()
    roles = _roles(connection, [row.id for row in rows])
    return [_account(row, roles) for row in rows]


def _roles(connection: Connection, accounts: list[int]) -> Mapping[int, dict[str, str]]:
    held: dict[int, dict[str, str]] = {}
    query = select(MEMBERSHIPS).where(MEMBERSHIPS.c.account.in_(accounts)).order_by(MEMBERSHIPS.c.record)
    for row in connection.execute(query):
        held.setdefault(row.account, {})[row.record] = row.role
    return held


def _account(row: Row[Any], roles: Mapping[int, dict[str, str]]) -> Account:
    return Account(row.id, row.name, row.admin, row.made_at, row.disabled_at, row.password, roles.get(row.id, {}))
