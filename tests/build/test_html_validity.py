"""Every page of every site is valid HTML, without inline style or script."""

import os
import shutil
import subprocess
from collections.abc import Iterable
from itertools import chain
from pathlib import Path

import pytest

from support.built_site import BuildSite, BuiltSite

TOOLS = Path(__file__).parents[1] / "tools"
VALIDATE = TOOLS / "node_modules" / "html-validate" / "bin" / "html-validate.mjs"


@pytest.fixture(scope="session")
def node() -> str:
    found = shutil.which("node")
    if (not found or not VALIDATE.exists()) and os.environ.get("CI") != "true":
        pytest.skip("html-validate is missing. Run `make test`, which installs it.")
    assert found
    return found


SMALL_SITES = ["states", "channels", "subpath", "arabic", "awkward", "single", "writing"]
# Of our own site, and only one page of each kind: the others have the same templates.
KINDS = [
    *("", "harassment/", "harassment/block-someone/", "where-to-report/", "where-to-report/fr/"),
    *("entries/", "changes/", "tags/", "tags/police/", "contact/", "legal/", "accessibility/"),
    *("translate/", "propose/", "e/1029/"),
]


def assert_valid(node: str, pages: Iterable[Path]) -> None:
    command = [node, str(VALIDATE), "--config", str(TOOLS / "htmlvalidate.json"), *map(str, pages)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout[-4000:] + run.stderr[-2000:]


def list_pages(site: BuiltSite) -> list[Path]:
    return sorted(site.folder.rglob("*.html"))


def test_a_page_of_each_kind_is_valid(build_site: BuildSite, node: str) -> None:
    site = build_site(".")
    pages = [site.get_file(f"{prefix}{path}") for prefix in ("", "fr/") for path in KINDS]
    assert_valid(node, [*pages, site.get_file("404.html")])


def test_every_page_of_the_small_sites_is_valid(build_site: BuildSite, node: str) -> None:
    pages = [list_pages(build_site(name)) for name in SMALL_SITES]
    assert all(len(of_site) > 5 for of_site in pages)
    assert_valid(node, chain.from_iterable(pages))


@pytest.mark.thorough
def test_every_page_of_our_own_site_is_valid(build_site: BuildSite, node: str) -> None:
    pages = list_pages(build_site("."))
    assert len(pages) > 100
    assert_valid(node, pages)


@pytest.mark.parametrize("name", [".", "states"])
def test_no_page_has_a_script_or_a_style_of_its_own(build_site: BuildSite, name: str) -> None:
    site = build_site(name)
    for path in list_pages(site):
        page = site.read_page(path.relative_to(site.folder).as_posix())
        assert not page.select("style, [style], [onclick], [onload]"), path
        inline = [tag for tag in page.select("script") if not tag.get("src")]
        assert all(tag.get("type") == "application/ld+json" for tag in inline), path
