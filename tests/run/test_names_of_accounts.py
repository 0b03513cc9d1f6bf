"""What people may be called, and what their passwords may be."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tadwin.cli.accounts import ROLES
from tadwin.errors import AccountError
from tadwin.export.marked import one_line
from tadwin.run.accounts import LONGEST_NAME, check_password, folded, shown
from tadwin.web.desk import Role


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("noor", "noor"),
        ("  Noor   H. ", "Noor H."),
        ("ｎｏｏｒ", "noor"),
        ("h.noor@desk.example", "h.noor@desk.example"),
        ("Recorder 3", "Recorder 3"),
        ("نور", "نور"),
        ("Zoe\u0308", "Zoë"),
        ("中村", "中村"),
        ("O'Neil-Smith", "O'Neil-Smith"),
    ],
)
def test_names_are_kept_as_they_are_shown(given: str, kept: str) -> None:
    assert shown(given) == kept


@pytest.mark.parametrize(
    "given",
    [
        "",
        "   ",
        "...",
        "x" * (LONGEST_NAME + 1),
        "no\x00or",
        "no\x1b[31mor",
        "noor\n",
        "no\u202eor",
        "no\u200bor",
        "no\u200dor",
        "no\u2066or",
        "noor\ufeff",
        "no\u00ador",
        "\ud800",
        "no\U000e0041or",
        "n\u043e\u043er",  # Cyrillic o
        "\u0391nna",  # Greek alpha
        "<noor>",
        "noor 🙂",
        "reviewer 3",
        "REVIEWER 12",
        "name withheld 1",
    ],
)
def test_names_that_could_deceive_are_refused(given: str) -> None:
    with pytest.raises(AccountError):
        shown(given)


@settings(max_examples=60)
@given(st.text(max_size=20))
def test_a_name_that_is_kept_is_steady_and_harmless(given: str) -> None:
    try:
        made = shown(given)
    except AccountError:
        return
    assert shown(made) == made == one_line(made)
    assert folded(made) == folded(given)
    assert unicodedata.is_normalized("NFKC", made)


def test_names_that_differ_in_case_or_width_only_are_one() -> None:
    assert len({folded(name) for name in ("Noor", "noor", "NOOR", "ｎｏｏｒ", " noor ")}) == 1
    assert folded("Straße") == folded("STRASSE")
    assert folded("Noor H") != folded("NoorH")


@pytest.mark.parametrize(
    "password",
    ["seven dry wells", "noor likes kites", "пять сухих колодцев", "aB3!aB3!aB3!x", "🙂🙃😀😁😂🤣😃😄😅😆😉😊"],
)
def test_long_passwords_are_taken_whatever_they_are_made_of(password: str) -> None:
    check_password(password, "noor")


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("elevenchars", "at least 12"),
        ("🙂" * 11, "at least 12"),
        ("x" * 1001, "at most"),
        ("noornoornoor", "little more than the name"),
        ("NOOR noor 2031", "little more than the name"),
        ("tadwin-noor-1", "little more than the name"),
        ("passwordpassword", "little more than the name"),
        ("aaaaaaaaaaaaaaa", "same few characters"),
        ("121212121212", "same few characters"),
    ],
)
def test_passwords_that_are_guessed_at_once_are_refused(password: str, why: str) -> None:
    with pytest.raises(AccountError, match=why):
        check_password(password, "Noor")


def test_the_command_knows_the_roles() -> None:
    assert list(ROLES) == [str(role) for role in Role]
