"""Accounts in a real database: what several threads and processes do at once, and what ends when."""

import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from benchmarks.postgres import Cluster
from tadwin.errors import AccountError, RecordError
from tadwin.store.account_schema import ACCOUNTS_HEAD, METADATA
from tadwin.store.accounts import Accounts, open_accounts
from tadwin.store.address import Address
from tadwin.store.migrate import MIGRATIONS
from tadwin.store.record import open_record
from tadwin.store.served import accounts_engine, is_current, records_in

NOW = datetime(2031, 5, 4, 9, 30, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
WINDOW, IDLE, LONGEST = 15 * MINUTE, timedelta(hours=4), timedelta(hours=16)


@pytest.fixture
def accounts(team_database: Address) -> Iterator[Accounts]:
    with open_accounts(team_database, make=True) as made:
        yield made


def key(word: str) -> str:
    return sha256(word.encode()).hexdigest()


def session(accounts: Accounts, word: str, now: datetime) -> bool:
    return accounts.session(key(word), now, idle=IDLE, longest=LONGEST) is not None


# tables


def test_migrations_and_schema_say_the_same(team_database: Address) -> None:
    assert ScriptDirectory(str(MIGRATIONS.with_name("account_migrations"))).get_heads() == [ACCOUNTS_HEAD]
    engine = accounts_engine(team_database, make=True)
    with engine.begin() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, METADATA) == []
    engine.dispose()


def test_nothing_is_made_unasked(team_database: Address, postgres_cluster: Cluster) -> None:
    for upgrade in (False, True):
        with pytest.raises(RecordError, match="there are no accounts"):
            open_accounts(team_database, upgrade=upgrade)
    query = "SELECT count(*) FROM pg_namespace WHERE nspname = 'tadwin'"
    found = postgres_cluster.run_sql(query, database=team_database.database)
    assert found.strip() == "0"


def test_a_schema_of_somebody_else_is_left_alone(team_database: Address, postgres_cluster: Cluster) -> None:
    postgres_cluster.run_sql("CREATE SCHEMA tadwin; CREATE TABLE tadwin.mine (a int)", database=team_database.database)
    with pytest.raises(RecordError, match="is something else's"):
        open_accounts(team_database, make=True)


def test_accounts_of_a_newer_tadwin_are_refused(
    accounts: Accounts, team_database: Address, postgres_cluster: Cluster
) -> None:
    accounts.add("Noor", "noor", NOW)
    postgres_cluster.run_sql("UPDATE tadwin.alembic_version SET version_num = '9999'", database=team_database.database)
    for make in (False, True):
        with pytest.raises(RecordError, match="another tadwin's"):
            open_accounts(team_database, make=make)
    with pytest.raises(RecordError, match="newer tadwin"):
        open_accounts(team_database, upgrade=True)


def test_two_programs_can_make_the_tables_at_once(team_database: Address) -> None:
    def make() -> None:
        with open_accounts(team_database, make=True) as made:
            made.all()
            done.append(1)

    done: list[int] = []
    together(make, 4)
    assert len(done) == 4


def test_records_of_a_database_are_found_and_accounts_are_none(team_database: Address, accounts: Accounts) -> None:
    assert records_in(team_database) == []
    for name in ("north", "south"):
        open_record(team_database.of(name)).close()
    assert records_in(team_database) == ["north", "south"]
    assert is_current(team_database.of("north"))


# people


def test_a_name_is_given_once(accounts: Accounts) -> None:
    number = accounts.add("Noor", "noor", NOW)
    accounts.disable(number, NOW)
    with pytest.raises(AccountError, match="already"):
        accounts.add("NOOR", "noor", NOW)
    found = accounts.named("noor")
    assert found is not None
    assert (found.id, found.name, found.disabled_at) == (number, "Noor", NOW)


def test_one_of_many_who_ask_at_once_gets_the_name(accounts: Accounts) -> None:
    def add() -> None:
        try:
            made.append(accounts.add("Noor", "noor", NOW))
        except AccountError:
            refused.append(1)

    made: list[int] = []
    refused: list[int] = []
    together(add, 8)
    assert (len(made), len(refused)) == (1, 7)


def test_roles_are_by_record_and_one_each(accounts: Accounts) -> None:
    number, other = accounts.add("Noor", "noor", NOW), accounts.add("Mara", "mara", NOW)
    accounts.allow(number, "north", "reader")
    accounts.allow(number, "south", "reader")
    accounts.allow(number, "north", "reviewer")
    accounts.allow(number, "south", None)
    assert [(one.name, dict(one.roles)) for one in accounts.all()] == [("Mara", {}), ("Noor", {"north": "reviewer"})]
    assert accounts.numbered(other) == accounts.named("mara")
    assert accounts.numbered(10**6) is None


def test_of_somebody_forgotten_nothing_is_kept(
    accounts: Accounts, team_database: Address, postgres_cluster: Cluster
) -> None:
    number = accounts.add("Noor", "noor", NOW, password="kept")
    accounts.allow(number, "north", "reader")
    accounts.invite(number, key("i"), NOW + MINUTE)
    assert accounts.begin(number, key("s"), NOW, password="kept")
    assert accounts.forget("noor")
    assert not accounts.forget("noor")
    for table in ("accounts", "memberships", "invitations", "sessions"):
        left = postgres_cluster.run_sql(f"SELECT count(*) FROM tadwin.{table}", database=team_database.database)  # noqa: S608
        assert left.strip() == "0", table
    assert accounts.add("Noor", "noor", NOW) != number


# sessions


