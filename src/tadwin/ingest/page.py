"""The main text of a web page, and what the page says of itself. Never fetches anything."""

import re

import lxml.etree  # type: ignore[import-untyped]
import lxml.html  # type: ignore[import-untyped]
from trafilatura import bare_extraction

from tadwin.ingest.contents import Contents, NoContentsError
from tadwin.ingest.decode import Decoded

#: htmldate caps dates at today unless told otherwise; a fixed day keeps a page's date the same on every run. Without
#: the extensive search it reads the page's metadata and never takes a day from the words of the story.
_DATES = {"original_date": True, "extensive_search": False, "max_date": "2099-12-31", "outputformat": "%Y-%m-%d"}
#: Elements that no reader of the page sees as its words.
_UNSEEN = ("script", "style", "noscript", "template", "head", "iframe", "object", "svg")
_BLOCK = re.compile(
    r"address|article|aside|blockquote|br|caption|d[dlt]|div|fig(?:caption|ure)|footer|h[1-6r]|header|li|main|[ou]l|p|pre"
    r"|section|table|t[dhr]"
)
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f]")


def read_page(page: Decoded) -> Contents:
    """The page's main text by trafilatura; where it finds none, all the words that the page shows."""
    source = _CONTROLS.sub(" ", page.text)
    if not source.strip():
        return Contents(text="", read_as="whole page")
    document = bare_extraction(
        _parse(source), with_metadata=True, include_comments=False, include_tables=True, date_extraction_params=_DATES
    )
    main = (document.text or "").strip() if document is not None and not isinstance(document, dict) else ""
    if document is None or isinstance(document, dict) or not main:
        return Contents(text=_whole(source), read_as="whole page", broken=page.broken)
    return Contents(
        text=main,
        read_as="main text",
        broken=page.broken,
        title=document.title,
        published=document.date,
        publisher=document.sitename,
        url=document.url,
    )


def _parse(source: str) -> lxml.html.HtmlElement:
    """The page's tree, whole. Raises NoContentsError when the parser would have dropped part of it."""
    parser = lxml.html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root = lxml.html.document_fromstring(source.encode(), parser=parser)
    except (lxml.etree.LxmlError, ValueError) as error:
        raise NoContentsError("holds no text") from error
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise NoContentsError("is nested too deeply to be read whole; save its words as a .txt file")
    return root


def _whole(source: str) -> str:
    """Every word that the page shows, one line for each block. Parses again, for trafilatura prunes its tree."""
    root = _parse(source)
    for element in list(root.iter(*_UNSEEN)):
        element.drop_tree()
    pieces: list[str] = []
    for event, element in lxml.etree.iterwalk(root, events=("start", "end")):
        if _BLOCK.fullmatch(element.tag):
            pieces.append("\n")
        if event == "start":
            pieces.append(element.text or "")
        elif event == "end":
            pieces.append(element.tail or "")
    lines = (" ".join(line.split()) for line in "".join(_newlines_as_spaces(pieces)).split("\n"))
    return "\n".join(line for line in lines if line)


def _newlines_as_spaces(pieces: list[str]) -> list[str]:
    return [piece if piece == "\n" else piece.replace("\n", " ") for piece in pieces]
