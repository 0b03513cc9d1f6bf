"""The compiled gazetteer, over rows whose truth is written here."""

import sqlite3
import zipfile
from functools import cache
from pathlib import Path

import pytest

from tadwin.adapters import gazetteer_build
from tadwin.adapters.gazetteer import SqliteGazetteer
from tadwin.adapters.gazetteer_build import build, compile_rows, ensure, import_file
from tadwin.adapters.gazetteer_rows import COUNTRY_WEIGHT, Row, Seats, read_dump, settlements
from tadwin.errors import GazetteerError
from tadwin.vocab import PlacePrecision


def row(gid: str, name: str, *names: str, country: str = "SY", code: str = "", weight: int = 0, **more: object) -> Row:
    precision = more.get("precision", PlacePrecision.EXACT)
    assert isinstance(precision, PlacePrecision)
    return Row(gid, name, 35.0, 37.0, country, code, precision, weight, names)


def line(
    gid: str,
    name: str,
    others: str = "",
    *,
    kind: str = "P\tPPL",
    country: str = "SY",
    code: str = "12",
    people: str = "0",
) -> str:
    where = f"35.5\t36.5\t{kind}\t{country}\t\t{code}"
    return f"{gid}\t{name}\t{name}\t{others}\t{where}\t\t\t\t{people}\t\t\tAsia/Damascus\t2024-01-01\n"


ROWS = [
    row("1", "Testania", country="XA", weight=COUNTRY_WEIGHT, precision=PlacePrecision.COUNTRY),
    row("2", "Khān Shaykhūn", "خان شيخون", code="12"),
    row("3", "Al Bāb", weight=10),
    row("4", "Bab", weight=500),
    row("5", "Idlib", code="12", weight=9),
    row("6", "Idlib Governorate", code="12", precision=PlacePrecision.ADMIN1),
    row("7", "Bab", country="TR", weight=90_000),
]


@pytest.fixture
def compiled(tmp_path: Path) -> SqliteGazetteer:
    return SqliteGazetteer(compile_rows(tmp_path, ROWS))


def ids(gazetteer: SqliteGazetteer, name: str, country: str | None = None) -> list[str | None]:
    return [place.gazetteer_id for place in gazetteer.lookup(name, country=country)]


def test_names_are_found_by_exact_key_the_heaviest_first(compiled: SqliteGazetteer) -> None:
    assert ids(compiled, "al-Bab") == ["7", "4", "3"]
    assert ids(compiled, "al-Bab", "SY")[:2] == ["4", "3"]
    assert ids(compiled, "خان شيخون") == ["2"]
    assert ids(compiled, "Nowhere") == []


def test_sounds_count_only_inside_a_country(compiled: SqliteGazetteer) -> None:
    assert ids(compiled, "Khan Sheikhoun") == []
    assert ids(compiled, "Khan Sheikhoun", "SY") == ["2"]
    assert ids(compiled, "Khan Sheikhoun", "TR") == []


def test_a_place_of_that_name_comes_before_a_larger_one_that_is_also_called_so(tmp_path: Path) -> None:
    rows = [
        row("1", "Bigtown", "Smallham", country="XA", weight=104_000),
        row("2", "Smallham", country="SY", weight=31_000),
        row("3", "Hugeville", "Kiyv", country="XA", weight=2_900_000),
        row("4", "Kiyv", country="XB", weight=900),
    ]
    gazetteer = SqliteGazetteer(compile_rows(tmp_path, rows))
    assert ids(gazetteer, "Smallham") == ["2", "1"]
    assert ids(gazetteer, "Kiyv") == ["3", "4"], "a hamlet is not what a capital's other name means"


def test_divisions_are_named_and_found_without_their_kind(compiled: SqliteGazetteer) -> None:
    city, division = compiled.lookup("Idlib")
    assert (city.admin1, division.precision) == ("Idlib Governorate", PlacePrecision.ADMIN1)


def test_keys_never_miss(compiled: SqliteGazetteer) -> None:
    for known in ("Testania", "AL-BAB", "Khan Sheikhoun", "Idlib"):
        assert compiled.keys(known)
    assert not compiled.keys("Xyzzyburgh")
    assert not compiled.keys("–")


