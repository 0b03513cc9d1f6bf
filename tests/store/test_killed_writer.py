"""A run that the system kills, at any statement, can be run again and gives the same record."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = Path(__file__).with_name("killed_writer.py")


@pytest.mark.skipif(sys.platform == "win32", reason="needs fork and SIGKILL")
@pytest.mark.parametrize("step", [7, pytest.param(1, marks=pytest.mark.slow)])
def test_a_killed_run_run_again_gives_the_same_record(tmp_path: Path, step: int) -> None:
    command = [sys.executable, "-W", "error", str(PROGRAM), str(tmp_path), str(step)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    told = json.loads(ran.stdout)
    assert len(told["ends"]) == len(range(1, told["statements"] + 1, step)) > 5
    assert "Nine doors" in told["whole"]
    for statement, end in told["ends"].items():
        assert end == told["whole"], f"killed at statement {statement}"
