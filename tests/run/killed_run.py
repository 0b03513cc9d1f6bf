"""Runs the pipeline and kills its own process, as the system would, once a method of the record was called so often.

usage: killed_run.py METHOD CALLS REPORTS OUT HOME
"""

import os
import signal
import sys
from pathlib import Path
from typing import Any

from tadwin.config import Settings
from tadwin.run.pipeline import run
from tadwin.store.record import Record


def main() -> None:
    method, calls, reports, out, home = sys.argv[1:]
    real = getattr(Record, method)
    seen = 0

    def counted(*arguments: Any, **named: Any) -> Any:
        nonlocal seen
        if seen == int(calls):
            os.kill(os.getpid(), signal.SIGKILL)
        seen += 1
        return real(*arguments, **named)

    setattr(Record, method, counted)
    run([reports], Path(out), settings=Settings(Path(home)))


if __name__ == "__main__":
    main()
