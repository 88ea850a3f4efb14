"""The networks that a request comes from: its address is read, shortened, and forgotten.

X-Forwarded-For is read from its right end, only as far as our own proxies have written it. A client
that connects through the socket in a folder is our own proxy, by the rights of that folder.
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
SOCKET_PEER = "socket"  # in the place of an address; no address is written so
UNKNOWN_NETWORK = "unknown"  # everybody whose address cannot be read is one voter
MOST_HOPS = 16
LONGEST_ADDRESS = 64  # characters of one address, brackets, zone and port included
ADDRESS_WITH_PORT = re.compile(r"\[([^\[\]]*)\](?::\d+)?|([0-9.]+):\d+")


@dataclass(frozen=True, slots=True)
class Visitor:
    """The two networks that a request comes from; neither is stored or logged.

    Everybody in one `narrow_network` counts as one voter. `wide_network` is the one around it.
    """

    narrow_network: str
    wide_network: str

    @property
    def budget_network(self) -> str:
        """The network whose budget a request spends: an IPv4 /24, or a voter's IPv6 network."""
        return self.narrow_network if ":" in self.narrow_network else self.wide_network


def find_client_address(
    peer: str | None,
    forwarded_headers: Sequence[str],
    trusted_networks: Iterable[IPv4Network | IPv6Network],
) -> IpAddress | None:
    """Return the visitor's address: `peer`, or the one in `forwarded_headers`.

    The headers are believed where a trusted proxy has written them. `peer` is an address, or
    SOCKET_PEER, which is always our own proxy.
    """
    trusted_networks = tuple(trusted_networks)
    address = parse_address(peer or "")
    is_trusted = peer == SOCKET_PEER or is_in_networks(address, trusted_networks)
    hops = [
        hop
        for header in forwarded_headers
        for hop in header[-MOST_HOPS * LONGEST_ADDRESS :].split(",")
    ]
    for hop in reversed(hops[-MOST_HOPS:]):
        if not is_trusted:
            break
        address = parse_address(hop)
        is_trusted = is_in_networks(address, trusted_networks)
    return address


def is_in_networks(
    address: IpAddress | None, networks: Iterable[IPv4Network | IPv6Network]
) -> bool:
    """Return whether `address` is in one of `networks`."""
    return address is not None and any(address in network for network in networks)


def parse_address(text: str) -> IpAddress | None:
    """Return the address that `text` is, with or without a port; None for any other text."""
    text = text.strip()
    if len(text) > LONGEST_ADDRESS:
        return None
    if match := ADDRESS_WITH_PORT.fullmatch(text):
        text = match[1] or match[2] or ""
    try:
        address = ip_address(text.partition("%")[0])
    except ValueError:
        return None
    ipv4_address = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return ipv4_address or address


def format_wide_network(address: IpAddress | None) -> str:
    """Return the network of `address` that shares limits: an IPv4 /24, an IPv6 /48."""
    return format_network(address, 24, 48)


def format_network(address: IpAddress | None, v4: int, v6: int) -> str:
    """Return the network of `address` with `v4` or `v6` bits, by its version."""
    if address is None:
        return UNKNOWN_NETWORK
    bits = v4 if isinstance(address, IPv4Address) else v6
    host_bits = address.max_prefixlen - bits
    # As ip_network() writes it, which takes three times as long.
    return f"{type(address)(int(address) >> host_bits << host_bits)}/{bits}"
