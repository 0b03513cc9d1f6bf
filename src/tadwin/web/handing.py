"""Makes the file that is handed on, by the code that the commands run, and leaves nothing of it on the disk.

The commands write files, so a file is written here too: in a folder of its own that nobody else may enter, beside the
record where it can be, as that disk holds the same words already. Before its first byte is sent it has no name any
more, and is gone when it was read, or was not.
"""

import re
import shutil
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

from tadwin.config import Settings
from tadwin.errors import MappingError
from tadwin.export.registry import EXPORTS
from tadwin.export.site.pages import TITLE
from tadwin.run.exporting import export_record, named, plot_record, publish_record
from tadwin.run.progress import Silent
from tadwin.web.desk import Shelf
from tadwin.web.pages.handed import PICTURES, SITE

#: Digits of the record's hash in a file's name: as many as `tadwin audit verify --against` takes.
_HEAD = 16
_ZIP = ".zip"
_MEDIA = {
    ".csv": "text/csv; charset=utf-8",
    ".geojson": "application/geo+json",
    ".parquet": "application/vnd.apache.parquet",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    _ZIP: "application/zip",
}
_CHUNK = 1 << 18


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be handed on. `codebook`: with the file beside it, where the form has one, both in a ZIP.

    `mapping` is the file of `tadwin export --map`; empty for none.
    """

    form: str
    profile: str
    codebook: bool
    title: str = ""
    mapping: bytes = b""


@dataclass(frozen=True, slots=True)
class Handed:
    """A file that has no name on the disk any more: close it. `name` is what to keep it as."""

    file: BinaryIO
    name: str
    size: int

    @property
    def media(self) -> str:
        """Its media type."""
        return _MEDIA[Path(self.name).suffix]

    def chunks(self) -> Iterator[bytes]:
        """Its bytes."""
        while chunk := self.file.read(_CHUNK):
            yield chunk


def handed(shelf: Shelf, settings: Settings, asked: Asked, made_on: date) -> Handed:
    """The file.

    Raises ExportError where nothing is signed off or a library is missing, MappingError for a map that cannot be used
    or that names what is not in the export, OSError as the disk does.
    """
    with TemporaryDirectory(prefix=".tadwin-export-", dir=shelf.folder) as private:
        folder = Path(private)
        if asked.form in EXPORTS:
            head, path = _table(shelf, settings, asked, made_on, folder)
        elif asked.form == PICTURES:
            head = shelf.record.head()
            written = plot_record(shelf.record, settings, folder / PICTURES, asked.profile)
            path = _packed(folder, ((one.name, one) for one in written))
        else:
            title = asked.title or TITLE
            to = folder / SITE
            site = publish_record(shelf.record, settings, to, asked.profile, made_on, Silent(), title)
            head = site.publication.head
            inside = (one for one in sorted(to.rglob("*")) if one.is_file())
            path = _packed(folder, ((one.relative_to(to).as_posix(), one) for one in inside))
        name = f"{_stem(shelf, asked, head)}{path.suffix}"
        return Handed(path.open("rb"), name, path.stat().st_size)


def _table(shelf: Shelf, settings: Settings, asked: Asked, made_on: date, folder: Path) -> tuple[str, Path]:
    to = folder / f"table{EXPORTS[asked.form].ending or _ZIP}"
    mapping = None
    if asked.mapping:
        mapping = folder / "map.csv"
        mapping.write_bytes(asked.mapping)
    try:
        made = export_record(shelf.record, settings, asked.form, to, asked.profile, mapping, made_on)
    except MappingError as error:
        raise MappingError(str(error).replace(str(mapping), "the map")) from error
    if made.unmatched:
        raise MappingError(
            f"no incident and no perpetrator in this export is {named(made.unmatched)}: take the line out of the map, "
            "or sign the incident off"
        )
    paths = made.exported.paths
    if len(paths) == 1 or not asked.codebook:
        return made.head, paths[0]
    stem = _stem(shelf, asked, made.head)
    return made.head, _packed(folder, ((one.name.replace(to.stem, stem, 1), one) for one in paths))


def _stem(shelf: Shelf, asked: Asked, head: str) -> str:
    """What the file is called, without its ending: nothing in it but what a file's name can hold anywhere."""
    record = re.sub(r"[^a-z0-9]+", "-", shelf.name.lower()).strip("-")[:40]
    return "-".join(filter(None, ("tadwin", record, asked.form, asked.profile, head[:_HEAD])))


def _packed(folder: Path, files: Iterable[tuple[str, Path]]) -> Path:
    """The files as one archive, the same for the same files: with no time of day in it."""
    to = folder / f"packed{_ZIP}"
    with zipfile.ZipFile(to, "w") as archive:
        for name, path in files:
            kept = path.stat()
            about = zipfile.ZipInfo(name)
            about.compress_type, about.file_size = zipfile.ZIP_DEFLATED, kept.st_size
            about.external_attr = kept.st_mode << 16  # who may read it where it is unpacked, as the command says
            with path.open("rb") as source, archive.open(about, "w") as inside:
                shutil.copyfileobj(source, inside, _CHUNK)
    return to
