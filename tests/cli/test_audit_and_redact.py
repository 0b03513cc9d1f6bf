"""`tadwin audit` and `tadwin redact` as a person calls them, and the check that the documentation prints."""

import json
import re
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from called import tadwin
from tadwin.config import load_settings
from tadwin.review.fields import field_named
from tadwin.run import deciding, pipeline
from tadwin.run.deciding import Word
from tadwin.run.names import known
from tadwin.run.write import write_out
from tadwin.store.record import open_record

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "audit.md"
NAME = "Salma Darwish"


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of one report with three decisions."""
    folder = tmp_path_factory.mktemp("made")
    report = folder / "in" / "wire.txt"
    report.parent.mkdir()
    report.write_text(f"Six people were killed in Salqin on 4 May 2031, {NAME} said.\n", encoding="utf-8")
    pipeline.run([str(report)], folder / "out", settings=load_settings())
    names = known(load_settings())
    with open_record(folder / "out" / "record.db") as record:
        claim = next(record.claims())
        for value, by in (("7", "noor"), ("8", NAME), ("9", "noor")):
            word = Word(by, "2031-05-01T00:00:00Z")
            deciding.set_field(record, claim, field_named("value"), value, names, word)
        write_out(record, folder / "out")
    return folder / "out"


@pytest.fixture
def record(template: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(template, tmp_path / "record"))


def tampered(record: Path, statement: str) -> None:
    with closing(sqlite3.connect(record / "record.db")) as database:
        database.execute(statement)
        database.commit()


def test_a_chain_that_holds(record: Path) -> None:
    status, out, err = tadwin("audit", "verify", "--record", record)
    assert (status, err) == (0, "")
    assert "3 decisions: none was altered, removed, reordered or put in." in out
    assert "cannot be proved without a head" in out
    status, head, _ = tadwin("audit", "head", "--record", record)
    assert head.strip() in out
    assert json.loads((record / "record.json").read_text())["head"] == head.strip()
    assert head.strip() in (record / "index.html").read_text(encoding="utf-8")
    status, out, err = tadwin("audit", "verify", "--against", head.strip()[:20], "--record", record)
    assert (status, err) == (0, "")
    assert "the last decision, 3: nothing was cut off" in out
    assert "cannot be proved" not in out


def test_a_head_of_an_earlier_decision_and_one_of_none(record: Path) -> None:
    first = json.loads(tadwin("decisions", "--json", "--record", record)[1].splitlines()[0])["hash"]
    status, out, _ = tadwin("audit", "verify", "--against", first, "--record", record)
    assert status == 0
    assert "that of decision 1; 2 more were made since" in out
    status, _, err = tadwin("audit", "verify", "--against", "0" * 64, "--record", record)
    assert status == 1
    assert "decisions were cut off" in err
    status, _, err = tadwin("audit", "verify", "--against", "12", "--record", record)
    assert (status, "is no head" in err) == (2, True)


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("UPDATE decisions SET after = '1' WHERE number = 2", "decision 2 is not what was decided: its value after"),
        ("DELETE FROM decisions WHERE number = 2", "decision 2 is missing"),
        ("UPDATE decisions SET number = -number", "decision -3 was put in"),
        ("UPDATE decisions SET anchors = 'no JSON' WHERE number = 3", "decision 3 is not what was decided: its claims"),
    ],
)
def test_what_was_done_to_it_is_named(record: Path, statement: str, told: str) -> None:
    head = tadwin("audit", "head", "--record", record)[1].strip()
    tampered(record, "DELETE FROM decision_reports")
    tampered(record, statement)
    status, out, err = tadwin("audit", "verify", "--against", head, "--record", record)
    assert status == 1
    assert err.splitlines()[0].startswith(f"tadwin: {told}")
    assert "none was altered" not in out


def test_a_record_without_decisions(record: Path) -> None:
    tampered(record, "DELETE FROM decision_reports")
    tampered(record, "DELETE FROM decisions")
    assert tadwin("audit", "verify", "--record", record)[:2] == (0, "Nothing has been decided in this record.\n")
    assert tadwin("audit", "head", "--record", record)[1] == ""


def documented(told: str) -> subprocess.CompletedProcess[str]:
    """The check that the page prints, given the lines of `tadwin decisions --json`."""
    (code,) = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    return subprocess.run([sys.executable, "-I", "-c", code], input=told, capture_output=True, text=True, check=False)


def test_the_documented_check_agrees(record: Path) -> None:
    assert tadwin("redact", "name", NAME, "--yes", "--by", "mara", "--record", record)[0] == 0
    told = tadwin("decisions", "--json", "--record", record)[1]
    head = tadwin("audit", "head", "--record", record)[1].strip()
    assert documented(told).stdout == f"head: {head}\n"
    lines = [json.loads(line) for line in told.splitlines()]
    assert any(":" in salt for salt in lines[1]["salts"].values())
    lines[0]["note"] = "forged"
    assert documented("\n".join(map(json.dumps, lines))).returncode != 0


def test_redacting_a_name_asks_says_and_does(record: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = (record / "record.db").read_bytes()
    monkeypatch.setattr("click.termui.visible_prompt_func", lambda _: "n")
    status, out, err = tadwin("redact", "name", NAME, "--by", "mara", "--record", record)
    assert status == 1
    assert "readings of reports: 1" in out
    assert "backups and copies" in out
    assert "nothing was redacted" in err
    assert (record / "record.db").read_bytes() == before
    monkeypatch.setattr("click.termui.visible_prompt_func", lambda _: "y")
    status, out, _ = tadwin("redact", "name", NAME, "--by", "mara", "--note", "asked", "--record", record)
    assert status == 0
    assert "Decision 4, by mara: redacted." in out
    assert all(NAME.encode() not in path.read_bytes() for path in record.iterdir())
    key = re.findall(r"^  ([0-9a-f]{32})$", out, re.MULTILINE)
    assert len(key) == 1
    assert key[0].encode() not in b"".join(path.read_bytes() for path in record.iterdir())
    status, out, err = tadwin("audit", "verify", "--record", record)
    assert (status, err) == (0, "")
    assert "Words were redacted from decision 2" in out
    assert "redact a name" in tadwin("decisions", "--record", record, "--width", "120")[1]
    status, _, err = tadwin("undo", "4", "--by", "mara", "--record", record)
    assert (status, "for good" in err) == (2, True)


def test_redacting_what_is_not_there_is_one_line(record: Path) -> None:
    for what, name in (("name", "Nobody Nowhere"), ("report", "none"), ("reviewer", "Nobody Nowhere")):
        status, out, err = tadwin("redact", what, name, "--yes", "--by", "mara", "--record", record)
        assert (status, out) == (2, "")
        assert len(err.splitlines()) == 1


def test_erase_can_be_done_at_any_time(record: Path) -> None:
    assert tadwin("redact", "erase", "--record", record)[0] == 0
    assert tadwin("audit", "verify", "--record", record)[0] == 0


def test_a_reader_that_keeps_the_log_open_is_told(record: Path) -> None:
    with closing(sqlite3.connect(record / "record.db", isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM claims").fetchone()
        tampered(record, "UPDATE versions SET version = version")
        status, _, err = tadwin("redact", "erase", "--record", record)
    assert status == 2
    assert "tadwin redact erase" in err
