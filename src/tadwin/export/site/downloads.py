"""The tables of the record that the site offers, made of the same release, each with its codebook."""

from collections.abc import Mapping
from dataclasses import dataclass

from tadwin.errors import ExportError
from tadwin.export import codebook
from tadwin.export.columns import Content
from tadwin.export.registry import EXPORTS, zipped
from tadwin.export.release import Release


@dataclass(frozen=True, slots=True)
class Download:
    """A table that is offered. `path` is None, and `why` says so, where it was not made."""

    name: str
    purpose: str
    path: str | None
    codebook: str | None
    size: int
    why: str | None = None


def made(release: Release) -> tuple[dict[str, bytes], list[Download]]:
    """The files by their paths in the site, and what each is."""
    kept: dict[str, bytes] = {}
    told = []
    filled: dict[str, Content] = {}
    for export in EXPORTS.values():
        for table in export.tables:
            if table.name not in filled:
                filled[table.name] = table.fill(release)
        contents: Mapping[str, Content] = {table.name: filled[table.name] for table in export.tables}
        try:
            written = export.make(release, contents)
        except ExportError as error:
            told.append(Download(export.name, export.purpose, None, None, 0, str(error)))
            continue
        data = written if isinstance(written, bytes) else zipped(written)
        path = f"downloads/tadwin-{export.name}{export.ending or '.zip'}"
        kept[path] = data
        book = f"{path}.codebook.md" if export.codebook else None
        if book:
            kept[book] = codebook.document(release, export.tables, contents).encode()
        told.append(Download(export.name, export.purpose, path, book, len(data)))
    return kept, told
