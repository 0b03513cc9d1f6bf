"""`tadwin review` as a process: its address, its end, and what it says when it cannot listen."""

import re
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from web.planted_desk import plant

COMMAND = (sys.executable, "-m", "tadwin.cli", "review")


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("review") / "desk"
    plant(folder)
    return folder


@contextmanager
def started(record: Path, *options: str) -> Iterator[tuple["subprocess.Popen[str]", str]]:
    """The command, started, with its address; ended like from the keyboard."""
    command = [*COMMAND, "--record", str(record), "--by", "R. Eviewer", *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        address = ""
        for line in process.stdout:
            if found := re.search(r"http://\S+", line):
                address = found[0]
            if "Ctrl-C" in line:
                break
        try:
            yield process, address
        finally:
            process.send_signal(signal.SIGINT)
            assert process.stdout.read() == "Closed.\n"


def test_it_serves_until_it_is_stopped(record: Path) -> None:
    with started(record, "--port", "0") as (process, address):
        assert address.startswith("http://127.0.0.1:")
        with httpx.Client() as client:
            assert client.get(address).status_code == 200
            page = client.get(address.partition("?")[0], follow_redirects=True)
        assert page.status_code == 200
        assert "R. Eviewer" in page.text
        port = address.partition("?")[0].rpartition(":")[2].strip("/")
        second = subprocess.run(
            [*COMMAND, "--record", str(record), "--port", port], capture_output=True, text=True, check=False
        )
        assert second.returncode == 2
        assert second.stderr.startswith("tadwin: ")
        assert len(second.stderr.splitlines()) == 1
    assert process.returncode == 0


def test_an_address_that_others_reach_is_warned_of(record: Path) -> None:
    with started(record, "--port", "0", "--host", "0.0.0.0") as (process, address):  # noqa: S104
        assert address.startswith("http://127.0.0.1:")
    assert process.returncode == 0


def test_the_key_is_given_to_a_browser_in_a_file_of_its_owner(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from tadwin.cli import review

    launched: list[str] = []

    def launch(page: str) -> int:
        launched.append(page)
        return 0

    monkeypatch.setattr("click.launch", launch)
    with review._opened("http://127.0.0.1:1/?key=secret"):
        (page,) = launched
        assert "secret" not in page
        assert "url=http://127.0.0.1:1/?key=secret" in Path(page).read_text(encoding="utf-8")
        assert stat.S_IMODE(Path(page).stat().st_mode) == 0o600
        assert stat.S_IMODE(Path(page).parent.stat().st_mode) == 0o700
    assert not Path(page).exists()
    assert capsys.readouterr().err == ""


def test_no_record_is_one_line(tmp_path: Path) -> None:
    done = subprocess.run([*COMMAND, "--record", str(tmp_path)], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr.startswith("tadwin: no record in ")
