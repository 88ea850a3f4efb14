"""The Chromium that tests and benchmarks drive."""

import shutil
from pathlib import Path

from playwright.sync_api import Playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")


def find_chromium(playwright: Playwright) -> str | None:
    """Return the machine's own Chromium, else Playwright's; None where there is neither."""
    if found := next(filter(None, map(shutil.which, NAMES)), None):
        return found
    own = playwright.chromium.executable_path
    return own if Path(own).exists() else None
