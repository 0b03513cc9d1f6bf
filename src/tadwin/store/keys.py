"""The record's own keys: made once, with its tables, and told by no export."""

from sqlalchemy import select

from tadwin.errors import RecordError
from tadwin.store.record import Record
from tadwin.store.schema import KEYS
from tadwin.store.values import word


def publishing_key(record: Record) -> bytes:
    """What published ids are keyed with, 32 bytes. Raises RecordError where it was taken out."""
    with record.transaction() as connection:
        found = connection.scalar(select(KEYS.c.value).where(KEYS.c.name == "publishing"))
    try:
        return bytes.fromhex(word(found))
    except ValueError as error:
        raise RecordError("the record has lost the key of its published ids; restore it from a copy") from error
