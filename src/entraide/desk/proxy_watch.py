"""Notices a proxy that the desk was not told of, which makes all visitors look like one.

A header that names another visitor than the one whom the desk counts tells of a proxy that is not
trusted, or of somebody who plays. Where one address speaks for many others, it is a proxy.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from entraide.desk.logs import log_event
from entraide.desk.networks import IpAddress, parse_address

MANY = 10  # visitors that one address names
MOST_PEERS = 64  # addresses that are watched at a time
PROBLEM = (
    "many visitors come from one address, which forwards for them: their votes count as those "
    "of one. Name your proxy in ENTRAIDE_TRUSTED_PROXIES."
)


@dataclass
class ProxyWatch:
    """Whether an address that is not trusted speaks for many visitors; nothing of it is stored."""

    found: bool = False
    _named: dict[IpAddress, set[int]] = field(default_factory=dict)  # address -> whom it named

    def note(self, address: IpAddress | None, forwarded_headers: Sequence[str]) -> None:
        """Take note of a request that the desk counts as one of `address`."""
        if self.found or address is None or not forwarded_headers:
            return
        named = parse_address(forwarded_headers[0].partition(",")[0])
        if named is None or named == address:
            return
        if len(self._named) >= MOST_PEERS:
            self._named.clear()
        visitors = self._named.setdefault(address, set())
        visitors.add(hash(named))
        if len(visitors) >= MANY:
            self.found = True
            self._named.clear()
            log_event("proxy", problem=PROBLEM)
