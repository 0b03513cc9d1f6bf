"""Where work that takes long tells how far it is. Loads nothing."""

from collections.abc import Callable
from typing import Protocol


class Progress(Protocol):
    """Where a run tells how far it is."""

    def begin(self, stage: str, total: int | None) -> None:
        """A stage of `total` steps begins; None when nobody knows how many."""

    def step(self) -> None:
        """One step of the stage is done."""


class Silent:
    """A Progress for nobody."""

    def begin(self, stage: str, total: int | None) -> None:
        """Says nothing."""

    def step(self) -> None:
        """Says nothing."""


def stages(progress: Progress) -> Callable[[str, int], None]:
    """Turns what the gazetteer tells of its work into stages: it is compiled on the first run and after an import."""
    begun = set()

    def tell(stage: str, _: int) -> None:
        if stage not in begun:
            begun.add(stage)
            progress.begin(stage.capitalize(), None)

    return tell
