"""A PostgreSQL cluster to throw away, for tests and benchmarks: `with cluster() as made: made.new_record()`.

It is made of the programs that are installed (Debian: `apt-get install postgresql`), listens on a Unix socket in a
folder that only its owner can enter, and never on a network. A shell that waits for this process to end stops it and
removes its folder, so that nothing is left behind even by a run that was killed.
"""

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import quote

#: Where Debian puts each version's programs; only clients are on its PATH.
_DEBIAN = Path("/usr/lib/postgresql")
#: Durability is what a cluster that nobody keeps can do without.
_SETTINGS = {
    "listen_addresses": "''",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum_naptime": "10s",
    "shared_buffers": "64MB",
    "max_connections": "200",
}
#: Says who may connect: `locked` with a password, everyone else who can enter the folder without.
_ACCESS = "local all locked scram-sha-256\nlocal all all trust\n"


@dataclass(frozen=True, slots=True)
class Cluster:
    """A cluster that runs. Its superuser is `tadwin`, its database `records`."""

    folder: Path
    programs: Path
    _number: Iterator[int] = field(default_factory=lambda: count(1))

    def new_record(self) -> str:
        """The address of a record that is not there yet."""
        return self.address(f"test_{next(self._number)}")

    def new_database(self, template: str = "template0") -> str:
        """The address of a database that nothing uses yet: an empty one, or a copy of another that nobody uses now."""
        name = f"database_{next(self._number)}"
        self.run_sql(f"CREATE DATABASE {name} TEMPLATE {template}")
        return f"postgresql://tadwin@/{name}?host={quote(str(self.folder), safe='')}"

    def address(self, record: str, *, database: str = "records", user: str = "tadwin") -> str:
        """The address of the record of that name."""
        return f"postgresql://{user}@/{database}?host={quote(str(self.folder), safe='')}&record={record}"

    def run_sql(self, sql: str, *, database: str = "records") -> str:
        """What psql, the database's own client, prints for statements: values alone, a row on each line."""
        command = [str(self.programs / "psql"), "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1"]
        command += ["-h", str(self.folder), "-U", "tadwin", "-d", database, "-c", sql]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def programs() -> Path | None:
    """The folder of the newest PostgreSQL that is installed with its server; None where there is none."""
    on_path = shutil.which("initdb")
    found = sorted(_DEBIAN.glob("*/bin"), key=lambda folder: int(re.sub(r"\D", "", folder.parent.name) or 0))
    folders = [*([Path(on_path).resolve().parent] if on_path else []), *reversed(found)]
    wanted = ("initdb", "pg_ctl", "postgres", "psql")
    return next((folder for folder in folders if all((folder / name).exists() for name in wanted)), None)


@contextmanager
def cluster() -> Iterator[Cluster]:
    """Makes a cluster and starts it; stops it and removes it at the end. Raises RuntimeError where it cannot."""
    found = programs()
    if found is None:
        raise RuntimeError("PostgreSQL is not installed (Debian: apt-get install postgresql)")
    folder = Path(tempfile.mkdtemp(prefix="tadwin-pg-"))
    owner = _owner()
    if owner:
        shutil.chown(folder, owner["user"], owner["group"])
    stop = '"$1" -D "$2/data" -m immediate stop >/dev/null 2>&1; rm -rf "$2"'
    guard = subprocess.Popen(
        ["/bin/sh", "-c", f"cat >/dev/null; {stop}", "sh", found / "pg_ctl", folder],
        stdin=subprocess.PIPE, cwd=folder, start_new_session=True, **owner,
    )  # fmt: skip
    try:
        _make(found, folder, owner)
        yield Cluster(folder, found)
    finally:
        guard.communicate()
        shutil.rmtree(folder, ignore_errors=True)  # where its owner could not


def _owner() -> dict[str, Any]:
    """Whom to run the server as: it refuses to run as root."""
    if os.geteuid() != 0:
        return {}
    import pwd

    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
    raise RuntimeError("PostgreSQL does not run as root, and there is no user postgres or nobody to run it as")


def _make(found: Path, folder: Path, owner: Mapping[str, Any]) -> None:
    def run(program: str, *arguments: object) -> None:
        command = [str(found / program), *map(str, arguments)]
        done = subprocess.run(command, stdout=log, stderr=log, cwd=folder, check=False, **owner)
        if done.returncode:
            raise RuntimeError(f"{program} failed: {(folder / 'log').read_text(errors='replace')}")

    data = folder / "data"
    with (folder / "log").open("w") as log:
        # Sorting by a language, as offices have it, shows where an order hangs on the locale.
        sorting = ["--locale-provider=icu", "--icu-locale=en"] if _major(found) >= 15 else []
        run("initdb", "-D", data, "-U", "tadwin", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync", *sorting)
        (data / "pg_hba.conf").write_text(_ACCESS, encoding="utf-8")
        settings = " ".join(f"-c {name}={value}" for name, value in _SETTINGS.items())
        run("pg_ctl", "-D", data, "-w", "-s", "-o", f"-k {folder} {settings}", "start")
        run("createdb", "-h", folder, "-U", "tadwin", "records")


def _major(found: Path) -> int:
    said = subprocess.run([found / "initdb", "--version"], capture_output=True, text=True, check=True).stdout
    return int(re.search(r"\d+", said)[0])  # type: ignore[index]  # "initdb (PostgreSQL) 15.18"
