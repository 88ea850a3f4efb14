"""The middlewares of the desk, around every route: `make_middlewares` lists them, outermost first.

The visitor's address is read here and shortened to networks, of which routes make pseudonyms. An
IPv6 network leaves out most of the address; the narrower IPv4 network is the whole address. No line
of the log and no table has either. An exception in a route becomes one constant answer.
"""

import asyncio
import time
from collections.abc import Sequence

from starlette.datastructures import Headers
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
from entraide.desk.http_errors import BROKEN, make_too_many
from entraide.desk.logs import log_failure
from entraide.desk.networks import (
    Visitor,
    find_client_address,
    format_network,
    format_wide_network,
)
from entraide.desk.origins import SAFE_METHODS
from entraide.desk.request_bodies import FORM_TYPE
from entraide.desk.shared_middleware import (
    HeadersMiddleware,
    HttpMiddleware,
    OriginMiddleware,
)
from entraide.desk.visitor_pages import render_over_budget
from entraide.model.headers import DESK_HEADERS

PAGES = ("propose/", "receipts/", "withdraw/", "staff")  # prefixes of what is answered by pages
LOGGED_METHODS: Sequence[str] = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")


def make_middlewares(desk: Desk) -> list[Middleware]:
    """Return the middlewares of the application, the outermost first."""
    return [
        Middleware(VisitorMiddleware, desk=desk),
        Middleware(RequestCountMiddleware, desk=desk),
        Middleware(HeadersMiddleware, headers=DESK_HEADERS),
        Middleware(BudgetMiddleware, desk=desk),
        Middleware(ErrorBoundaryMiddleware),
        Middleware(OriginMiddleware),
    ]


class VisitorMiddleware(HttpMiddleware):
    """Puts the Visitor into `scope["state"]`, from the client's address and trusted proxies."""

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
            narrow_network=format_network(address, 32, self.settings.v6_prefix),
            wide_network=format_wide_network(address),
        )
        await self.app(scope, receive, send)


class RequestCountMiddleware(HttpMiddleware):
    """Counts each request by its route; its path may hold what is not to be kept."""

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
    """Refuses a request that its network has no budget for, before anything is read."""

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


class ErrorBoundaryMiddleware(HttpMiddleware):
    """Answers an exception by one constant word, and logs its place without a message."""

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
