"""Counts of requests for the log: one line for each route and status, once its time is over.

A line for each request would list moments in the order of the rows in the store, and a journal adds
a second to each line. So requests of visitors are written by the day, those of staff and of
programs that watch the desk by the hour. No line says who asked.
"""

from collections import Counter
from datetime import datetime

from entraide.desk.clock import Clock
from entraide.desk.logs import log_event
from entraide.desk.metrics import Metrics

BY_HOUR = ("/desk/staff/", "/desk/healthz", "/desk/readyz")
Counted = tuple[str, str, str, int]  # the day or the hour, method, route, status


class RequestCounts:
    """The requests of this process that have no line in the log yet."""

    def __init__(self, clock: Clock, metrics: Metrics) -> None:
        self._clock = clock
        self._metrics = metrics
        self._counts: Counter[Counted] = Counter()
        self._slowest: dict[Counted, float] = {}  # milliseconds

    def count(self, method: str, route: str, status: int, milliseconds: float) -> None:
        """Count one request; nothing is written now, since a line would have its moment."""
        self._metrics.note_status(status)
        key = (self._find_time(route, self._clock()), method, route, status)
        self._counts[key] += 1
        self._slowest[key] = max(milliseconds, self._slowest.get(key, 0.0))

    def write_past(self) -> None:
        """Write the counts of days and hours that are over, at times that no visitor chooses."""
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
