"""The whole program, called in the process of the tests, which has paid for its libraries already."""

import contextlib
import io
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from tadwin.cli.main import main


class Done(NamedTuple):
    """How a command ended: its exit status, and what it wrote."""

    status: int
    out: str
    err: str


def tadwin(*words: str | Path) -> Done:
    """`tadwin WORDS`."""
    out, err = io.StringIO(), io.StringIO()
    with (
        pytest.MonkeyPatch.context() as patch,
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        patch.setattr(sys, "argv", ["tadwin", *map(str, words)])
        with pytest.raises(SystemExit) as left:
            main()
    assert left.value.code is None or isinstance(left.value.code, int)
    return Done(left.value.code or 0, out.getvalue(), err.getvalue())
