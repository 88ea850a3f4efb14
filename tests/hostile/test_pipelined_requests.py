"""Thousands of requests in one packet: a server that answers them all leaves others waiting."""

import re
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import suppress

import httpx2
import pytest

from support.limited_nginx import run_nginx

AT_ONCE = 1_000
MOST = 100  # `keepalive_requests` of deploy/nginx.conf
PAGES = 40  # that a reader asks for on one connection, one after another
Connect = Callable[[], ssl.SSLSocket]


@pytest.fixture(scope="module")
def connect(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connect]:
    """Open a connection to an nginx of deploy/."""
    trust = ssl.create_default_context()
    trust.check_hostname, trust.verify_mode = False, ssl.CERT_NONE
    with run_nginx(tmp_path_factory) as client:
        base = httpx2.URL(client.base_url)

        def open_connection() -> ssl.SSLSocket:
            plain = socket.create_connection((base.host, base.port or 443), 30)
            return trust.wrap_socket(plain, server_hostname=base.host)

        yield open_connection


def make_request(path: str) -> bytes:
    return f"GET {path} HTTP/1.1\r\nHost: a\r\n\r\n".encode()


def read_statuses(connection: ssl.SSLSocket) -> list[bytes]:
    """Return the status of each answer, once the server has closed the connection."""
    read = b""
    with suppress(ConnectionError):
        while more := connection.recv(65_536):
            read += more
    return re.findall(rb"^HTTP/1\.1 (\d{3}) ", read, re.MULTILINE)


@pytest.mark.parametrize("path", ["/", "/nothing", "/desk/healthz"])
def test_nginx_answers_a_hundred_requests_of_one_packet_and_closes(
    connect: Connect, path: str
) -> None:
    with connect() as connection:
        connection.sendall(make_request(path) * AT_ONCE)
        statuses = read_statuses(connection)
    assert len(statuses) == MOST


def test_a_reader_who_waits_for_each_answer_asks_many_things_on_one_connection(
    connect: Connect,
) -> None:
    with connect() as connection:
        for _ in range(PAGES):
            connection.sendall(make_request("/"))
            assert connection.recv(65_536).startswith(b"HTTP/1.1 200 ")
