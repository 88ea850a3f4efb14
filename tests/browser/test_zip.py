"""The site as an archive, unpacked and opened from a folder by a real browser."""

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Page, expect

from entraide.exporting.own_files import write_zip
from entraide.exporting.site_copy import make_site_copy
from support.browser import NewPage
from support.built_site import BuildSite
from support.square_site import read_square_settings

OFF = {"": "Search is off in this copy", "fr/": "La recherche ne marche pas dans cette copie"}
LOCALES = pytest.mark.parametrize("prefix", OFF, ids=["en", "fr"])
OpenCopy = Callable[..., Page]


@pytest.fixture(scope="module")
def copy(build_site: BuildSite, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an unpacked copy."""
    folder = tmp_path_factory.mktemp("copy")
    for name, member in make_site_copy(read_square_settings(), build_site("square").folder).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(member if isinstance(member, bytes) else member.read_bytes())
    return folder


@pytest.fixture
def complaints() -> list[str]:
    """What the browser complains of in the pages of `open_copy`."""
    return []


@pytest.fixture
def open_copy(copy: Path, new_page: NewPage, complaints: list[str]) -> OpenCopy:
    """Opens a file of the copy."""

    def open_file(name: str, **options: object) -> Page:
        page = new_page(**options)
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("requestfailed", lambda request: complaints.append(request.url))
        path, mark, fragment = name.partition("#")
        page.goto((copy / path).as_uri() + mark + fragment)
        return page

    return open_file


@LOCALES
def test_one_reads_from_the_home_page_to_an_entry_a_list_and_a_country(
    open_copy: OpenCopy, complaints: list[str], prefix: str
) -> None:
    page = open_copy(f"{prefix}index.html")
    page.locator("main .text a").first.click()
    expect(page.locator("article h1")).to_be_visible()
    page.locator(".danger-link").click()
    page.locator(".countries a[href='fr/index.html']").first.click()
    expect(page.locator(".country a[href='tel:17']").first).to_be_visible()
    page.locator(".footer a[href*='entries/']").first.click()
    expect(page.locator(".entry-list a, main a").first).to_be_visible()
    page.locator(".footer a[lang]").first.click()
    expect(page.locator("html")).to_have_attribute("lang", "en" if prefix else "fr")
    assert page.url.startswith("file:")
    assert complaints == []


@LOCALES
def test_search_says_why_it_is_off_and_only_there(
    open_copy: OpenCopy, page: Page, site_url: str, prefix: str
) -> None:
    offline = open_copy(f"{prefix}e/1050/index.html")
    words = offline.locator(".search-off p")
    expect(words).to_be_hidden()
    offline.locator(".search-off summary").click()
    expect(words).to_contain_text(OFF[prefix])
    expect(words).to_be_in_viewport(ratio=1)
    page.goto(f"{site_url}{prefix}e/1050/")
    assert page.locator(".search-off").count() == 0


def test_a_number_that_is_past_its_day_gives_way_in_a_copy_too(open_copy: OpenCopy) -> None:
    page = open_copy("where-to-report/fr/index.html")
    assert page.locator("a[href='tel:17']").count() > 0
    page.clock.install(time="2040-01-01")
    page.reload()
    expect(page.locator(".channel-past").first).to_be_visible()
    assert page.locator("a[href='tel:17']").count() == 0


def test_a_short_address_leads_on(open_copy: OpenCopy) -> None:
    page = open_copy("e/1065/index.html#x")
    expect(page).to_have_url(re.compile(r"scams/i-paid-first-hour/index[.]html#x$"))


@pytest.mark.thorough
def test_each_link_leads_to_a_file_that_is_there_or_to_the_site(copy: Path) -> None:
    for file in copy.rglob("*.html"):
        soup = BeautifulSoup(file.read_text("utf-8"), "html.parser")
        for element in soup.select("[href], [src]"):
            url = urlsplit(str(element.get("href") or element.get("src")))
            if not url.scheme and url.path:
                assert (file.parent / unquote(url.path)).is_file(), (file, url.geturl())
        assert not soup.select("script[type=module], .rating, link[rel=manifest]")


def test_the_same_site_gives_the_same_archive(build_site: BuildSite, tmp_path: Path) -> None:
    site = build_site("square").folder
    for name in ("a.zip", "b.zip"):
        write_zip(tmp_path / name, make_site_copy(read_square_settings(), site))
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()
