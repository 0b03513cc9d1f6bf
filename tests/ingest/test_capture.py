import hashlib
import io
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tadwin import spans
from tadwin.errors import UnreadableReport
from tadwin.ingest.capture import Captured, capture
from tadwin.ingest.discover import Found, discover
from tadwin.ingest.manifest import Row
from tadwin.vocab import Access

_TEXT = (
    "Market hit in Tal Amara\n\nPublished 3 April 2017\n\nAMMAN (EW) - Shells fell on the market of Tal "
    "Amara on Sunday and four people were killed, the hospital said. Eleven were wounded, two of them badly.\n"
)
_PAGE = (
    '<html><head><title>Hospital shelled</title><meta property="og:site_name" content="Example Gazette">'
    '<meta property="article:published_time" content="2024-05-06"><link rel="canonical" href="https://gazette.example/h">'
    "</head><body><article>"
    + "<p>Published 1 May 2024. Shells fell on the hospital of Tal Amara and four people were killed, it said.</p>" * 4
    + "</article></body></html>"
)


def file(folder: Path, name: str, raw: bytes | str, row: Row | None = None) -> Found:
    path = folder / name
    path.write_bytes(raw if isinstance(raw, bytes) else raw.encode())
    return Found(path.stem, name, path, row)


def refusal(found: Found, **limits: int) -> str:
    with pytest.raises(UnreadableReport) as caught:
        capture(found, **limits)  # type: ignore[arg-type]  # ints, all of them
    assert caught.value.name == found.name
    return caught.value.reason


