"""Many values, some at a time: how many one `IN (...)` takes."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")
#: Values in one IN (...): SQLite before 3.32 took 999, and longer lists are no faster.
_MOST = 900


def batches(values: Iterable[T]) -> Iterator[list[T]]:
    """The values in their order, in lists of at most 900."""
    remaining = iter(values)
    while some := list(islice(remaining, _MOST)):
        yield some
