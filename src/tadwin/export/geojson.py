"""The incidents as GeoJSON (RFC 7946): a point each, or no geometry where no gazetteer knows the place."""

from collections.abc import Iterator
from typing import Any

from tadwin.export.columns import Cell, Cells, Content, typed
from tadwin.export.incident_table import figure_cells
from tadwin.export.jsonl import json_line
from tadwin.export.publication import PublishedIncident
from tadwin.export.release import Release, place

Json = dict[str, Any]


def collection(release: Release, incidents: Content) -> Iterator[str]:
    """The feature collection, a feature on each line. Values that are not stated are left out of the properties."""
    yield (
        '{"type": "FeatureCollection",\n"tadwin": '
        + json_line(release.provenance.told()).rstrip("\n")
        + ',\n"features": ['
    )
    for number, (incident, cells) in enumerate(zip(release.incidents, incidents.cells, strict=True)):
        yield (",\n" if number else "\n") + json_line(_feature(incident, cells)).rstrip("\n")
    yield "\n]}\n"


def _feature(incident: PublishedIncident, cells: Cells) -> Json:
    where = place(incident)
    located = where is not None and where.lat is not None and where.lon is not None
    return {
        "type": "Feature",
        "id": incident.id,
        "geometry": {"type": "Point", "coordinates": [where.lon, where.lat]} if where and located else None,
        "properties": {**_told(cells), "figures": [_told(one) for one in figure_cells(incident)]},
    }


def _told(cells: Cells) -> Json:
    return {name: _json(value) for name, value in cells.items() if value is not None}


def _json(value: Cell) -> object:
    value = typed(value)
    return value if isinstance(value, str | int | float) or value is None else value.isoformat()