def test_weight_is_the_population(compiled: SqliteGazetteer) -> None:
    assert [compiled.weight(place) for place in compiled.lookup("Bab")] == [90_000, 500, 10]


def test_the_same_rows_give_the_same_file_name(tmp_path: Path) -> None:
    one, two = compile_rows(tmp_path / "a", ROWS), compile_rows(tmp_path / "b", ROWS)
    assert one.name == two.name
    assert compile_rows(tmp_path / "a", ROWS[:-1]).name != one.name
    assert one.stat().st_mode & 0o777 == 0o600
    assert sorted(p.name for p in (tmp_path / "b").iterdir()) == [two.name], "no scratch file stays"


def test_a_file_that_is_no_gazetteer_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "other.sqlite"
    other.write_bytes(b"not a database at all, only text")
    with pytest.raises(GazetteerError, match="delete it"):
        SqliteGazetteer(other)
    with pytest.raises(GazetteerError, match="not a compiled gazetteer"):
        SqliteGazetteer(tmp_path / "missing.sqlite")


def test_a_file_of_another_layout_is_refused(tmp_path: Path) -> None:
    path = compile_rows(tmp_path, ROWS)
    with sqlite3.connect(path) as db:
        db.execute("UPDATE meta SET value = '0' WHERE key = 'layout'")
    db.close()
    with pytest.raises(GazetteerError, match="another release"):
        SqliteGazetteer(path)


def test_a_compiled_gazetteer_cannot_be_written(compiled: SqliteGazetteer) -> None:
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        compiled._db.execute("DELETE FROM place")


def test_a_dump_is_read_and_its_bad_lines_are_named(tmp_path: Path) -> None:
    path = tmp_path / "SY.txt"
    good = [line("11", "Tall Foo"), line("12", "Jabal Foo", kind="T\tMT"), line("13", "Foo", kind="A\tADM1")]
    bad = ["too\tfew\n", line("x1", "No Id"), line("14", "Off Earth").replace("35.5", "95.5"), line("15", "")]
    bad.append(line("16", "Too Full", people="9" * 30))
    path.write_bytes("".join([good[0], bad[0], good[1], *bad[1:], good[2]]).encode() + b"\xff\xfe\tbroken\n")
    dump = read_dump(path)
    assert [r.gid for r in dump.rows] == ["11", "12", "13"]
    assert [r.precision for r in dump.rows] == [PlacePrecision.EXACT, PlacePrecision.NEAR, PlacePrecision.ADMIN1]
    assert dump.bad == 6
    assert [bad.line for bad in dump.rejected] == [2, 4, 5, 6, 7, 9]
    assert dump.rejected[0].reason == "2 columns instead of 19"


def test_a_zip_of_a_dump_is_read(tmp_path: Path) -> None:
    path = tmp_path / "SY.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "about")
        archive.writestr("SY.txt", line("11", "Tall Foo"))
    assert [r.name for r in read_dump(path).rows] == ["Tall Foo"]


