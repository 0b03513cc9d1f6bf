"""Tables in the terminal. Every cell is plain text with nothing in it that a terminal or rich would obey."""

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tadwin.export import wording

#: A table that is not printed to a terminal is as wide as its words: a pager or a file can hold them.
_UNBOUNDED = 100_000

#: What a cell says where nothing is stated: greyed.
_SILENT = frozenset({wording.NOT_STATED, wording.NOT_GRADED, wording.days(None), wording.places(()), "–"})


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, and whether it holds figures, which stand to the right and are never broken."""

    heading: str
    figures: bool = False


def print_table(columns: Sequence[Column], rows: Iterable[Sequence[str]], width: int | None) -> None:
    """Prints a table as wide as `width`, the terminal, or the words where there is none.

    Cells that hold words of reports have to be on one line already (`marked.one_line`).
    """
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0))
    for column in columns:
        if column.figures:
            table.add_column(column.heading, justify="right", no_wrap=True)
        else:
            table.add_column(column.heading, overflow="fold")
    for cells in rows:
        table.add_row(*(Text(cell, "dim" if cell in _SILENT else "") for cell in cells))
    Console(width=width or (None if sys.stdout.isatty() else _UNBOUNDED), highlight=False).print(table)
