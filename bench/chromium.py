"""The Chromium that tests and measurements drive."""

import shutil
from pathlib import Path

from playwright.sync_api import Playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")


def chromium(playwright: Playwright) -> str | None:
    """The machine's own, else the one Playwright installed, where there is any."""
    if found := next(filter(None, map(shutil.which, NAMES)), None):
        return found
    own = playwright.chromium.executable_path
    return own if Path(own).exists() else None
