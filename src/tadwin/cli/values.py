"""The values that options take; each refuses a wrong one with what to give in its place."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import click


class Day(click.ParamType):  # type: ignore[type-arg]  # generic from click 8.5 on only
    """A day in ISO 8601."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day. Fails with an example."""
        try:
            return datetime.strptime(value, "%Y-%m-%d").date()
        except ValueError:
            self.fail(f"'{value}' is not a day; give a day such as 2024-03-01", param, ctx)


class AtLeast(click.ParamType):  # type: ignore[type-arg]  # as above
    """A whole number that is not less than `least`."""

    name = "number"

    def __init__(self, least: int) -> None:
        self.least = least

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number. Fails with the least that can be given."""
        try:
            number = int(value)
        except ValueError:
            number = self.least - 1
        if number < self.least:
            self.fail(f"'{value}' cannot be used; give a whole number, {self.least} or more", param, ctx)
        return number


class OneOf(click.Choice[str]):
    """One of a few words."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The word. Fails with the words that there are."""
        if value not in self.choices:
            *others, last = self.choices
            self.fail(f"'{value}' is not one of them; give {', '.join(others)} or {last}", param, ctx)
        return super().convert(value, param, ctx)


class Folder(click.Path):
    """A folder to write to, which need not be there yet."""

    def __init__(self) -> None:
        super().__init__(path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The folder's path. Fails for a file."""
        if Path(value).is_file():
            self.fail(f"{value} is a file; name a folder, which is made if it is not there", param, ctx)
        return super().convert(value, param, ctx)


class File(click.Path):
    """A file to read. `example` is a name that it could have."""

    def __init__(self, example: str) -> None:
        super().__init__(exists=True, dir_okay=False, path_type=Path)
        self.example = example

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The file's path. Fails for a folder."""
        if Path(value).is_dir():
            self.fail(f"{value} is a folder; name the file itself, such as {Path(value) / self.example}", param, ctx)
        return super().convert(value, param, ctx)
