"""What stands around every route: who may write, which headers an answer has, one line of log.

The visitor's address is read here, handed on in `scope["state"]`, and goes no further: no route
logs it, no table has room for it. Whatever breaks inside becomes one constant answer.
"""

import time
from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from entraide.desk.desk import Desk
from entraide.desk.http_errors import BROKEN, CROSS_ORIGIN, Refusal
from entraide.desk.logs import log_event, log_failure
from entraide.desk.networks import Address, find_client_address, format_network
from entraide.desk.pseudonyms import Purpose, make_pseudonym
from entraide.model.headers import DESK_HEADERS

SAFE = frozenset({"GET", "HEAD"})


def refused(refusal: Refusal) -> JSONResponse:
    """The constant answer of a refusal."""
    headers: Mapping[str, str] = refusal.headers
    return JSONResponse({"error": refusal.word}, refusal.status, dict(headers))


def comes_from_here(headers: Headers) -> bool:
    """Whether a browser sent this from a page of the same origin.

    `Sec-Fetch-Site` says so; a browser without it sends an `Origin` that must be the host asked.
    """
    sites = headers.getlist("sec-fetch-site")
    if sites:
        return sites == ["same-origin"]
    origins, hosts = headers.getlist("origin"), headers.getlist("host")
    if len(origins) != 1 or len(hosts) != 1:
        return False
    try:
        origin = urlsplit(origins[0])
    except ValueError:
        return False
    return origin.scheme in ("http", "https") and origin.netloc == hosts[0]


class Shield:
    def __init__(self, app: ASGIApp, desk: Desk) -> None:
        self.app = app
        self.desk = desk

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
        elif scope["type"] == "http":
            await self._http(scope, receive, send)
        # nothing else is spoken here: a WebSocket is closed by the server

    async def _http(self, scope: Scope, receive: Receive, send: Send) -> None:
        began = time.perf_counter()
        headers = Headers(scope=scope)
        peer = scope["client"][0] if scope.get("client") else None
        forwarded = headers.getlist("x-forwarded-for")
        address = find_client_address(peer, forwarded, self.desk.settings.trusted_proxies)
        scope.setdefault("state", {})["address"] = address
        status = 0

        async def shielded(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                ours = MutableHeaders(scope=message)
                for name, value in DESK_HEADERS.items():
                    ours.setdefault(name, value)
            await send(message)

        app = self.app
        if scope["method"] not in SAFE and not comes_from_here(headers):
            app = refused(CROSS_ORIGIN)
        try:
            await app(scope, receive, shielded)
        except Exception as error:  # noqa: BLE001 - the outermost place: nothing is told outside
            log_failure("broken", error)
            if not status:
                await refused(BROKEN)(scope, receive, shielded)
        await self._told(scope, status, began, address)

    async def _told(self, scope: Scope, status: int, began: float, address: Address | None) -> None:
        """One line: the route, not the path, since a path may hold what should not be kept."""
        keys = self.desk.keys.known
        network = format_network(address, 32, self.desk.settings.v6_prefix)
        log_event(
            "request",
            method=scope["method"] if scope["method"] in METHODS else "other",
            route=getattr(scope.get("route"), "path", "none"),
            status=status,
            ms=round((time.perf_counter() - began) * 1000, 1),
            who=make_pseudonym(keys[Purpose.LOG], "log", network)[:12] if keys else "none",
        )


METHODS: Sequence[str] = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
