"""Who gets in, by a real argon2id and a real database; the clock is an argument."""

import re
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256

import pytest
from argon2 import PasswordHasher

from benchmarks.postgres import Cluster
from tadwin.errors import AccountError
from tadwin.run.accounts import Passwords, folded
from tadwin.run.entering import (
    IDLE,
    INVITED,
    LONGEST,
    PER_ADDRESS,
    PER_NAME,
    PER_NAME_THERE,
    WINDOW,
    Entrance,
    NotIn,
    TooOften,
)
from tadwin.store.accounts import Accounts, open_accounts
from tadwin.store.address import Address

NOW = datetime(2031, 5, 4, 9, 30, tzinfo=UTC)
SECRET, OTHER = "seven dry wells and a kite", "another set of words entirely"
HERE, THERE = "192.0.2.7", "192.0.2.8"


class Counting(PasswordHasher):
    """argon2id at its cheapest; counts how often it works."""

    def __init__(self, time_cost: int = 1) -> None:
        super().__init__(time_cost=time_cost, memory_cost=8, parallelism=1)
        self.worked = 0

    def verify(self, hash: str | bytes, password: str | bytes) -> bool:  # type: ignore[override]
        self.worked += 1
        return super().verify(hash, password)

    def hash(self, password: str | bytes, *, salt: bytes | None = None) -> str:
        self.worked += 1
        return super().hash(password, salt=salt)


@pytest.fixture
def accounts(team_database: Address) -> Iterator[Accounts]:
    with open_accounts(team_database, make=True) as made:
        yield made


def entrance(accounts: Accounts, hasher: PasswordHasher | None = None) -> Entrance:
    return Entrance(accounts, Passwords(lambda: hasher or Counting()))


def add(entrance: Entrance, name: str = "Noor", password: str | None = SECRET) -> int:
    assert entrance.passwords is not None
    kept = None if password is None else entrance.passwords.hashed(password)
    return entrance.accounts.add(name, folded(name), NOW, password=kept)


def is_let_in(entrance: Entrance, name: str, password: str, *, address: str = HERE, now: datetime = NOW) -> bool:
    try:
        entrance.enter(name, password, address, now)
    except TooOften:
        raise
    except NotIn:
        return False
    return True


def test_a_name_and_its_password_let_in(accounts: Accounts) -> None:
    door = entrance(accounts)
    number = add(door)
    token = door.enter("  NOOR ", SECRET, HERE, NOW)
    assert len(token.secret) >= 43  # 256 bits in base 64
    who = door.known(token.secret, NOW)
    assert who is not None
    assert (who.id, who.name) == (number, "Noor")
    for wrong in (None, "", token.secret[:-1], token.csrf, token.sha256, token.secret.swapcase()):
        assert door.known(wrong, NOW) is None
    assert door.known(token.secret, NOW + IDLE + timedelta(seconds=1)) is None
    assert token.secret not in repr(token)


def test_a_session_ends_though_it_is_used(accounts: Accounts) -> None:
    door = entrance(accounts)
    add(door)
    token = door.enter("noor", SECRET, HERE, NOW)
    moments = [NOW + hours * timedelta(hours=1) for hours in range(1, 20)]
    seen = [door.known(token.secret, moment) is not None for moment in moments]
    assert seen == [moment - NOW <= LONGEST for moment in moments]


def test_the_database_has_no_token(accounts: Accounts, team_database: Address, postgres_cluster: Cluster) -> None:
    door = entrance(accounts)
    number = add(door)
    held = [door.enter("noor", SECRET, HERE, NOW).secret, door.invite(number, NOW)]
    for secret, table in zip(held, ("sessions", "invitations"), strict=True):
        row = postgres_cluster.run_sql(f"TABLE tadwin.{table}", database=team_database.database)
        assert secret not in row
        assert sha256(secret.encode()).hexdigest() in row


@pytest.mark.parametrize("password", ["", "x", SECRET + " ", SECRET.upper(), "é" * 2000])
def test_another_password_does_not(accounts: Accounts, password: str) -> None:
    door = entrance(accounts)
    add(door)
    assert not is_let_in(door, "noor", password)


