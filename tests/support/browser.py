"""Fixtures for tests of built sites in a real browser.

- `site_url`: base address of this repository's site, built strictly once, served with the headers
  we tell operators to send; ends with a slash. A missing path answers 404 with our own page.
- `subpath_url`: the same build served below `/help/`; ends with a slash.
- `states_url`: the site of tests/sites/states, with an entry in every state.
- `channels_url`: that of tests/sites/channels. Every site is built as of `DAY`.
- `origin`, `variant`: sites with a desk; see desk_site.py. `axe`: see axe.py.
- `modules`: a page that asks single scripts of the site; see script_modules.py.
- `page`: a fresh Playwright page on a phone, 360 × 740, JavaScript on.
- `plain`: one without JavaScript, on the narrowest phone.
- `new_page(**options)`: another one with other context options: `java_script_enabled=False`,
  `color_scheme="dark"`, `viewport={"width": 320, "height": 740}`. Tests marked `reads` have no
  fresh page but share theirs (shared_pages.py), unless the mark of one says `fresh=True`.

Without a browser these tests are skipped, and fail where `CI` is `true`.
"""

import os
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect, sync_playwright

from bench.chromium import find_chromium, find_headless_shell
from entraide.model.headers import SITE_HEADERS
from support.built_site import BuildSite, BuiltSite
from support.shared_pages import PHONE, SharedPages

SUBPATH = "/help/"
NewPage = Callable[..., Page]
Serve = Callable[[BuiltSite], str]
TIMEOUT = 90_000  # milliseconds: a proof of work takes its time on a busy machine
expect.set_options(timeout=TIMEOUT)

QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


class SiteHandler(SimpleHTTPRequestHandler):
    """Serves a built site at `/` and at `/help/`, with its headers and its own 404."""

    protocol_version = "HTTP/1.1"

    def translate_path(self, path: str) -> str:
        return super().translate_path("/" + path.removeprefix(SUBPATH))

    def end_headers(self) -> None:
        for name, value in SITE_HEADERS.items():
            self.send_header(name, value)
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        if code != 404:
            return super().send_error(code, message, explain)
        body = Path(self.directory, "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        return None

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="session")
def serve() -> Iterator[Serve]:
    """Serves a built site on a port of its own; the address ends with a slash."""
    servers = []

    def serve(site: BuiltSite) -> str:
        handler = partial(SiteHandler, directory=str(site.folder))
        server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        servers.append(server)
        Thread(target=server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{server.server_port}/"

    yield serve
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="session")
def site_url(build_site: BuildSite, serve: Serve) -> str:
    return serve(build_site("square"))


@pytest.fixture(scope="session")
def states_url(build_site: BuildSite, serve: Serve) -> str:
    return serve(build_site("states"))


@pytest.fixture(scope="session")
def channels_url(build_site: BuildSite, serve: Serve) -> str:
    return serve(build_site("channels"))


@pytest.fixture(scope="session")
def subpath_url(site_url: str) -> str:
    return site_url.rstrip("/") + SUBPATH


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    browser = playwright.chromium.launch(executable_path=_find_browser(playwright), args=QUIET)
    yield browser
    browser.close()


def _find_browser(playwright: Playwright) -> str:
    if found := find_headless_shell() or find_chromium(playwright):
        return found
    missing = "no Chromium on this machine. Run `make test`, which installs one."
    if os.environ.get("CI") == "true":
        pytest.fail(missing)
    pytest.skip(missing)


@pytest.fixture(scope="session")
def shared_pages(browser: Browser) -> SharedPages:
    return SharedPages(lambda **options: open_context(browser, options))


@pytest.fixture
def new_page(
    request: pytest.FixtureRequest, browser: Browser, shared_pages: SharedPages
) -> Iterator[NewPage]:
    reads = request.node.get_closest_marker("reads")
    if reads and not reads.kwargs.get("fresh"):
        yield shared_pages.open_page
        shared_pages.take_back()
        return
    contexts = []

    def open_page(**options: Any) -> Page:
        contexts.append(open_context(browser, options))
        return contexts[-1].new_page()

    yield open_page
    for context in contexts:
        context.close()


def open_context(browser: Browser, options: Mapping[str, Any]) -> BrowserContext:
    context = browser.new_context(**{"viewport": PHONE, "locale": "en-GB", **options})
    context.set_default_timeout(TIMEOUT)
    return context


@pytest.fixture
def page(new_page: NewPage) -> Page:
    return new_page()


@pytest.fixture
def plain(new_page: NewPage) -> Page:
    return new_page(java_script_enabled=False, viewport={"width": 320, "height": 740})
