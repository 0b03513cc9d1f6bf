"""Who really asks, when another server stands before this one, and which of its words are taken.

Anybody can send the headers that a proxy sets. They count where the connection comes from an address that
whoever runs the server named, and nowhere else.
"""

import ipaddress
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

from fastapi import Request

from tadwin.errors import ServingError
from tadwin.web.security import LOOPBACK

_Network: TypeAlias = ipaddress.IPv4Network | ipaddress.IPv6Network
_Address: TypeAlias = ipaddress.IPv4Address | ipaddress.IPv6Address


class Spoofed(Exception):
    """Somebody names a person in the header that only the proxy may set; or the proxy names two, or none readable."""


@dataclass(frozen=True, slots=True)
class Caller:
    """Where a request comes from. `https` is true by the proxy's word; `here` where it never left this computer."""

    address: str
    https: bool
    here: bool


@dataclass(frozen=True, slots=True)
class Proxy:
    """The addresses of proxies, and the header in which they say who is signed on; None where they do not."""

    networks: tuple[_Network, ...] = ()
    header: str | None = None

    def caller(self, request: Request) -> Caller:
        """Who asks, by the connection, or by X-Forwarded-For and X-Forwarded-Proto where a proxy made it."""
        peer = _peer(request)
        if not self._is_ours(peer):
            here = peer is not None and peer.is_loopback and request.url.hostname in LOOPBACK
            return Caller(str(peer or ""), False, here)
        https = request.headers.getlist("x-forwarded-proto") == ["https"]
        return Caller(str(self._behind(request) or peer), https, False)

    def names(self, request: Request) -> str | None:
        """Whom the office's sign-on names; None for nobody. Raises Spoofed when anyone but the proxy names somebody."""
        given = [] if self.header is None else request.headers.getlist(self.header)
        if not given:
            return None
        if not self._is_ours(_peer(request)) or len(given) > 1:
            raise Spoofed
        try:
            return given[0].encode("latin-1").decode("utf-8").strip() or None
        except UnicodeError as error:
            raise Spoofed from error

    def _behind(self, request: Request) -> _Address | None:
        """The nearest address that is no proxy of ours: what stands before it, anybody can have written."""
        told = ",".join(request.headers.getlist("x-forwarded-for")).split(",")
        for one in reversed(told):
            address = _address(one.strip())
            if address is None:
                return None
            if not self._is_ours(address):
                return address
        return None

    def _is_ours(self, address: _Address | None) -> bool:
        return address is not None and any(address in network for network in self.networks)


def proxy(addresses: Iterable[str], header: str | None) -> Proxy:
    """The proxies at these addresses or networks. Raises ServingError for one that is none."""
    networks = []
    for one in addresses:
        try:
            networks.append(ipaddress.ip_network(one))
        except ValueError as error:
            raise ServingError(f"--trust-proxy {one}: give an IP address, or a network such as 10.0.0.0/28") from error
        if networks[-1].prefixlen == 0:
            raise ServingError(f"--trust-proxy {one}: that is everybody; give the address of the proxy")
    return Proxy(tuple(networks), header)


def _peer(request: Request) -> _Address | None:
    return _address(request.client.host) if request.client else None


def _address(given: str) -> _Address | None:
    try:
        read = ipaddress.ip_address(given)
    except ValueError:
        return None
    mapped = getattr(read, "ipv4_mapped", None)
    return mapped or read
