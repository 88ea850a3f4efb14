"""What stands around every route, outermost first: `make_middlewares` lists them.

The visitor's address is read here and becomes networks, of which routes make pseudonyms: an IPv6
network leaves most of an address out, the narrower IPv4 network is the whole of it. No log line and
no table has either. Whatever breaks inside becomes one constant answer.
"""

import asyncio
import time
from collections.abc import Sequence
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from entraide.desk.cost_meter import (
    CROWDED_SECONDS,
    REFUSAL_SECONDS,
    NetworkTurns,
    estimate_cost,
)
from entraide.desk.desk import Desk
from entraide.desk.http_errors import BAD_HOST, BROKEN, CROSS_ORIGIN, make_too_many
from entraide.desk.logs import log_failure
from entraide.desk.networks import (
    Visitor,
    find_client_address,
    format_network,
    format_wide_network,
)
from entraide.desk.request_bodies import FORM_TYPE
from entraide.desk.visitor_pages import render_over_budget
from entraide.model.headers import DESK_HEADERS

PAGES = ("propose/", "receipts/", "withdraw/", "staff")  # prefixes of what is answered by pages
SAFE_METHODS = frozenset({"GET", "HEAD"})
LOGGED_METHODS: Sequence[str] = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")


def make_middlewares(desk: Desk) -> list[Middleware]:
    """Return those of the application, the outermost first."""
    return [
        Middleware(VisitorMiddleware, desk=desk),
        Middleware(RequestCountMiddleware, desk=desk),
        Middleware(HeadersMiddleware),
        Middleware(BudgetMiddleware, desk=desk),
        Middleware(ErrorBoundaryMiddleware),
        Middleware(OriginMiddleware),
    ]


class HttpMiddleware:
    """Hands on whatever is no HTTP request, such as the start and the end of the application."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        call = self.answer if scope["type"] == "http" else self.app
        await call(scope, receive, send)

    async def answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        raise NotImplementedError


class VisitorMiddleware(HttpMiddleware):
    """Puts the Visitor into `scope["state"]`, from the address and what our proxies say of it."""

    def __init__(self, app: ASGIApp, desk: Desk) -> None:
        super().__init__(app)
        self.settings = desk.settings
        self.proxies = desk.proxies

    async def answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        peer = scope["client"][0] if scope.get("client") else None
        forwarded = Headers(scope=scope).getlist("x-forwarded-for")
        address = find_client_address(peer, forwarded, self.settings.trusted_proxies)
        self.proxies.note(address, forwarded)
        scope.setdefault("state", {})["visitor"] = Visitor(
            voter=format_network(address, 32, self.settings.v6_prefix),
            network=format_wide_network(address),
        )
        await self.app(scope, receive, send)


class RequestCountMiddleware(HttpMiddleware):
    """Counts each request by its route, not by its path, which may hold what should not stay."""

    def __init__(self, app: ASGIApp, desk: Desk) -> None:
        super().__init__(app)
        self.desk = desk
        self.base = desk.settings.base.rstrip("/")

    async def answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        start = time.perf_counter()
        status = 0

        async def send_and_note(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        await self.app(scope, receive, send_and_note)
        route = scope.get("route")
        self.desk.request_counts.count(
            method=scope["method"] if scope["method"] in LOGGED_METHODS else "other",
            route=f"{self.base}{route.path}" if route else "none",
            status=status,
            milliseconds=round((time.perf_counter() - start) * 1000, 1),
        )


class BudgetMiddleware(HttpMiddleware):
    """Refuses what its network has no budget for, before anything is read or looked up."""

    def __init__(self, app: ASGIApp, desk: Desk) -> None:
        super().__init__(app)
        self.meter = desk.meter
        self.turns = NetworkTurns()
        self.root = f"{desk.settings.base}desk/"

    async def answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        network = scope["state"]["visitor"].budget_network
        if self.turns.is_crowded(network):
            # Whoever asks and goes away leaves a request that waits: not too many of them.
            await asyncio.sleep(CROWDED_SECONDS)
            await make_too_many(CROWDED_SECONDS).to_response()(scope, receive, send)
            return
        async with self.turns.take(network):
            await self._answer_in_turn(scope, receive, send)

    async def _answer_in_turn(self, scope: Scope, receive: Receive, send: Send) -> None:
        visitor: Visitor = scope["state"]["visitor"]
        headers = Headers(scope=scope)
        path = scope["path"].removeprefix(self.root)
        length = headers.get("content-length", "")
        size = int(length) if length.isdecimal() and len(length) < 10 else None
        cost = estimate_cost(scope["method"], path, size)
        wait = self.meter.spend(visitor, cost)
        if wait == 0:
            await self.app(scope, receive, send)
            return
        await asyncio.sleep(REFUSAL_SECONDS)
        refusal = make_too_many(wait)
        content_type = headers.get("content-type", "")
        is_form = scope["method"] not in SAFE_METHODS and content_type.startswith(FORM_TYPE)
        if is_form and self.meter.spend_on_words(visitor, cost):
            scope["state"]["over_budget"] = refusal
            await self.app(scope, receive, send)
        elif is_form or path.startswith(PAGES):
            page = render_over_budget(Request(scope), path, refusal)
            await page(scope, receive, send)
        else:
            await refusal.to_response()(scope, receive, send)


class HeadersMiddleware(HttpMiddleware):
    """Gives every answer the headers of the desk, unless it has its own."""

    async def answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in DESK_HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self.app(scope, receive, send_with_headers)


class ErrorBoundaryMiddleware(HttpMiddleware):
    """Answers whatever breaks inside by one constant word; the log has the place, no message."""

    async def answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        started = False

        async def send_and_note(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self.app(scope, receive, send_and_note)
        except Exception as error:  # noqa: BLE001 - the outermost place: nothing is told outside
            log_failure("broken", error)
            if not started:
                await BROKEN.to_response()(scope, receive, send)


class OriginMiddleware(HttpMiddleware):
    """Refuses to let a page of another origin write, and a request that is for no host, or two."""

    async def answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        app, headers = self.app, Headers(scope=scope)
        hosts = len(headers.getlist("host"))
        if hosts > 1 or (not hosts and scope.get("http_version") != "1.0"):
            app = BAD_HOST.to_response()
        elif scope["method"] not in SAFE_METHODS and not is_same_origin(headers):
            app = CROSS_ORIGIN.to_response()
        await app(scope, receive, send)


def is_same_origin(headers: Headers) -> bool:
    """Return whether a browser sent this from a page of the same origin.

    `Sec-Fetch-Site` says so; a browser without it sends an `Origin` that must be the host asked, by
    the scheme that our web server names.
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
    schemes = headers.getlist("x-forwarded-proto") or ["http", "https"]
    return origin.scheme in schemes and origin.netloc == hosts[0]
