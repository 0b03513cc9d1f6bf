"""The text of a PDF that holds text. Scans hold none: they are refused, never guessed at."""

import re
from collections.abc import Iterator

import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw  # type: ignore[import-untyped]

from tadwin.ingest.contents import Contents, NoContentsError

_MAX_PAGES = 2_000
#: Titles that a program wrote and no person: "Microsoft Word - report.docx", a file's name, "untitled".
_NO_TITLE = re.compile(
    r"^(?:microsoft \w+ - .*|untitled.*|.*\.(?:docx?|odt|rtf|pdf|indd|pptx?|tex|html?))$", re.IGNORECASE
)


def read_pdf(raw: bytes, most: int) -> Contents:
    """The PDF's text: its pages in order with a blank line between them, at most `most` code points (and a page over).

    The file's creation day is not read: it tells when the file was made, not when the report came out.
    Raises NoContentsError.
    """
    try:
        document = pypdfium2.PdfDocument(raw)
    except pypdfium2.PdfiumError as error:
        if error.err_code in (pypdfium2.raw.FPDF_ERR_PASSWORD, pypdfium2.raw.FPDF_ERR_SECURITY):
            raise NoContentsError("is an encrypted PDF; open it with its password and save it without one") from error
        raise NoContentsError(
            "is a damaged PDF or none at all; open it and save it again, or fetch it again"
        ) from error
    try:
        if len(document) > _MAX_PAGES:
            raise NoContentsError(f"has more than {_MAX_PAGES} pages; split it")
        text = "\n\n".join(page for page in _pages(document, most) if page)
        if not text:
            raise NoContentsError("is a PDF without text, such as a scan; recognise its text first (OCR)")
        title = document.get_metadata_value("Title").strip()
        return Contents(text=text, read_as="pages", title=None if _NO_TITLE.match(title) else title or None)
    finally:
        document.close()


def _pages(document: pypdfium2.PdfDocument, most: int) -> Iterator[str]:
    read = 0
    for number in range(len(document)):
        try:
            page = document[number]
            words = page.get_textpage().get_text_bounded()
        except pypdfium2.PdfiumError as error:
            raise NoContentsError(
                f"is a damaged PDF: page {number + 1} cannot be read; open it and save it again"
            ) from error
        text = _clean(words)
        page.close()
        read += len(text)
        yield text
        if read > most:
            return


def _clean(words: str) -> str:
    """PDFium ends lines with CR LF and puts U+FFFE or U+0002 for a hyphen at a line's end: the hyphen is put back."""
    lines = (
        words.replace("\r\n", "\n").replace("\r", "\n").replace("\ufffe", "-").replace("\x02", "-").replace("\x00", "")
    )
    return lines.strip()
