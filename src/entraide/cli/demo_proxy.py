"""The site and the desk at one address, as visitors have them: MkDocs shows the pages, behind us.

What is below desk/ is the desk's. Everything else is asked of MkDocs' own server and handed on.
"""

import asyncio
from dataclasses import dataclass

from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from entraide.cli.mkdocs_run import HOST

FORWARDED_HEADERS = (b"content-type", b"location")  # headers of MkDocs’ server that are handed on


@dataclass(frozen=True)
class DemoProxy:
    """An application that passes requests below desk/ to the desk, all others to MkDocs."""

    desk: ASGIApp
    base: str  # the path that the site stands below
    behind: int  # the port of MkDocs’ server

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        is_page = scope["type"] == "http" and not scope["path"].startswith(f"{self.base}desk/")
        app = await self._fetch_page(scope) if is_page else self.desk
        await app(scope, receive, send)

    async def _fetch_page(self, scope: Scope) -> Response:
        """Return the answer of MkDocs' server; status 502 if there is none."""
        query = b"?" + scope["query_string"] if scope["query_string"] else b""
        raw_request = b"GET " + scope["raw_path"] + query + b" HTTP/1.0\r\n\r\n"
        try:
            reader, writer = await asyncio.open_connection(HOST, self.behind)
            writer.write(raw_request)
            answer = await reader.read()  # up to the end: HTTP/1.0 closes after each answer
            writer.close()
        except OSError:
            answer = b""
        head, _, body = answer.partition(b"\r\n\r\n")
        status, *lines = head.split(b"\r\n")
        if not status:
            return PlainTextResponse("The site does not answer: see the terminal.", 502)
        page = Response(body, int(status.split()[1]))
        page.raw_headers += [
            (name, value) for name, value in map(_parse_header, lines) if name in FORWARDED_HEADERS
        ]
        return page


def _parse_header(line: bytes) -> tuple[bytes, bytes]:
    name, _, value = line.partition(b":")
    return name.strip().lower(), value.strip()
