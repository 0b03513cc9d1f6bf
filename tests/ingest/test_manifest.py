from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tadwin.errors import ManifestError
from tadwin.ingest.manifest import Manifest, is_public, is_web, read_manifest
from tadwin.vocab import Access


def read(folder: Path, text: str | bytes) -> Manifest:
    path = folder / "manifest.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_manifest(path)


def test_every_column_is_read(tmp_path: Path) -> None:
    manifest = read(
        tmp_path,
        "file,publisher,published,url,title,language,access\r\n"
        'a.txt,"Gazette, Example",2024-03-01,https://example.org/a,"Market hit","en-GB",Partner\r\n',
    )
    (row,) = manifest.rows
    assert (row.file, row.publisher, row.published) == ("a.txt", "Gazette, Example", date(2024, 3, 1))
    assert (row.url, row.title, row.language, row.access) == (
        "https://example.org/a",
        "Market hit",
        "en",
        Access.PARTNER,
    )
    assert not manifest.refused
    assert not manifest.notices


def test_only_file_is_required_and_blanks_are_none(tmp_path: Path) -> None:
    (row,) = read(tmp_path, "\ufefffile\n\na.txt\n\n").rows
    assert (row.publisher, row.published, row.access) == (None, None, None)


def test_unknown_columns_are_named_and_ignored(tmp_path: Path) -> None:
    manifest = read(tmp_path, "file,mood\na.txt,grim\n")
    assert manifest.rows[0].file == "a.txt"
    assert "mood" in manifest.notices[0]


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("published", "05/06/2024"),
        ("published", "last week"),
        ("access", "secret"),
        ("language", "english"),
        ("url", "javascript:alert(1)"),
        ("url", "file:///etc/passwd"),
    ],
)
def test_a_bad_value_is_named_and_loses_only_itself(tmp_path: Path, column: str, value: str) -> None:
    manifest = read(tmp_path, f"file,publisher,{column}\na.txt,Gazette,{value}\n")
    (row,) = manifest.rows
    assert (getattr(row, column), row.publisher) == (None, "Gazette")
    (notice,) = manifest.notices
    assert "line 2" in notice
    assert value in notice
    assert "a.txt" in notice


def test_a_misspelt_access_keeps_a_report_with_a_public_address_private(tmp_path: Path) -> None:
    (row,) = read(tmp_path, "file,url,access\na.txt,https://example.org/a,privat\n").rows
    assert row.access is Access.PRIVATE


def test_a_row_with_too_many_values_is_refused_and_the_others_kept(tmp_path: Path) -> None:
    manifest = read(tmp_path, "file,title\na.txt,Four killed, two hurt\nb.txt,Fine\n,No file\n")
    assert [row.file for row in manifest.rows] == ["b.txt"]
    assert [refused.name.rsplit(" ", 1)[1] for refused in manifest.refused] == ["2", "4"]


def test_the_first_of_two_rows_for_one_file_is_used(tmp_path: Path) -> None:
    manifest = read(tmp_path, "file,title\na.txt,One\na.txt,Two\n")
    assert [row.title for row in manifest.rows] == ["One"]
    assert "line 2" in manifest.notices[0]


def test_values_lose_their_control_characters(tmp_path: Path) -> None:
    (row,) = read(tmp_path, 'file,title\na.txt,"Two\nlines \x1b[31m\u202ered"\n').rows
    assert row.title == "Two lines _[31m_red"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"name,date\na.txt,2024-01-01\n", "no column named file"),
        (b"file;publisher\na.txt;Gazette\n", "commas"),
        (b"file,title,title\na.txt,x,y\n", "more than one column"),
        ("file,publisher\na.txt,Presse été\n".encode("latin-1"), "UTF-8"),
        (b'file,title\na.txt,"never closed\n', "not CSV"),
    ],
)
def test_a_manifest_that_cannot_be_used_says_why(tmp_path: Path, content: bytes, reason: str) -> None:
    with pytest.raises(ManifestError, match=reason):
        read(tmp_path, content)


def test_an_absent_manifest_says_so(tmp_path: Path) -> None:
    with pytest.raises(ManifestError, match="cannot be read"):
        read_manifest(tmp_path / "none.csv")


def test_a_spreadsheets_unicode_text_is_read(tmp_path: Path) -> None:
    assert read(tmp_path, "file,title\na.txt,تقرير\n".encode("utf-16")).rows[0].title == "تقرير"


@pytest.mark.parametrize("url", ["https://example.org/a", "http://news.example.com:8080/x", "https://93.184.216.34/a"])
def test_public_addresses(url: str) -> None:
    assert is_public(url)


@pytest.mark.parametrize(
    "url",
    [
        "https://localhost/a",
        "https://intranet/a",
        "http://10.0.0.3/a",
        "http://192.168.1.4/a",
        "http://[::1]/",
        "http://[fd00::1]/",
        "https://files.office.local/a",
        "https://user:word@example.org/a",
        "file:///home/a.txt",
        "http://[broken",
    ],
)
def test_addresses_that_only_some_can_open_are_not_public(url: str) -> None:
    assert not is_public(url)


@given(st.text())
def test_any_address_is_survived(url: str) -> None:
    assert is_web(url) or not is_public(url)
    assert is_web("https://" + url) or not is_public("https://" + url)


@given(st.binary(max_size=300))
def test_any_bytes_give_a_manifest_or_its_error(tmp_path_factory: pytest.TempPathFactory, raw: bytes) -> None:
    folder = tmp_path_factory.mktemp("any")
    try:
        manifest = read(folder, b"file,title\n" + raw)
    except ManifestError:
        return
    assert len({row.file for row in manifest.rows}) == len(manifest.rows)
