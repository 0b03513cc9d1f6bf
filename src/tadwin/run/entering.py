"""Getting in, staying in and getting out: by a name and a password, by an invitation, or by the office's own word.

What a browser holds is 256 random bits; the database has only their SHA-256, so that whoever reads it is not in.
"""

import hashlib
import hmac
import ipaddress
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from tadwin.errors import AccountError
from tadwin.run.accounts import Passwords, check_password, folded
from tadwin.store.accounts import Account, Accounts

#: A session ends after this long without a request, and after this long in any case: a day's work, and a laptop that
#: was left open overnight lets nobody in.
IDLE, LONGEST = timedelta(hours=4), timedelta(hours=16)
#: How often signing in may fail within the window: under one name from one address, so that nobody locks others out
#: from elsewhere; from one address, which an office shares; and under one name from anywhere. NIST SP 800-63B (3.2.2
#: in revision 4) wants no more than 100 in a row.
WINDOW = timedelta(minutes=15)
PER_NAME_THERE, PER_ADDRESS, PER_NAME = 10, 50, 50
#: How long an invitation can be used.
INVITED = timedelta(days=3)
_BYTES = 32


class NotIn(AccountError):
    """Somebody who is not let in. What it says is the same whether there is such an account or not."""


class TooOften(NotIn):
    """Signing in was tried too often. `wait` says how long it is refused, in whole minutes."""

    def __init__(self, wait: int) -> None:
        minutes = "a minute" if wait == 1 else f"{wait} minutes"
        super().__init__(f"signing in failed too often; try again in {minutes}")
        self.wait = wait


@dataclass(frozen=True, slots=True)
class Token:
    """What a browser is given to hold. `csrf` is the token that its forms carry, which the other cannot be had from."""

    secret: str = field(default_factory=lambda: secrets.token_urlsafe(_BYTES), repr=False)

    @property
    def sha256(self) -> str:
        """What the database keeps of it."""
        return hashlib.sha256(self._bytes).hexdigest()

    @property
    def csrf(self) -> str:
        """The token of the forms of this browser."""
        return hmac.new(self._bytes, b"csrf", hashlib.sha256).hexdigest()

    @property
    def _bytes(self) -> bytes:
        return self.secret.encode(errors="surrogatepass")


@dataclass(frozen=True, slots=True)
class Entrance:
    """Lets people in, and out. `passwords` is None where the office's own sign-on vouches for everybody."""

    accounts: Accounts
    passwords: Passwords | None

    def enter(self, name: str, password: str, address: str, now: datetime) -> Token:
        """Lets in whoever gives the password of that name. Raises NotIn; TooOften, before the password is looked at."""
        assert self.passwords is not None  # noqa: S101  # no form asks for a password there
        there, called = _network(address), folded(name)
        limits = {
            _key("address", there): PER_ADDRESS,
            _key("name there", f"{there} {called}"): PER_NAME_THERE,
            _key("name", called): PER_NAME,
        }
        self._count(limits, now)
        account = self.account(name)
        kept = account.password if account is not None and account.disabled_at is None else None
        if not self.passwords.fits(kept, password) or account is None or kept is None:
            raise NotIn("no account of that name and password is open; mind the keyboard's layout and try again")
        address_key, *name_keys = limits
        self.accounts.take_back_attempt(address_key)
        for key in name_keys:
            self.accounts.clear_attempts(key)
        if self.passwords.is_old(kept):
            anew = self.passwords.hashed(password)
            kept = anew if self.accounts.rehash(account.id, kept, anew) else kept
        return self._begin(account, kept, now)

    def _count(self, limits: Mapping[str, int], now: datetime) -> None:
        """Counts the attempt before it is looked at, so that many at once are no way around."""
        for key, most in limits.items():
            number, since = self.accounts.attempt(key, now, WINDOW)
            if number > most:
                raise TooOften(max(1, -(-(since + WINDOW - now) // timedelta(minutes=1))))

    def account(self, name: str) -> Account | None:
        """The account of a name as somebody gave it; None where there is none, also for what no name can hold."""
        return self.accounts.named(folded(name).encode(errors="replace").decode())

    def vouched(self, name: str, now: datetime) -> Token:
        """Lets in whom the office's sign-on names. Raises NotIn where there is no such account, or it is disabled."""
        account = self.account(name)
        if account is None or account.disabled_at is not None:
            raise NotIn("the office's sign-on knows you, and this server has no account of that name that is open")
        return self._begin(account, account.password, now)

    def known(self, secret: str | None, now: datetime) -> Account | None:
        """Whose session a browser holds; None where it is none, or has ended."""
        if not secret:
            return None
        return self.accounts.session(Token(secret).sha256, now, idle=IDLE, longest=LONGEST)

    def leave(self, secret: str | None) -> None:
        """Ends the session that a browser holds."""
        if secret:
            self.accounts.end(Token(secret).sha256)

    def invite(self, account: int, now: datetime) -> str:
        """The key of a link with which this account's password can be set once."""
        token = Token()
        self.accounts.invite(account, token.sha256, now + INVITED)
        return token.secret

    def invited(self, key: str, now: datetime) -> Account | None:
        """Whose invitation that is the key of; None for one that was used, has ended or never was."""
        return self.accounts.invited(Token(key).sha256, now)

    def accept(self, key: str, password: str, now: datetime) -> Token:
        """Sets the password of an invited account and lets it in. Raises NotIn, or AccountError for the password."""
        assert self.passwords is not None  # noqa: S101  # as above
        invited = self.invited(key, now)
        if invited is None:
            raise NotIn("this link was used, or is too old; ask for another")
        check_password(password, invited.name)
        kept = self.passwords.hashed(password)
        if self.accounts.take_invitation(Token(key).sha256, kept, now) is None:
            raise NotIn("this link was used, or is too old; ask for another")
        return self._begin(invited, kept, now)

    def change_password(self, account: Account, old: str, new: str, now: datetime) -> Token:
        """Sets another password and lets this browser alone in. Raises AccountError; TooOften, as `enter` does."""
        assert self.passwords is not None  # noqa: S101  # as above
        key = _key("change", str(account.id))
        self._count({key: PER_NAME_THERE}, now)
        if not self.passwords.fits(account.password, old):
            raise AccountError("the password that you have now is another")
        self.accounts.clear_attempts(key)
        check_password(new, account.name)
        kept = self.passwords.hashed(new)
        self.accounts.set_password(account.id, kept)
        return self._begin(account, kept, now)

    def _begin(self, account: Account, kept: str | None, now: datetime) -> Token:
        self.accounts.tidy(now, window=WINDOW, idle=IDLE, longest=LONGEST)
        token = Token()
        if not self.accounts.begin(account.id, token.sha256, now, password=kept):
            raise NotIn("the account was changed a moment ago; try again")
        return token


def _key(kind: str, value: str) -> str:
    return hashlib.sha256(f"{kind} {value}".encode(errors="surrogatepass")).hexdigest()


def _network(address: str) -> str:
    """An address as attempts are counted: of IPv6 the /64 that one customer is given."""
    try:
        read = ipaddress.ip_address(address)
    except ValueError:
        return address
    return str(ipaddress.ip_network((read, 64), strict=False)) if read.version == 6 else str(read)
