"""record.json: what the files beside it are of, so that they and the record's decisions can be checked later."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from tadwin.export.files import write_whole


def told(folder: Path, names: Iterable[str], *, head: str, made_with: Mapping[str, str]) -> dict[str, Any]:
    """The hash of the record's last decision, the versions that made it, and the SHA-256 of each of these files."""
    return {
        "head": head,
        "made_with": dict(sorted(made_with.items())),
        "files": {name: _sha256(folder / name) for name in sorted(names)},
    }


def write(path: Path, manifest: Mapping[str, Any]) -> None:
    """Writes it for its owner's eyes only."""
    write_whole(path, [json.dumps(manifest, ensure_ascii=False, indent=2) + "\n"])


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
