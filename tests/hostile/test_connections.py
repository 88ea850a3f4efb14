"""Connections that ask for nothing, or for too much: the desk alone lets go of them."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from uvicorn import Server

from bench.ports import find_free_port
from entraide.desk import connections, server

Connect = Callable[[], socket.socket]


async def answer(scope: Any, receive: Any, send: Any) -> None:
    """Answer anything, once its body is whole."""
    assert scope["type"] == "http"
    while (await receive()).get("more_body"):
        pass
    headers = [(b"content-length", b"2")]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": b"ok"})


@pytest.fixture
def port(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    monkeypatch.setattr(connections, "HEADER_SECONDS", 0.5)
    config = server.make_config(answer, 1)
    config.lifespan, config.factory, config.port = "off", False, find_free_port()
    running = Server(config)
    thread = threading.Thread(target=running.run)
    thread.start()
    while not running.started:
        time.sleep(0.02)
    yield config.port
    running.should_exit = True
    thread.join(20)


@pytest.fixture
def connect(port: int) -> Iterator[Callable[[], socket.socket]]:
    with ExitStack() as stack:
        address = ("127.0.0.1", port)
        yield lambda: stack.enter_context(socket.create_connection(address, timeout=10))


def is_closed(connection: socket.socket) -> bool:
    try:
        return connection.recv(1) == b""
    except ConnectionError:
        return True


def test_a_connection_that_says_nothing_or_no_end_is_closed_in_time(connect: Connect) -> None:
    silent, slow = connect(), connect()
    slow.sendall(b"GET / HTTP/1.1\r\nHost: a\r\n")
    began = time.monotonic()
    assert is_closed(silent)
    assert is_closed(slow)
    assert time.monotonic() - began < 5


def test_so_is_one_whose_second_request_has_no_end(connect: Connect) -> None:
    slow = connect()
    slow.sendall(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n")
    assert slow.recv(1_000).endswith(b"ok")
    slow.sendall(b"GET / HTTP/1.1\r\nHost: a\r\n")
    assert is_closed(slow)


def test_a_header_of_any_size_takes_little_memory(connect: Connect) -> None:
    large = connect()
    large.sendall(b"GET / HTTP/1.1\r\nHost: a\r\nX: ")
    sent = 0
    with pytest.raises(OSError, match=r"reset|pipe"):
        for _ in range(1_000):
            large.sendall(b"x" * 65_536)
            sent += 65_536
    assert sent < 32_000_000  # what the sockets of the machine hold
    assert connect()


def test_a_long_body_that_comes_slowly_is_read_as_ever(connect: Connect) -> None:
    body = connect()
    body.sendall(b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 200000\r\n\r\n")
    for _ in range(4):
        time.sleep(0.2)
        body.sendall(b"x" * 50_000)
    assert body.recv(1_000).endswith(b"ok")
