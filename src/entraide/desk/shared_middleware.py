"""Middlewares that desk and editor share: they add headers, and refuse forms of other origins."""

from collections.abc import Mapping

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from entraide.desk.http_errors import BAD_HOST, CROSS_ORIGIN
from entraide.desk.origins import SAFE_METHODS, is_same_origin


class HttpMiddleware:
    """The base: passes on what is no HTTP request, such as the start of the application."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        call = self.answer if scope["type"] == "http" else self.app
        await call(scope, receive, send)

    async def answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        raise NotImplementedError


class HeadersMiddleware(HttpMiddleware):
    """Adds headers to every answer that does not set them itself."""

    def __init__(self, app: ASGIApp, headers: Mapping[str, str]) -> None:
        super().__init__(app)
        self.headers = headers

    async def answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                own = MutableHeaders(scope=message)
                for name, value in self.headers.items():
                    own.setdefault(name, value)
            await send(message)

        await self.app(scope, receive, send_with_headers)


class OriginMiddleware(HttpMiddleware):
    """Refuses a POST from a page of another origin, and a request with no host or with two."""

    async def answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        app, headers = self.app, Headers(scope=scope)
        hosts = len(headers.getlist("host"))
        if hosts > 1 or (not hosts and scope.get("http_version") != "1.0"):
            app = BAD_HOST.to_response()
        elif scope["method"] not in SAFE_METHODS and not is_same_origin(headers):
            app = CROSS_ORIGIN.to_response()
        await app(scope, receive, send)
