"""One file's bytes to a Report, its text frozen; or the reason why it cannot be one."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import BinaryIO, NamedTuple, TypeVar

from tadwin.errors import UnreadableReport
from tadwin.ingest import language
from tadwin.ingest.apart import read_apart
from tadwin.ingest.contents import Contents, NoContentsError
from tadwin.ingest.dateline import Dateline, read_dateline, read_day
from tadwin.ingest.decode import UndecodableError, decode_text
from tadwin.ingest.discover import MAX_BYTES, MEDIA_TYPES, Found
from tadwin.ingest.manifest import Row, is_public, is_web, one_line
from tadwin.types import Report
from tadwin.vocab import Access

T = TypeVar("T")
MAX_CODE_POINTS = 5_000_000
_PLAIN = ("text/plain", "text/markdown")
_PDF_MARK = b"%PDF-"
_UTF8_MARK = b"\xef\xbb\xbf"
_HTML_MARK = re.compile(rb"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Captured:
    """A report, the bytes it was read from, and what the user should know of the reading."""

    report: Report
    raw: bytes
    notices: tuple[str, ...] = ()


def capture(
    found: Found,
    *,
    stdin: BinaryIO | None = None,
    max_bytes: int = MAX_BYTES,
    max_code_points: int = MAX_CODE_POINTS,
) -> Captured:
    """Reads one file. Raises UnreadableReport with the reason and what to do about it.

    `stdin` is what is read for `found.path` None. A plain text's text is its bytes as UTF-8, newlines untouched.
    Publication day, title and publisher come from the manifest, else the page, else the text's own first lines;
    `Report.origins` says which. A file's own time stamps say nothing of a report, and are not read.
    """
    raw = _bytes(found, stdin, max_bytes)
    media_type = _media_type(found, raw)
    contents = _contents(found, raw, media_type, max_code_points)
    if not contents.text.strip("\ufeff \t\r\n\f\v"):
        raise UnreadableReport(found.name, "holds no text")
    if len(contents.text) > max_code_points:
        raise UnreadableReport(found.name, f"holds more than {max_code_points:,} characters; split it")
    dateline = read_dateline(contents.text)
    row = found.row or Row(file=found.name, line=0)
    told = _told(row, contents, dateline)
    opened = row.url is not None and is_public(row.url)
    if row.access or opened:
        told.origins["access"] = "manifest"
    report = Report(
        id=found.report_id,
        text=contents.text,
        sha256=hashlib.sha256(raw).hexdigest(),
        media_type=media_type,
        publisher=told.publisher,
        title=told.title,
        url=told.url,
        language=told.language,
        published_at=told.published,
        access=row.access or (Access.PUBLIC if opened else Access.PRIVATE),
        origins=told.origins,
    )
    return Captured(report, raw, tuple(_notices(found, contents, dateline, told.published)))


def _bytes(found: Found, stdin: BinaryIO | None, most: int) -> bytes:
    try:
        if found.path is None:
            raw = stdin.read(most + 1) if stdin is not None else b""
        else:
            with found.path.open("rb") as file:
                raw = file.read(most + 1)
    except OSError as error:
        raise UnreadableReport(found.name, f"cannot be read: {error.strerror}") from error
    if not raw:
        raise UnreadableReport(found.name, "is empty")
    if len(raw) > most:
        raise UnreadableReport(found.name, f"is larger than {most / 1_000_000:g} MB; split it, or save its text alone")
    return raw


def _media_type(found: Found, raw: bytes) -> str:
    """By the file's ending, which the bytes must bear out; standard input has none, and goes by its bytes."""
    is_pdf = _PDF_MARK in raw[:1024]  # PDF 1.7, annex H.3.4.1: readers accept the mark anywhere in the first 1024 bytes
    if found.path is None:
        if is_pdf:
            return "application/pdf"
        return "text/html" if _opens_as_page(raw[:2048]) else "text/plain"
    media_type = MEDIA_TYPES[found.path.suffix.lower()]
    if raw.startswith(_PDF_MARK) and media_type != "application/pdf":
        raise UnreadableReport(found.name, "is a PDF under another ending; rename it to .pdf")
    if media_type == "application/pdf" and not is_pdf:
        raise UnreadableReport(found.name, "is not a PDF, whatever its ending says; fetch it again or rename it")
    return media_type


def _opens_as_page(head: bytes) -> bool:
    """Whether the first bytes are those of a web page, comments before its first element left out."""
    head = head.removeprefix(_UTF8_MARK).lstrip()
    while head.startswith(b"<!--"):
        _, closed, head = head[2:].partition(b"-->")  # "<!-->" is a whole comment (HTML, section 13.2.5.43)
        if not closed:
            return False
        head = head.lstrip()
    return _HTML_MARK.match(head) is not None


def _contents(found: Found, raw: bytes, media_type: str, most: int) -> Contents:
    try:
        if media_type in _PLAIN:
            return Contents(text=decode_text(raw), read_as="text")
        return read_apart(media_type, raw, most)
    except (UndecodableError, NoContentsError) as reason:
        raise UnreadableReport(found.name, str(reason)) from reason


class _Told(NamedTuple):
    """What is known of a report; `origins` says who told it."""

    publisher: str | None
    title: str | None
    published: date | None
    language: str | None
    url: str | None
    origins: dict[str, str]


def _told(row: Row, contents: Contents, dateline: Dateline) -> _Told:
    page_url = contents.url if contents.url and is_web(contents.url) else None
    publisher = _first(row.publisher, one_line(contents.publisher or ""), dateline.publisher)
    title = _first(row.title, one_line(contents.title or ""), one_line(dateline.title or ""))
    published = _first(row.published, read_day(contents.published or ""), dateline.published)
    url = _first(row.url, page_url, None)
    spoken = "manifest" if row.language else "detected"
    code = row.language or language.detect(contents.text)
    told = {"publisher": publisher[1], "title": title[1], "published_at": published[1], "url": url[1]}
    told |= {"language": spoken if code else None, "text": None if contents.read_as == "text" else contents.read_as}
    origins = {name: origin for name, origin in told.items() if origin is not None}
    return _Told(publisher[0], title[0], published[0], code, url[0], origins)


def _first(manifest: T | None, metadata: T | None, text: T | None) -> tuple[T | None, str | None]:
    """The first value that there is, and its origin."""
    for origin, value in (("manifest", manifest), ("metadata", metadata), ("text", text)):
        if value is not None:
            return value, origin
    return None, None


def _notices(found: Found, contents: Contents, dateline: Dateline, published: date | None) -> Iterator[str]:
    if contents.broken:
        yield f"{found.name}: {contents.broken} characters could not be decoded and stand as \ufffd"
    if contents.read_as == "whole page":
        yield f"{found.name}: no main text was found in the page; all its words were read, menus included"
    if published is None:
        for reason in dateline.set_aside:
            yield f"{found.name}: {reason}, so it is not taken as the publication day; give it in manifest.csv"
