"""Text for the terminal, line by line: wrapped to its width, indented, and plain."""

import sys
from collections.abc import Iterable
from typing import NamedTuple

_WIDTH = 88  # where no terminal says how wide it is: a comfortable line
_NARROWEST = 20


class Line(NamedTuple):
    """A line to print: how far it is indented, in characters, its words, and rich's style for them.

    Words of reports have to be on one line already (`marked.one_line`): nothing here makes them harmless.
    """

    indent: int
    words: str
    style: str = ""


def print_lines(lines: Iterable[Line], width: int | None) -> None:
    """Prints the lines, wrapped to `width`, the terminal's or a comfortable one."""
    from rich.console import Console
    from rich.text import Text

    console = Console(width=width or (None if sys.stdout.isatty() else _WIDTH), highlight=False)
    for line in lines:
        for part in Text(line.words, line.style).wrap(console, max(console.width - line.indent, _NARROWEST)):
            console.print(Text(" " * line.indent) + part, no_wrap=True, overflow="ignore", crop=False)
