"""The data package: validated with frictionless, as a folder and as an archive, hostile words and all."""

import hashlib
import json
import zipfile
from pathlib import Path

import frictionless
import pytest
from hypothesis import given, settings
from planted_release import ALL, any_incident, incident, released

from tadwin.errors import ExportError
from tadwin.export.publication import PublishedIncident
from tadwin.export.registry import export

TABULAR = {"incidents", "figures", "sources", "ged", "acled", "hxl", "codebook"}


def validate(folder: Path) -> frictionless.Report:
    report = frictionless.validate(str(folder / "datapackage.json"))
    assert isinstance(report, frictionless.Report)
    return report


def test_frictionless_validates_it(tmp_path: Path) -> None:
    folder = tmp_path / "package"
    made = export("datapackage", folder, released(*ALL))
    report = validate(folder)
    assert report.valid, report.flatten(["name", "type", "note"])
    assert {task.name for task in report.tasks if task.type == "table"} == TABULAR
    assert {path.name for path in made.paths} == {path.name for path in folder.iterdir()}
    assert folder.stat().st_mode & 0o777 == 0o700
    assert all(path.stat().st_mode & 0o777 == 0o600 for path in folder.iterdir())


def test_frictionless_would_find_what_is_wrong(tmp_path: Path) -> None:
    export("datapackage", tmp_path, released(*ALL))
    path = tmp_path / "ged.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("2031-05-01", "a day", 1), encoding="utf-8")
    assert not validate(tmp_path).valid, "the check above can fail"


def test_it_names_and_hashes_all_and_says_where_it_comes_from(tmp_path: Path) -> None:
    export("datapackage", tmp_path, released(*ALL))
    told = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))
    assert told["tadwin"] == {"profile": "partner", "record": "3f" * 32, "version": "9.9.9", "made_on": "2031-06-01"}
    hashed = {one["path"]: one["hash"] for one in told["resources"]}
    assert set(hashed) | {"datapackage.json"} == {path.name for path in tmp_path.iterdir()}
    for name, value in hashed.items():
        assert value == f"sha256:{hashlib.sha256((tmp_path / name).read_bytes()).hexdigest()}"
    readme = (tmp_path / "README.md").read_text(encoding="utf-8")
    assert "Left out of ged, no figure of people killed: a GED event has at least one death: i3." in readme


def test_an_archive_holds_the_same_and_is_the_same_twice(tmp_path: Path) -> None:
    first, second, folder = tmp_path / "a.zip", tmp_path / "b.ZIP", tmp_path / "folder"
    for to in (first, second, folder):
        export("datapackage", to, released(*ALL))
    assert first.read_bytes() == second.read_bytes()
    with zipfile.ZipFile(first) as archive:
        held = {name: archive.read(name) for name in archive.namelist()}
    assert held == {path.name: path.read_bytes() for path in folder.iterdir()}
    assert first.stat().st_mode & 0o777 == 0o600


def test_it_is_whole_without_pyarrow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    export("datapackage", tmp_path, released(*ALL))
    assert not (tmp_path / "incidents.parquet").exists()
    assert validate(tmp_path).valid


def test_a_package_is_written_over_and_nothing_else_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    export("datapackage", tmp_path, released(*ALL))
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    export("datapackage", tmp_path, released())
    assert not (tmp_path / "incidents.parquet").exists(), "it would tell what the new package does not"
    assert len((tmp_path / "ged.csv").read_text(encoding="utf-8").splitlines()) == 1
    other = tmp_path / "other"
    other.mkdir()
    (other / "README.md").write_text("mine", encoding="utf-8")
    with pytest.raises(ExportError, match="holds other files"):
        export("datapackage", other, released())
    assert [path.name for path in other.iterdir()] == ["README.md"]
    assert (other / "README.md").read_text(encoding="utf-8") == "mine"


def test_one_without_incidents_is_valid(tmp_path: Path) -> None:
    export("datapackage", tmp_path, released())
    assert validate(tmp_path).valid


@pytest.mark.slow
@settings(max_examples=25)
@given(any_incident())
def test_any_incident_makes_a_valid_package(tmp_path_factory: pytest.TempPathFactory, told: PublishedIncident) -> None:
    folder = tmp_path_factory.mktemp("package")
    export("datapackage", folder, released(told, incident("i2")))
    report = validate(folder)
    assert report.valid, report.flatten(["name", "type", "note"])
