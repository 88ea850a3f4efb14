"""Wait for servers and pages, on a machine that may be slow."""

import socket
import time
from collections.abc import Callable
from typing import TypeVar

Fact = TypeVar("Fact")
TIMEOUT = 300.0  # seconds


def wait_for(fact: Callable[[], Fact], what: str = "it never came true") -> Fact:
    """Return what `fact` returns as soon as it is true; AssertionError says `what` if never."""
    deadline = time.monotonic() + TIMEOUT
    while not (found := fact()):
        assert time.monotonic() < deadline, what
        time.sleep(0.05)
    return found


def is_listening(port: int) -> bool:
    """Return whether a server of this machine takes connections at `port`."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
