"""Listening: a port that is taken, and names for records."""

import gc
import re
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import pytest

from tadwin.errors import ServingError
from tadwin.store.record import Record
from tadwin.web.desk import shelves
from tadwin.web.serving import prepare
from web.conftest import Served


def refusal(host: str, port: int) -> str:
    """What is said when nothing can listen there."""
    said = ""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # uvicorn leaves what it could not bind to the collector
        try:
            prepare([], name="A", host=host, port=port)
        except ServingError as error:
            said = str(error)
        gc.collect()
    return said


def test_a_port_in_use_is_one_line_that_says_what_to_do(served: Served) -> None:
    port = int(served.url.rpartition(":")[2])
    assert re.fullmatch(rf"port {port} of 127\.0\.0\.1 .*in use.* --port 0", refusal("127.0.0.1", port))


@pytest.mark.parametrize("host", ["192.0.2.1", "no such host", "::ffff:192.0.2.1"])
def test_an_address_that_is_not_ours_is_one_line(host: str) -> None:
    assert re.fullmatch(r"port 0 of .* cannot be listened on \(.+", refusal(host, 0))


@dataclass
class Kept:
    """All that a record is asked for its name by."""

    name: str


def test_records_have_names_that_an_address_can_hold() -> None:
    folders = ("a/North 2031", "b/north-2031", "c/تدوين", "d/…/x\u202ey")
    kept: list[tuple[Path | None, str]] = [(Path(folder), f"{folder}/record.db") for folder in folders]
    kept += [(None, "postgresql://desk@db.example/office?record=south_2031"), (None, "e/copy.db")]
    named = shelves((folder, cast(Record, Kept(name))) for folder, name in kept)
    assert list(named) == ["north-2031", "north-2031-2", "record", "x-u-202e-y", "south-2031", "copy-db"]
    titles = ["North 2031", "north-2031", "تدوين", "x⟨U+202E⟩y", "south_2031", "copy.db"]
    assert [shelf.title for shelf in named.values()] == titles
