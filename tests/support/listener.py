"""Somebody with a screen reader, on a phone, in Chromium or in Firefox.

Chromium is driven by Playwright, Firefox over BiDi. Both have a window on a display of their own,
and announce what they show on a bus of their own.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Playwright

from support.at_spi import AccessibilityBus, run_accessibility_bus
from support.engine_page import EnginePage
from support.engines import require_programs, run_accessible_chromium, start_firefox

SMALL = (360, 640)
Click = Callable[[str], None]


@dataclass(frozen=True)
class Listener:
    """A window of a browser, and the bus on which it says what it shows."""

    browser: str
    bus: AccessibilityBus
    open: Callable[[str], str]  # a path; the title of the page, as it is heard
    click: Click


@contextmanager
def run_listener(
    browser: str, home: Path, url: str, get_playwright: Callable[[], Playwright]
) -> Iterator[Listener]:
    """Run one of the browsers at the site at `url`, which ends with a slash."""
    require_programs(Xvfb="xvfb", dbus_daemon="dbus")
    with run_accessibility_bus(home) as bus:
        if browser == "firefox":
            with start_firefox(home / "firefox", around=bus.variables) as engine:
                engine.set_size(*SMALL)
                page = EnginePage(engine, url)

                def open_page(path: str) -> str:
                    page.open(path)
                    return str(engine.evaluate("document.title"))

                yield Listener(browser, bus, open_page, page.click)
        else:
            with run_accessible_chromium(get_playwright(), home, bus.variables) as tab:

                def open_tab(path: str) -> str:
                    tab.goto("about:blank")  # so that the page before is no longer heard
                    tab.goto(url + path)
                    return tab.title()

                yield Listener(browser, bus, open_tab, tab.click)
