"""Writing a file so that a reader sees the old one or the new one, never a part of it."""

import os
from collections.abc import Iterable
from pathlib import Path


def write_whole(path: Path, chunks: Iterable[str]) -> None:
    """Writes the chunks to `path` in UTF-8, for its owner's eyes only, and puts the file in place when it is whole.

    What a killed run left behind is written over. An error while writing leaves the old file as it was.
    """
    _write(path, (chunk.encode("utf-8") for chunk in chunks))


def write_bytes(path: Path, data: bytes) -> None:
    """`write_whole` for what is no text."""
    _write(path, (data,))


def _write(path: Path, chunks: Iterable[bytes]) -> None:
    part = path.with_name(f".{path.name}.part")
    part.unlink(missing_ok=True)
    try:
        # Made anew, never opened: a link that someone put there is not followed.
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            for chunk in chunks:
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