def test_a_text_file_says_what_it_is(tmp_path: Path) -> None:
    captured = capture(file(tmp_path, "a.txt", _TEXT))
    report = captured.report
    assert (report.id, report.text, report.media_type, report.language) == ("a", _TEXT, "text/plain", "en")
    assert report.sha256 == hashlib.sha256(_TEXT.encode()).hexdigest()
    assert captured.raw == _TEXT.encode()
    assert (report.title, report.published_at, report.publisher) == (
        "Market hit in Tal Amara",
        date(2017, 4, 3),
        "EW",
    )
    assert report.origins == {"title": "text", "published_at": "text", "publisher": "text", "language": "detected"}
    assert (report.access, report.retrieved_at, captured.notices) == (Access.PRIVATE, None, ())


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=1), st.data())
def test_a_texts_offsets_are_those_of_its_bytes(
    tmp_path_factory: pytest.TempPathFactory, text: str, data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("texts")
    found = file(folder, "a.txt", text)
    if not text.strip("\ufeff \t\r\n\f\v"):
        assert refusal(found) == "holds no text"
        return
    report = capture(found).report
    with (folder / "a.txt").open(encoding="utf-8", newline="") as plain:
        assert report.text == plain.read()
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    span = spans.cut(report, start, end)
    assert span.quote == text[start:end]


def test_markdown_is_kept_as_it_is(tmp_path: Path) -> None:
    captured = capture(file(tmp_path, "a.md", "# **Market** hit\r\n\r\n- 4 killed\r\n"))
    assert captured.report.text == "# **Market** hit\r\n\r\n- 4 killed\r\n"
    assert captured.report.media_type == "text/markdown"


def test_the_manifest_overrides_the_page_and_the_page_its_words(tmp_path: Path) -> None:
    page = capture(file(tmp_path, "h.html", _PAGE)).report
    assert (page.title, page.publisher, page.published_at) == ("Hospital shelled", "Example Gazette", date(2024, 5, 6))
    assert page.origins == {
        "title": "metadata",
        "publisher": "metadata",
        "published_at": "metadata",
        "url": "metadata",
        "language": "detected",
        "text": "main text",
    }
    row = Row("h.html", 2, publisher="Archive", published=date(2024, 5, 7), title="Kept copy", language="fr")
    told = capture(file(tmp_path, "h.html", _PAGE, row)).report
    assert (told.title, told.publisher, told.published_at, told.language) == (
        "Kept copy",
        "Archive",
        date(2024, 5, 7),
        "fr",
    )
    assert {told.origins[name] for name in ("title", "publisher", "published_at", "language")} == {"manifest"}


@pytest.mark.parametrize(
    ("row", "access", "origin"),
    [
        (Row("a.txt", 2, url="https://example.org/a"), Access.PUBLIC, "manifest"),
        (Row("a.txt", 2, url="https://intranet/a"), Access.PRIVATE, None),
        (Row("a.txt", 2, url="https://example.org/a", access=Access.PRIVATE), Access.PRIVATE, "manifest"),
        (Row("a.txt", 2, access=Access.PARTNER), Access.PARTNER, "manifest"),
        (None, Access.PRIVATE, None),
    ],
)
def test_a_report_is_private_unless_something_says_otherwise(
    tmp_path: Path, row: Row | None, access: Access, origin: str | None
) -> None:
    report = capture(file(tmp_path, "a.txt", _TEXT, row)).report
    assert (report.access, report.origins.get("access")) == (access, origin)


def test_a_pages_own_word_does_not_make_it_public(tmp_path: Path) -> None:
    report = capture(file(tmp_path, "h.html", _PAGE)).report
    assert (report.url, report.access) == ("https://gazette.example/h", Access.PRIVATE)


@pytest.mark.parametrize(
    ("name", "raw", "reason"),
    [
        ("a.txt", b"", "is empty"),
        ("a.txt", b"\xef\xbb\xbf \r\n", "holds no text"),
        ("a.txt", "tués à Homs".encode("latin-1"), "save it as UTF-8"),
        ("a.txt", b"MZ\x00\x00", "zero bytes"),
        ("a.txt", b"%PDF-1.4 ...", "rename it to .pdf"),
        ("a.pdf", b"<html>", "not a PDF"),
        ("a.pdf", b"%PDF-1.4 ...", "damaged"),
        ("a.html", b"<html><body><script>4</script></body></html>", "no text"),
        ("a.html", '<meta charset="utf-8">قتل خمسة'.encode("windows-1256"), "save it as UTF-8"),
        ("a.html", b"<div>" * 100_000 + b"4 killed", "nested too deeply"),
    ],
)
def test_what_cannot_be_read_is_named_with_its_reason(tmp_path: Path, name: str, raw: bytes, reason: str) -> None:
    assert reason in refusal(file(tmp_path, name, raw))


def test_limits(tmp_path: Path) -> None:
    assert "0.0001 MB" in refusal(file(tmp_path, "a.txt", "x" * 101), max_bytes=100)
    assert "50 characters" in refusal(file(tmp_path, "a.txt", "قتل " * 20), max_code_points=50)
    assert "50 characters" in refusal(file(tmp_path, "a.html", _PAGE), max_code_points=50)
    assert "larger than 20 MB" in refusal(file(tmp_path, "a.txt", b"x" * 20_000_001))


def test_a_file_that_went_away_is_refused(tmp_path: Path) -> None:
    assert "cannot be read" in refusal(Found("a", "a.txt", tmp_path / "a.txt"))


def from_stdin(raw: bytes) -> Captured:
    return capture(Found("stdin", "standard input", None), stdin=io.BytesIO(raw))


def test_standard_input_goes_by_its_bytes() -> None:
    assert from_stdin(_TEXT.encode()).report.media_type == "text/plain"
    page = from_stdin(b"\n<!-- saved --><!DOCTYPE html>" + _PAGE.encode()).report
    assert (page.media_type, page.title) == ("text/html", "Hospital shelled")
    with pytest.raises(UnreadableReport, match="damaged"):
        from_stdin(b"%PDF-1.4")
    with pytest.raises(UnreadableReport, match="empty"):
        from_stdin(b"")


@pytest.mark.parametrize("comment", [b"<!-- -->", b"<!---->\n", b"<!-->", b"<!-- --"])
def test_standard_input_that_opens_with_comments_is_told_at_once(comment: bytes) -> None:
    """Tried in every way to end them, 200 comments would outlast the sun."""
    assert from_stdin(comment * 200 + _TEXT.encode()).report.media_type == "text/plain"


def test_a_page_after_many_comments_is_a_page() -> None:
    assert from_stdin(b"<!-- > -- -->" * 100 + _PAGE.encode()).report.media_type == "text/html"


def test_a_date_that_cannot_be_told_is_a_notice_until_the_manifest_gives_it(tmp_path: Path) -> None:
    text = _TEXT.replace("3 April 2017", "5.6.2023").replace(" on Sunday", "")  # a weekday may tell the order
    captured = capture(file(tmp_path, "a.txt", text))
    assert captured.report.published_at is None
    assert "5.6.2023" in captured.notices[0]
    assert not capture(file(tmp_path, "a.txt", text, Row("a.txt", 2, published=date(2023, 6, 5)))).notices


def test_a_folder_of_good_and_bad_files_gives_every_good_one(tmp_path: Path) -> None:
    for number in range(5):
        file(tmp_path, f"good{number}.txt", f"{_TEXT}{number}")
        file(tmp_path, f"bad{number}.pdf", b"%PDF-1.4 " + bytes([number]))
    read, refused = [], []
    for found in discover([str(tmp_path)]).found:
        try:
            read.append(capture(found).report.id)
        except UnreadableReport as error:
            refused.append(error.name)
    assert read == [f"good{number}" for number in range(5)]
    assert len(refused) == 5
