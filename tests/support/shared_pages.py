"""Pages of a browser that tests share which only read: whatever a test leaves in one is a failure.

A new page costs half a second of processor time, half of it for a process of Chromium. Such a test
may scroll, press and type, and change the size and the media of its page. What stays in a page or
its context for longer (listeners, routes, clocks, permissions, scripts) needs a fresh one.
"""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import BrowserContext, Page, ViewportSize

PHONE: ViewportSize = {"width": 360, "height": 740}
STORED = """async () => [
  ...Object.keys(localStorage), ...Object.keys(sessionStorage), ...await caches.keys(),
  ...(await indexedDB.databases()).map(({ name }) => name), document.cookie, window.name,
  ...await navigator.serviceWorker.getRegistrations(),
].filter(Boolean)"""


class SharedPages:
    """Pages with scripts and without, lent to one test after another."""

    def __init__(self, open_context: Callable[..., BrowserContext]) -> None:
        self.open_context = open_context
        self.free: dict[bool, list[Page]] = {True: [], False: []}
        self.lent: list[tuple[bool, Page]] = []

    def open_page(
        self,
        *,
        java_script_enabled: bool = True,
        viewport: ViewportSize = PHONE,
        color_scheme: Any = "light",
    ) -> Page:
        """Return an empty page with these options of a context."""
        free = self.free[java_script_enabled]
        if not free:
            free.append(self.open_context(java_script_enabled=java_script_enabled).new_page())
        page = free.pop()
        self.lent.append((java_script_enabled, page))
        page.set_viewport_size(viewport)
        page.emulate_media(
            media="null", color_scheme=color_scheme, reduced_motion="null", forced_colors="null"
        )
        return page

    def take_back(self) -> None:
        """Empty the pages that were lent; AssertionError where a visit left anything behind."""
        lent, self.lent = self.lent, []
        for scripts, page in lent:
            left = [page.evaluate(STORED), page.context.cookies(), page.context.pages]
            if left != [[], [], [page]]:
                page.context.close()
            assert left == [[], [], [page]], f"a visit to {page.url} left something behind"
            page.goto("about:blank")
            self.free[scripts].append(page)
