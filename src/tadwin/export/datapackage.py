"""A Frictionless data package: every table with its schema, the codebook, and the incidents for maps and sheets.

After the Data Package and Table Schema specifications 1.0 (specs.frictionlessdata.io).
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tadwin.export import acled, codebook, ged, geojson, hxl, incident_table
from tadwin.export.columns import Column, Content, Kind, Table, csv_lines
from tadwin.export.excel import workbook
from tadwin.export.parquet import available, table_bytes
from tadwin.export.release import Release

Json = dict[str, Any]

#: What the descriptor calls the package, and how one that may be written over is known.
NAME = "tadwin"
#: The one file that a package can lack.
OPTIONAL = "incidents.parquet"

TABLES: tuple[Table, ...] = (*incident_table.TABLES, ged.TABLE, acled.TABLE, hxl.TABLE)
_KEYS = {"incidents": "incident", "ged": "relid", "acled": "event_id_cnty"}
_MEDIA = {
    "csv": "text/csv",
    "geojson": "application/geo+json",
    "parquet": "application/vnd.apache.parquet",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "md": "text/markdown",
}


def package(release: Release, contents: Mapping[str, Content]) -> dict[str, bytes]:
    """The files by their names; datapackage.json, which names and hashes all others, is the last."""
    files: dict[str, bytes] = {}
    for table in TABLES:
        tags = hxl.TAGS if table is hxl.TABLE else ()
        lines = csv_lines(table.columns, contents[table.name].cells, tags)
        files[f"{table.name}.csv"] = "".join(lines).encode()
    files["codebook.csv"] = "".join(csv_lines(codebook.COLUMNS, codebook.cells(TABLES))).encode()
    incidents = contents[incident_table.INCIDENTS.name]
    files["incidents.geojson"] = "".join(geojson.collection(release, incidents)).encode()
    if available():
        files[OPTIONAL] = table_bytes(release, incidents)
    files["incidents.xlsx"] = workbook(release, incident_table.TABLES, contents)
    files["README.md"] = codebook.document(release, TABLES, contents).encode()
    described = _descriptor(release, files)
    files["datapackage.json"] = (json.dumps(described, ensure_ascii=False, indent=2) + "\n").encode()
    return files


def is_package(folder: Path) -> bool:
    """True for a folder that a package was written to before."""
    try:
        told = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return False
    return isinstance(told, dict) and told.get("name") == NAME


def _descriptor(release: Release, files: Mapping[str, bytes]) -> Json:
    provenance = release.provenance
    tables = {f"{table.name}.csv": table for table in TABLES}
    return {
        "profile": "data-package",
        "name": NAME,
        "title": "Harm to civilians, recorded with tadwin",
        "description": provenance.words(),
        "created": f"{provenance.made_on.isoformat()}T00:00:00Z",
        "tadwin": provenance.told(),
        "resources": [_resource(name, data, tables.get(name)) for name, data in files.items()],
    }


def _resource(name: str, data: bytes, table: Table | None) -> Json:
    stem, _, ending = name.rpartition(".")
    described: Json = {
        "name": f"{stem}-{ending}".lower() if ending != "csv" else stem,
        "path": name,
        "format": ending,
        "mediatype": _MEDIA[ending],
        "bytes": len(data),
        "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
    }
    if ending == "csv":
        described["encoding"] = "utf-8"
    if table is not None:
        described |= {"profile": "tabular-data-resource", "title": table.title, "schema": _schema(table)}
    elif name == "codebook.csv":
        described |= {"profile": "tabular-data-resource", "title": "What every column means"}
        described["schema"] = {"fields": [_field(column) for column in codebook.COLUMNS], "missingValues": [""]}
    else:
        described |= {"profile": "data-resource", "type": "file"}  # bytes for their own readers, no table to check
    if table is hxl.TABLE:
        described["dialect"] = {"commentChar": "#"}  # its second line, the tags
    return described


def _schema(table: Table) -> Json:
    described: Json = {"fields": [_field(column) for column in table.columns], "missingValues": [""]}
    if table.name in _KEYS:
        described["primaryKey"] = _KEYS[table.name]
    elif table in (incident_table.FIGURES, incident_table.SOURCES):
        reference = {"resource": incident_table.INCIDENTS.name, "fields": "incident"}
        described["foreignKeys"] = [{"fields": "incident", "reference": reference}]
    return described


def _field(column: Column) -> Json:
    described: Json = {"name": column.name, "type": column.kind.value, "description": column.meaning}
    if column.kind is Kind.FLAG:
        described |= {"trueValues": ["true"], "falseValues": ["false"]}
    if column.codes:
        described["constraints"] = {"enum": _enum(column)}
    return described


def _enum(column: Column) -> Sequence[str | int]:
    return [int(code) for code in column.codes] if column.kind is Kind.INTEGER else list(column.codes)
