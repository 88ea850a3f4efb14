"""Where a request comes from, as little of it as we need: an address is read, shortened, forgotten.

X-Forwarded-For is believed from the right, and only as far as our own proxies wrote it.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
)

IpAddress = IPv4Address | IPv6Address
UNKNOWN = "unknown"  # everybody whose address cannot be read is one voter
MOST_HOPS = 16
LONGEST = 64  # characters of one address, brackets, zone and port included
WITH_PORT = re.compile(r"\[([^\[\]]*)\](?::\d+)?|([0-9.]+):\d+")


@dataclass(frozen=True, slots=True)
class Visitor:
    """Where a request comes from: what makes one voter, and the wider network around it."""

    voter: str
    network: str


def find_client_address(
    peer: str | None,
    forwarded: Sequence[str],
    trusted: Iterable[IPv4Network | IPv6Network],
) -> IpAddress | None:
    """Return the visitor's address: `peer`, or what trusted proxies say in `forwarded` headers."""
    trusted = tuple(trusted)
    address = _parse_address(peer or "")
    hops = [hop for header in forwarded for hop in header[-MOST_HOPS * LONGEST :].split(",")]
    for hop in reversed(hops[-MOST_HOPS:]):
        if address is None or not any(address in network for network in trusted):
            break
        address = _parse_address(hop)
    return address


def _parse_address(text: str) -> IpAddress | None:
    text = text.strip()
    if len(text) > LONGEST:
        return None
    if found := WITH_PORT.fullmatch(text):
        text = found[1] or found[2] or ""
    try:
        address = ip_address(text.partition("%")[0])
    except ValueError:
        return None
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return mapped or address


def format_network(address: IpAddress | None, v4: int, v6: int) -> str:
    """Return the network of `address`, of that many bits by its kind."""
    if address is None:
        return UNKNOWN
    bits = v4 if isinstance(address, IPv4Address) else v6
    hidden = address.max_prefixlen - bits
    # As ip_network() writes it, which takes three times as long.
    return f"{type(address)(int(address) >> hidden << hidden)}/{bits}"
