"""The fewest people of a cell by what is told of its parts.

Parts add up only where one voice tells them in one frame: seven "militants" of one origin and seven "civilians" of
another may be the same people.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence

from tadwin.reconcile.bounds import Cell, floors, lies_in
from tadwin.reconcile.conjuncts import Count
from tadwin.reconcile.voices import Told, Voice
from tadwin.types import FigureLine

Lines = Mapping[Cell, FigureLine]


def is_part(cell: Cell, whole: Cell) -> bool:
    """True when everyone of the cell is of the whole, and the two are not one."""
    return cell != whole and lies_in(cell, whole)


def least_of_own(voice: Voice, cell: Cell) -> int:
    """The fewest that the voice's counts of parts need, each taken at the least that it gives anywhere."""
    return _of_own(voice, cell, min)


def most_of_own(voice: Voice, cell: Cell) -> int:
    """The same with each part taken at the most that one of its counts needs."""
    return _of_own(voice, cell, max)


def _of_own(voice: Voice, cell: Cell, of: Callable[[Iterable[int]], int]) -> int:
    def value(told: Told) -> int:
        return told.count.low if told.share else of(one.count.low for one in voice.counts(told.cell))

    return max((_sum(told, cell, value) for told in voice.by_frame), default=0)


def by_lines(
    heard: Sequence[Voice], cell: Cell, lines: Lines, of_line: Callable[[FigureLine], int], of: Callable[[Count], int]
) -> int:
    """How many the parts that any voice tells together come to: by the lines made of them, and by counts of shares."""

    def value(told: Told) -> int:
        return of(told.count) if told.share else of_line(lines[told.cell])

    return max((_sum(told, cell, value) for voice in heard for told in voice.by_frame), default=0)


def by_frames(heard: Sequence[Voice], cell: Cell, lines: Lines, of_line: Callable[[FigureLine], int]) -> int:
    """How many men, women and children come to that one frame tells, whoever says each: nobody is two of them.

    "A woman was killed, the governor said. The body of a man was found": two, though nobody counts both.
    """
    frames: dict[tuple[str, object], list[Told]] = {}
    for voice in heard:
        for one in voice.told:
            if not one.share and one.cell[1] is not None:
                frames.setdefault((one.frame, one.cell[0]), []).append(one)
    return max((_sum(told, cell, lambda one: of_line(lines[one.cell])) for told in frames.values()), default=0)


def inside(heard: Sequence[Voice], cell: Cell) -> list[Told]:
    """All that is told of parts of a cell, and of shares of it."""
    return [told for voice in heard for told in voice.told if _counts_for(told, cell)]


def _sum(told: Sequence[Told], cell: Cell, value: Callable[[Told], int]) -> int:
    least: dict[Cell, int] = {}
    for one in told:
        if _counts_for(one, cell):
            least[one.cell] = max(value(one), least.get(one.cell, 0))
    if len(least) < 2:  # nothing to add up
        return max(least.values(), default=0)
    return floors(least).get(cell, 0)


def _counts_for(told: Told, cell: Cell) -> bool:
    return lies_in(told.cell, cell) if told.share else is_part(told.cell, cell)
