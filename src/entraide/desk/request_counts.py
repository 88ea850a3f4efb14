"""Requests in the log: counted, and one line for each route and status when its time is over.

A line for each request would be a list of moments in the order of the rows of the store, and a
journal adds a second to each line that it gets. So what visitors do is written by the day, what
staff do and what watches the desk by the hour. No line has anything of who asked.
"""

from collections import Counter
from datetime import datetime

from entraide.desk.clock import Clock
from entraide.desk.logs import log_event
from entraide.desk.metrics import Metrics

BY_HOUR = ("/desk/staff/", "/desk/healthz", "/desk/readyz")
Counted = tuple[str, str, str, int]  # the day or the hour, method, route, status


class RequestCounts:
    """The requests of this process that are not in the log yet."""

    def __init__(self, clock: Clock, metrics: Metrics) -> None:
        self._clock = clock
        self._metrics = metrics
        self._counts: Counter[Counted] = Counter()
        self._slowest: dict[Counted, float] = {}  # milliseconds

    def count(self, method: str, route: str, status: int, milliseconds: float) -> None:
        """Count one request. It writes nothing: a line would have the moment of this one."""
        self._metrics.note_status(status)
        key = (self._find_time(route, self._clock()), method, route, status)
        self._counts[key] += 1
        self._slowest[key] = max(milliseconds, self._slowest.get(key, 0.0))

    def write_past(self) -> None:
        """Write the counts of days and hours that are over, at a time that no visitor chooses."""
        now = self._clock()
        self._write([key for key in self._counts if key[0] != self._find_time(key[2], now)])

    def write_all(self) -> None:
        """Write every count, when the desk stops."""
        self._write(list(self._counts))

    def _write(self, keys: list[Counted]) -> None:
        for key in sorted(keys):
            time, method, route, status = key
            count = self._counts.pop(key)
            self._metrics.add_requests(method, route, status, count)
            log_event(
                "requests",
                during=time,
                method=method,
                route=route,
                status=status,
                count=count,
                slowest_ms=self._slowest.pop(key),
            )

    @staticmethod
    def _find_time(route: str, now: datetime) -> str:
        by_hour = any(start in route for start in BY_HOUR)
        return f"{now:%Y-%m-%dT%H}Z" if by_hour else f"{now:%Y-%m-%d}"
