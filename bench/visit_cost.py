"""The cost of a visit: bytes over the wire, gzip, as a server sends them to headless Chromium.

The server counts all it answers with, headers too. A first visit is an entry's page on an empty
cache with everything it loads; a first search is what more is loaded once somebody types.
"""

import gzip
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from bench.chromium import find_chromium

COMPRESSED_TYPES = {".html", ".css", ".js", ".mjs", ".json", ".svg", ".xml", ".txt", ".webmanifest"}
HEADERS_SIZE = 200  # bytes of an answer's headers, about
PAUSE = 100  # milliseconds between two keys


@dataclass
class ByteMeter:
    """Counts the bytes sent."""

    sent: int = 0

    def count_since(self, before: int) -> int:
        return self.sent - before


class _MeteredHandler(SimpleHTTPRequestHandler):
    """Serves a folder with gzip, and tells `meter` what it sent."""

    def __init__(self, *args: object, meter: ByteMeter, folder: Path) -> None:
        self.meter = meter
        super().__init__(*args, directory=str(folder))  # type: ignore[arg-type]

    def do_GET(self) -> None:
        file = Path(self.translate_path(self.path))
        file = file / "index.html" if file.is_dir() else file
        if not file.is_file():
            self.send_error(404)
            return
        body = file.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(file))
        if file.suffix in COMPRESSED_TYPES:
            body = gzip.compress(body, 9, mtime=0)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        self.meter.sent += len(body) + HEADERS_SIZE

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@dataclass(frozen=True, slots=True)
class VisitCost:
    """Bytes over the wire."""

    first_visit: int
    first_search: int
    three_words: int


def measure_visit(site: Path, path: str, word: str, words: str) -> VisitCost:
    """Measure a first visit to `path`, and first searches for `word` and for `words`, each anew."""
    with serve_site(site) as (address, meter), _open_browser() as browser:
        url = f"{address}/{path}"
        first, one = _measure_search(browser, url, meter, word)
        _, three = _measure_search(browser, url, meter, words)
    return VisitCost(first, one, three)


def _measure_search(browser: Browser, url: str, meter: ByteMeter, typed: str) -> tuple[int, int]:
    """Return the bytes of the page, and of a search on it, with an empty browser cache."""
    page = browser.new_context().new_page()
    before = meter.sent
    page.goto(url, wait_until="networkidle")
    arrived = meter.sent
    _search_for(page, typed)
    page.context.close()
    return arrived - before, meter.count_since(arrived)


def _search_for(page: Page, typed: str) -> None:
    page.locator("button.search-open").click()
    page.locator(".search-field").press_sequentially(typed, delay=PAUSE)
    page.locator(".search-results li").first.wait_for()
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(1000)  # excerpts of the last results


@contextmanager
def serve_site(site: Path) -> Iterator[tuple[str, ByteMeter]]:
    """Serve `site` with gzip; yield its address and the meter of what it sends."""
    meter = ByteMeter()
    handler = partial(_MeteredHandler, meter=meter, folder=site)
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}", meter
    finally:
        server.shutdown()


@contextmanager
def _open_browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = find_chromium(playwright)
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        try:
            yield browser
        finally:
            browser.close()
