"""Which files a run reads: from files, folders, patterns, standard input and manifests."""

import glob
import hashlib
import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tadwin.errors import UnreadableReport
from tadwin.ingest.manifest import FILE_NAME, Manifest, Row, read_manifest
from tadwin.ingest.names import printable, settle, stem

#: The media type that each ending stands for.
MEDIA_TYPES = {
    ".txt": "text/plain",
    ".md": "text/markdown",
    ".html": "text/html",
    ".htm": "text/html",
    ".pdf": "application/pdf",
}
MAX_BYTES = 20_000_000
_STDIN = "-"
_STDIN_ID = "stdin"
_OUTSIDE, _MISSING = "names a file outside its folder", "names a file that does not exist"
_RECORD = "record.db"  # what marks a folder that tadwin itself wrote
_FURNITURE = frozenset({FILE_NAME, "thumbs.db", "desktop.ini"})  # files that are never reports


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read, or standard input when `path` is None. `name` is fit to be shown to a user."""

    report_id: str
    name: str
    path: Path | None
    row: Row | None = None


@dataclass(frozen=True, slots=True)
class Discovery:
    """The files to read in the order given (folders sorted), what cannot be read, and what the user should know.

    `absent` is what was asked for and is not there, such as a mistyped path: the user's to mend, and no report that
    was lost.
    """

    found: tuple[Found, ...]
    refused: tuple[UnreadableReport, ...] = ()
    absent: tuple[UnreadableReport, ...] = ()
    notices: tuple[str, ...] = ()


@dataclass(slots=True)
class _Search:
    """What was found so far. `rows` are those of the manifests read, by the real path of the file."""

    files: dict[Path, Path] = field(default_factory=dict)  # real path → path as given
    stdin: bool = False
    folders: list[Path] = field(default_factory=list)
    rows: dict[Path, Row] = field(default_factory=dict)
    read_manifests: bool = True
    manifests: set[Path] = field(default_factory=set)
    refused: list[UnreadableReport] = field(default_factory=list)
    absent: list[UnreadableReport] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)

    def refuse(self, path: Path | str, reason: str) -> None:
        self.refused.append(UnreadableReport(printable(str(path)), reason))

    def refuse_row(self, manifest: Path, row: Row, problem: str) -> None:
        """Under the name that manifest.read_manifest gives to rows which cannot be used."""
        self.refuse(f"{manifest} line {row.line}", f"this row {problem}: {printable(row.file)}")

    def miss(self, given: str, reason: str) -> None:
        self.absent.append(UnreadableReport(printable(given), reason))


def discover(paths: Sequence[str], *, manifest: Path | None = None) -> Discovery:
    """The reports that `paths` name: files, folders (with all below them), patterns, and "-" for standard input.

    A folder's manifest.csv, or that of a named file's folder, is read unless `manifest` names another. Report ids
    depend on the files' names and bytes only, never on their order. Raises ManifestError for a manifest that cannot
    be used as a whole; everything else that cannot be read is in `refused` and loses nothing else.
    """
    search = _Search(read_manifests=manifest is None)
    for path in paths:
        _look(path, search)
    if manifest is not None:
        _apply_named(read_manifest(manifest), search)
    notices = tuple(dict.fromkeys(search.notices))
    return Discovery(tuple(_found(search)), tuple(search.refused), tuple(search.absent), notices)


def covers(paths: Sequence[str], manifest: Path | None, name: str) -> bool:
    """True for the name of something refused that discovering `paths` finds again, if it is still there."""
    at = _spelled(name)
    below = any(at.is_relative_to(_spelled(printable(path))) for path in paths)
    return below or (manifest is not None and name.startswith(printable(f"{manifest} line ")))


def _look(given: str, search: _Search) -> None:
    path = Path(given)
    if given == _STDIN:
        search.stdin = True
    elif _exists(path) and path.is_dir():
        _walk(path, search)
    elif os.path.lexists(path):
        _add(path, search)
        _read_folder_manifest(path.parent, search, whole=False)
    elif glob.has_magic(given):
        matches = sorted(glob.glob(given, recursive=True))  # noqa: PTH207  # pathlib refuses absolute patterns
        if not matches:
            search.miss(given, "matches no file")
        for match in matches:
            _look(match, search)
    else:
        search.miss(given, "there is no such file or folder")


def _walk(top: Path, search: _Search) -> None:
    search.folders.append(top)
    for folder, subfolders, files in os.walk(top, onerror=lambda error: _refuse_folder(error, search)):
        here = Path(folder)
        if _RECORD in files:
            subfolders.clear()
            search.notices.append(f"{printable(folder)} holds a record that tadwin wrote; it is not read as reports")
            continue
        pages = {Path(name).stem for name in files if name.lower().endswith((".html", ".htm"))}
        saved_with_page = {f"{page}_files" for page in pages}  # scripts and styles that browsers save beside a page
        subfolders[:] = sorted(name for name in subfolders if name[0] != "." and name not in saved_with_page)
        _read_folder_manifest(here, search, whole=True)
        for name in sorted(files):
            if name[0] != "." and name.lower() not in _FURNITURE:
                _add(here / name, search, inside=top)


def _refuse_folder(error: OSError, search: _Search) -> None:
    search.refuse(str(error.filename), f"this folder cannot be read: {error.strerror}")


def _add(path: Path, search: _Search, *, inside: Path | None = None) -> None:
    """Notes a file. `inside` is the folder being walked, which a link must not lead out of."""
    ending = path.suffix.lower()
    if ending not in MEDIA_TYPES:
        what = f"files ending in {printable(ending)} are" if ending else "a file without an ending is"
        search.refuse(path, f"{what} not read; what is read: {', '.join(MEDIA_TYPES)}")
    elif not _exists(path):
        search.refuse(path, "cannot be reached: it is a broken link, or you may not read its folder")
    elif not path.is_file():
        search.refuse(path, "is not a regular file")
    elif inside is not None and not _real(path).is_relative_to(_real(inside)):
        search.refuse(path, "is a link to a file outside the folder; name that file itself")
    else:
        search.files.setdefault(_real(path), path)


def _read_folder_manifest(folder: Path, search: _Search, *, whole: bool) -> None:
    """Reads a folder's own manifest. `whole`: the folder itself was named, so rows for absent files are reported."""
    path = folder / FILE_NAME
    if not search.read_manifests or not path.is_file():
        return
    manifest = read_manifest(path)
    base = _real(folder)
    first_time = _real(path) not in search.manifests
    for row in manifest.rows:
        target = _real(base / row.file)
        if not target.is_relative_to(base):
            problem = _OUTSIDE
        elif whole and not _exists(target):
            problem = _MISSING
        else:
            search.rows[target] = row
            continue
        if whole and first_time:
            search.refuse_row(path, row, problem)
    if first_time and whole:
        search.refused.extend(manifest.refused)
    search.notices.extend(manifest.notices)
    if whole:
        search.manifests.add(_real(path))


