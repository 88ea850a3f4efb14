"""The preview as an ASGI application: pages, and what tells browsers to show them anew.

A page of another site can send requests here, and by a name of its own that leads to this machine
(DNS rebinding) it could read the answers, drafts too. So the host that is asked must be ours: for
the site, and for the desk and the editor beside it.
"""

import asyncio
import json
from collections.abc import AsyncIterator
from importlib.resources import files as package_files
from urllib.parse import quote, urlsplit

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response, StreamingResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from entraide.errors import select_errors
from entraide.model.file_headers import find_content_type
from entraide.model.headers import SITE_HEADERS
from entraide.preview.live_preview import LivePreview
from entraide.preview.mistakes_page import hash_mistakes
from entraide.preview.search_index import SearchIndex, is_search_path

OWN = ".preview/"  # below the base of the site: our script, and what it listens to
EDITOR = ".edit/"
SCRIPT = "preview.js"
EVENTS = "events"
HEADERS = {**SITE_HEADERS, "Cache-Control": "no-store"}
HOSTS = ("127.0.0.1", "localhost", "[::1]")  # that may be asked for
PING = 15.0  # seconds after which a connection without news is proved


class PreviewApp:
    """Answers requests for the site of `preview` below the path of its address.

    `search` has its index; `desk` is the application that runs beside it.
    """

    def __init__(self, preview: LivePreview, search: SearchIndex) -> None:
        self._preview, self._search = preview, search
        self._hosts = _list_hosts(urlsplit(preview.address).port or 80)
        self.desk: asyncio.Future[ASGIApp] | None = None  # whoever asks waits until it is open
        self.editor: ASGIApp | None = None
        self._listeners: set[asyncio.Event] = set()
        self._is_closing = False

    def send_state(self) -> None:
        """Tell browsers the present state; call it in the thread of the event loop."""
        for listener in self._listeners:
            listener.set()

    def close(self) -> None:
        """End the connections that wait for news, which would keep the server from stopping."""
        self._is_closing = True
        self.send_state()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        request = Request(scope, receive)
        if self._is_asked(request.headers):
            answer = await self._answer(request)
        else:
            words = f"Read this at {self._preview.address}"
            answer = Response(words, 400, HEADERS, "text/plain")
        await answer(scope, receive, send)

    async def _answer(self, request: Request) -> ASGIApp:
        path, base = request.url.path, self._base
        if path.endswith(f"/{OWN}{EVENTS}"):  # below any path: it may just have become another
            return StreamingResponse(
                self._stream(), headers=HEADERS, media_type="text/event-stream"
            )
        if not path.startswith(base):
            return RedirectResponse(base, 307, HEADERS)
        rest = request.scope["path"].removeprefix(base)
        if beside := await self._find_beside(rest):
            return beside
        if request.method not in {"GET", "HEAD"}:
            return Response("", 405, HEADERS)
        if rest == f"{OWN}{SCRIPT}":
            script = package_files("entraide.preview").joinpath("assets", SCRIPT).read_bytes()
            return Response(script, headers=HEADERS, media_type=find_content_type(SCRIPT))
        return await self._read(rest)

    def _is_asked(self, headers: Headers) -> bool:
        """Return whether a request is for this server by its own name."""
        hosts = headers.getlist("host")
        return len(hosts) == 1 and hosts[0].lower() in self._hosts

    async def _find_beside(self, rest: str) -> ASGIApp | None:
        """Return the application that answers instead of the site, if any."""
        if rest.startswith("desk/") and self.desk:
            return await asyncio.shield(self.desk)
        return self.editor if rest.startswith(EDITOR) else None

    @property
    def _base(self) -> str:
        """The path of the site: its settings may have been mended, or changed."""
        return urlsplit(self._preview.address).path

    async def _read(self, rest: str) -> Response:
        path = f"{rest}index.html" if not rest or rest.endswith("/") else rest
        if is_search_path(path) and (index := await self._search.read(path)) is not None:
            return Response(index, headers=HEADERS, media_type=find_content_type(path))
        answer = await asyncio.wrap_future(self._preview.read(path))
        if answer.redirect:
            return RedirectResponse(self._base + quote(answer.redirect), 307, HEADERS)
        is_page = answer.status != 200 or path.endswith(".html")
        content = self._add_script(answer.content) if is_page else answer.content
        kind = find_content_type("index.html" if is_page else path)
        return Response(content, answer.status, HEADERS, kind)

    def _add_script(self, html: bytes) -> bytes:
        """Return a page with our script at its end."""
        address = f"{self._base}{OWN}{SCRIPT}?version={self._preview.version}"
        script = f'<script type="module" src="{address}"></script>'.encode()
        head, end, tail = html.rpartition(b"</body>")
        return head + script + end + tail if end else html + script

    async def _stream(self) -> AsyncIterator[bytes]:
        listener = asyncio.Event()
        listener.set()
        self._listeners.add(listener)
        try:
            while not self._is_closing:
                try:
                    async with asyncio.timeout(PING):
                        await listener.wait()
                    listener.clear()
                    yield f"data: {json.dumps(self._describe_state())}\n\n".encode()
                except TimeoutError:
                    yield b": still here\n\n"
        finally:
            self._listeners.discard(listener)

    def _describe_state(self) -> dict[str, object]:
        problems = [
            {"place": str(each.location), "text": each.sentences}
            for each in select_errors(self._preview.problems)
        ]
        version, search = self._preview.version, self._search.status
        return {
            "version": version,
            "problems": problems,
            "digest": hash_mistakes(self._preview.problems),
            "search": search,
            "edit": f"{self._base}{EDITOR}at/" if self.editor else "",
        }


def _list_hosts(port: int) -> frozenset[str]:
    """Return what a request for this machine at `port` may name as its host."""
    return frozenset(f"{host}:{port}" for host in HOSTS) | frozenset(HOSTS if port == 80 else ())
