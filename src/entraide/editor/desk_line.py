"""The connection to the desk: HTTP on the same machine, by a port of loopback or by a socket."""

import http.client
import json
import re
import socket
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from entraide.errors import EnvironmentVariable, Problem, SettingsError
from entraide.model.environment import DESK_ADDRESS

LOOPBACK = re.compile(r"http://(127\.0\.0\.1|localhost|\[::1\]):(\d{1,5})/?")
SOCKET = re.compile(r"unix:(/.+)")
TIMEOUT = 10  # seconds
LARGEST_ANSWER = 5_000_000  # bytes
HOST = "desk"  # what is asked for: the desk answers for every name


@dataclass(frozen=True, slots=True)
class DeskAnswer:
    """The answer of the desk; of a refusal, `word` is its word."""

    status: int
    body: bytes

    @property
    def word(self) -> str:
        try:
            answer = json.loads(self.body)
        except ValueError:
            return ""
        return str(answer.get("error", "")) if isinstance(answer, dict) else ""


class _SocketConnection(http.client.HTTPConnection):
    """A connection to a socket that is a file."""

    def __init__(self, file: Path) -> None:
        super().__init__(HOST, timeout=TIMEOUT)
        self._file = file

    def connect(self) -> None:
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(TIMEOUT)
        self.sock.connect(str(self._file))


class DeskLine:
    """The connection to the desk at `address`; SettingsError where that is not on this machine."""

    def __init__(self, address: str) -> None:
        self._port, self._host, self._file = 0, "", None
        if match := LOOPBACK.fullmatch(address):
            self._host, self._port = match[1].strip("[]"), int(match[2])
        elif match := SOCKET.fullmatch(address):
            self._file = Path(match[1])
        else:
            what = "the cookies of staff would leave this machine, or this is no address"
            cure = f"Write {DESK_ADDRESS.default} or unix:/run/entraide/desk.sock"
            raise SettingsError(Problem(EnvironmentVariable(DESK_ADDRESS.name), what, cure))

    def get(self, path: str, headers: Mapping[str, str]) -> DeskAnswer | None:
        """Return the answer of the desk; None where it does not answer."""
        return self._send("GET", path, headers, None)

    def post(self, path: str, headers: Mapping[str, str], form: str) -> DeskAnswer | None:
        """Send a form as a page of the desk does; None where the desk does not answer."""
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        return self._send("POST", path, {**headers, **kind, "Sec-Fetch-Site": "same-origin"}, form)

    def _send(
        self, method: str, path: str, headers: Mapping[str, str], body: str | None
    ) -> DeskAnswer | None:
        connection = (
            _SocketConnection(self._file)
            if self._file
            else http.client.HTTPConnection(self._host, self._port, timeout=TIMEOUT)
        )
        try:
            connection.request(method, path, body, dict(headers))
            response = connection.getresponse()
            content = response.read(LARGEST_ANSWER + 1)
        except (OSError, http.client.HTTPException):
            return None
        finally:
            connection.close()
        return DeskAnswer(response.status, content) if len(content) <= LARGEST_ANSWER else None
