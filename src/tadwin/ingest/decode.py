"""Bytes to text, strictly: an encoding is declared or it is UTF-8; none is ever guessed."""

import codecs
import re
from typing import NamedTuple

#: A page's text may hold this share of undecodable characters before the page counts as mis-encoded.
_BROKEN_SHARE = 0.001
#: The HTML standard looks for `<meta charset>` in the first 1024 bytes (WHATWG HTML, "prescan a byte stream").
_PRESCAN = 1024
_META_CHARSET = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.+-]{2,40})", re.IGNORECASE)
#: Names that the WHATWG Encoding Standard reads as windows-1252, because pages that say the one mean the other.
_MEANT_AS_WINDOWS_1252 = frozenset({"ascii", "iso8859-1"})


class UndecodableError(ValueError):
    """Bytes that are not in the encoding that they should be in; the message says what to do."""


class Decoded(NamedTuple):
    """Text, and how many characters of it stand for bytes that could not be decoded (U+FFFD)."""

    text: str
    broken: int


def decode_text(raw: bytes) -> str:
    """A text file's text: UTF-8 with newlines and byte order mark untouched, or UTF-16 that begins with its mark.

    The mark of UTF-8 stays as the first character, U+FEFF, so that offsets are those of
    `open(encoding="utf-8", newline="").read()`. Raises UndecodableError.
    """
    if raw.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        raise UndecodableError("is UTF-32; save it as UTF-8")
    encoding = "utf-16" if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8"
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as error:
        if b"\x00" in raw[:_PRESCAN]:
            raise UndecodableError("is not text (it holds zero bytes)") from error
        raise UndecodableError(
            f"is not valid {encoding.upper()} (byte {error.start + 1}); "
            "open it with the encoding it was written in and save it as UTF-8"
        ) from error
    if "\x00" in text:
        raise UndecodableError("is not text (it holds zero bytes)")
    return text


def decode_page(raw: bytes) -> Decoded:
    """An HTML page's source: by its byte order mark, else by its `<meta charset>`, else as UTF-8.

    A page with a few broken bytes is read, as browsers read it, with U+FFFD in their place, and they are counted.
    Raises UndecodableError.
    """
    encoding = _declared(raw)
    text = raw.decode(encoding, errors="replace").removeprefix("\ufeff")
    broken = text.count("\ufffd")
    if broken > max(1, len(text)) * _BROKEN_SHARE:
        raise UndecodableError(
            f"is not in {encoding}, its declared or usual encoding; open it in a browser and save it as UTF-8"
        )
    return Decoded(text, broken)


def _declared(raw: bytes) -> str:
    if raw.startswith(codecs.BOM_UTF8):
        return "utf-8"
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    declared = _META_CHARSET.search(raw[:_PRESCAN])
    if declared is None:
        return "utf-8"
    label = declared[1].decode("ascii")
    try:
        codec = codecs.lookup(label)
        "".encode(codec.name)  # raises LookupError for codecs that do not make text, such as hex and zip
    except LookupError as error:
        raise UndecodableError(
            f"names an encoding that is not known ({label}); open it in a browser and save as UTF-8"
        ) from error
    if codec.name.startswith(("utf-16", "utf-32")):
        return "utf-8"  # what could be read as ASCII to find this label is not UTF-16 (WHATWG HTML, same section)
    return "windows-1252" if codec.name in _MEANT_AS_WINDOWS_1252 else codec.name
