"""Addresses of records in PostgreSQL: what they mean, what is refused, and that no password is ever repeated."""

import pytest

from tadwin.errors import RecordError
from tadwin.store.address import is_address, parse


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("PGHOST", "PGSSLMODE"):
        monkeypatch.delenv(name, raising=False)


def test_an_address_says_what_libpq_is_told() -> None:
    made = parse("postgresql://noor%40office@db.example.org:5433/office?record=north_1&sslrootcert=system")
    assert (made.record, made.schema, made.database) == ("north_1", "record_north_1", "office")
    assert made.settings == {
        "user": "noor@office",
        "host": "db.example.org",
        "port": "5433",
        "sslrootcert": "system",
        "sslmode": "require",
        "connect_timeout": "10",
    }
    assert str(made) == "postgresql://noor%40office@db.example.org:5433/office?record=north_1"


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("postgresql:///office?record=n", "postgresql:///office?record=n"),
        ("postgres://localhost/office?record=n", "postgresql://localhost/office?record=n"),
        ("PostgreSQL://[::1]/office?record=n", "postgresql://[::1]/office?record=n"),
        ("postgresql://noor@/office?host=%2Frun%2Fpg&record=n", "postgresql://noor@/office?host=/run/pg&record=n"),
    ],
)
def test_what_is_shown_is_an_address_too(given: str, shown: str) -> None:
    assert str(parse(given)) == shown
    assert parse(shown) == parse(given)
    assert "sslmode" not in parse(given).settings, "it does not leave this computer"


def test_words_that_cross_a_network_are_encrypted_unless_someone_says_otherwise(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    far = "postgresql://db.example.org/office?record=n"
    assert parse(far).settings["sslmode"] == "require"
    assert parse(f"{far}&sslmode=verify-full").settings["sslmode"] == "verify-full"
    assert parse("postgresql:///office?hostaddr=192.0.2.7&record=n").settings["sslmode"] == "require"
    monkeypatch.setenv("PGHOST", "db.example.org")
    assert parse("postgresql:///office?record=n").settings["sslmode"] == "require"
    monkeypatch.setenv("PGSSLMODE", "verify-full")
    assert "sslmode" not in parse(far).settings


SECRET = "hunter2"  # of nobody


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        (f"postgresql://noor:{SECRET}@h/office?record=n", "must not hold a password"),
        (f"postgresql://noor@h/office?record=n&password={SECRET}", "must not hold a password"),
        (f"postgresql://noor@h/office?record=n&sslpassword={SECRET}", "must not hold a password"),
        (f"postgresql://noor:x/{SECRET}@h/office?record=n", "cannot be read"),
        (f"postgresql://noor@h:{SECRET}/office?record=n", "cannot be read"),
        (f"postgresql://noor@[{SECRET}/office?record=n", "cannot be read"),
        (f"postgresql://noor:12/{SECRET}@h/office?record=n", "does not name a database"),
        (f"postgresql://noor:#{SECRET}@h/office?record=n", "does not name a database"),
        (f"postgresql://h/office?record={SECRET}!", "does not name a record"),
        (f"postgresql://h/office?record=n&{SECRET}=x", "cannot have"),
        ("postgresql://h/office?record=n&options=-csearch_path%3Dpublic", "cannot have"),
        ("postgresql://h/office?record=n&host=a&host=b", "twice"),
        ("postgresql://h/office?record=n&record=m", "twice"),
        ("postgresql://h/office?record", "cannot be read"),
        ("postgresql://h/office", "does not name a record"),
        ("postgresql://h/office?record=North", "does not name a record"),
        ("postgresql://h/office?record=n;drop", "does not name a record"),
        ("postgresql://h/office?record=" + "n" * 51, "does not name a record"),
        ("postgresql://h/office?record=n%0A", "does not name a record"),
        ("postgresql://h/?record=n", "does not name a database"),
        ("postgresql://h?record=n", "does not name a database"),
        ("postgresql://h/a b?record=n", "does not name a database"),
        ("postgresql://h/host%3Delsewhere?record=n", "does not name a database"),
    ],
)
def test_what_cannot_be_is_told_without_repeating_it(given: str, reason: str) -> None:
    with pytest.raises(RecordError, match=reason) as told:
        parse(given)
    assert SECRET not in str(told.value)
    assert told.value.__cause__ is None


def test_a_folder_is_no_address() -> None:
    for given in ("record", "/srv/postgresql", "C:\\record", "postgresql", "http://h/office?record=n"):
        assert not is_address(given)
