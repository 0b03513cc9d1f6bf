"""Lists that are read off a whole record, kept for a moment: turning their pages reads nothing anew."""

import time
from collections.abc import Callable
from threading import Lock
from typing import TypeVar, cast

from tadwin.store.record import Record

T = TypeVar("T")

#: Seconds for which a list is kept. A decision makes it anew at once; reports that are added meanwhile come later.
KEPT = 60.0
#: Lists that are kept at a time, of all records.
_MOST = 32

_lists: dict[tuple[str, str, str], tuple[float, object]] = {}
_lock = Lock()


def remembered(record: Record, name: str, read: Callable[[Record], T]) -> T:
    """What `read` gives of the record, or gave a moment ago with the same decisions made. It must not be changed."""
    key = (record.name, name, record.head())
    now = time.monotonic()
    with _lock:
        for old in [one for one, (since, _) in _lists.items() if now - since > KEPT]:
            del _lists[old]
        held = _lists.get(key)
    if held is not None:
        return cast("T", held[1])
    made = read(record)
    with _lock:
        while len(_lists) >= _MOST:
            del _lists[min(_lists, key=lambda one: _lists[one][0])]
        _lists[key] = (now, made)
    return made
