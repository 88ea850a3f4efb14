"""A client that asks whether a page still exists, with as little traffic as possible.

It sends HEAD, and GET if that is refused, and reads no body. It follows redirects and reports
permanent ones. It asks nothing of a site whose robots.txt tells programs to stay away.
"""

import re
import socket
import ssl
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from urllib.parse import quote, urljoin, urlsplit
from urllib.robotparser import RobotFileParser

import httpcore2

from entraide.cli.link_network import (
    HostTurns,
    PrivateAddressError,
    PublicNetwork,
    is_cut_off,
    list_allowed_addresses,
)
from entraide.model.web_address import WEB, parse_web_host, to_ascii_name

USER_AGENT = "Entraide-link-check"
TIMEOUT = 15.0  # seconds for a connection, and for each piece of an answer
MOST_HOPS = 10
LARGEST_ROBOTS = 500_000  # bytes: as much as RFC 9309 asks for
FOR_EVER = (301, 308)
REDIRECTS = (*FOR_EVER, 302, 303, 307)
GONE_STATUSES = {404: "not found", 410: "gone"}
REFUSALS = {
    401: "it asks for a password",
    403: "it refuses programs",
    429: "it asks to come back later",
    451: "it may not be shown in this country",
}
FAILURES = (httpcore2.NetworkError, httpcore2.ProtocolError, httpcore2.UnsupportedProtocol)


class LinkVerdict(StrEnum):
    """The state of an outside address."""

    STANDS = "stands"
    MOVED = "moved"
    DEAD = "dead"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class LinkAnswer:
    """The answer for an address: `reason` if it is dead or unknown, `to` if it has moved."""

    verdict: LinkVerdict
    reason: str = ""
    to: str = ""
    is_reached: bool = True  # whether somebody answered: the site, or whoever knows its name


CUT_OFF = LinkAnswer(LinkVerdict.UNKNOWN, "the network here does not reach it", is_reached=False)
# What a fault means, the clearest first.
FAULTS: tuple[tuple[type[Exception], LinkAnswer], ...] = (
    (ssl.SSLError, LinkAnswer(LinkVerdict.DEAD, "it cannot be reached over a safe connection")),
    (socket.gaierror, LinkAnswer(LinkVerdict.DEAD, "there is no site of that name")),
    (ValueError, LinkAnswer(LinkVerdict.DEAD, "it leads to no page")),
    (
        httpcore2.ConnectError,
        LinkAnswer(LinkVerdict.UNKNOWN, "its server takes no connection", is_reached=False),
    ),
)


@dataclass(frozen=True, slots=True)
class _Reply:
    status: int
    location: str
    body: bytes


