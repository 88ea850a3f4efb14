"""A local HTTP server that answers the check of links, and logs what it was asked."""

import socket
import struct
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

STATUS = {"/missing": 404, "/gone": 410, "/forbidden": 403, "/busy": 429, "/fault": 500}
MOVES = {
    "/moved": (301, "/ok"),
    "/moved-twice": (308, "/moved"),
    "/moved-home": (301, "/"),
    "/moved-away": (301, "/missing"),
    "/for-now": (302, "/ok"),
    "/loop": (302, "/loop"),
    "/inside": (302, "http://10.0.0.1/admin"),
    "/other-scheme": (302, "ftp://127.0.0.1/x"),
}


@dataclass
class Log:
    """What the server was asked, and whether two questions of one host ever overlapped."""

    asked: list[tuple[str, str]] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)
    now: Counter[str] = field(default_factory=Counter)
    overlapped: bool = False

    def list_paths(self) -> list[str]:
        return [path for _, path in self.asked if path != "/robots.txt"]


class Site(BaseHTTPRequestHandler):
    log = Log()
    silence = threading.Event()  # how long /slow says nothing

    def do_HEAD(self) -> None:
        host = self.headers["Host"]
        self.log.overlapped |= self.log.now[host] > 0
        self.log.now[host] += 1
        self.log.asked.append((self.command, self.path))
        self.log.agents.add(self.headers["User-Agent"])
        time.sleep(0.002)
        self.log.now[host] -= 1
        self.answer()

    def do_GET(self) -> None:
        self.do_HEAD()

    def answer(self) -> None:
        if self.path == "/slow":
            self.silence.wait()
        if self.path == "/reset":
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.connection.close()
            return
        status, location = MOVES.get(self.path, (STATUS.get(self.path, 200), ""))
        if self.path == "/get-only" and self.command == "HEAD":
            status = 405
        body = self.build_robots() if self.path == "/robots.txt" else b"Help"
        self.send_response(status)
        if location:
            self.send_header("Location", location)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(body)

    def build_robots(self) -> bytes:
        return b"User-agent: *\nDisallow: /closed/\n"

    def log_message(self, *_: object) -> None:
        """Nothing: the tests look at `log`."""


class Server(ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """Nothing: it closes connections on purpose."""
