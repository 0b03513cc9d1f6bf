"""`tadwin export` as it is typed, on a record of planted reports."""

import csv
from pathlib import Path

import openpyxl  # type: ignore[import-untyped]
import pytest
from planted_record import crowd, keep

from called import tadwin
from tadwin.cli.export import FORMATS
from tadwin.run.deciding import Word
from tadwin.run.relink import relink
from tadwin.run.signing import sign
from tadwin.store.record import open_record


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("record")
    with open_record(made / "record.db") as record:
        keep(record, crowd(120, 5))
        relink(record)
        for incident in list(record.incidents()):
            sign(record, incident, Word("noor", "2031-06-01T08:00:00Z", None))
    return made


def incidents(folder: Path) -> int:
    with open_record(folder / "record.db", writes=False) as record:
        return sum(1 for _ in record.incidents())


def test_every_incident_is_a_row_or_counted_as_left_out(folder: Path, tmp_path: Path) -> None:
    done = tadwin("export", "ged", "--record", str(folder), "--profile", "full", "--to", str(tmp_path / "ged.csv"))
    assert (done.status, done.err) == (0, "")
    with (tmp_path / "ged.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    left_out = sum(int(line.split()[0]) for line in done.out.splitlines() if "left out" in line)
    assert len(rows) + left_out == incidents(folder)
    assert len(rows) > 10
    with open_record(folder / "record.db", writes=False) as record:
        head = record.head()
    for row in rows:
        assert f"profile full, record {head}, made on" in row["where_description"]


def test_careful_is_the_default_and_coarsens_or_withholds_each(folder: Path, tmp_path: Path) -> None:
    done = tadwin("export", "excel", "--record", str(folder), "--to", str(tmp_path / "it.xlsx"))
    assert (done.status, done.err) == (0, "")
    book = openpyxl.load_workbook(tmp_path / "it.xlsx", read_only=True)
    assert "profile careful" in next(book["About"].values)[0]
    heading, *rows = book["Incidents"].values
    told = [dict(zip(heading, row, strict=True)) for row in rows]
    withheld = sum(int(line.split()[3]) for line in done.out.splitlines() if "withholds" in line)
    assert len(told) + withheld == incidents(folder)
    assert {one["place_precision"] for one in told} <= {"admin1", "country", "unknown", None}


def test_nothing_leaves_that_is_not_signed_off(tmp_path: Path) -> None:
    with open_record(tmp_path / "record.db") as record:
        keep(record, crowd(50, 6))
        relink(record)
    done = tadwin("export", "ged", "--record", str(tmp_path), "--profile", "full", "--to", str(tmp_path / "it.csv"))
    assert (done.status, done.out) == (2, "")
    assert "nothing is signed off" in done.err
    assert not (tmp_path / "it.csv").exists()


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_written(name: str, folder: Path, tmp_path: Path) -> None:
    to = tmp_path / ("it.zip" if name == "datapackage" else "it")
    done = tadwin("export", name, "--record", str(folder), "--profile", "full", "--to", str(to))
    assert (done.status, done.err) == (0, "")
    assert to.stat().st_size > 1000
    assert done.out.startswith(f"Written: {to}")


def test_the_help_teaches_each_format() -> None:
    told = tadwin("export", "--help").out
    for name in FORMATS:
        assert f"\n    {name} " in told


def test_mistakes_are_one_line(folder: Path, tmp_path: Path) -> None:
    ids = tmp_path / "ids.csv"
    ids.write_text("match,dyad_new_id\nThe Example Front,four\n", encoding="utf-8")
    base = ("--record", str(folder), "--to", str(tmp_path / "it.csv"))
    for words in (
        ("export", "ged", *base, "--profile", "full", "--map", str(ids)),
        ("export", "shapefile", *base),
        ("export", "ged", "--record", str(folder), "--profile", "full", "--to", str(tmp_path / "no" / "it.csv")),
    ):
        done = tadwin(*words)
        assert (done.status, done.out) == (2, ""), done
        assert done.err.startswith("tadwin: ")
        assert done.err.count("\n") == 1
    assert list(tmp_path.iterdir()) == [ids]


def test_a_name_in_the_map_that_nothing_has_is_said(folder: Path, tmp_path: Path) -> None:
    ids = tmp_path / "ids.csv"
    ids.write_text("match,dyad_new_id\nNobody at All,4\n", encoding="utf-8")
    done = tadwin(
        *("export", "acled", "--record", str(folder), "--profile", "full"),
        *("--map", str(ids), "--to", str(tmp_path / "it.csv")),
    )
    assert done.status == 1
    assert "'Nobody at All'" in done.err
    assert (tmp_path / "it.csv").exists()
