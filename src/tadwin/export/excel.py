"""The incidents as an Excel workbook: about, incidents, figures, sources, codebook.

Every word is written as text: nothing in a report becomes a formula, a link or a number. The workbook is made in
memory, so that no part of it is left in a folder for temporary files.
"""

import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time
from typing import Any

from tadwin.export import codebook
from tadwin.export.columns import Cells, Column, Content, Table, typed
from tadwin.export.release import Release

#: What a spreadsheet takes for the start of a formula when somebody edits the cell.
_FORMULA = ("=", "+", "-", "@")
_WIDEST = 40
#: Sheets have at most 1,048,576 rows, so that a table of figures of more than that is cut, and says so.
MOST_ROWS = 1_048_575


def workbook(release: Release, tables: Sequence[Table], contents: Mapping[str, Content]) -> bytes:
    """The file."""
    import xlsxwriter  # type: ignore[import-untyped]

    provenance = release.provenance
    held = io.BytesIO()
    book = xlsxwriter.Workbook(held, {"in_memory": True})
    book.set_properties(
        {
            "title": "tadwin",
            "comments": provenance.words(),
            "created": datetime.combine(provenance.made_on, time(), UTC),
        }
    )
    sheets = _Sheets(book)
    sheets.lines("About", (*codebook.about(release, tables, contents), *codebook.CONVENTIONS))
    for table in tables:
        sheets.table(table.name.capitalize(), table.columns, contents[table.name].cells)
    sheets.table("Codebook", codebook.COLUMNS, tuple(codebook.cells(tables)))
    book.close()
    return held.getvalue()


class _Sheets:
    """Writes sheets of a workbook, each cell by its own type."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._head = book.add_format({"bold": True, "bottom": 1})
        self._day = book.add_format({"num_format": "yyyy-mm-dd"})
        self._text = book.add_format({"num_format": "@"})
        self._guarded = book.add_format({"num_format": "@", "quote_prefix": True})
        self._wrapped = book.add_format({"text_wrap": True, "valign": "top"})

    def lines(self, name: str, lines: Iterable[str]) -> None:
        sheet = self._book.add_worksheet(name)
        sheet.set_column(0, 0, 120)
        for number, line in enumerate(lines):
            sheet.write_string(number, 0, str(typed(line)), self._wrapped)

    def table(self, name: str, columns: Sequence[Column], rows: Sequence[Cells]) -> None:
        sheet = self._book.add_worksheet(name)
        for place, column in enumerate(columns):
            sheet.write_string(0, place, column.name, self._head)
            sheet.set_column(place, place, min(_WIDEST, max(10, len(column.name) + 2)))
        for number, row in enumerate(rows[:MOST_ROWS], start=1):
            for place, column in enumerate(columns):
                self._write(sheet, number, place, row[column.name])
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, max(1, min(len(rows), MOST_ROWS)), len(columns) - 1)

    def _write(self, sheet: Any, number: int, place: int, value: object) -> None:
        match value:
            case None:
                return
            case bool():
                sheet.write_boolean(number, place, value)
            case int() | float():
                sheet.write_number(number, place, value)
            case date():
                sheet.write_datetime(number, place, datetime.combine(value, time()), self._day)
            case _:
                words = str(typed(str(value)))
                sheet.write_string(number, place, words, self._guarded if words.startswith(_FORMULA) else self._text)
