"""A folder of files that is replaced as a whole, and only where tadwin made it.

Two files stand beside the site's own: SHA256SUMS, by which anyone can check a copy, and tadwin-site.json, which says
where the site comes from and by which tadwin knows a folder of its own.
"""

import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

from tadwin.errors import ExportError

MARKER, SUMS = "tadwin-site.json", "SHA256SUMS"
#: What file managers leave in folders that were looked at.
_LITTER = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})


def write(folder: Path, files: Iterable[tuple[str, bytes]], told: Mapping[str, object], *, public: bool) -> int:
    """Writes the files into a new folder and puts it in the place of an old one; gives how many there are.

    `public`: everyone on this computer may read them, as a web server must; else their owner alone. The old site stands
    until the new one is whole. Raises ExportError for a folder that holds anything which tadwin did not write, OSError
    as the disk does.
    """
    folder = Path(os.path.abspath(folder))  # noqa: PTH100  # a link is refused, not followed
    check(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    part, old = (folder.with_name(f".{folder.name}.{what}") for what in ("part", "old"))
    for left in (part, old):
        _clear(left)
    try:
        sums = _fill(part, files, told, public=public)
        if folder.exists():
            folder.rename(old)
        part.rename(folder)
    except BaseException:
        _clear(part)
        if old.exists() and not folder.exists():
            old.rename(folder)
        raise
    _clear(old)
    return sums


def check(folder: Path) -> None:
    """Raises ExportError for all but a free name, an empty folder, or a site of tadwin's with nothing else in it."""
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise ExportError(f"{folder} is no folder: name one that tadwin can make, or that holds a site which it made")
    if not folder.exists() or not any(folder.iterdir()):
        return
    if not (folder / MARKER).is_file() or not (folder / SUMS).is_file():
        raise ExportError(f"{folder} holds files that tadwin did not publish: name a new folder, or an empty one")
    known = {line.partition("  ")[2] for line in (folder / SUMS).read_text(encoding="utf-8").splitlines()}
    known.add(SUMS)
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder).as_posix()
        if not path.is_dir() and inside not in known and path.name not in _LITTER:
            raise ExportError(
                f"{path} was not published by tadwin, and would be lost with the old site: move it elsewhere first"
            )


def _fill(part: Path, files: Iterable[tuple[str, bytes]], told: Mapping[str, object], *, public: bool) -> int:
    for_folders, for_files = (0o755, 0o644) if public else (0o700, 0o600)
    sums: dict[str, str] = {}
    folders: set[Path] = set()

    def keep(inside: str, content: bytes) -> None:
        path = part / inside
        for folder in (part, path.parent):
            if folder not in folders:
                folder.mkdir(exist_ok=True)
                folder.chmod(for_folders)  # whatever the umask says
                folders.add(folder)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, for_files), "wb") as file:
            os.fchmod(file.fileno(), for_files)
            file.write(content)
        sums[inside] = hashlib.sha256(content).hexdigest()

    for inside, content in files:
        keep(inside, content)
    keep(MARKER, (json.dumps({**told, "files": len(sums) + 2}, indent=2) + "\n").encode())
    keep(SUMS, "".join(f"{digest}  {inside}\n" for inside, digest in sorted(sums.items())).encode())
    return len(sums)


def _clear(path: Path) -> None:
    """Removes what a stopped run of tadwin's left beside the folder."""
    if path.is_symlink():
        raise ExportError(f"{path} is in the way: remove it, and publish again")
    if path.exists():
        shutil.rmtree(path)
