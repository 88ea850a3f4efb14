"""Metrics of this process in the text form of Prometheus, for a program that reads them.

Such a program reads every few seconds, and would so keep the moment of each request. Requests are
therefore added only when the log has a line for them, at the end of their day or hour
(`request_counts.py`). Only failures and refusals for a limit are counted at once, by their status
alone. No label comes from a request: routes are our own, methods and statuses are from a list.
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
    """The metrics of one process; each worker has its own."""

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
        """Add `count` requests of a day or an hour that is over."""
        self._requests.labels(method, route, str(status)).inc(count)

    def note_status(self, status: int) -> None:
        """Count an answer at once, if its status is one to warn of."""
        if status in ALARMING:
            self._alarms.labels(str(status)).inc()

    def write_text(self, *, store_ready: bool) -> bytes:
        """Return all metrics in the text form of Prometheus."""
        self._store.set(store_ready)
        return generate_latest(self._registry)
