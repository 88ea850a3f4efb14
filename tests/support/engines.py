"""Other browsers than Playwright’s Chromium: those of the machine, each with a home of its own.

Without one its tests are skipped, and fail where `CI` is `true`.
"""

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import NoReturn

import pytest
from playwright.sync_api import Page, Playwright

from bench.chromium import find_chromium
from support.bidi import Firefox, run_firefox
from support.browser import QUIET
from support.engine_page import Engine
from support.webkit import run_webkit

MINI_BROWSERS = ("*/webkit2gtk-4.1/MiniBrowser", "*/webkit2gtk-4.0/MiniBrowser")
NOTHING: Mapping[str, str] = MappingProxyType({})


def leave_out(package: str) -> NoReturn:
    """Skip or fail what needs a program of Debian's `package`."""
    words = f"{package} is missing. Run `make test-all`, which installs it on Debian."
    if os.environ.get("CI") == "true":
        pytest.fail(words)
    pytest.skip(words)


def require_programs(**packages: str) -> None:
    """Leave out what needs programs of these names, each in a package."""
    for program, package in packages.items():
        if not shutil.which(program.replace("_", "-")):
            leave_out(package)


def start_engine(
    name: str, home: Path, *, scripts: bool = True, dark: bool = False
) -> AbstractContextManager[Engine]:
    """Run Firefox or WebKit; downloads go to `home`."""
    if name == "firefox":
        return start_firefox(home, scripts=scripts, dark=dark)
    require_programs(WebKitWebDriver="webkit2gtk-driver", Xvfb="xvfb")
    for pattern in MINI_BROWSERS:  # Debian keeps it beside the library
        for browser in Path("/usr/lib").glob(pattern):
            return run_webkit("WebKitWebDriver", browser, home, scripts=scripts, dark=dark)
    return leave_out("webkit2gtk-driver")


def start_firefox(
    home: Path, *, scripts: bool = True, dark: bool = False, around: Mapping[str, str] = NOTHING
) -> AbstractContextManager[Firefox]:
    """Run Firefox, with a window where the variables `around` it have a display."""
    program = shutil.which("firefox-esr") or shutil.which("firefox") or leave_out("firefox-esr")
    return run_firefox(program, home, scripts=scripts, dark=dark, around=around)


@contextmanager
def run_accessible_chromium(
    playwright: Playwright, home: Path, around: Mapping[str, str]
) -> Iterator[Page]:
    """Run a Chromium with a window that tells screen readers all; a page on a phone."""
    browser = playwright.chromium.launch(
        executable_path=find_chromium(playwright) or leave_out("chromium"),
        headless=False,
        args=[*QUIET, "--force-renderer-accessibility"],
        env={**os.environ, "HOME": str(home), **around},
    )
    context = browser.new_context(
        viewport={"width": 360, "height": 640},
        locale="en-GB",
        timezone_id="Europe/London",
        reduced_motion="reduce",
    )
    yield context.new_page()
    browser.close()
