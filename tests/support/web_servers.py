"""What the tests of deploy/ have of nginx and Caddy: a server at work, or the reason why not.

One that is not installed is skipped, and fails where CI is `true`.
"""

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx2
import pytest

from bench.web_servers import find_server

MARK = "zqmark77"


@dataclass(frozen=True)
class RunningServer:
    """A server at work: how it is asked, and what it wrote."""

    ask: httpx2.Client
    address: str
    store: Path
    written: Path
    stop_desk: Callable[[], None]
    limits_rate: bool


def find_program(name: str) -> str:
    found = find_server(name)
    if found is None:
        if os.environ.get("CI") == "true":
            pytest.fail(f"{name} is missing: apt-get install {name}")
        pytest.skip(f"{name} is missing")
    return found


def make_desk_command(port: int) -> list[str]:
    return [str(Path(sys.executable).with_name("entraide")), "desk", "serve", "--port", str(port)]


def make_stop(process: Any) -> Callable[[], None]:
    def stop() -> None:
        process.terminate()
        process.wait(300)

    return stop
