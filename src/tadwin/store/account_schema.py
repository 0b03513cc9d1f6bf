"""The tables of accounts: who may see which record of a database. In a schema of their own, beside the records.

They are PostgreSQL's alone: a record in a file is one person's, who needs no account. Migrations make the tables
(store/account_migrations); a test holds that they and this module say the same.
"""

from sqlalchemy import Boolean, Column, DateTime, ForeignKey, Identity, Index, Integer, MetaData, Table, Text
from sqlalchemy.dialects.postgresql import TEXT

#: The newest migration of these tables.
ACCOUNTS_HEAD = "0001"

#: Sorts by code point, and compares byte by byte, whatever the database's locale.
_NAME = TEXT(collation="C")
_MOMENT = DateTime(timezone=True)

METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
    }
)

#: `folded` is the name as it is compared. `password` is an argon2id hash, NULL where none is set; `admin` may
#: administer every record and all accounts; one with `disabled_at` is not let in.
ACCOUNTS = Table(
    "accounts",
    METADATA,
    Column("id", Integer, Identity(always=True), primary_key=True),
    Column("name", _NAME, nullable=False),
    Column("folded", _NAME, nullable=False, unique=True),
    Column("password", Text),
    Column("admin", Boolean, nullable=False),
    Column("made_at", _MOMENT, nullable=False),
    Column("disabled_at", _MOMENT),
)

#: What an account is to a record: a role by its name in desk.Role.
MEMBERSHIPS = Table(
    "memberships",
    METADATA,
    Column("account", Integer, ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True),
    Column("record", _NAME, primary_key=True),
    Column("role", Text, nullable=False),
)

#: The one link that is open for an account, to set its password with: only the SHA-256 of its key is kept.
INVITATIONS = Table(
    "invitations",
    METADATA,
    Column("account", Integer, ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True),
    Column("sha256", _NAME, nullable=False, unique=True),
    Column("expires_at", _MOMENT, nullable=False),
)

#: Browsers that are in: only the SHA-256 of what they hold is kept. `seen_at` is exact to a minute.
SESSIONS = Table(
    "sessions",
    METADATA,
    Column("sha256", _NAME, primary_key=True),
    Column("account", Integer, ForeignKey("accounts.id", ondelete="CASCADE"), nullable=False),
    Column("began_at", _MOMENT, nullable=False),
    Column("seen_at", _MOMENT, nullable=False),
    Index("ix_sessions_account", "account"),
)

#: How often signing in was tried under a name or from an address since a moment. `key` is the SHA-256 of either: people
#: type passwords where names belong. Rows are deleted when they count no more.
ATTEMPTS = Table(
    "attempts",
    METADATA,
    Column("key", _NAME, primary_key=True),
    Column("number", Integer, nullable=False),
    Column("since", _MOMENT, nullable=False),
    Index("ix_attempts_since", "since"),
)
