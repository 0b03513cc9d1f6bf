"""What ships of other projects is what VENDORED.md says it is, to the byte."""

import hashlib
import re
from pathlib import Path

import pytest

BROWSER = Path(__file__).parents[2] / "src" / "tadwin" / "resources" / "browser"
OURS = {"map.js", "map.css", "VENDORED.md"}
ROW = re.compile(r"\| `([^`]+)` \|.*\| `([0-9a-f]{64})` \|")
LISTED = dict(ROW.findall((BROWSER / "VENDORED.md").read_text(encoding="utf-8")))


def test_every_file_of_others_is_listed() -> None:
    assert {path.name for path in BROWSER.iterdir()} - OURS == set(LISTED)


@pytest.mark.parametrize("name", LISTED)
def test_files_are_as_their_projects_published_them(name: str) -> None:
    assert hashlib.sha256((BROWSER / name).read_bytes()).hexdigest() == LISTED[name]


@pytest.mark.parametrize("name", [one for one in LISTED if one.endswith((".js", ".css"))])
def test_each_comes_with_its_licence(name: str) -> None:
    assert f"{name.split('.')[0]}.LICENSE" in LISTED
