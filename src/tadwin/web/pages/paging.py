"""Long lists, a page at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")

#: Lines of a list on one page.
MOST = 50


@dataclass(frozen=True, slots=True)
class Paged(Generic[T]):
    """Some of a list: its lines `first` to `last` of `total`, counted from 1; `first` is 0 for an empty list."""

    lines: Sequence[T]
    after: int
    total: int

    @property
    def first(self) -> int:
        """The number of the first line."""
        return self.after + 1 if self.lines else 0

    @property
    def last(self) -> int:
        """The number of the last line."""
        return self.after + len(self.lines)

    @property
    def newer(self) -> int | None:
        """Where the page before begins; None on the first."""
        return max(0, self.after - MOST) if self.after else None

    @property
    def older(self) -> int | None:
        """Where the page behind begins; None on the last."""
        return self.last if self.last < self.total else None