def _apply_named(manifest: Manifest, search: _Search) -> None:
    """Applies a manifest that the user named: its rows are relative to its own folder or to what was named to read."""
    parents = [path.parent for path in search.files.values()]
    bases = list(dict.fromkeys(_real(folder) for folder in [manifest.path.parent, *search.folders, *parents]))
    search.refused.extend(manifest.refused)
    search.notices.extend(manifest.notices)
    for row in manifest.rows:
        targets = [(base, _real(base / row.file)) for base in bases]
        inside = [target for base, target in targets if target.is_relative_to(base)]
        if not inside:
            search.refuse_row(manifest.path, row, _OUTSIDE)
        elif not any(_exists(target) for target in inside):
            search.refuse_row(manifest.path, row, _MISSING)
        search.rows.update(dict.fromkeys((target for target in inside if target in search.files), row))


def _found(search: _Search) -> list[Found]:
    paths: list[Path | None] = [None] if search.stdin else []
    paths += search.files.values()
    stems = [_STDIN_ID if path is None else stem(path.name) for path in paths]
    ids = settle(stems, lambda number: _sha256(paths[number]))
    return [
        Found(report_id, "standard input", None)
        if path is None
        else Found(report_id, printable(str(path)), path, search.rows.get(_real(path)))
        for report_id, path in zip(ids, paths, strict=True)
    ]


def _sha256(path: Path | None) -> str:
    """The hash that settles a clash of names. Standard input is not read yet, and stands as no bytes."""
    if path is None:
        return hashlib.sha256().hexdigest()
    try:
        with path.open("rb") as file:
            return hashlib.sha256(file.read(MAX_BYTES + 1)).hexdigest()
    except OSError:  # capture will name the reason; until then its path tells it from its namesakes
        return hashlib.sha256(os.fsencode(path)).hexdigest()


def _spelled(path: str) -> Path:
    """The whole path as it is spelled, its links not followed: what is gone has none."""
    return Path(os.path.abspath(path))  # noqa: PTH100  # Path.resolve follows links


def _real(path: Path) -> Path:
    """The path with links followed. Unlike Path.resolve it never raises, whatever the name or the links."""
    return Path(os.path.realpath(path))


def _exists(path: Path) -> bool:
    """False also for what cannot be looked at, such as a name too long for the file system."""
    try:
        return path.exists()
    except OSError:
        return False
