"""The Chromium that tests and benchmarks drive."""

import shutil
from collections.abc import Iterable
from pathlib import Path

from playwright.sync_api import Playwright

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
SHELLS = ("chromium-headless-shell", "chrome-headless-shell")


def find_chromium(playwright: Playwright) -> str | None:
    """Return the machine's own Chromium, else Playwright's; None where there is neither."""
    if program := find_program(BROWSERS):
        return program
    own = playwright.chromium.executable_path
    return own if Path(own).exists() else None


def find_headless_shell() -> str | None:
    """Return the machine’s Chromium without a window: it opens a page for a third of the work."""
    return find_program(SHELLS)


def find_program(names: Iterable[str]) -> str | None:
    """Return the path of the first of these programs that the machine has."""
    return next(filter(None, map(shutil.which, names)), None)
