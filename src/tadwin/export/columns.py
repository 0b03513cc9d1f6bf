"""What a table is made of: columns with their meaning, cells, and rows of them as CSV."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from tadwin.export.plain import guarded, plain
from tadwin.export.publication import PublishedIncident
from tadwin.export.release import Release

Cell = str | int | float | bool | date | None
Cells = Mapping[str, Cell]


class Kind(StrEnum):
    """What a column holds, in the names of Frictionless Table Schema."""

    TEXT = "string"
    INTEGER = "integer"
    NUMBER = "number"
    DAY = "date"  # ISO 8601
    FLAG = "boolean"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, what it holds and means, its codes if they are a closed list, whether a map can fill it."""

    name: str
    kind: Kind
    meaning: str
    codes: Mapping[str, str] = field(default_factory=dict)
    mapped: bool = False


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An incident that a format has no row for, and why."""

    id: str
    why: str


@dataclass(frozen=True, slots=True)
class Content:
    """A table's rows in order, each with every column, and the incidents that it has no row for."""

    cells: tuple[Cells, ...]
    left_out: tuple[LeftOut, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A table that a publication can be written as: its columns, how it is filled, and what it cannot say."""

    name: str
    title: str
    columns: tuple[Column, ...]
    fill: Callable[[Release], Content]
    sources: tuple[str, ...] = ()
    cannot: tuple[str, ...] = ()


def each(
    make: Callable[[PublishedIncident, Release], Cells], unfit: Callable[[PublishedIncident], str | None]
) -> Callable[[Release], Content]:
    """Fills a table with one row an incident, but for those that `unfit` gives a reason against."""

    def fill(release: Release) -> Content:
        told = [(incident, unfit(incident)) for incident in release.incidents]
        cells = tuple(make(incident, release) for incident, why in told if why is None)
        return Content(cells, tuple(LeftOut(incident.id, why) for incident, why in told if why is not None))

    return fill


def csv_lines(columns: Sequence[Column], cells: Iterable[Cells], tags: Sequence[str] = ()) -> Iterator[str]:
    """The table as CSV (RFC 4180): the heading, the tags if there are any, and the rows. No byte order mark.

    Words that a spreadsheet would run stand behind an apostrophe; a flag is `true` or `false`.
    """
    names = [column.name for column in columns]
    yield _line(names)
    if tags:
        yield _line(tags)
    for row in cells:
        yield _line([_written(row[name]) for name in names])


def typed(value: Cell) -> Cell:
    """The value as a format with types of its own keeps it: words made plain, the rest as it is."""
    return plain(value) if isinstance(value, str) else value


def _written(value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        return guarded(value)
    return repr(value)


def _line(cells: Iterable[str]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\r\n").writerow(cells)
    return line.getvalue()
