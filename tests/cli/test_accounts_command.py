"""`tadwin accounts` and `tadwin serve`, run as people run them, on a real database."""

import subprocess
import sys

import httpx
import pytest

from tadwin.store.accounts import open_accounts
from tadwin.store.address import Address
from tadwin.store.record import open_record

SECRET = "seven dry wells and a kite"


def tadwin(*words: str, line: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tadwin.cli", *words]
    return subprocess.run(command, capture_output=True, text=True, check=False, input=f"{line}\n")


@pytest.mark.slow  # twenty programs started
def test_accounts_are_made_listed_and_kept_out(team_database: Address) -> None:
    database = ["--database", str(team_database)]
    open_record(team_database.of("north")).close()

    none = tadwin("accounts", "list", *database)
    assert none.returncode == 2
    assert none.stderr.startswith("tadwin: ")
    assert "there are no accounts" in none.stderr

    weak = tadwin("accounts", "add", "Noor", *database, line="short")
    assert (weak.returncode, weak.stdout) == (2, "")
    assert "at least 12" in weak.stderr
    made = tadwin("accounts", "add", " Noor ", "--admin", *database, line=SECRET)
    assert (made.returncode, made.stderr) == (0, "")
    assert SECRET not in made.stdout
    again = tadwin("accounts", "add", "NOOR", *database, line=SECRET)
    assert again.returncode == 2
    assert "already" in again.stderr
    assert tadwin("accounts", "add", "no\u202eor", *database).returncode == 2

    assert tadwin("accounts", "add", "mara", "--no-password", *database).returncode == 0
    assert tadwin("accounts", "allow", "Mara", "north", "reviewer", *database).returncode == 0
    unknown = tadwin("accounts", "allow", "mara", "nrth", "reviewer", *database)
    assert unknown.returncode == 2
    assert "no record 'nrth'" in unknown.stderr
    assert "north" in unknown.stderr
    listed = tadwin("accounts", "list", *database)
    assert listed.stdout.splitlines() == ["mara  no password  north: reviewer", "Noor  administers the server"]

    assert tadwin("accounts", "password", "mara", *database, line=SECRET).returncode == 0
    assert tadwin("accounts", "disable", "mara", *database).returncode == 0
    assert "mara  disabled on" in tadwin("accounts", "list", *database).stdout
    assert tadwin("accounts", "enable", "mara", *database).returncode == 0
    assert tadwin("accounts", "allow", "mara", "north", "none", *database).returncode == 0
    assert tadwin("accounts", "forget", "mara", *database).returncode == 0
    gone = tadwin("accounts", "disable", "mara", *database)
    assert gone.returncode == 2
    assert "there is no account 'mara'" in gone.stderr
    with open_accounts(team_database) as accounts:
        assert [one.name for one in accounts.all()] == ["Noor"]


@pytest.mark.slow
def test_a_server_is_started_and_stopped(team_database: Address) -> None:
    database = ["--database", str(team_database)]
    nothing = tadwin("serve", *database, "--port", "0")
    assert nothing.returncode == 2
    assert "tadwin accounts add" in nothing.stderr
    open_record(team_database.of("north")).close()
    assert tadwin("accounts", "add", "Noor", "--admin", *database, line=SECRET).returncode == 0
    command = [sys.executable, "-m", "tadwin.cli", "serve", *database, "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        url = next(line.strip() for line in server.stdout if "http://" in line)
        assert url.startswith("http://127.0.0.1:")
        assert httpx.get(url, timeout=30).status_code == 401
        server.terminate()
        assert server.wait(30) == 0 or server.returncode == -15


@pytest.mark.parametrize(
    ("database", "why"),
    [
        ("postgresql:///records?record=north", "leave record=north out"),
        ("postgresql://noor:secret@host/records", "must not hold a password"),
        ("records", "is no address of a database"),
    ],
)
def test_an_address_that_is_none_of_a_database_is_refused(database: str, why: str) -> None:
    refused = tadwin("accounts", "list", "--database", database)
    assert refused.returncode == 2
    assert why in refused.stderr
    assert "secret" not in refused.stderr
