"""The incidents as GeoJSON (RFC 7946): a point each, or no geometry where no gazetteer knows the place."""

from collections.abc import Iterator
from typing import Any

from tadwin.export.columns import Cell, Cells, Content, typed
from tadwin.export.incident_table import figure_cells
from tadwin.export.jsonl import json_line
from tadwin.export.rows import Publication, Row

Json = dict[str, Any]


def collection(publication: Publication, incidents: Content) -> Iterator[str]:
    """The feature collection, a feature on each line. Values that are not stated are left out of the properties."""
    provenance = publication.provenance
    origin = {
        "profile": provenance.profile,
        "record": provenance.record,
        "version": provenance.version,
        "made_on": provenance.made_on.isoformat(),
    }
    yield '{"type": "FeatureCollection",\n"tadwin": ' + json_line(origin).rstrip("\n") + ',\n"features": ['
    for number, (row, cells) in enumerate(zip(publication.rows, incidents.cells, strict=True)):
        yield (",\n" if number else "\n") + json_line(_feature(row, cells)).rstrip("\n")
    yield "\n]}\n"


def _feature(row: Row, cells: Cells) -> Json:
    place = row.place
    located = place is not None and place.lat is not None and place.lon is not None
    return {
        "type": "Feature",
        "id": row.id,
        "geometry": {"type": "Point", "coordinates": [place.lon, place.lat]} if place and located else None,
        "properties": {**_told(cells), "figures": [_told(one) for one in figure_cells(row)]},
    }


def _told(cells: Cells) -> Json:
    return {name: _json(value) for name, value in cells.items() if value is not None}


def _json(value: Cell) -> object:
    value = typed(value)
    return value if isinstance(value, str | int | float) or value is None else value.isoformat()
