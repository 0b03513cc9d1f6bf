"""The commands that decide, on the demo: what they say, what they change, and what they refuse."""

import json
import re
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from called import tadwin
from tadwin.store.record import open_record
from tadwin.types import Incident


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made") / "out"
    subprocess.run([sys.executable, "-m", "tadwin.cli", "demo", "--out", str(folder)], check=True, capture_output=True)
    return folder


@pytest.fixture
def demo(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The demo's record, for one test to change."""
    monkeypatch.delenv("TADWIN_BY", raising=False)
    return Path(shutil.copytree(made, tmp_path / "demo"))


def incidents(folder: Path) -> list[Incident]:
    with open_record(folder / "record.db", writes=False) as record:
        return list(record.incidents())


def told(folder: Path, name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / name).read_text(encoding="utf-8").splitlines()]


def of_report(folder: Path, report: str) -> Incident:
    return next(one for one in incidents(folder) if report in one.reports)


MARKET, CAPITALS, POST = "invented-02-monitor-market", "invented-06-wire-capitals", "invented-08-local-post"


def test_merge_says_what_changed_and_undo_takes_it_back(demo: Path) -> None:
    before = incidents(demo)
    one, other = of_report(demo, CAPITALS), of_report(demo, POST)
    status, out, err = tadwin("merge", one.id[:9], other.id[:9], "--by", "noor", "--note", "one raid", "--record", demo)
    assert (status, err) == (0, "")
    first, change, last = out.splitlines()
    assert first == "Decision 1, by noor: these incidents are one."
    assert re.fullmatch(r"Incidents i\w+ and i\w+ are now one, i\w+: \d reports, .*killed .*\.", change)
    assert last == "`tadwin undo 1` takes it back."
    assert len(incidents(demo)) == len(before) - 1
    assert [line["id"] for line in told(demo, "incidents.jsonl")] == [incident.id for incident in incidents(demo)]
    gone = ({one.id, other.id} - {incident.id for incident in incidents(demo)}).pop()
    status, _, err = tadwin("incidents", "show", gone, "--record", demo)
    assert status == 0
    assert "is now" in err
    status, out, _ = tadwin("undo", "1", "--by", "mara", "--record", demo)
    assert status == 0
    assert out.splitlines()[0] == "Decision 2, by mara: decision 1 (merge, by noor) is taken back."
    assert incidents(demo) == before
    status, out, _ = tadwin("decisions", "--record", demo)
    rows = [line.split() for line in out.splitlines() if line.split()[:1] in (["1"], ["2"])]
    assert [row[1] for row in rows] == ["merge", "undo"]
    assert "undone by 2" in out
    assert "one raid" in out


def test_split_takes_a_report_out(demo: Path) -> None:
    whole = of_report(demo, MARKET)
    assert len(whole.reports) > 1
    status, out, _ = tadwin("split", whole.id[:9], "--report", MARKET, "--record", demo)
    assert status == 0
    assert out.splitlines()[1].endswith("is now 2:")
    left, rest = sorted(
        (one for one in incidents(demo) if {*one.claims} & {*whole.claims}), key=lambda one: len(one.reports)
    )
    assert left.reports == (MARKET,)
    assert sorted((*rest.reports, MARKET)) == sorted(whole.reports)
    assert sorted((*rest.claims, *left.claims)) == sorted(whole.claims)


def test_set_changes_the_figure_and_the_files_and_not_what_was_read(demo: Path) -> None:
    claim = next(one for one in told(demo, "claims.jsonl") if one["report"] == MARKET and one["count"]["value"] == 26)
    status, out, _ = tadwin("set", claim["id"][:10], "value", "29", "--by", "noor", "--record", demo)
    assert status == 0
    assert out.splitlines()[0] == f"Decision 1, by noor: the value of claim {claim['id']} was 26 and is 29."
    assert "29" in out.splitlines()[1]
    now = next(one for one in told(demo, "claims.jsonl") if one["id"] == claim["id"])
    assert now["count"] == {**claim["count"], "value": 29, "low": 29, "high": 29}
    assert now["evidence"][-1]["rule"] == "decided by noor"
    shown = tadwin("show", MARKET, "--record", demo)[1]
    assert claim["id"] in shown
    with open_record(demo / "record.db", writes=False) as record:
        assert next(one for one in record.claims() if one.id == claim["id"]).figure.value == 26
    tadwin("set", claim["id"], "rejected", "true", "--record", demo)
    assert claim["id"] not in {one["id"] for one in told(demo, "claims.jsonl")}
    assert claim["id"] not in of_report(demo, MARKET).claims
    assert (
        tadwin("set", claim["id"], "rejected", "false", "--record", demo)[1].splitlines()[0].endswith("counts again.")
    )


def test_decisions_outlive_a_run(demo: Path, tmp_path: Path) -> None:
    one, other = of_report(demo, CAPITALS), of_report(demo, POST)
    tadwin("merge", one.id, other.id, "--record", demo)
    after = incidents(demo)
    (tmp_path / "more.txt").write_text("Two people were killed in Darkush on 3 May 2021.", encoding="utf-8")
    assert tadwin("run", tmp_path / "more.txt", "--out", demo)[0] == 0
    assert [incident for incident in incidents(demo) if incident.reports != ("more",)] == after


