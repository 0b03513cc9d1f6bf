"""Reads pages and PDFs in a process of their own, so that a hostile or damaged file loses nothing else.

The readers of these formats are large C and C++ libraries: a file can make them crash, hang or fill the memory. The
child (`tadwin.ingest.reader`) reads one file after another, for starting it costs about a second; it is killed when
a file takes too long, and a new one is started for the next file. It gets bytes and is given no file name.
"""

import atexit
import contextlib
import json
import os
import subprocess
import sys
import threading
from typing import Any

from tadwin.ingest.contents import Contents, NoContentsError

_SECONDS = 30.0  # for one file
#: The numerical library of a dependency reserves memory for each processor; the child's memory is limited.
_ENVIRONMENT = {"OPENBLAS_NUM_THREADS": "1", "PYTHONSAFEPATH": "1", "PYTHONIOENCODING": "utf-8"}
_lock = threading.Lock()
_child: subprocess.Popen[bytes] | None = None


def read_apart(media_type: str, raw: bytes, most: int, *, seconds: float = _SECONDS) -> Contents:
    """The contents of a page or PDF, up to about `most` code points. Raises NoContentsError with a reason."""
    too_late = threading.Event()
    with _lock:
        child = _started()

        def kill() -> None:
            too_late.set()
            child.kill()

        timer = threading.Timer(seconds, kill)
        timer.start()
        try:
            answer = _ask(child, {"media_type": media_type, "most": most, "size": len(raw)}, raw)
        finally:
            timer.cancel()
        if answer is None:
            _stop()
    if answer is None:
        reason = f"took longer than {seconds:g} seconds to read" if too_late.is_set() else "made its reader fail"
        raise NoContentsError(f"{reason}; it may be damaged or hostile: save its words as a .txt file")
    if "refused" in answer:
        raise NoContentsError(answer["refused"])
    return Contents(**answer)


def _ask(child: subprocess.Popen[bytes], header: dict[str, Any], raw: bytes) -> dict[str, Any] | None:
    """The child's answer, or None when it died of the question."""
    if child.stdin is None or child.stdout is None:  # never so: both are pipes
        return None
    try:
        child.stdin.write(json.dumps(header).encode() + b"\n" + raw)
        child.stdin.flush()
        line = child.stdout.readline()
    except OSError:
        return None
    if not line.endswith(b"\n"):
        return None
    answer: dict[str, Any] = json.loads(line)
    return answer


def _started() -> subprocess.Popen[bytes]:
    global _child
    if _child is None or _child.poll() is not None:
        _stop()
        _child = subprocess.Popen(
            [sys.executable, "-m", "tadwin.ingest.reader"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, **_ENVIRONMENT},
        )
        atexit.register(_stop)
    return _child


def _stop() -> None:
    global _child
    if _child is not None:
        _child.kill()
        for pipe in (_child.stdin, _child.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):  # bytes for a child that is gone cannot be written
                    pipe.close()
        _child.wait()
        _child = None
        atexit.unregister(_stop)
