"""The network of the link check: public addresses only, one request at a time for each host.

A text must not lead the checker's machine into its own network. So host names are resolved here,
and the connection goes to the address that was verified: a name that resolves to another one later
gains nothing.
"""

import errno
import ipaddress
import os
import socket
import threading
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import httpcore2

from entraide.model.environment import LINKS_ALLOW

PAUSE = 1.0  # seconds between two questions to one host
KNOWN_NAME = "example.com"  # a name that stands for ever: RFC 2606
ALLOWED_VARIABLE = LINKS_ALLOW.name


class PrivateAddressError(Exception):
    """The host is this machine or in a private network."""


class PublicNetwork(httpcore2.NetworkBackend):
    """A backend of httpcore2 that connects to public addresses only, and to those `allowed`."""

    def __init__(self, allowed: Iterable[str] = ()) -> None:
        self._inner = httpcore2.SyncBackend()
        self._allowed = frozenset(allowed)

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        """Connect to the first address of `host` that accepts.

        PrivateAddressError if one of them is private.
        """
        error: Exception = httpcore2.ConnectError("it has no address")
        for address in self._resolve_public(host, port):
            try:
                return self._inner.connect_tcp(
                    address, port, timeout, local_address, socket_options
                )
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as failure:
                error = failure
        raise error

    def _resolve_public(self, host: str, port: int) -> list[str]:
        """Return the addresses of `host`; PrivateAddressError if one of them is not public."""
        rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        addresses = list(dict.fromkeys(str(row[4][0]) for row in rows))
        for address in addresses:
            if address not in self._allowed and not is_public(address):
                raise PrivateAddressError(host)
        return addresses


def list_allowed_addresses() -> list[str]:
    """Return the private addresses that links may lead to, of the environment."""
    return list(filter(None, os.environ.get(ALLOWED_VARIABLE, "").split(",")))


def is_public(address: str) -> bool:
    """Return whether `address` is a public address of the internet.

    An IPv6 address that embeds an IPv4 address must be public in both forms.
    """
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = (
            ip.ipv4_mapped
            or ip.sixtofour
            or (ip.teredo and ip.teredo[1])
            or _find_nat64_address(ip)
        )
        if inner and not is_public(str(inner)):
            return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved)


def _find_nat64_address(ip: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """Return the IPv4 address in an address of NAT64 (64:ff9b::/96); None in any other."""
    if ip in ipaddress.IPv6Network("64:ff9b::/96"):
        return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    return None


def is_online() -> bool:
    """Return whether a host name can be resolved; always True if ALLOWED_VARIABLE is set."""
    if os.environ.get(ALLOWED_VARIABLE):
        return True
    try:
        socket.getaddrinfo(KNOWN_NAME, 443, type=socket.SOCK_STREAM)
    except OSError:
        return False
    return True


def is_cut_off(error: BaseException) -> bool:
    """Return whether `error` is a fault of the local network, not of the site."""
    if isinstance(error, socket.gaierror):
        return error.errno == socket.EAI_AGAIN
    return getattr(error, "errno", None) in {errno.ENETUNREACH, errno.ENETDOWN}


class HostTurns:
    """Turns of threads at a host: one request at a time, PAUSE seconds apart."""

    def __init__(self) -> None:
        self._locks: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)
        self._last: dict[str, float] = {}
        self._guard = threading.Lock()

    @contextmanager
    def take_turn(self, host: str) -> Iterator[None]:
        """Wait for the turn at `host`, and hold it within the `with` block."""
        with self._guard:
            lock = self._locks[host]
        with lock:
            time.sleep(max(0.0, self._last.get(host, 0.0) + PAUSE - time.monotonic()))
            try:
                yield
            finally:
                self._last[host] = time.monotonic()
