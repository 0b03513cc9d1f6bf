"""What somebody may be called, what a password may be, and how it is kept."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from threading import BoundedSemaphore
from typing import Protocol

from tadwin.errors import AccountError

#: Code points.
LONGEST_NAME = 60
#: Code points of what somebody gives as a name that are looked at.
_COMPARED = 10 * LONGEST_NAME
#: NIST SP 800-63B asks for a length and against rules of composition. Its revision 3 wants 8 characters at least, its
#: revision 4 (3.1.1.2) 15 where nothing but a password is asked for. It names no upper limit; ours spares the server.
SHORTEST, LONGEST_PASSWORD = 12, 1000
#: Fewer different characters than this are one key held down, or two.
_DIFFERENT = 5
#: How many passwords are hashed at a time: each takes 64 MiB.
_AT_ONCE = 2
#: Letters of these scripts look alike (UTS 39, "Mixed-Script Confusables"): a name has those of one.
_ALIKE = ("LATIN", "GREEK", "CYRILLIC", "ARMENIAN", "CHEROKEE", "COPTIC")
#: What redaction puts in the place of a name.
_REDACTED = re.compile(r"(?:reviewer|name withheld|report removed) \d+")


def shown(name: str) -> str:
    """A name as it is kept and shown: NFKC, with single spaces. Raises AccountError for one that could deceive."""
    made = re.sub(" +", " ", unicodedata.normalize("NFKC", name)).strip(" ")
    if not 1 <= len(made) <= LONGEST_NAME:
        raise AccountError(f"a name has 1 to {LONGEST_NAME} characters")
    wrong = next((one for one in made if one != " " and unicodedata.category(one)[0] not in "LMNP"), None)
    if wrong is not None:
        raise AccountError(
            f"a name cannot hold U+{ord(wrong):04X}; it has letters, digits, punctuation and spaces, none invisible"
        )
    if not any(unicodedata.category(one)[0] in "LN" for one in made):
        raise AccountError("a name needs a letter or a digit")
    scripts = {unicodedata.name(one, "").partition(" ")[0] for one in made if unicodedata.category(one)[0] == "L"}
    if len(scripts.intersection(_ALIKE)) > 1:
        raise AccountError("a name has letters of one alphabet: those of several look alike")
    if _REDACTED.fullmatch(folded(made)):
        raise AccountError("such names stand for people whose names were redacted; choose another")
    return made


def folded(name: str) -> str:
    """A name as it is compared: equal for names that differ in case, width or spaces only.

    Of a name longer than any can be only the beginning counts: normalizing takes the square of a run of marks, and
    whoever knocks may send a long one.
    """
    cased = unicodedata.normalize("NFKC", name[:_COMPARED]).casefold()
    return " ".join(unicodedata.normalize("NFKC", cased).split())


def check_password(password: str, name: str) -> None:
    """Raises AccountError, which says why, for a password that is too easily guessed."""
    said = normal(password)
    if len(said) < SHORTEST:
        raise AccountError(f"a password has at least {SHORTEST} characters; several words make a good one")
    if len(said) > LONGEST_PASSWORD:
        raise AccountError(f"a password has at most {LONGEST_PASSWORD} characters")
    rest = folded(said)
    for known in (folded(name), "password", "tadwin"):
        rest = rest.replace(known, "")
    if len("".join(rest.split())) < SHORTEST / 2:
        raise AccountError("this password is little more than the name or a word that everybody tries")
    if len(set(said)) < _DIFFERENT:
        raise AccountError("this password is the same few characters again and again")


def normal(password: str) -> str:
    """A password as it is hashed: the same whichever way a keyboard puts its accents together (NFC)."""
    return unicodedata.normalize("NFC", password)


class Hasher(Protocol):
    """argon2-cffi's PasswordHasher, as far as it is used."""

    def hash(self, password: str) -> str:
        """A hash with a salt of its own, and with its parameters."""

    def verify(self, hash: str, password: str) -> bool:
        """True, or an error of argon2's."""

    def check_needs_rehash(self, hash: str) -> bool:
        """True where the parameters are others now."""


def _argon2() -> Hasher:
    """argon2id with the parameters of RFC 9106 for little memory: 64 MiB, three passes, four lanes."""
    try:
        from argon2 import PasswordHasher
    except ImportError as error:
        raise AccountError("passwords need argon2-cffi, which is not installed: pip install 'tadwin[team]'") from error
    return PasswordHasher()


@dataclass
class Passwords:
    """Hashes passwords and compares them, a few at a time. Raises AccountError where argon2-cffi is not installed."""

    make: Callable[[], Hasher] = _argon2
    _few: BoundedSemaphore = field(default_factory=lambda: BoundedSemaphore(_AT_ONCE), repr=False)

    def __post_init__(self) -> None:
        self._hasher = self.make()

    @cached_property
    def _nobodys(self) -> str:
        """The hash that a password is compared with where there is no account: it takes as long."""
        return self._hasher.hash("nobody's password, which nothing fits")

    def hashed(self, password: str) -> str:
        """The hash to keep."""
        with self._few:
            return self._hasher.hash(normal(password))

    def fits(self, kept: str | None, password: str) -> bool:
        """True for the password of that hash. Without one it is False, after the same work."""
        from argon2.exceptions import Argon2Error, InvalidHashError

        nobodys = self._nobodys
        with self._few:
            try:
                self._hasher.verify(kept or nobodys, normal(password)[: LONGEST_PASSWORD + 1])
            except (Argon2Error, InvalidHashError):
                return False
        return kept is not None

    def is_old(self, kept: str) -> bool:
        """True for a hash that was made with other parameters."""
        return self._hasher.check_needs_rehash(kept)
