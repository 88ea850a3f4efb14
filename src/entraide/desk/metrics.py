"""Numbers of this process for a program that watches it, in the text form of Prometheus.

A program that reads them every few seconds keeps the moment of each change. So requests are added
when the log has a line for them, when their day or hour is over (request_counts.py); only what
failed and what was refused for its number is counted at once, by its status alone. No label comes
from a request: routes are ours, methods and statuses are from a list.
"""

from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Gauge,
    ProcessCollector,
    generate_latest,
)

ALARMING = (429, 500, 503)  # statuses that are counted at once


class Metrics:
    """The numbers of one process; several workers have each their own."""

    content_type = CONTENT_TYPE_LATEST

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        ProcessCollector(registry=self._registry)
        self._requests = Counter(
            "entraide_requests",
            "Requests, added when their day is over, those of staff when their hour is",
            ("method", "route", "status"),
            registry=self._registry,
        )
        self._alarms = Counter(
            "entraide_alarms",
            "Requests that failed or were too many, at once",
            ("status",),
            registry=self._registry,
        )
        self._store = Gauge(
            "entraide_store_ready",
            "1 while the store takes what is written, else 0",
            registry=self._registry,
        )
        for status in ALARMING:
            self._alarms.labels(str(status))

    def add_requests(self, method: str, route: str, status: int, count: int) -> None:
        """Add requests whose day or hour is over."""
        self._requests.labels(method, route, str(status)).inc(count)

    def note_status(self, status: int) -> None:
        """Count an answer at once, if its status is alarming."""
        if status in ALARMING:
            self._alarms.labels(str(status)).inc()

    def write_text(self, *, store_ready: bool) -> bytes:
        """Return every number as it is now."""
        self._store.set(store_ready)
        return generate_latest(self._registry)
