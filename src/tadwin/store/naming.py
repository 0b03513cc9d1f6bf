"""Names and remarks as every database can keep them: file names need not be text, and indexes hold only so much."""

import hashlib

#: Bytes of a name: an index of PostgreSQL takes 2,700 (https://www.postgresql.org/docs/current/btree.html), and a path
#: on Linux has up to 4,096.
_LONGEST = 2500


def encodable(words: str) -> str:
    """The words with what is no character, such as the bytes of a file name, written as an escape."""
    return words.encode("utf-8", "backslashreplace").decode()


def key(name: str) -> str:
    """A name that can be a key: encodable, and a very long one cut short, with a hash that keeps it apart."""
    kept = encodable(name)
    whole = kept.encode()
    return kept if len(whole) <= _LONGEST else f"{kept[:600]}… {hashlib.sha256(whole).hexdigest()[:8]}"
