"""copy, backup, restore, and an address wherever a record is named: what they say, and what they refuse."""

import contextlib
import json
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from called import tadwin
from tadwin.run.moving import copy
from tadwin.run.progress import Silent


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made") / "out"
    subprocess.run([sys.executable, "-m", "tadwin.cli", "demo", "--out", str(folder)], check=True, capture_output=True)
    return folder


HELD = "10 reports, 44 claims, 6 incidents"


def test_there_and_back(demo: Path, tmp_path: Path, postgres_address: str) -> None:
    status, out, err = tadwin("copy", demo, postgres_address)
    assert (status, err) == (0, "")
    assert out == f"Copied to the database, read back and checked: {HELD}, 0 decisions.\n"
    for command in (["incidents"], ["claims"], ["tallies"], ["decisions"], ["show"]):
        assert tadwin(*command, "--record", postgres_address) == tadwin(*command, "--record", demo)
    incident = json.loads(tadwin("incidents", "--json", "--record", demo)[1].splitlines()[0])["id"]
    assert tadwin("incidents", "show", incident, "--why", "--record", postgres_address)[0] == 0
    claim = json.loads(tadwin("claims", "--json", "--record", demo)[1].splitlines()[0])["id"]
    status, out, _ = tadwin("set", claim, "value", "11", "--by", "noor", "--record", postgres_address)
    assert (status, out.splitlines()[0][:24]) == (0, "Decision 1, by noor: the")
    status, out, _ = tadwin("backup", tmp_path / "b.db", "--record", postgres_address)
    assert (status, out.splitlines()[0]) == (
        0,
        f"Written to {tmp_path}/b.db, read back and checked: {HELD}, 1 decision.",
    )
    assert stat.S_IMODE((tmp_path / "b.db").stat().st_mode) == 0o600
    assert tadwin("restore", tmp_path / "b.db", tmp_path / "new" / "restored")[0] == 0
    assert stat.S_IMODE((tmp_path / "new" / "restored").stat().st_mode) == 0o700
    for place in (tmp_path / "b.db", tmp_path / "new" / "restored"):
        assert tadwin("decisions", "--record", place) == tadwin("decisions", "--record", postgres_address)


def test_a_decision_in_a_backup_writes_no_files_beside_it(demo: Path, tmp_path: Path) -> None:
    tadwin("backup", tmp_path / "b.db", "--record", demo)
    claim = json.loads(tadwin("claims", "--json", "--record", demo)[1].splitlines()[0])["id"]
    assert tadwin("set", claim, "value", "11", "--by", "noor", "--record", tmp_path / "b.db")[0] == 0
    assert {path.name for path in tmp_path.iterdir()} == {"b.db", "b.db.lock"}


def test_problems_of_the_record_are_named_and_the_status_is_1(demo: Path, tmp_path: Path) -> None:
    copy(demo / "record.db", tmp_path / "record.db", Silent())
    with contextlib.closing(sqlite3.connect(tmp_path / "record.db")) as database:
        database.execute("UPDATE raw SET bytes = x'00' WHERE sha256 = (SELECT min(sha256) FROM raw)")
        database.commit()
    status, out, err = tadwin("copy", tmp_path, tmp_path / "copy")
    assert status == 1
    assert "the bytes kept are not those that were captured" in err
    assert err.endswith("tadwin: the record had these problems before, and is written as it was\n")
    assert out.startswith(f"Copied to {tmp_path}/copy")


def test_what_cannot_be_is_one_line(demo: Path, tmp_path: Path, postgres_address: str) -> None:
    secret = "postgresql://noor:hunter2@h/office?record=n"  # of nobody
    (tmp_path / "file").write_text("x")
    refused: list[tuple[tuple[str | Path, ...], str]] = [
        (("incidents", "--record", secret), "must not hold a password"),
        (("copy", demo, secret), "must not hold a password"),
        (("run", demo, "--out", tmp_path / "o", "--record", secret), "must not hold a password"),
        (("run", demo, "--out", tmp_path / "o", "--record", tmp_path), "is no address of a record"),
        (("incidents", "--record", postgres_address), "there is no record"),
        (("undo", "1", "--by", "noor", "--record", postgres_address), "there is no record"),
        (("backup", tmp_path / "b.db", "--record", postgres_address), "there is no record"),
        (("copy", tmp_path / "none", postgres_address), "no record in"),
        (("copy", demo, tmp_path / "file"), "is a file; name a folder"),
        (("copy", demo, demo), "holds a record already"),
        (("backup", tmp_path / "file", "--record", demo), "is there already"),
        (("backup", tmp_path / "none" / "b.db", "--record", demo), "No such file or directory"),
        (("restore", tmp_path / "file", tmp_path / "r"), "not a tadwin record"),
        (("restore", demo, tmp_path / "r"), "is a folder; name the file itself"),
    ]
    for arguments, reason in refused:
        status, out, err = tadwin(*arguments)
        assert (status, out) == (2, ""), arguments
        assert reason in err
        assert err.count("\n") == 1
        assert "hunter2" not in err


@pytest.mark.slow
def test_reports_are_read_into_a_record_in_postgresql(demo: Path, tmp_path: Path, postgres_address: str) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "one.txt").write_text("Three people were killed in Idlib on 3 May 2023, doctors said.")
    for new, known in ((1, 0), (0, 1)):
        status, out, err = tadwin("run", tmp_path / "in", "--out", tmp_path / "out", "--record", postgres_address)
        assert (status, err) == (0, "")
        assert f"{new} new report{'' if new == 1 else 's'}, {known} known already." in out
        assert "record.db" not in out
    assert not (tmp_path / "out" / "record.db").exists()
    assert (tmp_path / "out" / "index.html").is_file()
    assert "Idlib" in tadwin("claims", "--record", postgres_address)[1]
