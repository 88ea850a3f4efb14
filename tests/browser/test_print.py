"""A page on paper, printed by a real browser: its numbers, its sheets, its colours."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from support.browser import NewPage

BLACKMAIL = "e/1054/"  # four lists of countries, the first within a warning
TEN_MINUTES = "e/1050/"  # the emergency numbers within a sentence
LOCALES = pytest.mark.parametrize("prefix", ["", "fr/"], ids=["en", "fr"])
A4 = {"width": 794, "height": 1123}
OpenPaper = Callable[..., Page]


@pytest.fixture
def open_paper(new_page: NewPage, site_url: str) -> OpenPaper:
    """Opens a path as a printer has it."""

    def open_path(path: str, **options: object) -> Page:
        page = new_page(viewport=A4, **options)
        page.goto(site_url + path)
        page.emulate_media(media="print")
        return page

    return open_path


@LOCALES
def test_without_a_country_every_list_is_a_table_of_numbers(
    open_paper: OpenPaper, prefix: str
) -> None:
    page = open_paper(prefix + BLACKMAIL)
    lists = page.locator("ul.where:visible")
    assert lists.count() == 3
    for list_ in lists.all():
        first = list_.locator(".where-paper").first.inner_text()
        assert re.search(r"[\w)] (\d[\d ]{2}|\w+\.)", first)
    assert "999" in page.locator(".paper-numbers li", has_text="999").inner_text()


@LOCALES
def test_with_a_country_its_numbers_alone_are_printed(open_paper: OpenPaper, prefix: str) -> None:
    page = open_paper(f"{prefix}{TEN_MINUTES}#in=fr")
    expect(page.locator(".where-here .service").first).to_be_visible()
    assert page.locator("ul.where:visible").count() == 0
    assert page.locator(".where-change:visible").count() == 0
    assert page.locator(".paper-numbers li:visible").all_inner_texts() == ["France 17"]
    services = page.locator(".where-here .service")
    assert page.locator(".where-here .service:visible").count() == services.count()


def test_on_a_screen_what_paper_needs_is_not_seen(page: Page, site_url: str) -> None:
    page.goto(site_url + BLACKMAIL)
    assert page.locator(":is(.where-paper, .paper-numbers):visible").count() == 0
    assert page.locator(":is(.where-paper, .paper-numbers)").count() > 3


def test_paper_is_light_whatever_the_screen_is(open_paper: OpenPaper) -> None:
    page = open_paper(BLACKMAIL, color_scheme="dark")
    style = (
        "element => { const s = getComputedStyle(element); return [s.color, s.backgroundColor]; }"
    )
    assert page.locator("body").evaluate(style) == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]
    colours = page.locator(".text :is(p, li, a, b):visible").evaluate_all(
        "all => [...new Set(all.map((one) => getComputedStyle(one).color))]"
    )
    for colour in colours:
        assert max(map(int, re.findall(r"\d+", colour)[:3])) < 140, colour
