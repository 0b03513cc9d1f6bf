"""The whole way on real files: what goes in, what must come out, and what must never be lost."""

import csv
import dataclasses
import json
import os
import stat
import subprocess
import sys
from collections.abc import Sequence
from importlib import resources
from pathlib import Path
from typing import Any

import pytest

from tadwin.config import Settings
from tadwin.errors import ParserUnavailable, TadwinError
from tadwin.resolve.places import find_places
from tadwin.run.engine import engine
from tadwin.run.pipeline import Summary, run
from tadwin.store.record import open_record
from tadwin.types import Gazetteer, Mention, Place

DEMO = Path(str(resources.files("tadwin.resources"))) / "demo"
FILES = ("claims.jsonl", "incidents.jsonl", "incidents.csv", "tallies.jsonl", "index.html")


def go(settings: Settings, out: Path, *paths: Path | str) -> Summary:
    return run([str(path) for path in paths], out, settings=settings)


def written(out: Path) -> dict[str, bytes]:
    return {name: (out / name).read_bytes() for name in FILES}


def beside(folder: Path) -> Path:
    return folder.with_name(f"{folder.name}-record")


def lines(out: Path, name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (out / name).read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def demo(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Summary]:
    out = tmp_path_factory.mktemp("whole") / "out"
    return out, go(settings, out, DEMO)


def test_every_quote_stands_in_its_file_to_the_letter(demo: tuple[Path, Summary]) -> None:
    out, _ = demo
    claims = lines(out, "claims.jsonl")
    assert len(claims) > 20
    for claim in claims:
        text = (DEMO / f"{claim['report']}.txt").read_bytes().decode()
        assert text[claim["start"] : claim["end"]] == claim["quote"]


def test_the_summary_counts_what_is_in_the_files(demo: tuple[Path, Summary]) -> None:
    out, summary = demo
    assert (summary.new, summary.same, summary.reports) == (10, 0, 10)
    assert summary.claims == len(lines(out, "claims.jsonl"))
    assert summary.incidents == len(lines(out, "incidents.jsonl"))
    with (out / "incidents.csv").open(encoding="utf-8-sig", newline="") as file:
        assert summary.incidents == len(list(csv.DictReader(file)))
    assert summary.written == (
        "index.html",
        "claims.jsonl",
        "incidents.jsonl",
        "incidents.csv",
        "tallies.jsonl",
        "record.json",
        "record.db",
    )


def test_every_output_says_that_the_demo_is_invented(demo: tuple[Path, Summary]) -> None:
    out, _ = demo
    for path in DEMO.glob("*.txt"):
        assert path.read_text(encoding="utf-8").startswith("[INVENTED")
        assert path.stem.startswith("invented-")
    assert all(claim["report"].startswith("invented-") for claim in lines(out, "claims.jsonl"))
    assert all(name.startswith("invented-") for one in lines(out, "incidents.jsonl") for name in one["reports"])
    assert "Invented: every report here was made up" in (out / "index.html").read_text(encoding="utf-8")


def test_only_the_owner_can_read_what_was_written(demo: tuple[Path, Summary]) -> None:
    out, _ = demo
    assert stat.S_IMODE(out.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in out.iterdir()} == {0o600}


def test_a_language_that_is_not_read_is_kept_named_and_counted(demo: tuple[Path, Summary]) -> None:
    out, summary = demo
    assert summary.unread == [("invented-10-local-post-arabic", "ar")]
    assert summary.unreadable == []
    with open_record(out / "record.db", writes=False) as record:
        assert "مقتل ثلاثة مدنيين" in record.report("invented-10-local-post-arabic").text
        assert record.set_asides() == {"invented-10-local-post-arabic": "language ar is not read yet"}
    assert "language ar is not read yet" in (out / "index.html").read_text(encoding="utf-8")


def test_the_same_reports_again_change_nothing(demo: tuple[Path, Summary], settings: Settings, tmp_path: Path) -> None:
    out, _ = demo
    go(settings, tmp_path / "out", DEMO)
    again = go(settings, tmp_path / "out", DEMO)
    assert (again.new, again.newer, again.same, again.extracted) == (0, 0, 10, 0)
    assert written(tmp_path / "out") == written(out)


def test_reports_in_any_order_and_in_parts_give_the_same(
    demo: tuple[Path, Summary], settings: Settings, tmp_path: Path
) -> None:
    files = sorted(DEMO.glob("*.txt"), reverse=True)
    go(settings, tmp_path / "out", *files[:4])
    summary = go(settings, tmp_path / "out", *files[3:])
    assert (summary.new, summary.same) == (6, 1)
    assert written(tmp_path / "out") == written(demo[0])


def test_one_unreadable_file_loses_nothing_else(settings: Settings, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "good.txt").write_text("Three people were killed in Salqin.", encoding="utf-8")
    (folder / "empty.txt").touch()
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7 and no more")
    (folder / "bytes.txt").write_bytes(b"Three \x9d\x81\xff\xfe people\x00 were killed")
    (folder / "table.xlsx").write_bytes(b"PK")
    summary = go(settings, tmp_path / "out", folder, tmp_path / "absent.txt")
    assert summary.reports == 1
    assert summary.claims == 1
    named = {Path(name).name for name, _ in summary.unreadable}
    assert named == {"empty.txt", "broken.pdf", "bytes.txt", "table.xlsx", "absent.txt"}
    assert all(reason for _, reason in summary.unreadable)
    page = (tmp_path / "out" / "index.html").read_text(encoding="utf-8")
    assert all(name in page for name in named - {"absent.txt"})
    assert "absent.txt" not in page, "a mistyped path is no report that was lost"


def test_a_file_that_was_mended_is_no_longer_set_aside(settings: Settings, tmp_path: Path) -> None:
    file = tmp_path / "report.txt"
    file.touch()
    assert len(go(settings, tmp_path / "out", file).unreadable) == 1
    file.write_text("Three people were killed in Salqin.", encoding="utf-8")
    assert go(settings, tmp_path / "out", file).unreadable == []
    with open_record(tmp_path / "out" / "record.db", writes=False) as record:
        assert record.set_asides() == {}


def test_what_was_mended_or_is_gone_is_no_longer_set_aside(settings: Settings, tmp_path: Path) -> None:
    folder, elsewhere, out = tmp_path / "in", tmp_path / "elsewhere", tmp_path / "out"
    for path in (folder, elsewhere):
        path.mkdir()
        (path / "empty.txt").touch()
    (folder / "good.txt").write_text("Three people were killed in Salqin.", encoding="utf-8")
    (folder / "manifest.csv").write_text("file,publisher\ngod.txt,Wire\n", encoding="utf-8")
    before = go(settings, out, folder, elsewhere)
    assert len(before.unreadable) == 3
    (folder / "manifest.csv").write_text("file,publisher\ngood.txt,Wire\n", encoding="utf-8")
    (folder / "empty.txt").unlink()
    assert go(settings, out, folder).unreadable == []
    with open_record(out / "record.db", writes=False) as record:
        assert list(record.set_asides()) == [str(elsewhere / "empty.txt")]
    page = (out / "index.html").read_text(encoding="utf-8")
    assert "god.txt" not in page
    assert str(elsewhere / "empty.txt") in page


def test_a_language_is_read_once_the_manifest_says_it_right(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Three people were killed in Salqin.", encoding="utf-8")
    for language, claims in (("ar", 0), ("en", 1)):
        (tmp_path / "manifest.csv").write_text(f"file,language\na.txt,{language}\n", encoding="utf-8")
        summary = go(settings, beside(tmp_path), tmp_path)
        assert (summary.claims, len(summary.unread)) == (claims, 1 - claims)
    with open_record(beside(tmp_path) / "record.db", writes=False) as record:
        assert record.set_asides() == {}


def test_a_text_too_short_to_tell_its_language_is_read_and_counted(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Three people were killed.", encoding="utf-8")
    summary = go(settings, beside(tmp_path), tmp_path)
    assert (summary.undetected, summary.claims) == (["a"], 1)
    assert go(settings, beside(tmp_path), tmp_path).undetected == []


def test_nothing_to_read_makes_nothing_and_says_why(settings: Settings, tmp_path: Path) -> None:
    empty, own = tmp_path / "in", tmp_path / "own"
    empty.mkdir()
    own.mkdir()
    (own / "record.db").touch()
    for path, why in (
        (empty, "name a file or a folder that holds"),
        (tmp_path / "absent", "no such file"),
        (tmp_path / "ab*c", "matches no file; check the pattern, its folder and its ending"),
        (tmp_path / "absent", "check the spelling"),
        (own, "holds a record that tadwin wrote"),
    ):
        with pytest.raises(TadwinError, match=f"nothing to read.*{why}"):
            go(settings, tmp_path / "out", path)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("below", ["", "record", "deep/er"])
def test_a_record_among_the_reports_is_refused_before_anything_is_written(
    below: str, settings: Settings, tmp_path: Path
) -> None:
    folder, link = tmp_path / "in", tmp_path / "link"
    folder.mkdir()
    link.symlink_to(folder)
    (folder / "a.txt").write_text("Three people were killed in Salqin.", encoding="utf-8")
    for given in (folder, link, f"{tmp_path}/i*"):
        with pytest.raises(TadwinError, match=r"name a folder outside it, such as --out .*/in-record"):
            go(settings, folder / below, given)
    assert [path.name for path in folder.iterdir()] == ["a.txt"]


def test_a_shared_manifest_may_name_the_files_of_other_runs(settings: Settings, tmp_path: Path) -> None:
    folder, shared = tmp_path / "in", tmp_path / "shared.csv"
    folder.mkdir()
    (folder / "a.txt").write_text("Three people were killed in Salqin.", encoding="utf-8")
    (folder / "unasked.txt").write_text("Four people were killed in Salqin.", encoding="utf-8")
    rows = ["file,published", "b.txt,2021-03-09", "a.txt,2021-03-10", "c.txt,03/04/2023", "unasked.txt,"]
    shared.write_text("\n".join(rows), encoding="utf-8")
    summary = run([str(folder / "a.txt")], tmp_path / "out", manifest=shared, settings=settings)
    assert (summary.unreadable, summary.lost) == ([], [])
    assert summary.notices == [
        f"{shared}: 3 rows are for files that were not given in this run, the first b.txt (line 2)"
    ]
    shared.write_text("file,published\na.txt,03/04/2023\n../x.txt,2021-03-09\n", encoding="utf-8")
    summary = run([str(folder / "a.txt")], tmp_path / "out", manifest=shared, settings=settings)
    assert [name for name, _ in summary.unreadable] == [f"{shared} line 3"]
    assert len(summary.lost) == 1
    assert "line 2: published '03/04/2023' of a.txt is not a day" in summary.lost[0]
    assert summary.notices == []


def test_a_file_with_the_bytes_of_another_is_named_with_its_report(settings: Settings, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for name in ("a.txt", "b.txt"):
        (folder / name).write_text("Three people were killed in Salqin.", encoding="utf-8")
    for _ in range(2):
        summary = go(settings, tmp_path / "out", folder)
        assert summary.notices == [f"{folder}/b.txt holds the same bytes as the report a and is kept as that one"]
        assert summary.reports == 1


def test_a_defect_in_one_report_loses_none_of_the_others(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(12):
        (tmp_path / f"{number:02}.txt").write_text(f"{number + 3} people were killed in Salqin.", encoding="utf-8")

    def fails_on_one(text: str, gazetteer: Gazetteer) -> tuple[Mention[Place], ...]:
        if text.startswith("8 "):
            raise ZeroDivisionError("\x1b[31mplanted")
        return find_places(text, gazetteer)

    with monkeypatch.context() as patch:
        patch.setattr("tadwin.run.engine.find_places", fails_on_one)
        summary = go(settings, beside(tmp_path), tmp_path)
    assert [name for name, _ in summary.failed] == ["05"]
    assert "ZeroDivisionError" in summary.failed[0][1]
    assert {claim["report"] for claim in lines(beside(tmp_path), "claims.jsonl")} == {f"{n:02}" for n in range(12)} - {
        "05"
    }
    mended = go(settings, beside(tmp_path), tmp_path)
    assert (mended.failed, mended.extracted, mended.claims) == ([], 1, 12)
    with open_record(beside(tmp_path) / "record.db", writes=False) as record:
        assert record.set_asides() == {}


def test_a_changed_gazetteer_reads_all_again_and_says_so(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = go(settings, tmp_path / "out", DEMO)
    real = engine(settings)
    newer = dataclasses.replace(real, versions={**real.versions, "gazetteer": "another"})
    with monkeypatch.context() as patch:
        patch.setattr("tadwin.run.pipeline.engine", lambda _: newer)
        after = go(settings, tmp_path / "out", DEMO)
    assert after.notices == ["re-reading 9 reports because the gazetteer changed"]
    assert (before.extracted, after.extracted, after.claims) == (9, 9, before.claims)


def test_a_model_that_is_not_installed_is_the_users_to_mend(settings: Settings, tmp_path: Path) -> None:
    with pytest.raises(ParserUnavailable, match="no_such_model"):
        go(dataclasses.replace(settings, model="no_such_model"), tmp_path / "out", DEMO)
    assert not (tmp_path / "out").exists()


KILLS: Sequence[tuple[str, int]] = (("add_report", 4), ("put_extraction", 3), ("put_incidents", 0), ("reports", 1))


@pytest.mark.parametrize(("method", "calls"), KILLS)
def test_a_killed_run_can_be_run_again_and_gives_the_same(
    method: str, calls: int, demo: tuple[Path, Summary], settings: Settings, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    script = Path(__file__).with_name("killed_run.py")
    killed = subprocess.run(
        [sys.executable, str(script), method, str(calls), str(DEMO), str(out), str(settings.home)],
        capture_output=True,
        env=dict(os.environ),
        check=False,
    )
    assert killed.returncode == -9, killed.stderr.decode()
    go(settings, out, DEMO)
    assert written(out) == written(demo[0])
