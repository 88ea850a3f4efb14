"""The health of the desk, for programs that watch it: which part fails and why, in words.

The store is asked to write as many bytes as a long proposal has, since a full disk still takes a
few. The result is remembered for a moment, however many ask.
"""

import asyncio
import os
import time
from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import Connection

from entraide.desk.clock import Clock
from entraide.desk.clock_check import find_clock_doubt
from entraide.desk.logs import log_failure
from entraide.desk.proxy_watch import PROBLEM, ProxyWatch
from entraide.desk.store import Store
from entraide.desk.store_errors import STORE_EXCEPTIONS, explain_fault
from entraide.desk.store_state import write_state

LOOK_AGAIN = 2.0  # seconds between two looks at the store
HEARTBEAT_SIZE = 32_768  # bytes, which no database makes smaller


@dataclass(frozen=True, slots=True)
class HealthReport:
    """Whether the desk can serve visitors; the problems of `store`, `clock` and `proxy`."""

    ready: bool
    problems: Mapping[str, str]


@dataclass
class HealthCheck:
    """Checks the parts of a desk, and remembers the result for a moment."""

    store: Store
    clock: Clock
    proxies: ProxyWatch
    _last: HealthReport | None = None
    _looked: float = 0
    _lock: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def report(self) -> HealthReport:
        """Return the health of the desk, at most a moment old."""
        async with self._lock:
            if self._last is None or time.monotonic() - self._looked >= LOOK_AGAIN:
                self._last = await self._ask_store()
                self._looked = time.monotonic()
            return self._last

    async def _ask_store(self) -> HealthReport:
        def write(connection: Connection) -> Mapping[str, str]:
            write_state(connection, "heartbeat", os.urandom(HEARTBEAT_SIZE // 2).hex())
            doubt = find_clock_doubt(connection, self.clock())
            problems = {"clock": doubt.to_problem().sentences} if doubt else {}
            return problems | ({"proxy": PROBLEM} if self.proxies.found else {})

        try:
            return HealthReport(ready=True, problems=await self.store.write_soon(write))
        except STORE_EXCEPTIONS as error:
            log_failure("not ready", error)
            return HealthReport(ready=False, problems={"store": explain_fault(error)})
