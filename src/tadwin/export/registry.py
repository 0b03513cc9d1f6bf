"""The formats: files of a record as a whole, by name, and what a publication can be exported as."""

import io
import zipfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from tadwin.errors import ExportError
from tadwin.export import acled, codebook, csv, datapackage, ged, geojson, hxl, incident_table, jsonl
from tadwin.export.columns import Column, Content, LeftOut, Table, csv_lines
from tadwin.export.excel import workbook
from tadwin.export.files import write_bytes, write_whole
from tadwin.export.holdings import Holdings
from tadwin.export.parquet import table_bytes
from tadwin.export.release import Release

#: Turns what a record holds into the text of a file, piece by piece.
Format = Callable[[Holdings], Iterable[str]]

FORMATS: Mapping[str, Format] = {
    "claims.jsonl": jsonl.claims_lines,
    "incidents.jsonl": jsonl.incidents_lines,
    "incidents.csv": csv.incidents_rows,
    "tallies.jsonl": jsonl.tallies_lines,
}


def write(name: str, folder: Path, holdings: Holdings) -> Path:
    """Writes one of FORMATS into a folder that exists, and gives the file's path. Raises OSError as the disk does."""
    path = folder / name
    write_whole(path, FORMATS[name](holdings))
    return path


#: Tables as they are filled, by name.
Contents = Mapping[str, Content]


@dataclass(frozen=True, slots=True)
class Export:
    """A format for others to read. `purpose` says whom it is for; `tables` are what it holds.

    `make` gives the file's bytes or, where there are several files (`ending` is then empty), each by its name.
    `codebook` is True where the format has no room for one, so that it goes into a file beside it.
    """

    name: str
    ending: str
    purpose: str
    tables: tuple[Table, ...]
    make: Callable[[Release, Contents], bytes | Mapping[str, bytes]]
    codebook: bool = True


def _csv(table: Table, tags: tuple[str, ...] = ()) -> Callable[[Release, Contents], bytes]:
    return lambda _, contents: "".join(csv_lines(table.columns, contents[table.name].cells, tags)).encode()


_INCIDENTS = incident_table.INCIDENTS

EXPORTS: Mapping[str, Export] = {
    one.name: one
    for one in (
        Export("ged", ".csv", "for researchers who load UCDP's events: its 49 columns", (ged.TABLE,), _csv(ged.TABLE)),
        Export(
            "acled",
            ".csv",
            "for researchers who load ACLED's events: its 31 columns",
            (acled.TABLE,),
            _csv(acled.TABLE),
        ),
        Export(
            "hxl",
            ".csv",
            "for humanitarians: CSV with hashtags, for HDX and its tools",
            (hxl.TABLE,),
            _csv(hxl.TABLE, hxl.TAGS),
        ),
        Export(
            "geojson",
            ".geojson",
            "for maps: a point an incident, for QGIS and the web",
            (_INCIDENTS,),
            lambda made, contents: "".join(geojson.collection(made, contents[_INCIDENTS.name])).encode(),
        ),
        Export(
            "parquet",
            ".parquet",
            "for analysts: typed columns, for pandas, R, DuckDB",
            (_INCIDENTS,),
            lambda made, contents: table_bytes(made, contents[_INCIDENTS.name]),
        ),
        Export(
            "excel",
            ".xlsx",
            "for people who work in spreadsheets: incidents, figures, sources, codebook",
            incident_table.TABLES,
            lambda made, contents: workbook(made, incident_table.TABLES, contents),
            codebook=False,
        ),
        Export(
            "datapackage",
            "",
            "for archives: a folder, or a .zip, of all of these with their codebook",
            datapackage.TABLES,
            datapackage.package,
            codebook=False,
        ),
    )
}

#: The columns that a map can fill, by name.
MAPPABLE: Mapping[str, Column] = {column.name: column for column in (*ged.COLUMNS, *acled.COLUMNS) if column.mapped}


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written: the files, the rows of each table, and the incidents that a table has no row for."""

    paths: tuple[Path, ...]
    rows: Mapping[str, int]
    left_out: Mapping[str, tuple[LeftOut, ...]]


def export(name: str, to: Path, release: Release) -> Exported:
    """Writes one of EXPORTS to a file, or into a folder that exists, under the format's own name.

    A data package goes into the folder `to`, which is made if need be, or into a file that ends in .zip. Files are for
    their owner's eyes only. Raises OSError as the disk does, and ExportError for a library that is not installed and
    for what must not be written over.
    """
    chosen = EXPORTS[name]
    contents = {table.name: table.fill(release) for table in chosen.tables}
    made = chosen.make(release, contents)
    if to.name == "record.db":
        raise ExportError(f"{to} is a record, and would be written over: name another file")
    if isinstance(made, bytes):
        path = to / f"tadwin-{name}{chosen.ending}" if to.is_dir() else to
        write_bytes(path, made)
        paths = [path]
        if chosen.codebook:
            paths.append(path.with_name(f"{path.name}.codebook.md"))
            write_whole(paths[-1], [codebook.document(release, chosen.tables, contents)])
    else:
        paths = _write_all(to, made)
    left_out = {name: content.left_out for name, content in contents.items()}
    return Exported(tuple(paths), {name: len(content.cells) for name, content in contents.items()}, left_out)


def _write_all(to: Path, files: Mapping[str, bytes]) -> list[Path]:
    if to.suffix.lower() == ".zip":
        write_bytes(to, zipped(files))
        return [to]
    to.mkdir(mode=0o700, exist_ok=True)
    if any(to.iterdir()) and not datapackage.is_package(to):
        raise ExportError(
            f"{to} holds other files, which a data package could write over: name a new folder, or a .zip"
        )
    if datapackage.OPTIONAL not in files:
        (to / datapackage.OPTIONAL).unlink(missing_ok=True)  # of another profile, perhaps
    paths = [to / name for name in files]
    for path, data in zip(paths, files.values(), strict=True):
        write_bytes(path, data)
    return paths


def zipped(files: Mapping[str, bytes]) -> bytes:
    """The files as one archive, the same for the same files: with no time of day in it."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return held.getvalue()
