import pytest
from hypothesis import given
from hypothesis import strategies as st

from tadwin.ingest.decode import UndecodableError, decode_page, decode_text


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00")))
def test_valid_utf8_decodes_to_itself(text: str) -> None:
    assert decode_text(text.encode()) == text


def test_byte_order_mark_of_utf8_stays_so_that_offsets_are_those_of_open() -> None:
    assert decode_text(b"\xef\xbb\xbfFive") == "\ufeffFive"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf16_with_a_mark_is_read(encoding: str) -> None:
    mark = "" if encoding == "utf-16" else "\ufeff"
    assert decode_text((mark + "قتل خمسة\r\n").encode(encoding)) == "قتل خمسة\r\n"


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        ("été à Homs".encode("latin-1"), "not valid UTF-8 .byte 1.;.*save it as UTF-8"),
        ("قتل".encode("windows-1256"), "save it as UTF-8"),
        ("five".encode("utf-32"), "UTF-32"),
        ("five".encode("utf-16-le"), "zero bytes"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "zero bytes"),
        (b"\xff\xfea", "UTF-16"),
    ],
)
def test_what_is_not_text_is_refused_with_what_to_do(raw: bytes, reason: str) -> None:
    with pytest.raises(UndecodableError, match=reason):
        decode_text(raw)


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [("windows-1256", "windows-1256"), ("ISO-8859-1", "windows-1252"), ("utf-8", "utf-8"), ("UTF-16", "utf-8")],
)
def test_a_page_is_read_in_its_declared_encoding(declared: str, encoding: str) -> None:
    words = "قتل خمسة" if encoding != "windows-1252" else "“cinq tués”"
    source = f'<html><head><meta http-equiv="Content-Type" content="text/html; charset={declared}"></head>{words}'
    assert words in decode_page(source.encode(encoding)).text


def test_a_page_with_a_few_broken_bytes_is_read_and_they_are_counted() -> None:
    page = decode_page(b"<p>" + b"five people were killed " * 200 + b"\xff</p>")
    assert page.broken == 1
    assert "\ufffd" in page.text


def test_a_page_in_another_encoding_than_it_says_is_refused() -> None:
    with pytest.raises(UndecodableError, match="browser"):
        decode_page('<meta charset="utf-8"><p>قتل خمسة'.encode("windows-1256"))


@pytest.mark.parametrize("label", ["hex", "zip", "no-such-encoding", "rot13"])
def test_a_page_cannot_name_a_codec_that_is_no_encoding(label: str) -> None:
    with pytest.raises(UndecodableError, match="not known"):
        decode_page(f'<meta charset="{label}"><p>x'.encode())
