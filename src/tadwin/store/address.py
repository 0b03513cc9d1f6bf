"""The address of a record in PostgreSQL: `postgresql://[USER@]HOST[:PORT]/DATABASE?record=NAME`.

It is a connection address as PostgreSQL's own programs take it (libpq, "Connection URIs":
https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING-URIS), with `record` besides. A password is
never part of it: an address stands in shells' histories, in lists of processes and in messages. libpq takes the
password from PGPASSWORD or ~/.pgpass. No error here repeats what was given, as a password may be in it by mistake.
"""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from tadwin.errors import RecordError

_SCHEMES = ("postgresql://", "postgres://")
#: How a record may be called; PostgreSQL cuts names off at 63 bytes, and the schema's has "record_" before it.
_NAME = re.compile(r"[a-z0-9_]{1,50}")
#: What else libpq may be told in an address. `options` and `client_encoding` are ours to set.
_CONNECTION = ("host", "hostaddr", "port", "user", "connect_timeout", "passfile", "krbsrvname", "gssencmode")
_ENCRYPTION = ("sslmode", "sslrootcert", "sslcert", "sslkey", "sslcrl", "channel_binding", "require_auth")
_SETTINGS = frozenset((*_CONNECTION, *_ENCRYPTION))
_EXAMPLE = "postgresql://USER@HOST/DATABASE?record=NAME"
_DATABASE_EXAMPLE = "postgresql://USER@HOST/DATABASE"
#: The schema of the accounts of those who may see the records of a database.
ACCOUNTS_SCHEMA = "tadwin"


@dataclass(frozen=True, slots=True)
class Address:
    """One record in one database. `settings` are libpq's, by its names. As text it shows no secret.

    Without a record it is the database as a whole, where accounts have a schema of their own.
    """

    record: str
    database: str
    settings: Mapping[str, str] = field(repr=False)

    @property
    def schema(self) -> str:
        """The schema that holds the record's tables, or those of accounts."""
        return f"record_{self.record}" if self.record else ACCOUNTS_SCHEMA

    def of(self, record: str) -> "Address":
        """The address of the record of that name in the same database."""
        return Address(record, self.database, self.settings)

    def __str__(self) -> str:
        host, port = self.settings.get("host", ""), self.settings.get("port")
        user = f"{quote(self.settings['user'])}@" if "user" in self.settings else ""
        socket = [f"host={quote(host, safe='/')}"] if host.startswith("/") else []
        at = "" if socket else f"[{host}]" if ":" in host else host
        query = "&".join([*socket, *([f"record={self.record}"] if self.record else [])])
        return f"postgresql://{user}{at}{f':{port}' if port else ''}/{self.database}{'?' if query else ''}{query}"


def is_address(given: str) -> bool:
    """True for what is meant as an address in PostgreSQL, and not as a folder."""
    return given.lower().startswith(_SCHEMES)


def parse(given: str) -> Address:
    """The address of a record. Raises RecordError, which says what is wrong without repeating it."""
    address = _parsed(given)
    if not _NAME.fullmatch(address.record):
        raise _wrong("does not name a record: record=NAME, of lower-case letters, digits and underscores, up to 50")
    return address


def parse_database(given: str) -> Address:
    """The address of a database with all its records. Raises RecordError as `parse` does, and for one of a record."""
    if not is_address(given):
        raise RecordError(f"this is no address of a database; it is such as {_DATABASE_EXAMPLE}")
    address = _parsed(given)
    if address.record:
        raise RecordError(f"a database is asked for, with all its records: leave record={address.record} out")
    return address


def _parsed(given: str) -> Address:
    try:
        parts = urlsplit(given)
        asked = parse_qsl(parts.query, keep_blank_values=True, strict_parsing=bool(parts.query))
        at = {"user": parts.username, "host": parts.hostname, "port": None if parts.port is None else str(parts.port)}
    except ValueError:
        raise _wrong("cannot be read") from None
    if parts.password is not None or any(name in ("password", "sslpassword") for name, _ in asked):
        raise _wrong("must not hold a password: PGPASSWORD or the file ~/.pgpass gives it")
    database = unquote(parts.path.removeprefix("/"))
    if not re.fullmatch(r"[^\x00-\x1f/@:?#=\s]{1,63}", database) or parts.fragment:
        raise _wrong("does not name a database")
    query = dict(asked)
    named = "record" in query
    record = query.pop("record", "")
    if len(query) + named != len(asked) or not query.keys() <= _SETTINGS:
        raise _wrong(
            f"has a setting twice, or one that it cannot have; those are record, {', '.join(sorted(_SETTINGS))}"
        )
    settings = {**{name: unquote(value) for name, value in at.items() if value}, **query}
    return Address(record, database, {**_safer(settings), **settings})


def _safer(settings: Mapping[str, str]) -> dict[str, str]:
    """What libpq does by default and we do not: wait without end, and send words over a network that all can read."""
    host = (
        settings.get("hostaddr") or settings.get("host") or os.environ.get("PGHOSTADDR") or os.environ.get("PGHOST", "")
    )
    local = host.startswith(("/", "@")) or host in ("", "localhost", "127.0.0.1", "::1")
    encrypted = {} if local or "PGSSLMODE" in os.environ else {"sslmode": "require"}
    return {"connect_timeout": "10", **encrypted}


def _wrong(what: str) -> RecordError:
    return RecordError(f"this address of a record {what}; an address is such as {_EXAMPLE}")