@dataclass
class LinkClient:
    """Asks about addresses, by the rules of each host.

    `site` is the address of the help centre, which the User-Agent names.
    """

    site: str
    turns: HostTurns = field(default_factory=HostTurns)
    _robots: dict[str, RobotFileParser] = field(default_factory=dict)
    _down: dict[str, LinkAnswer] = field(default_factory=dict)  # by host
    _closed: set[str] = field(default_factory=set)  # hosts that asked us to come back later

    def __post_init__(self) -> None:
        self._pool = httpcore2.ConnectionPool(
            network_backend=PublicNetwork(list_allowed_addresses()),
            max_connections=20,
            keepalive_expiry=5,
        )

    def close(self) -> None:
        self._pool.close()

    def ask(self, url: str) -> LinkAnswer:
        """Return what a visitor of `url` would get; a host that is down is asked only once."""
        host = urlsplit(url).netloc
        if host in self._down:
            return self._down[host]
        answer = self._ask(url)
        if not answer.is_reached:
            self._down[host] = answer
        return answer

    def _ask(self, url: str) -> LinkAnswer:
        try:
            return self._follow(to_request_url(url))
        except PrivateAddressError:
            return LinkAnswer(LinkVerdict.DEAD, "it is in a private network")
        except httpcore2.TimeoutException as error:
            connected = not isinstance(error, httpcore2.ConnectTimeout)
            return LinkAnswer(
                LinkVerdict.UNKNOWN, "it does not answer in time", is_reached=connected
            )
        except (*FAILURES, OSError, ValueError) as error:
            cut_off = any(map(is_cut_off, _iter_causes(error)))
            return CUT_OFF if cut_off else _judge_failure(error)

    def _follow(self, url: str) -> LinkAnswer:
        """Follow up to MOST_HOPS redirects; only a chain of permanent ones counts as a move."""
        moved, lasting = "", True
        for _ in range(MOST_HOPS):
            if not self._may_ask(url):
                return LinkAnswer(LinkVerdict.UNKNOWN, "its robots.txt asks programs to stay away")
            reply = self._request_page(url)
            if reply.status not in REDIRECTS or not reply.location:
                return _judge_status(reply.status, moved)
            url = to_request_url(urljoin(url, reply.location))
            lasting = lasting and reply.status in FOR_EVER
            moved = url if lasting else moved
        return LinkAnswer(LinkVerdict.DEAD, "it leads round in circles")

    def _request_page(self, url: str) -> _Reply:
        """Ask by HEAD, and by GET if that is refused; never a host that has answered 429."""
        host = urlsplit(url).netloc
        if host in self._closed:
            return _Reply(429, "", b"")
        reply = self._request("HEAD", url)
        if reply.status >= 400 and reply.status != 429:
            reply = self._request("GET", url)
        if reply.status == 429:
            self._closed.add(host)
        return reply

    def _request(self, method: str, url: str, most: int = 0) -> _Reply:
        """Send one request, when it is the host's turn; read up to `most` bytes of the body."""
        kinds = ("connect", "read", "write", "pool")
        headers = (
            ("Host", urlsplit(url).netloc),
            ("User-Agent", f"{USER_AGENT} (+{self.site})"),
            ("Accept", "*/*"),
        )
        with (
            self.turns.take_turn(urlsplit(url).netloc),
            self._pool.stream(
                method,
                url,
                headers=headers,
                extensions={"timeout": dict.fromkeys(kinds, TIMEOUT)},
            ) as response,
        ):
            locations = [value for name, value in response.headers if name.lower() == b"location"]
            body = b"".join(_limit_bytes(response.iter_stream(), most)) if most else b""
            return _Reply(response.status, (locations or [b""])[0].decode("latin-1"), body)

    def _may_ask(self, url: str) -> bool:
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in self._robots:
            self._robots[origin] = self._read_robots(f"{origin}/robots.txt")
        return self._robots[origin].can_fetch(USER_AGENT, url)

    def _read_robots(self, url: str) -> RobotFileParser:
        """Return the rules of a robots.txt; without one, everything is allowed."""
        rules = RobotFileParser()
        reply = self._request("GET", url, LARGEST_ROBOTS)
        text = reply.body.decode("utf-8", "replace") if reply.status == 200 else ""
        rules.parse(text.splitlines())
        return rules


def _limit_bytes(pieces: Iterator[bytes], most: int) -> Iterator[bytes]:
    for piece in pieces:
        yield piece[:most]
        most -= len(piece)
        if most <= 0:
            return


def to_request_url(url: str) -> str:
    """Return `url` as a request needs it, in ASCII and without fragment.

    ValueError if it is no address of the web.
    """
    host, parts = parse_web_host(url), urlsplit(url)
    if host is None or not host.name or parts.scheme.lower() not in WEB:
        raise ValueError("it leads to no page")
    name = to_ascii_name(host.name)
    name = f"[{name}]" if ":" in name else name
    netloc = name if host.port is None else f"{name}:{host.port}"
    path = quote(parts.path or "/", safe="/%:=&~+!$,;'@()*[]")
    query = f"?{quote(parts.query, safe='/%:=&?~+!$,;@()*[]')}" if parts.query else ""
    return f"{parts.scheme.lower()}://{netloc}{path}{query}"


def _judge_status(status: int, moved: str) -> LinkAnswer:
    """Return the verdict on a final status; `moved` is the target of permanent redirects, or ""."""
    if status in GONE_STATUSES:
        return LinkAnswer(LinkVerdict.DEAD, f"its site answers {status}, {GONE_STATUSES[status]}")
    if status >= 300:
        reason = REFUSALS.get(status, "its site has a fault" if status >= 500 else "it refuses us")
        return LinkAnswer(LinkVerdict.UNKNOWN, f"{reason} ({status})")
    return LinkAnswer(LinkVerdict.MOVED, to=moved) if moved else LinkAnswer(LinkVerdict.STANDS)


def _judge_failure(error: Exception) -> LinkAnswer:
    """Return the verdict on an error of the connection."""
    causes = list(_iter_causes(error))
    for cause in causes:
        if isinstance(cause, ssl.SSLCertVerificationError):
            message = re.sub(r"\s+", " ", cause.verify_message).rstrip(".")
            return LinkAnswer(LinkVerdict.DEAD, f"its certificate is not valid: {message}")
    return next(
        (answer for kind, answer in FAULTS if any(isinstance(each, kind) for each in causes)),
        LinkAnswer(LinkVerdict.UNKNOWN, "its server breaks off"),
    )


def _iter_causes(error: BaseException | None) -> Iterator[BaseException]:
    """Yield `error` and what it was raised from, outermost first."""
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__
