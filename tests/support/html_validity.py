"""html-validate, asked about built pages."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from support.built_site import BuiltSite
from support.paths import NODE_MODULES

VALIDATE = NODE_MODULES / "html-validate" / "bin" / "html-validate.mjs"
CONFIG = NODE_MODULES.parent / "htmlvalidate.json"
AssertValid = Callable[[Iterable[Path]], None]


@pytest.fixture(scope="session")
def assert_valid() -> AssertValid:
    """`assert_valid(pages)` fails where html-validate has anything to say of these files."""
    node = shutil.which("node")
    if (not node or not VALIDATE.exists()) and os.environ.get("CI") != "true":
        pytest.skip("html-validate is missing. Run `make test`, which installs it.")
    assert node

    def ask(pages: Iterable[Path]) -> None:
        command = [node, str(VALIDATE), "--config", str(CONFIG), *map(str, pages)]
        run = subprocess.run(command, capture_output=True, text=True, check=False)
        assert run.returncode == 0, run.stdout[-4000:] + run.stderr[-2000:]

    return ask


def list_pages(site: BuiltSite) -> list[Path]:
    return sorted(site.folder.rglob("*.html"))


def list_pages_with_own_code(site: BuiltSite) -> list[str]:
    """The paths of pages that hold a style or a script, other than data for programs."""
    return [path for page in list_pages(site) if has_own_code(site, path := _show(site, page))]


def has_own_code(site: BuiltSite, path: str) -> bool:
    page = site.read_page(path)
    scripts = [tag for tag in page.select("script") if not tag.get("src")]
    return bool(
        page.select("style, [style], [onclick], [onload]")
        or [tag for tag in scripts if tag.get("type") != "application/ld+json"]
    )


def _show(site: BuiltSite, page: Path) -> str:
    return page.relative_to(site.folder).as_posix()
