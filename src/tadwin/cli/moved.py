"""What the commands that move a record say when it is moved."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tadwin.cli.main import complain
from tadwin.export.marked import one_line

if TYPE_CHECKING:
    from tadwin.run.moving import Moved

#: What is wrong with a record is named so many times, then counted.
_NAMED = 10


def tell_moved(done: str, target: Path | str, moved: "Moved") -> int:
    """Prints what was written, and what is wrong with it; the exit status, 1 where something is."""
    for problem in moved.problems[:_NAMED]:
        complain(problem)
    if moved.problems[_NAMED:]:
        complain(f"and {len(moved.problems) - _NAMED} problems more")
    if moved.problems:
        complain("the record had these problems before, and is written as it was")
    held = ", ".join(_count(moved.rows[f"{noun}s"], noun) for noun in ("report", "claim", "incident", "decision"))
    place = target if isinstance(target, Path) else "the database"
    click.echo(one_line(f"{done} to {place}, read back and checked: {held}."))
    if moved.head:
        click.echo(f"The last decision's hash is {moved.head}: keep it apart from the record.")
    return 1 if moved.problems else 0


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
