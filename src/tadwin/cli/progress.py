"""Progress on standard error while a person watches; nothing at all otherwise."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from tadwin.run.progress import Progress, Silent

if TYPE_CHECKING:
    from rich.progress import Progress as Bars
    from rich.progress import TaskID


@contextmanager
def progress() -> Iterator[Progress]:
    """A Progress with a bar for each stage, or a silent one when standard error is not a terminal."""
    if not sys.stderr.isatty():
        yield Silent()
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bars

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Bars(*columns, console=Console(stderr=True), transient=True) as bars:
        yield _Shown(bars)


class _Shown:
    """A bar for each stage."""

    def __init__(self, bars: "Bars") -> None:
        self._bars = bars
        self._stage: TaskID | None = None

    def begin(self, stage: str, total: int | None) -> None:
        """Adds a bar."""
        self._stage = self._bars.add_task(stage, total=total)

    def step(self) -> None:
        """Moves the last bar on."""
        if self._stage is not None:
            self._bars.advance(self._stage)