def test_every_refusal_takes_one_hash_and_says_the_same(accounts: Accounts) -> None:
    hasher = Counting()
    door = entrance(accounts, hasher)
    add(door)
    add(door, "Mara", None)
    door.accounts.disable(add(door, "Gone"), NOW)
    is_let_in(door, "warm", "up")
    told = set()
    given = (("noor", OTHER), ("nobody", OTHER), ("mara", OTHER), ("gone", SECRET), ("\x00\ud800", "x"), ("", ""))
    for name, password in given:
        before = hasher.worked
        with pytest.raises(NotIn) as refused:
            door.enter(name, password, HERE, NOW)
        assert hasher.worked == before + 1, name
        told.add(str(refused.value))
    assert len(told) == 1


def test_a_password_that_a_keyboard_puts_together_otherwise_is_the_same(accounts: Accounts) -> None:
    door = entrance(accounts)
    add(door, password="caf\u00e9 caf\u00e9 caf\u00e9")
    assert is_let_in(door, "noor", "cafe\u0301 cafe\u0301 cafe\u0301")


def test_old_parameters_are_replaced_at_the_next_sign_in(accounts: Accounts) -> None:
    add(entrance(accounts))
    now = entrance(accounts, Counting(time_cost=2))
    assert not is_let_in(now, "noor", OTHER)
    assert "t=1" in kept(accounts)
    assert is_let_in(now, "noor", SECRET)
    assert "t=2" in kept(accounts)
    assert kept(accounts).startswith("$argon2id$")
    assert is_let_in(now, "noor", SECRET)


def kept(accounts: Accounts) -> str:
    found = accounts.named("noor")
    assert found is not None
    assert found.password is not None
    return found.password


# too often


def fail(door: Entrance, times: int, name: str = "noor", *, address: str = HERE, now: datetime = NOW) -> None:
    for _ in range(times):
        assert not is_let_in(door, name, OTHER, address=address, now=now)


@pytest.mark.parametrize("name", ["noor", "nobody"])
def test_too_many_wrong_passwords_wait_whether_there_is_such_an_account_or_not(accounts: Accounts, name: str) -> None:
    hasher = Counting()
    door = entrance(accounts, hasher)
    add(door)
    fail(door, PER_NAME_THERE, name)
    before = hasher.worked
    with pytest.raises(TooOften, match="try again in 14 minutes"):
        door.enter(name, SECRET, HERE, NOW + timedelta(minutes=1, seconds=30))
    assert hasher.worked == before  # the right password is not even looked at
    assert is_let_in(door, "noor", SECRET, address=THERE)  # nobody else is locked out
    assert is_let_in(door, "noor", SECRET, now=NOW + WINDOW)


def test_a_name_is_the_same_name_however_it_is_written(accounts: Accounts) -> None:
    door = entrance(accounts)
    for number in range(PER_NAME_THERE):
        fail(door, 1, ("noor", "NOOR", " Noor", "ｎｏｏｒ")[number % 4])
    with pytest.raises(TooOften):
        door.enter("nooR", OTHER, HERE, NOW)


def test_one_address_tries_few_names(accounts: Accounts) -> None:
    door = entrance(accounts)
    for number in range(PER_ADDRESS):
        fail(door, 1, f"name {number}", address=f"2001:db8::{number:x}")
    with pytest.raises(TooOften):
        door.enter("another", OTHER, "2001:db8::ffff:1", NOW)
    assert not is_let_in(door, "another", OTHER, address="2001:db8:0:1::1")


def test_many_addresses_try_one_name_not_for_ever(accounts: Accounts) -> None:
    door = entrance(accounts)
    for number in range(PER_NAME):
        fail(door, 1, address=f"198.51.100.{number}")
    with pytest.raises(TooOften):
        door.enter("noor", OTHER, "203.0.113.1", NOW)


