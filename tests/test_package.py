"""The wheel and the source archive hold all that tadwin needs, and a wheel that is installed does the main job."""

import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "src" / "tadwin"

#: Runs before anything else in a process that finds it on its path: any use of the network becomes an error.
NO_NETWORK = """
import sys

def refuse(event, arguments):
    if event in {"socket.connect", "socket.bind", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto"}:
        raise RuntimeError(f"the network was used: {event} {arguments}")

sys.addaudithook(refuse)
"""

pytestmark = pytest.mark.slow


def build(source: Path, target: Path, kind: str) -> Path:
    """Builds a "wheel" or an "sdist" of a source tree into `target`, with no network, and gives its path."""
    command = [sys.executable, "-m", "hatchling", "build", "--target", kind, "--directory", str(target)]
    subprocess.run(command, cwd=source, check=True, capture_output=True, text=True)
    [built] = target.iterdir()
    return built


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(ROOT, tmp_path_factory.mktemp("wheel"), "wheel")


@pytest.fixture(scope="module")
def sdist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(ROOT, tmp_path_factory.mktemp("sdist"), "sdist")


def package_files() -> set[str]:
    files = (path for path in PACKAGE.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return {path.relative_to(PACKAGE.parent).as_posix() for path in files}


def test_the_wheel_holds_the_package_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}
        licences = [name for name in archive.namelist() if name.endswith("licenses/LICENSE")]
    assert names == package_files()
    assert licences


def test_the_source_archive_gives_the_same_wheel(wheel: Path, sdist: Path, tmp_path: Path) -> None:
    with tarfile.open(sdist) as archive:
        archive.extractall(tmp_path / "source", filter="data")
    [source] = (tmp_path / "source").iterdir()
    for name in ("Makefile", "requirements/run.txt", "tests/test_package.py", "docs/method.md", "evals/__main__.py"):
        assert (source / name).is_file()
    again = build(source, tmp_path / "again", "wheel")
    with zipfile.ZipFile(wheel) as one, zipfile.ZipFile(again) as two:
        assert {info.filename: info.CRC for info in one.infolist()} == {
            info.filename: info.CRC for info in two.infolist()
        }


def test_an_installed_wheel_runs_the_demo_without_a_network(wheel: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    install = [sys.executable, "-m", "pip", "install", "-q", "--disable-pip-version-check", "--no-index", "--no-deps"]
    subprocess.run([*install, "--target", str(site), str(wheel)], check=True, capture_output=True, text=True)
    # Before the tree that this test runs from: what is imported must be the wheel's.
    env = {**os.environ, "PYTHONPATH": str(site), "TADWIN_HOME": str(tmp_path / "home")}

    (site / "sitecustomize.py").write_text(NO_NETWORK, encoding="utf-8")

    def run(*command: str) -> str:
        done = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    where = run(sys.executable, "-c", "import tadwin; print(tadwin.__file__)").strip()
    assert Path(where) == site / "tadwin" / "__init__.py"
    look_up = "import socket; socket.getaddrinfo('localhost', 80)"
    refused = subprocess.run([sys.executable, "-c", look_up], env=env, capture_output=True, text=True, check=False)
    assert "the network was used" in refused.stderr
    run(str(site / "bin" / "tadwin"), "demo", "--out", "record")
    written = {path.name for path in (tmp_path / "record").iterdir()}
    assert {"record.db", "claims.jsonl", "incidents.jsonl", "incidents.csv", "tallies.jsonl", "index.html"} <= written
    assert (tmp_path / "record" / "claims.jsonl").read_text(encoding="utf-8").strip()
