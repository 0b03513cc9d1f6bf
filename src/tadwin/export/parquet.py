"""The incidents as Parquet: typed columns, every figure nested, the codebook in the fields' metadata."""

import json
from collections.abc import Sequence
from typing import Any

from tadwin.errors import ExportError
from tadwin.export.columns import Cells, Column, Content, Kind, typed
from tadwin.export.incident_table import COLUMNS, FIGURE_COLUMNS, figure_cells
from tadwin.export.release import Release

#: The name of the column that holds every figure, as a list of structs.
FIGURES = "figures"


def available() -> bool:
    """True where pyarrow is installed: it is larger than all the rest of tadwin, so not everybody has it."""
    try:
        import pyarrow  # type: ignore[import-untyped]  # noqa: F401
    except ImportError:
        return False
    return True


def table_bytes(release: Release, incidents: Content) -> bytes:
    """The file. Raises ExportError where pyarrow is not installed."""
    if not available():
        raise ExportError("Parquet needs pyarrow, which is not installed: pip install 'tadwin[parquet]'")
    import pyarrow as pa
    import pyarrow.parquet as pq  # type: ignore[import-untyped]

    fields = _fields(pa, COLUMNS)
    figures = pa.list_(pa.struct(_fields(pa, FIGURE_COLUMNS[1:])))
    fields.append(pa.field(FIGURES, figures, metadata={"meaning": "Every figure of the incident."}))
    rows = [
        {**_row(cells), FIGURES: [_row(one) for one in figure_cells(incident)]}
        for incident, cells in zip(release.incidents, incidents.cells, strict=True)
    ]
    schema = pa.schema(fields, metadata={"tadwin": json.dumps(release.provenance.told())})
    sink = pa.BufferOutputStream()
    pq.write_table(pa.Table.from_pylist(rows, schema=schema), sink)
    return bytes(sink.getvalue())


def _fields(pa: Any, columns: Sequence[Column]) -> list[Any]:
    kinds = {
        Kind.TEXT: pa.string(),
        Kind.INTEGER: pa.int64(),
        Kind.NUMBER: pa.float64(),
        Kind.DAY: pa.date32(),
        Kind.FLAG: pa.bool_(),
    }
    return [pa.field(one.name, kinds[one.kind], metadata={"meaning": one.meaning}) for one in columns]


def _row(cells: Cells) -> dict[str, object]:
    return {name: typed(value) for name, value in cells.items()}
