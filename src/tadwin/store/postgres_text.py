"""Every character in PostgreSQL, which keeps no U+0000 in text.

A report may hold it, and offsets count it, so it is escaped on the way in and restored on the way out: U+0000 as
U+0001 U+0001, and U+0001 as U+0001 U+0002. Texts that differ stay different, and sort by code point as before. SQL
that looks into a text sees the escapes; JSON has its own (`\\u0000`). Both characters are so rare that nothing else
in a record changes.
"""

from typing import Any

import psycopg
from psycopg.adapt import Buffer, Dumper, Loader


def escaped(words: str) -> str:
    """The text as PostgreSQL can keep it."""
    if "\x00" not in words and "\x01" not in words:
        return words
    return words.replace("\x01", "\x01\x02").replace("\x00", "\x01\x01")


def restored(words: str) -> str:
    """The text that was escaped."""
    return words.replace("\x01\x01", "\x00").replace("\x01\x02", "\x01") if "\x01" in words else words


class _Text(Dumper):
    """Text to the server, which finds its type as it does for a literal."""

    def dump(self, obj: str) -> Buffer:
        """UTF-8. Raises UnicodeEncodeError for lone surrogates, which are no characters."""
        return escaped(obj).encode()


class _Words(Loader):
    """Text from the server."""

    def load(self, data: Buffer) -> str:
        """The text as it was given."""
        return restored(str(data, "utf-8"))


def keep_every_character(connection: "psycopg.Connection[Any]") -> None:
    """Makes a connection escape and restore."""
    connection.adapters.register_dumper(str, _Text)
    for name in ("text", "varchar"):
        connection.adapters.register_loader(name, _Words)
