"""Detects a proxy that the desk was not told of, which makes all visitors look like one.

A request whose header names another visitor than the desk counts comes through a proxy that is not
trusted, or from somebody who made the header up: proxies that append pass on what a visitor sends.
So one address that speaks for many visitors proves nothing. But behind an unknown proxy hardly
anybody comes by an address of their own, and no visitor can keep others from that. So the desk
warns only when this lasts for an hour, and stops when many visitors come by their own address.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from entraide.desk.clock import Clock
from entraide.desk.logs import log_event
from entraide.desk.networks import IpAddress, parse_address

MANY = 10  # visitors that one address names, or that come by their own
LONG_ENOUGH = timedelta(hours=1)
MOST_PEERS = 64  # addresses that are watched at a time
PROBLEM = (
    "one address forwards for many visitors, and hardly anybody comes by another. If a proxy of "
    "yours forwards to the desk, its visitors count as one: name it in ENTRAIDE_TRUSTED_PROXIES. "
    "If each of yours is named there, somebody has made the header up: name no other."
)


@dataclass
class ProxyWatch:
    """Watches for an untrusted address that speaks for many visitors; nothing is stored."""

    clock: Clock
    found: bool = False
    _named: dict[IpAddress, set[int]] = field(default_factory=dict)  # address -> whom it named
    _direct: set[int] = field(default_factory=set)  # who came by their own address since
    _since: datetime | None = None
    _logged: bool = False

    def note(self, address: IpAddress | None, forwarded_headers: Sequence[str]) -> None:
        """Count a request that the desk takes for one of `address`."""
        if address is None:
            return
        named = parse_address(forwarded_headers[0].partition(",")[0]) if forwarded_headers else None
        if named is None or named == address:
            self._note_direct(address)
        elif not self.found:
            self._note_named(address, named)

    def _note_direct(self, address: IpAddress) -> None:
        if address in self._named:
            return
        self._direct.add(hash(address))
        if len(self._direct) >= MANY:
            self.found = False
            self._since = None
            self._direct.clear()
            self._named.clear()

    def _note_named(self, address: IpAddress, named: IpAddress) -> None:
        if len(self._named) >= MOST_PEERS:
            self._named.clear()
        visitors = self._named.setdefault(address, set())
        if len(visitors) < MANY:
            visitors.add(hash(named))
        now = self.clock()
        self._since = self._since or now
        self.found = len(visitors) >= MANY and now - self._since >= LONG_ENOUGH
        if self.found and not self._logged:
            self._logged = True
            log_event("proxy", problem=PROBLEM)
