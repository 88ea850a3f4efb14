"""A connection to the desk, bounded: whoever opens one and says nothing, or no end, loses it.

Uvicorn waits for the headers of a request as long as it takes, and keeps whatever comes until then.
A web server in front of the desk bounds both; so does the desk itself.
"""

import asyncio
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

HEADER_SECONDS = 10  # from the connection, or the first byte of a request, to the last header
LARGEST_HEADERS = 32_768  # bytes


class BoundedProtocol(HttpToolsProtocol):
    """Uvicorn's protocol with a time and a size for the headers of a request."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._deadline: asyncio.TimerHandle | None = None
        self._header_bytes = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._await_headers()

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_waiting()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self._deadline:  # the headers have not ended in these bytes
            self._header_bytes += len(data)
            if self._header_bytes > LARGEST_HEADERS:
                self.transport.abort()

    def _begin_message(self) -> None:
        super().on_message_begin()
        self._await_headers()

    def _end_headers(self) -> None:
        self._stop_waiting()
        super().on_headers_complete()

    on_message_begin, on_headers_complete = _begin_message, _end_headers  # as the parser calls them

    def _await_headers(self) -> None:
        if self._deadline is None:
            self._deadline = self.loop.call_later(HEADER_SECONDS, self.transport.abort)

    def _stop_waiting(self) -> None:
        if self._deadline:
            self._deadline.cancel()
        self._deadline, self._header_bytes = None, 0
