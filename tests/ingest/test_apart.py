from pathlib import Path

import pytest

from tadwin.ingest import apart
from tadwin.ingest.apart import read_apart
from tadwin.ingest.contents import NoContentsError

_MOST = 100_000
_PAGE = b"<html><body><article><p>Four people were killed in Tal Amara.</p></article></body></html>"


def test_one_child_reads_one_file_after_another() -> None:
    assert "Four people" in read_apart("text/html", _PAGE, _MOST).text
    child = apart._child
    with pytest.raises(NoContentsError, match="damaged"):
        read_apart("application/pdf", b"%PDF-1.4 \n{}\x00 nothing", _MOST)
    assert "Four people" in read_apart("text/html", _PAGE, _MOST).text
    assert apart._child is child


def test_a_file_that_takes_too_long_is_refused_and_the_next_is_read() -> None:
    slow = b"<html><body><article>" + b"<p>Five killed.</p>" * 200_000
    with pytest.raises(NoContentsError, match=r"longer than 0.5 seconds"):
        read_apart("text/html", slow, _MOST, seconds=0.5)
    assert "Four people" in read_apart("text/html", _PAGE, _MOST).text


def test_a_file_that_makes_the_reader_fail_is_refused_and_the_next_is_read() -> None:
    with pytest.raises(NoContentsError, match="made its reader fail"):
        read_apart("no/such-type", _PAGE, _MOST)
    assert "Four people" in read_apart("text/html", _PAGE, _MOST).text


def test_a_reader_killed_between_files_is_started_again() -> None:
    read_apart("text/html", _PAGE, _MOST)
    assert apart._child is not None
    apart._child.kill()
    apart._child.wait()
    assert "Four people" in read_apart("text/html", _PAGE, _MOST).text


def test_the_reader_runs_no_code_from_the_folder_it_is_started_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("json", "lxml", "trafilatura", "tadwin"):
        (tmp_path / f"{module}.py").write_text(f"open({str(tmp_path / 'ran')!r}, 'w')\n")
    monkeypatch.chdir(tmp_path)
    apart._stop()
    assert "Four people" in read_apart("text/html", _PAGE, _MOST).text
    assert not (tmp_path / "ran").exists()
