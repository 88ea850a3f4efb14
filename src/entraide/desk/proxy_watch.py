"""Notices a proxy that the desk was not told of, which makes all visitors look like one.

A header that names another visitor than the one whom the desk counts tells of a proxy that is not
trusted, or of somebody who plays: whatever a visitor sends, a proxy that appends hands on. One
address that speaks for many is therefore no proof. Behind a proxy that nobody named, though, hardly
anybody comes by an address of their own, and no visitor can keep the others from coming. So it has
to last an hour, and many who come by their own address end it.
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
    """Whether an address that is not trusted speaks for many visitors; nothing of it is stored."""

    clock: Clock
    found: bool = False
    _named: dict[IpAddress, set[int]] = field(default_factory=dict)  # address -> whom it named
    _direct: set[int] = field(default_factory=set)  # who came by their own address since
    _since: datetime | None = None
    _logged: bool = False

    def note(self, address: IpAddress | None, forwarded_headers: Sequence[str]) -> None:
        """Take note of a request that the desk counts as one of `address`."""
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