def test_an_orphaned_decision_is_named_by_the_run_and_listed_with_its_words(demo: Path, tmp_path: Path) -> None:
    report = tmp_path / "one.txt"
    report.write_text("Seven people were killed in Darkush on 3 May 2021.", encoding="utf-8")
    tadwin("run", report, "--out", demo)
    claim = next(one for one in told(demo, "claims.jsonl") if one["report"] == "one")
    tadwin("set", claim["id"], "value", "8", "--record", demo)
    report.write_text("Nine people were killed in Darkush on 3 May 2021.", encoding="utf-8")
    _, _, err = tadwin("run", report, "--out", demo)
    assert "decision 1 is orphaned" in err
    status, out, _ = tadwin("decisions", "--record", demo)
    assert status == 0
    assert "Decision 1 finds no claim any more in report one: …⟦Seven⟧ people were killed in Darkush" in out
    (line,) = tadwin("decisions", "--json", "--record", demo)[1].splitlines()
    assert json.loads(line)["state"] == "orphaned"
    assert json.loads(line)["orphaned"] == [claim["id"]]


def test_who_decides_is_taken_from_the_option_the_setting_or_the_system(
    demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    claim = told(demo, "claims.jsonl")[0]["id"]
    monkeypatch.setenv("LOGNAME", "the\x1b[2J user")
    tadwin("set", claim, "weapon", "a", "--record", demo)
    monkeypatch.setenv("TADWIN_BY", "desk")
    tadwin("set", claim, "weapon", "b", "--record", demo)
    tadwin("set", claim, "weapon", "c", "--by", "noor", "--record", demo)
    with open_record(demo / "record.db", writes=False) as record:
        decisions = list(record.decisions())
    assert [one.by for one in decisions] == ["the⟨U+001B⟩[2J user", "desk", "noor"]
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", one.at) for one in decisions)
    status, out, err = tadwin("set", claim, "weapon", "d", "--by", " ", "--record", demo)
    assert (status, out) == (2, "")
    assert "give --by NAME" in err


def test_a_decision_that_was_changed_is_named(demo: Path) -> None:
    claim = told(demo, "claims.jsonl")[0]["id"]
    for weapon in ("a", "b"):
        tadwin("set", claim, "weapon", weapon, "--record", demo)
    with closing(sqlite3.connect(demo / "record.db")) as database:
        database.execute("UPDATE decisions SET note = 'forged' WHERE number = 1")
        database.commit()
    status, out, err = tadwin("decisions", "--record", demo)
    assert status == 1
    assert "forged" in out
    assert err.startswith("tadwin: decision 1 is not what was decided")


def test_nothing_decided_is_said(demo: Path) -> None:
    assert tadwin("decisions", "--record", demo) == (0, "Nothing has been decided in this record.\n", "")
    assert tadwin("decisions", "--json", "--record", demo) == (0, "", "")


MISTAKES = [
    (("merge", "MARKET"), "two incidents or more"),
    (("merge", "MARKET", "MARKET"), "one already"),
    (("merge", "MARKET", "izzzz"), "no incident 'izzzz'"),
    (("merge", "MARKET", "i"), "give more of the one you mean"),
    (("split", "MARKET"), "say what leaves"),
    (("split", "MARKET", "--report", "invented-02-monitor-markt"), f"did you mean {MARKET}"),
    (("split", "MARKET", "--report", POST), f"holds no report '{POST}'"),
    (("split", "MARKET", "--frame", "f0"), "holds no frame 'f0'"),
    (("split", "MARKET", "--claim", "c"), "holds more than one claim 'c'"),
    (("split", "MARKET", "--frame", "f"), "holds more than one frame 'f'"),
    (("set", "czzz", "value", "3"), "no claim 'czzz'"),
    (("set", "CLAIM", "deaths", "3"), "there is no field 'deaths'; give value, low"),
    (("set", "CLAIM", "value", "many"), "'many' is no figure; give a whole number"),
    (("set", "CLAIM", "status", "rebel"), "give civilian, combatant or none"),
    (("set", "CLAIM", "place", "Qwertzuiop"), "say where it is"),
    (("set", "CLAIM", "part_of", "CLAIM"), "a part of itself"),
    (("undo", "1"), "nothing has been decided"),
    (("undo", "one"), "give a whole number, 1 or more"),
]


@pytest.mark.parametrize(
    ("arguments", "said"), MISTAKES, ids=lambda value: " ".join(value) if type(value) is tuple else ""
)
def test_a_mistake_is_one_line_and_leaves_nothing(made: Path, arguments: tuple[str, ...], said: str) -> None:
    claim = next(one["id"] for one in told(made, "claims.jsonl") if one["report"] == MARKET)
    names = {"MARKET": of_report(made, MARKET).id[:9], "CLAIM": claim}
    before = incidents(made)
    status, out, err = tadwin(*(names.get(one, one) for one in arguments), "--by", "noor", "--record", made)
    assert (status, out) == (2, "")
    assert err.startswith("tadwin: ")
    assert err.count("\n") == 1
    assert said in err
    assert incidents(made) == before
    with open_record(made / "record.db", writes=False) as record:
        assert list(record.decisions()) == []