@pytest.mark.parametrize("content", [b"", b"just a text\nwith lines\n", b"PK\x03\x04 broken"])
def test_a_file_without_places_is_refused_with_what_is_expected(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "SY.txt"
    path.write_bytes(content)
    with pytest.raises(GazetteerError, match="19 tab-separated columns"):
        read_dump(path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(GazetteerError, match=r"gone\.txt cannot be read"):
        read_dump(tmp_path / "gone.txt")


@pytest.fixture
def small_base(monkeypatch: pytest.MonkeyPatch) -> None:
    """The real base, cut to the countries whose divisions the areas file knows by few settlements."""
    wanted = frozenset({"SY", "PS", "UA", "SD"})
    monkeypatch.setattr(gazetteer_build, "settlements", lambda: iter(_seats(wanted)))


@cache
def _seats(countries: frozenset[str]) -> list[Row]:
    seats, every = Seats(), list(settlements())
    for place in every:
        seats.add(place)
    named = {r.gid for r in seats._largest.values() if r is not None}
    first_of_us = {r.admin1: r for r in every if r.country == "US"}
    return [r for r in every if r.gid in named or r.country in countries or r in first_of_us.values()]


@pytest.mark.usefixtures("small_base")
def test_imports_add_to_the_base_win_over_it_and_are_remembered(tmp_path: Path) -> None:
    home, dump = tmp_path / "home", tmp_path / "my SY?.txt"
    told: list[str] = []
    base = ensure(home, lambda what, _: told.append(what))
    with_base = SqliteGazetteer(base)
    assert ensure(home) == base, "made once"
    [idlib] = [p for p in with_base.lookup("Idlib") if p.precision is PlacePrecision.EXACT]
    assert (idlib.gazetteer_id, idlib.admin1) == ("169389", "Idlib")
    assert with_base.lookup("Eastern Ghouta")[0].precision is PlacePrecision.AREA
    assert with_base.lookup("Syria")[0].precision is PlacePrecision.COUNTRY
    assert with_base.lookup("Gaza")[0].precision is PlacePrecision.ADMIN1, "bare Gaza is the Strip"
    assert with_base.lookup("Burma")[0].country == "MM"

    dump.write_text(
        line("169389", "Idlib", "Edleb", code="", people="5") + line("99999901", "Tall Inventado") + "bad\n"
    )
    report = import_file(home, dump)
    assert (report.places, report.bad, report.countries, report.already_there) == (2, 1, ("SY",), False)
    assert report.gazetteer != base
    after = SqliteGazetteer(report.gazetteer)
    assert [(p.lat, p.admin1) for p in after.lookup("Edleb")] == [(35.5, "Idlib")], "moved, and its division kept"
    assert after.lookup("Tall Inventado")[0].country == "SY"
    assert import_file(home, dump).already_there
    assert ensure(home) == report.gazetteer
    assert told[-1] == "sorting the gazetteer"
    modes = {path.name: path.stat().st_mode & 0o777 for path in home.rglob("*")}
    assert {modes["gazetteers"], modes["imports"]} == {0o700}
    assert all(mode == 0o600 for name, mode in modes.items() if Path(name).suffix)


@pytest.mark.usefixtures("small_base")
def test_a_strangers_file_among_the_imports_is_left_alone(tmp_path: Path) -> None:
    dump = tmp_path / "SY.txt"
    dump.write_text(line("99999901", "Tall Inventado"))
    made = import_file(tmp_path / "home", dump).gazetteer
    imports = tmp_path / "home" / "gazetteers" / "imports"
    strangers = [".DS_Store", ".tmp-abc123", "notes.txt", "0000-zz-SY.txt"]
    for name in strangers:
        (imports / name).write_bytes(b"\x00\x01")
    assert ensure(tmp_path / "home") == made
    dump.write_text(line("99999902", "Tall Segundo"))
    assert import_file(tmp_path / "home", dump).places == 1
    assert [path.name[:5] for path in sorted(imports.iterdir()) if path.name not in strangers] == ["0001-", "0002-"]


def test_a_write_that_fails_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    with pytest.raises(OSError, match="there"):
        gazetteer_build._write(tmp_path / "there", b"x")
    assert [path.name for path in tmp_path.iterdir()] == ["there"]


def test_a_file_made_to_fill_the_memory_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    packed = tmp_path / "SY.zip"
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("SY.txt", line("99999901", "Tall Inventado") + ("\n" * 100_000) * 200)
    with pytest.raises(GazetteerError, match="too large"):
        read_dump(packed)
    dump = tmp_path / "SY.txt"
    dump.write_text("".join(line(str(number), "Tall Inventado") for number in range(1, 5)))
    monkeypatch.setattr("tadwin.adapters.gazetteer_rows._MOST_ROWS", 3)
    with pytest.raises(GazetteerError, match="3 places"):
        read_dump(dump)


@pytest.mark.usefixtures("small_base")
def test_a_damaged_note_costs_one_rebuild(tmp_path: Path) -> None:
    path = ensure(tmp_path)
    (tmp_path / "gazetteers" / "current.json").write_text("{")
    path.unlink()
    assert ensure(tmp_path) == path


@pytest.mark.usefixtures("small_base")
def test_every_division_of_the_areas_file_has_a_code_of_its_own(tmp_path: Path) -> None:
    with sqlite3.connect(build(tmp_path, [])) as db:
        rows = db.execute(
            "SELECT gid, count(*), group_concat(name) FROM place WHERE precision = 'admin1' GROUP BY gid"
        ).fetchall()
    db.close()
    assert [r for r in rows if r[1] > 1] == []
    assert len(rows) > 200
