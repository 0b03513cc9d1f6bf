"""Merges the two incidents of a record and kills its own process, as the system would, once a step of it is reached.

usage: killed_decider.py STEP RECORD
"""

import os
import signal
import sys
from pathlib import Path
from typing import Any

from tadwin.run import deciding
from tadwin.run.deciding import Word
from tadwin.store.record import Record, open_record
from tadwin.store.reviews import Reviews


def killed(*_: Any, **__: Any) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def main() -> None:
    step, path = sys.argv[1:]
    if step == "Reviews.put":
        Reviews.put = killed  # type: ignore[method-assign]
    else:
        setattr(Record, step, killed)
    with open_record(Path(path), shared=True) as record:
        deciding.merge(record, list(record.incidents()), Word("noor", "2031-06-01T08:00:00Z"))


if __name__ == "__main__":
    main()
