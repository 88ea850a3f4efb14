"""Bounds for connections to the desk: a client that is too slow or sends too much is cut off.

Uvicorn itself waits for the headers of a request without end, keeps all bytes that come until then,
and takes any number of connections, each with any number of requests. A web server in front of the
desk bounds all this, and so does the desk.
"""

import asyncio
import socket
from collections import Counter
from typing import Any, ClassVar

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

from entraide.desk.cost_meter import REFUSAL_SECONDS
from entraide.desk.http_errors import BAD_REQUEST
from entraide.desk.networks import (
    SOCKET_PEER,
    format_wide_network,
    is_in_networks,
    parse_address,
)
from entraide.desk.setting_types import Networks
from entraide.model.headers import DESK_HEADERS

HEADER_SECONDS = 10  # from the connection, or the first byte of a request, to the last header
LARGEST_HEADERS = 32_768  # bytes
MOST_HEADERS = 100
MOST_WAITING = 4  # requests on one connection; browsers and proxies wait for each answer
MOST_CONNECTIONS = 128  # of one network at once; our own proxies open as many as they like


def _make_refusal() -> bytes:
    """Return the answer to bytes that are no request, with the headers of all answers."""
    response = BAD_REQUEST.to_response()
    response.headers.update({**DESK_HEADERS, "Connection": "close"})
    head = [name + b": " + value + b"\r\n" for name, value in response.raw_headers]
    return b"".join([b"HTTP/1.1 400 Bad Request\r\n", *head, b"\r\n", bytes(response.body)])


REFUSAL = _make_refusal()


class BoundsError(Exception):
    """A request beyond the bounds; raised inside the parser, to stop it."""


class BoundedProtocol(HttpToolsProtocol):
    """Uvicorn's protocol with bounds on the headers of requests and on connections."""

    present: ClassVar[Counter[str]] = Counter()  # open connections of each network

    def __init__(self, proxies: Networks, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._app, self.app = self.app, self._answer
        self._cycles: list[RequestResponseCycle] = []  # requests that have no answer yet
        self._refusal: asyncio.TimerHandle | None = None
        self._proxies = proxies
        self._network: str | None = None
        self._deadline: asyncio.TimerHandle | None = None
        self._bytes_before_end = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._await_headers()
        if transport.get_extra_info("socket").family == socket.AF_UNIX:
            self.client = SOCKET_PEER, 0  # Uvicorn knows none: a proxy of ours, as networks.py says
            return
        address = parse_address(self.client[0]) if self.client else None
        if not is_in_networks(address, self._proxies):
            self._network = format_wide_network(address)
            self.present[self._network] += 1
            if self.present[self._network] > MOST_CONNECTIONS:
                transport.abort()

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_waiting()
        if self._refusal:
            self._refusal.cancel()
        if self._network:
            self.present[self._network] -= 1
            if not self.present[self._network]:
                del self.present[self._network]
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self._deadline:  # the headers have not ended in these bytes
            self._bytes_before_end += len(data)
            if self._bytes_before_end > LARGEST_HEADERS:
                self.transport.abort()

    def send_400_response(self, msg: str) -> None:
        """Refuse bytes that are no request, or out of bounds, after a pause; then hang up.

        The pause makes clients wait that send such bytes again and again.
        """
        del msg
        for cycle in self._cycles:
            cycle.disconnected = True
        self._stop_waiting()
        self.transport.pause_reading()
        self._refusal = self.loop.call_later(REFUSAL_SECONDS, self._refuse)

    async def _answer(self, scope: Any, receive: Any, send: Any) -> None:
        if self._refusal is None:  # it is out of bounds where a packet has too many requests
            await self._app(scope, receive, send)

    def _refuse(self) -> None:
        self.transport.write(REFUSAL)
        self.transport.close()

    def _begin_message(self) -> None:
        super().on_message_begin()
        self._header_bytes = 0
        self._await_headers()

    def _take_header(self, name: bytes, value: bytes) -> None:
        super().on_header(name, value)
        self._header_bytes += len(name) + len(value)
        if self._header_bytes > LARGEST_HEADERS or len(self.headers) > MOST_HEADERS:
            raise BoundsError

    def _end_headers(self) -> None:
        self._stop_waiting()
        if len(self.pipeline) >= MOST_WAITING or len(self.url) > LARGEST_HEADERS:
            raise BoundsError
        super().on_headers_complete()
        self._cycles = [each for each in (*self._cycles, self.cycle) if not each.response_complete]

    # As the parser calls them.
    on_message_begin, on_header, on_headers_complete = _begin_message, _take_header, _end_headers

    def _await_headers(self) -> None:
        if self._deadline is None:
            self._deadline = self.loop.call_later(HEADER_SECONDS, self.transport.abort)

    def _stop_waiting(self) -> None:
        if self._deadline:
            self._deadline.cancel()
        self._deadline, self._bytes_before_end = None, 0