@pytest.mark.parametrize(
    ("after", "is_in"),
    [([IDLE], True), ([IDLE + MINUTE], False), ([IDLE] * 4, True), ([IDLE] * 4 + [MINUTE], False), ([-MINUTE], False)],
)
def test_a_session_ends(accounts: Accounts, after: list[timedelta], is_in: bool) -> None:
    number = accounts.add("Noor", "noor", NOW)
    assert accounts.begin(number, key("s"), NOW, password=None)
    now = NOW
    for wait in after:
        now += wait
        seen = session(accounts, "s", now)
    assert seen is is_in
    assert session(accounts, "s", NOW) is is_in  # what ended has ended for good


def test_what_ends_all_sessions(accounts: Accounts) -> None:
    number = accounts.add("Noor", "noor", NOW, password="old")
    other = accounts.add("Mara", "mara", NOW)
    accounts.begin(other, key("other"), NOW, password=None)

    def begun(password: str) -> None:
        for word in ("a", "b"):
            assert accounts.begin(number, key(word), NOW, password=password)
        assert accounts.sessions(number) == 2

    begun("old")
    accounts.set_password(number, "new")
    assert accounts.sessions(number) == 0
    begun("new")
    accounts.end_all(number)
    assert accounts.sessions(number) == 0
    begun("new")
    accounts.disable(number, NOW)
    assert not session(accounts, "a", NOW)
    accounts.enable(number)
    assert not session(accounts, "a", NOW)  # enabling brings no old browser back
    begun("new")
    accounts.end(key("a"))
    assert [session(accounts, word, NOW) for word in ("a", "b", "other")] == [False, True, True]


def test_a_session_begins_only_with_the_password_of_now(accounts: Accounts) -> None:
    number = accounts.add("Noor", "noor", NOW, password="old")
    accounts.set_password(number, "new")
    assert not accounts.begin(number, key("s"), NOW, password="old")
    assert not accounts.rehash(number, "old", "old again")
    assert accounts.rehash(number, "new", "new again")
    assert accounts.begin(number, key("s"), NOW, password="new again")
    accounts.disable(number, NOW)
    assert not accounts.begin(number, key("t"), NOW, password="new again")


def test_tidying_deletes_what_counts_no_more(accounts: Accounts) -> None:
    number = accounts.add("Noor", "noor", NOW)
    accounts.begin(number, key("old"), NOW - IDLE - MINUTE, password=None)
    accounts.begin(number, key("new"), NOW, password=None)
    accounts.attempt(key("old"), NOW - WINDOW, WINDOW)
    accounts.attempt(key("new"), NOW - MINUTE, WINDOW)
    accounts.invite(number, key("i"), NOW)
    accounts.tidy(NOW, window=WINDOW, idle=IDLE, longest=LONGEST)
    assert accounts.sessions(number) == 1
    assert accounts.attempt(key("old"), NOW - MINUTE, WINDOW) == (1, NOW - MINUTE)
    assert accounts.attempt(key("new"), NOW, WINDOW) == (2, NOW - MINUTE)
    assert accounts.invited(key("i"), NOW - MINUTE) is None


# invitations


def test_an_invitation_is_good_once_and_until_its_end(accounts: Accounts) -> None:
    number = accounts.add("Noor", "noor", NOW)
    accounts.invite(number, key("first"), NOW + MINUTE)
    accounts.invite(number, key("second"), NOW + MINUTE)
    assert accounts.invited(key("first"), NOW) is None
    assert accounts.invited(key("second"), NOW + MINUTE) is None
    assert accounts.take_invitation(key("second"), "hash", NOW + MINUTE) is None
    taken = accounts.take_invitation(key("second"), "hash", NOW)
    assert taken is not None
    assert taken.id == number
    assert accounts.take_invitation(key("second"), "other", NOW) is None
    found = accounts.numbered(number)
    assert found is not None
    assert found.password == "hash"


def test_of_many_who_use_an_invitation_at_once_one_does(accounts: Accounts) -> None:
    accounts.invite(accounts.add("Noor", "noor", NOW), key("i"), NOW + MINUTE)
    taken: list[bool] = []
    together(lambda: taken.append(accounts.take_invitation(key("i"), "hash", NOW) is not None), 8)
    assert sorted(taken) == [False] * 7 + [True]


def test_a_disabled_account_cannot_use_its_invitation(accounts: Accounts) -> None:
    number = accounts.add("Noor", "noor", NOW)
    accounts.disable(number, NOW)
    accounts.invite(number, key("i"), NOW + MINUTE)
    assert accounts.invited(key("i"), NOW) is None
    assert accounts.take_invitation(key("i"), "hash", NOW) is None


# attempts


def test_attempts_are_counted_within_a_window(accounts: Accounts) -> None:
    assert accounts.attempt("k", NOW, WINDOW) == (1, NOW)
    assert accounts.attempt("k", NOW + MINUTE, WINDOW) == (2, NOW)
    assert accounts.attempt("other", NOW + MINUTE, WINDOW) == (1, NOW + MINUTE)
    accounts.take_back_attempt("k")
    assert accounts.attempt("k", NOW + WINDOW - MINUTE, WINDOW) == (2, NOW)
    assert accounts.attempt("k", NOW + WINDOW, WINDOW) == (1, NOW + WINDOW)
    accounts.clear_attempts("k")
    assert accounts.attempt("k", NOW + WINDOW, WINDOW) == (1, NOW + WINDOW)


def test_attempts_at_once_by_several_programs_are_all_counted(team_database: Address, accounts: Accounts) -> None:
    numbers: list[int] = []
    with open_accounts(team_database) as beside:

        def attempt() -> None:
            numbers.extend(one.attempt("k", NOW, WINDOW)[0] for one in (accounts, beside))

        together(attempt, 10)
    assert sorted(numbers) == list(range(1, 21))


def together(work: Callable[[], object], times: int) -> None:
    """Does something in so many threads at once."""
    threads = [threading.Thread(target=work) for _ in range(times)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
