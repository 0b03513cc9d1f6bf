"""The tables of the record that the site offers: those of the data package, one by one and together.

The package holds every format already, so that each is made once: a test holds them to what `tadwin export` writes.
"""

from dataclasses import dataclass

from tadwin.export import codebook, datapackage
from tadwin.export.registry import EXPORTS, zipped
from tadwin.export.release import Release

#: The file of the package that holds a format, by the format's name.
IN_PACKAGE = {
    "ged": "ged.csv",
    "acled": "acled.csv",
    "hxl": "hxl.csv",
    "geojson": "incidents.geojson",
    "parquet": "incidents.parquet",
    "excel": "incidents.xlsx",
}


@dataclass(frozen=True, slots=True)
class Download:
    """A file that is offered, by its path in the site. `codebook` is None where it is inside."""

    purpose: str
    path: str
    codebook: str | None
    size: int


def made(release: Release) -> tuple[dict[str, bytes], list[Download]]:
    """The files by their paths in the site, and what each is. Parquet only where its library is installed."""
    contents = {table.name: table.fill(release) for table in datapackage.TABLES}
    package = datapackage.package(release, contents)
    kept: dict[str, bytes] = {}
    told = []
    for export in EXPORTS.values():
        data = zipped(package) if export.name not in IN_PACKAGE else package.get(IN_PACKAGE[export.name])
        if data is None:
            continue
        path = f"downloads/tadwin-{export.name}{export.ending or '.zip'}"
        kept[path] = data
        book = f"{path}.codebook.md" if export.codebook else None
        if book:
            kept[book] = codebook.document(release, export.tables, contents).encode()
        told.append(Download(export.purpose, path, book, len(data)))
    return kept, told
