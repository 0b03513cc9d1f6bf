"""manifest.csv: what the user says of each file. What they say overrides what a file says of itself."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from tadwin.errors import ManifestError, UnreadableReport
from tadwin.ingest.dateline import read_day
from tadwin.ingest.decode import UndecodableError, decode_text
from tadwin.ingest.names import printable
from tadwin.vocab import Access

FILE_NAME = "manifest.csv"
_COLUMNS = ("file", "publisher", "published", "url", "title", "language", "access")
_LIMIT = 20_000_000  # bytes
_LANGUAGE = re.compile(r"(?P<code>[a-z]{2})(?:[-_][A-Za-z]{2,4})*")
#: Host endings that no one outside an office can open (RFC 6761, RFC 6762, RFC 8375, and ICANN's ".internal").
_PRIVATE_HOSTS = (".local", ".localhost", ".internal", ".intranet", ".lan", ".home.arpa", ".test", ".invalid", ".onion")


@dataclass(frozen=True, slots=True)
class Row:
    """One file's row. A value that the row leaves blank, or that has no meaning, is None."""

    file: str
    line: int
    publisher: str | None = None
    published: date | None = None
    url: str | None = None
    title: str | None = None
    language: str | None = None
    access: Access | None = None


@dataclass(frozen=True, slots=True)
class Manifest:
    """A manifest's good rows, the rows that cannot be used, and what else the user should know."""

    path: Path
    rows: tuple[Row, ...]
    refused: tuple[UnreadableReport, ...] = ()
    notices: tuple[str, ...] = ()


@dataclass(slots=True)
class _Reading:
    """What a manifest gave so far."""

    shown: str
    rows: list[Row] = field(default_factory=list)
    refused: list[UnreadableReport] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)


def read_manifest(path: Path) -> Manifest:
    """Reads a manifest. Raises ManifestError when it cannot be used as a whole."""
    reading = _Reading(printable(str(path)))
    table = csv.reader(io.StringIO(_text(path, reading.shown), newline=""), strict=True, delimiter=",")
    try:
        lines = list(_numbered(table))
    except csv.Error as error:
        raise ManifestError(
            f"{reading.shown}: line {table.line_num} is not CSV ({error}); mend it and run again"
        ) from error
    if not lines:
        raise ManifestError(f"{reading.shown} is empty; its first line must name the columns: {','.join(_COLUMNS)}")
    columns = _columns(lines[0][1], reading)
    seen: dict[str, int] = {}
    for number, cells in lines[1:]:
        _read_row(number, cells, columns, seen, reading)
    return Manifest(path, tuple(reading.rows), tuple(reading.refused), tuple(reading.notices))


def is_public(url: str) -> bool:
    """True for a web address that anyone may open; a report with one is public unless its manifest says otherwise."""
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").rstrip(".")
    except ValueError:
        return False
    if parts.scheme not in ("http", "https") or "." not in host or host.endswith(_PRIVATE_HOSTS) or parts.username:
        return False
    try:
        return ip_address(host).is_global
    except ValueError:
        return True


def is_web(url: str) -> bool:
    """True for an http or https address with a host: no other scheme is kept, for a record's pages link to it."""
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return False


def one_line(value: str) -> str | None:
    """A value in one line without control characters; None when nothing is left."""
    return " ".join(printable(" ".join(value.split())).split()) or None


def _text(path: Path, shown: str) -> str:
    try:
        with path.open("rb") as file:
            raw = file.read(_LIMIT + 1)
        if len(raw) > _LIMIT:
            raise ManifestError(f"{shown} is larger than {_LIMIT // 1_000_000} MB, which no manifest is")
        return decode_text(raw).removeprefix("\ufeff")
    except OSError as error:
        raise ManifestError(f"{shown} cannot be read: {error.strerror}") from error
    except UndecodableError as error:
        raise ManifestError(f"{shown} {error}") from error


def _numbered(table: Iterator[list[str]]) -> Iterator[tuple[int, list[str]]]:
    for cells in table:
        if any(cell.strip() for cell in cells):
            yield table.line_num, cells  # type: ignore[attr-defined]  # csv.reader has it; Iterator does not


def _columns(header: Sequence[str], reading: _Reading) -> list[str]:
    columns = [cell.strip().lower() for cell in header]
    if "file" not in columns:
        hint = " (columns must be separated by commas)" if len(columns) == 1 and re.search(r"[;\t]", header[0]) else ""
        raise ManifestError(f"{reading.shown} has no column named file{hint}; its columns are {','.join(_COLUMNS)}")
    twice = sorted({name for name in columns if name in _COLUMNS and columns.count(name) > 1})
    if twice:
        raise ManifestError(f"{reading.shown} has more than one column named {twice[0]}; keep one")
    unknown = [printable(name) for name in columns if name and name not in _COLUMNS]
    if unknown:
        reading.notices.append(f"{reading.shown}: columns not read: {', '.join(unknown)}")
    return columns


def _read_row(number: int, cells: list[str], columns: list[str], seen: dict[str, int], reading: _Reading) -> None:
    where = f"{reading.shown} line {number}"
    if any(cell.strip() for cell in cells[len(columns) :]):
        reason = f"has {len(cells)} values for {len(columns)} columns; put quotes around a value that holds a comma"
        reading.refused.append(UnreadableReport(where, f"this row {reason}"))
        return
    values = {name: cell.strip() for name, cell in zip(columns, cells, strict=False) if cell.strip()}
    file = values.get("file")
    if file is None:
        reading.refused.append(UnreadableReport(where, "this row names no file"))
    elif file in seen:
        reading.notices.append(f"{where}: {printable(file)} has a row already (line {seen[file]}), which is used")
    else:
        seen[file] = number
        reading.rows.append(_row(file, number, values, where, reading.notices))


def _row(file: str, number: int, values: dict[str, str], where: str, notices: list[str]) -> Row:
    def bad(column: str, expected: str) -> None:
        notices.append(
            f"{where}: {column} {printable(values[column])!r} of {printable(file)} is not {expected}; not used"
        )

    published = read_day(values.get("published", ""))
    if published is None and "published" in values:
        bad("published", "a day such as 2024-03-01")
    url = values.get("url")
    if url is not None and not is_web(url):
        bad("url", "an http or https address")
        url = None
    language = _LANGUAGE.fullmatch(values.get("language", "").lower())
    if language is None and "language" in values:
        bad("language", "a two-letter code such as en")
    access = values.get("access", "").lower()
    if access and access not in tuple(Access):
        bad("access", f"one of {', '.join(Access)}")
        access = ""
        if url is not None and is_public(url):
            access = Access.PRIVATE  # what was meant is not known, so the address must not open it
    return Row(
        file=file,
        line=number,
        publisher=one_line(values.get("publisher", "")),
        published=published,
        url=url,
        title=one_line(values.get("title", "")),
        language=language["code"] if language else None,
        access=Access(access) if access else None,
    )
