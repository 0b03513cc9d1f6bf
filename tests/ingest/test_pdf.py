"""PDFs are written here by hand (PDF 1.4), so that what is read is checked against what was put in."""

import hashlib
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tadwin.ingest.apart import read_apart
from tadwin.ingest.contents import NoContentsError
from tadwin.ingest.pdf import read_pdf

_MOST = 100_000
_PAD = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")


def write_pdf(
    pages: list[list[str]],
    *,
    title: str | None = None,
    encrypt: Callable[[int, bytes], bytes] = lambda number, data: data,
    trailer: bytes = b"",
) -> bytes:
    """A PDF of the pages, each a list of lines."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for lines in pages:
        shown = b" ".join(b"(" + line.encode("latin-1") + b") Tj T*" for line in lines)
        content = encrypt(len(objects) + 1, b"BT /F1 12 Tf 72 720 Td 14 TL " + shown + b" ET")
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
        resources = b"/Resources << /Font << /F1 3 0 R >> >> /Contents %d 0 R" % len(objects)
        objects.append(b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] " + resources + b" >>")
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(kids))
    if title is not None:
        objects.append(b"<< /Title (%s) >>" % title.encode("latin-1"))
        trailer += b" /Info %d 0 R" % len(objects)
    return _assemble(objects, trailer)


def _assemble(objects: list[bytes], trailer: bytes) -> bytes:
    out = b"%PDF-1.4\n"
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    end = b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, len(out))
    return out + head + table + end


def _rc4(key: bytes, data: bytes) -> bytes:
    state = list(range(256))
    j = 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    out = bytearray()
    i = j = 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)


def write_encrypted_pdf(lines: list[str], password: str) -> bytes:
    """Encrypted with 40-bit RC4 (PDF 1.7, section 7.6.3, algorithms 1 to 4)."""

    def md5(data: bytes) -> bytes:
        return hashlib.md5(data, usedforsecurity=False).digest()

    user = (password.encode() + _PAD)[:32]
    owner = _rc4(md5((b"owner" + _PAD)[:32])[:5], user)
    key = md5(user + owner + (-44).to_bytes(4, "little", signed=True) + b"id")[:5]
    check = _rc4(key, _PAD)
    entry = b"/Encrypt << /Filter /Standard /V 1 /R 2 /P -44 /O <%s> /U <%s> >> /ID [<6964> <6964>]"
    return write_pdf(
        [lines],
        encrypt=lambda number, data: _rc4(md5(key + number.to_bytes(3, "little") + b"\0\0")[:10], data),
        trailer=entry % (owner.hex().encode(), check.hex().encode()),
    )


def test_pages_are_joined_by_a_blank_line_and_hyphens_stay() -> None:
    pages = [["Shells fell on the market.", "Four rescue-", "workers were killed."], [], ["Two were injured."]]
    contents = read_pdf(write_pdf(pages, title="Bulletin 4"), _MOST)
    first, second = contents.text.split("\n\n")
    assert "".join(first.split()) == "".join("".join(pages[0]).split())
    assert second == "Two were injured."
    assert (contents.title, contents.read_as, contents.published) == ("Bulletin 4", "pages", None)


@pytest.mark.parametrize("title", ["Microsoft Word - draft.docx", "bulletin.indd", "Untitled", "", " "])
def test_a_title_that_a_program_wrote_is_none(title: str) -> None:
    assert read_pdf(write_pdf([["Four killed."]], title=title), _MOST).title is None


def test_a_pdf_without_text_is_refused_as_a_scan() -> None:
    with pytest.raises(NoContentsError, match="OCR"):
        read_pdf(write_pdf([[], []]), _MOST)


def test_an_encrypted_pdf_is_refused_and_says_so() -> None:
    with pytest.raises(NoContentsError, match="encrypted"):
        read_pdf(write_encrypted_pdf(["Four people were killed."], "sesame"), _MOST)


def test_a_pdf_that_only_forbids_changes_is_read() -> None:
    assert read_pdf(write_encrypted_pdf(["Four people were killed."], ""), _MOST).text == "Four people were killed."


@pytest.mark.parametrize("raw", [write_pdf([["Four killed."]])[:200], b"%PDF-1.7\nnothing", b""])
def test_a_damaged_pdf_is_refused(raw: bytes) -> None:
    with pytest.raises(NoContentsError, match="damaged"):
        read_pdf(raw, _MOST)


def test_reading_stops_at_the_limit() -> None:
    contents = read_pdf(write_pdf([["Four people were killed."]] * 50), 100)
    assert 100 < len(contents.text) < 200


def test_too_many_pages_are_refused() -> None:
    with pytest.raises(NoContentsError, match="2000 pages"):
        read_pdf(write_pdf([["x"]] * 2001), _MOST)


def test_a_page_tree_that_loops_is_survived() -> None:
    looped = write_pdf([["Four killed."]]).replace(b"/Kids [5 0 R]", b"/Kids [2 0 R]")
    with pytest.raises(NoContentsError):
        read_pdf(looped, _MOST)


@settings(max_examples=60)
@given(st.lists(st.tuples(st.integers(9, 700), st.integers(0, 255)), min_size=1, max_size=20))
def test_a_pdf_with_broken_bytes_is_read_or_refused_and_kills_no_reader(changes: list[tuple[int, int]]) -> None:
    raw = bytearray(write_pdf([["Four people were killed."], ["Two were injured."]], title="Bulletin"))
    for place, byte in changes:
        raw[place % len(raw)] = byte
    try:
        assert read_apart("application/pdf", bytes(raw), _MOST).text
    except NoContentsError as error:
        reason = str(error)
        assert "reader fail" not in reason  # either outcome is right
