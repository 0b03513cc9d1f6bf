"""The child process of `tadwin.ingest.apart`: one line of JSON and a file's bytes in, one line of JSON out."""

import json
import logging
import sys
from dataclasses import asdict
from typing import Any

from tadwin.ingest.contents import Contents, NoContentsError
from tadwin.ingest.decode import UndecodableError, decode_page

_MEMORY = 2 * 1024**3  # bytes of address space


def main() -> None:
    """Answers until its standard input ends, which it also does when the parent is killed."""
    _limit_memory()
    logging.disable()  # the libraries' complaints about a page; what matters of them is in the answer
    while line := sys.stdin.buffer.readline():
        header = json.loads(line)
        raw = sys.stdin.buffer.read(header["size"])
        sys.stdout.buffer.write(json.dumps(_answer(header, raw)).encode() + b"\n")
        sys.stdout.buffer.flush()


def read_contents(media_type: str, raw: bytes, most: int) -> Contents:
    """The contents of a page or PDF. Raises NoContentsError or UndecodableError."""
    if media_type == "application/pdf":
        from tadwin.ingest.pdf import read_pdf  # each kind loads its own library, and only when asked for

        return read_pdf(raw, most)
    if media_type == "text/html":
        from tadwin.ingest.page import read_page

        return read_page(decode_page(raw))
    raise ValueError(f"no reader for {media_type}")


def _answer(header: dict[str, Any], raw: bytes) -> dict[str, Any]:
    try:
        return asdict(read_contents(header["media_type"], raw, header["most"]))
    except (NoContentsError, UndecodableError) as reason:
        return {"refused": str(reason)}


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limit; the limits on size, pages and time remain
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":  # macOS does not honour it
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, resource.getrlimit(resource.RLIMIT_AS)[1]))


if __name__ == "__main__":
    main()
