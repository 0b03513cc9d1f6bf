"""Every CSV table with hostile words, the codebook that goes with it, and the files as they are written."""

import csv
import io
import stat
from pathlib import Path

import pytest
from hypothesis import given
from planted_release import ALL, HOSTILE, any_incident, incident, released

from tadwin.cli.export import FORMATS
from tadwin.cli.profile import PROFILES
from tadwin.errors import ExportError
from tadwin.export.codebook import markdown
from tadwin.export.columns import csv_lines
from tadwin.export.datapackage import TABLES
from tadwin.export.plain import LONGEST, guarded, plain
from tadwin.export.profiles import PROFILES as KNOWN
from tadwin.export.publication import PublishedIncident
from tadwin.export.registry import EXPORTS, export

CODEBOOK = Path(__file__).parents[2] / "docs" / "reference" / "exports.md"
#: What a spreadsheet takes for the start of a formula (OWASP, "CSV Injection").
FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True


@given(any_incident())
def test_no_cell_of_a_csv_is_run_or_breaks_a_line(told: PublishedIncident) -> None:
    for table in TABLES:
        cells = table.fill(released(told)).cells
        text = "".join(csv_lines(table.columns, cells))
        text.encode("utf-8")
        rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
        assert len(rows) == len(cells) + 1
        for row in rows:
            assert len(row) == len(table.columns)
            for cell in row:
                assert is_number(cell) or not cell.startswith(FORMULA)
                assert cell.isprintable() or not any(ord(sign) < 32 or 0x7F <= ord(sign) < 0xA0 for sign in cell)
                assert not {"\u202e", "\u2066", "\ufeff", "\u2028", "\ufffe", "\ud800"} & set(cell)


@given(HOSTILE)
def test_plain_words_are_one_line_and_stay_as_they_are(words: str) -> None:
    once = plain(words)
    assert plain(once) == once
    assert guarded(words).replace("'", "").replace(" ", "") == once.replace("'", "").replace(" ", "")
    assert "\n" not in once


def test_words_that_are_cut_say_so() -> None:
    told = plain("x" * 40_000)
    assert told == "x" * LONGEST + " … [cut here; 9,000 characters more]"
    assert len(told) < 32_767


@pytest.mark.parametrize("name", FORMATS)
def test_files_are_their_owners_alone_and_say_where_they_come_from(name: str, tmp_path: Path) -> None:
    made = export(name, tmp_path / f"it{EXPORTS[name].ending}", released(*ALL))
    for path in made.paths:
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    if EXPORTS[name].codebook:
        beside = made.paths[1].read_text(encoding="utf-8")
        assert made.paths[1].name == f"it{EXPORTS[name].ending}.codebook.md"
        assert f"Written by tadwin 9.9.9, profile partner, record {'3f' * 32}, made on 2031-06-01." in beside
        assert markdown(EXPORTS[name].tables) in beside


def test_a_folder_gets_a_file_of_the_formats_own_name(tmp_path: Path) -> None:
    made = export("ged", tmp_path, released(*ALL))
    assert [path.name for path in made.paths] == ["tadwin-ged.csv", "tadwin-ged.csv.codebook.md"]


def test_every_incident_is_a_row_or_is_left_out_by_name(tmp_path: Path) -> None:
    for name in FORMATS:
        made = export(name, tmp_path / name, released(*ALL))
        for table in ("ged", "acled", "hxl", "incidents"):
            if table in made.rows:
                assert made.rows[table] + len(made.left_out[table]) == len(ALL), table


def test_the_codebook_names_what_is_left_out(tmp_path: Path) -> None:
    export("acled", tmp_path, released(*ALL, incident("i6", start=None)))
    told = (tmp_path / "tadwin-acled.csv.codebook.md").read_text(encoding="utf-8")
    assert "Left out of acled, no day: an ACLED event has one: i4, i6." in told


def test_a_record_is_not_written_over(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="is a record"):
        export("ged", tmp_path / "record.db", released(*ALL))


def test_parquet_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    with pytest.raises(ExportError, match=r"pip install 'tadwin\[parquet\]'"):
        export("parquet", tmp_path, released(*ALL))
    assert not list(tmp_path.iterdir())


def test_the_command_offers_what_there_is() -> None:
    assert list(EXPORTS) == list(FORMATS)
    assert list(KNOWN) == list(PROFILES)


def test_the_reference_holds_the_codebook_of_every_table() -> None:
    page = CODEBOOK.read_text(encoding="utf-8")
    for table in TABLES:
        assert markdown((table,)) in page, f"docs/reference/exports.md is not as the code has it: {table.name}"
