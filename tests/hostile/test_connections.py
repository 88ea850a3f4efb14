"""Connections that ask for nothing, or for too much: the desk alone lets go of them."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from ipaddress import ip_network
from typing import Any

import pytest
from uvicorn import Server

from bench.ports import find_free_port
from entraide.desk import connections, server
from entraide.desk.setting_types import Networks
from entraide.model.headers import DESK_HEADERS
from support.waiting import wait_for

Connect = Callable[..., socket.socket]
GET = b"GET / HTTP/1.1\r\nHost: a\r\n"
ASKED: list[str] = []  # paths that came to `answer`


async def answer(scope: Any, receive: Any, send: Any) -> None:
    """Answer anything, once its body is whole."""
    assert scope["type"] == "http"
    ASKED.append(scope["path"])
    while (await receive()).get("more_body"):
        pass
    headers = [(b"content-length", b"2")]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": b"ok"})


@contextmanager
def run_server(proxies: Networks) -> Iterator[Connect]:
    """Serve `answer`; connect(address) is a connection to it from that address of this machine."""
    config = server.make_config(answer, 1, proxies)
    config.lifespan, config.factory, config.port = "off", False, find_free_port()
    running = Server(config)
    thread = threading.Thread(target=running.run)
    thread.start()
    while not running.started:
        time.sleep(0.02)
    with ExitStack() as stack:

        def connect(address: str = "127.0.0.1") -> socket.socket:
            made = socket.create_connection(("127.0.0.1", config.port), 10, (address, 0))
            return stack.enter_context(made)

        yield connect
    running.should_exit = True
    thread.join(20)


@pytest.fixture
def connect(monkeypatch: pytest.MonkeyPatch) -> Iterator[Connect]:
    monkeypatch.setattr(connections, "HEADER_SECONDS", 0.5)
    with run_server(()) as connect:
        yield connect


def read_all(connection: socket.socket) -> bytes:
    return b"".join(iter(lambda: connection.recv(65_536), b""))


def is_answered(connection: socket.socket) -> bool:
    """Say whether a whole answer comes: its head and its body may be two packets."""
    answer = b""
    while not answer.endswith(b"ok"):
        piece = connection.recv(1_000)
        if not piece:
            return False
        answer += piece
    return True


def is_closed(connection: socket.socket) -> bool:
    try:
        return connection.recv(1) == b""
    except ConnectionError:
        return True


def test_a_connection_that_says_nothing_or_no_end_is_closed_in_time(connect: Connect) -> None:
    silent, slow = connect(), connect()
    slow.sendall(GET)
    began = time.monotonic()
    assert is_closed(silent)
    assert is_closed(slow)
    assert time.monotonic() - began < 5


def test_so_is_one_whose_second_request_has_no_end(connect: Connect) -> None:
    slow = connect()
    slow.sendall(GET + b"\r\n")
    assert is_answered(slow)
    slow.sendall(GET)
    assert is_closed(slow)


def test_a_header_of_any_size_takes_little_memory(connect: Connect) -> None:
    large = connect()
    large.sendall(GET + b"X: ")
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
    assert is_answered(body)


@pytest.mark.parametrize(
    "request_",
    [
        b"\x00\x01\r\n\r\n",
        b"GET / HTTP/1.1\r\nHo st: a\r\n\r\n",
        b"GET \xff HTTP/1.1\r\nHost: a\r\n\r\n",
        GET + b"Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n",
        GET + b"a:\r\n" * connections.MOST_HEADERS + b"\r\n",
        GET + b"a: " + b"x" * connections.LARGEST_HEADERS + b"\r\n\r\n",
        b"GET /" + b"x" * connections.LARGEST_HEADERS + b" HTTP/1.1\r\n\r\n",
    ],
)
def test_what_is_no_request_or_too_large_a_one_gets_an_answer_with_the_headers_of_all_others(
    connect: Connect, request_: bytes
) -> None:
    client = connect()
    client.sendall(request_)
    head, _, body = read_all(client).decode().partition("\r\n\r\n")
    status, *lines = head.split("\r\n")
    assert status == "HTTP/1.1 400 Bad Request"
    assert body == '{"error":"bad-request"}'
    headers = dict(line.split(": ", 1) for line in lines)
    assert headers["content-length"] == str(len(body))
    assert {name: headers[name.lower()] for name in DESK_HEADERS} == dict(DESK_HEADERS)


def test_many_headers_or_many_requests_at_once_are_read_no_further(
    connect: Connect, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The bytes of one packet can hold ten thousand of either: seconds of work for the parser."""
    taken = []
    take = connections.BoundedProtocol.on_header

    def note(protocol: connections.BoundedProtocol, name: bytes, value: bytes) -> None:
        taken.append(name)
        take(protocol, name, value)

    monkeypatch.setattr(connections.BoundedProtocol, "on_header", note)
    for packet, most in (
        (GET + b"a:\r\n" * 10_000 + b"\r\n", connections.MOST_HEADERS + 1),
        ((GET + b"\r\n") * 10_000, connections.MOST_WAITING + 2),
    ):
        taken.clear()
        client = connect()
        client.sendall(packet)
        with suppress(ConnectionResetError):
            read_all(client)  # until it is closed
        assert len(taken) <= most


def test_nothing_of_a_packet_with_too_many_requests_is_done(connect: Connect) -> None:
    client = connect()
    client.sendall(GET.replace(b"/", b"/packet", 1) + b"\r\n" + (GET + b"\r\n") * 20)
    assert read_all(client).count(b"HTTP/1.1 ") == 1
    assert "/packet" not in ASKED


def test_a_connection_has_any_number_of_requests_one_after_another(connect: Connect) -> None:
    client = connect()
    for _ in range(100):
        client.sendall(GET + b"\r\n")
        assert is_answered(client)


def test_a_few_requests_that_come_early_are_answered_in_turn(connect: Connect) -> None:
    client = connect()
    client.sendall((GET + b"\r\n") * connections.MOST_WAITING)
    answers = b""
    while answers.count(b"ok") < connections.MOST_WAITING:
        answers += client.recv(1_000) or pytest.fail("closed")


def test_one_network_has_a_number_of_connections_and_others_have_theirs(connect: Connect) -> None:
    ours = [
        connect(f"127.0.1.{number % 200 + 1}") for number in range(connections.MOST_CONNECTIONS)
    ]
    assert is_closed(connect("127.0.1.250"))
    other = connect("127.0.2.1")
    other.sendall(GET + b"\r\n")
    assert is_answered(other)
    for each in ours:
        each.close()
    wait_for(lambda: "127.0.1.0/24" not in connections.BoundedProtocol.present)
    again = connect("127.0.1.250")
    again.sendall(GET + b"\r\n")
    assert is_answered(again)


def test_a_proxy_of_ours_has_any_number() -> None:
    with run_server((ip_network("127.0.1.0/24"),)) as connect:
        everybody = [connect("127.0.1.1") for _ in range(connections.MOST_CONNECTIONS + 1)]
        for each in everybody:
            each.sendall(GET + b"\r\n")
            assert is_answered(each)
    assert not connections.BoundedProtocol.present