def test_right_passwords_are_never_too_many(accounts: Accounts) -> None:
    door = entrance(accounts)
    add(door)
    for _ in range(PER_ADDRESS + 2):
        assert is_let_in(door, "noor", SECRET)
    fail(door, PER_NAME_THERE - 1)
    assert is_let_in(door, "noor", SECRET)
    fail(door, PER_NAME_THERE)  # counted from nothing again


def test_many_at_once_are_no_way_around(accounts: Accounts, team_database: Address) -> None:
    outcomes: list[type[Exception]] = []

    def attempt() -> None:
        with open_accounts(team_database) as own:
            for _ in range(4):
                try:
                    entrance(own).enter("noor", OTHER, HERE, NOW)
                except NotIn as refused:
                    outcomes.append(type(refused))

    threads = [threading.Thread(target=attempt) for _ in range(6)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert len(outcomes) == 24
    assert outcomes.count(NotIn) == PER_NAME_THERE


# invitations and other passwords


def test_an_invitation_sets_a_password_once(accounts: Accounts) -> None:
    door = entrance(accounts)
    number = add(door, password=None)
    invitation = door.invite(number, NOW)
    for bad in ("too short", "noornoornoor", "aaaaaaaaaaaaaaaa", "x" * 1001):
        with pytest.raises(AccountError, match="password"):
            door.accept(invitation, bad, NOW)
    token = door.accept(invitation, SECRET, NOW)
    who = door.known(token.secret, NOW)
    assert who is not None
    assert who.id == number
    with pytest.raises(NotIn, match="used"):
        door.accept(invitation, OTHER, NOW)
    assert is_let_in(door, "noor", SECRET)
    late = door.invite(number, NOW)
    with pytest.raises(NotIn, match="too old"):
        door.accept(late, OTHER, NOW + INVITED)


def test_another_password_ends_every_other_session(accounts: Accounts) -> None:
    door = entrance(accounts)
    add(door)
    elsewhere, here = (door.enter("noor", SECRET, HERE, NOW) for _ in range(2))
    who = door.known(here.secret, NOW)
    assert who is not None
    with pytest.raises(AccountError, match="is another"):
        door.change_password(who, OTHER, OTHER, NOW)
    with pytest.raises(AccountError, match="at least"):
        door.change_password(who, SECRET, "short", NOW)
    assert door.known(elsewhere.secret, NOW) is not None
    anew = door.change_password(who, SECRET, OTHER, NOW)
    assert [door.known(one.secret, NOW) is not None for one in (elsewhere, here, anew)] == [False, False, True]
    assert not is_let_in(door, "noor", SECRET)
    assert is_let_in(door, "noor", OTHER)


def test_whoever_took_a_browser_over_does_not_guess_the_password_there(accounts: Accounts) -> None:
    door = entrance(accounts)
    add(door)
    who = door.known(door.enter("noor", SECRET, HERE, NOW).secret, NOW)
    assert who is not None
    for _ in range(PER_NAME_THERE):
        with pytest.raises(AccountError, match="is another"):
            door.change_password(who, OTHER, SECRET, NOW)
    with pytest.raises(TooOften):
        door.change_password(who, SECRET, OTHER, NOW)


def test_the_offices_word_lets_in_accounts_that_are_open(accounts: Accounts) -> None:
    door = Entrance(accounts, None)
    accounts.add("Noor", "noor", NOW)
    gone = accounts.add("Gone", "gone", NOW)
    accounts.disable(gone, NOW)
    who = door.known(door.vouched("NOOR", NOW).secret, NOW)
    assert who is not None
    assert who.name == "Noor"
    for name in ("gone", "nobody", ""):
        with pytest.raises(NotIn, match="no account of that name"):
            door.vouched(name, NOW)


def test_argon2id_has_the_parameters_of_rfc_9106() -> None:
    made = Passwords().hashed(SECRET)
    assert re.match(r"\$argon2id\$v=19\$m=65536,t=3,p=4\$", made)
    assert Passwords().fits(made, SECRET)
    assert not Passwords().fits(None, SECRET)
    assert not Passwords().fits("not a hash", SECRET)
