"""The formats that a record is written to, by the name of the file."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from tadwin.export import csv, jsonl
from tadwin.export.files import write_whole
from tadwin.export.holdings import Holdings

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
