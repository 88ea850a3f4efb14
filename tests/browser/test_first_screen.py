"""The first screen: the band in two lines, help and emergency numbers within one thumb."""

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from support.browser import NewPage
from support.thinning import select_some

pytestmark = pytest.mark.reads

PHONE: ViewportSize = {"width": 360, "height": 640}
SMALLEST: ViewportSize = {"width": 320, "height": 568}
KINDS = [
    *("", "harassment/", "tags/police/", "tags/", "entries/", "changes/", "e/1050/", "contact/"),
    *("where-to-report/", "where-to-report/gb/", "propose/#1050", "translate/", "legal/"),
]
LANGUAGES = pytest.mark.parametrize("locale", ["", "fr/"], ids=["en", "fr"])
FIRST_HELP = ".text > :is(p:not(.lead), ol, ul)"
LONG_WORD = "Donaudampfschifffahrtsgesellschaftskapitän"
DOUBLE = "document.documentElement.style.fontSize = '200%'"
COUNT_LINES = """words => {
  const range = document.createRange();
  range.selectNodeContents(words);
  return range.getClientRects().length;
}"""
NAMED = "h1, h2, h3, li > a, .header-home span, .lead, .button"


def find_top(page: Page, selector: str) -> float:
    box = page.locator(selector).first.bounding_box()
    assert box
    return box["y"]


def get_page_width(page: Page) -> int:
    width: int = page.evaluate("document.documentElement.scrollWidth")
    return width


@LANGUAGES
@pytest.mark.parametrize("path", ["e/1050/", "harassment/", "where-to-report/gb/", "propose/"])
def test_the_band_is_110_pixels_high_or_less(
    new_page: NewPage, site_url: str, locale: str, path: str
) -> None:
    page = new_page(viewport=PHONE)
    page.goto(site_url + locale + path)
    box = page.locator(".header").bounding_box()
    assert box
    assert box["y"] + box["height"] <= 110


@LANGUAGES
@pytest.mark.parametrize("path", ["e/1050/", "e/1054/", "e/1065/"])
def test_help_begins_on_the_first_screen(
    new_page: NewPage, site_url: str, locale: str, path: str
) -> None:
    page = new_page(viewport=PHONE)
    page.goto(site_url + locale + path)
    assert find_top(page, FIRST_HELP) <= 400
    page.set_viewport_size(SMALLEST)
    expect(page.locator(FIRST_HELP).first).to_be_in_viewport()


@LANGUAGES
@pytest.mark.parametrize("code", ["gb", "fr"])
def test_the_emergency_number_of_a_country_comes_first(
    new_page: NewPage, site_url: str, locale: str, code: str
) -> None:
    page = new_page(viewport=PHONE)
    page.goto(f"{site_url}{locale}where-to-report/{code}/")
    assert find_top(page, "main [href^='tel:']") <= 330


@LANGUAGES
@pytest.mark.parametrize("path", select_some(KINDS, 4))
def test_large_letters_and_long_words_fit(
    new_page: NewPage, site_url: str, locale: str, path: str
) -> None:
    page = new_page(viewport=SMALLEST)
    page.goto(site_url + locale + path)
    page.set_viewport_size(PHONE)
    page.evaluate(DOUBLE)
    assert find_top(page, "h1") < 500
    assert get_page_width(page) == PHONE["width"]
    page.reload()
    page.set_viewport_size(SMALLEST)
    for one in page.locator(NAMED).all():
        one.evaluate("(one, word) => one.children.length || (one.textContent = word)", LONG_WORD)
    assert get_page_width(page) == SMALLEST["width"]


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_the_menu_of_a_phone_opens_on_the_categories(
    new_page: NewPage, site_url: str, *, scripts: bool
) -> None:
    page = new_page(viewport=PHONE, java_script_enabled=scripts)
    page.goto(f"{site_url}e/1050/")
    menu = page.get_by_role("navigation", name="Menu")
    expect(menu).to_be_hidden()
    page.locator(".menu summary").click()
    expect(menu.get_by_role("link", name="Scams")).to_be_in_viewport(ratio=1)
    expect(menu.get_by_role("link", name="Blackmail with intimate images")).to_be_hidden()
    page.locator(".menu summary").click()
    expect(menu).to_be_hidden()


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_what_stays_behind_is_one_press_away(
    new_page: NewPage, site_url: str, *, scripts: bool
) -> None:
    page = new_page(viewport=PHONE, java_script_enabled=scripts)
    page.goto(f"{site_url}e/1050/")
    link = page.get_by_role("link", name="Stay safe here")
    expect(link).to_be_hidden()
    page.get_by_role("button", name="Your history keeps this visit.").click()
    expect(link).to_be_in_viewport(ratio=1)
    page.keyboard.press("Escape")
    expect(link).to_be_hidden()
    page.set_viewport_size({"width": 1280, "height": 800})
    expect(link).to_be_in_viewport(ratio=1)


def test_the_home_page_leads_on_with_large_buttons(new_page: NewPage, site_url: str) -> None:
    page = new_page(viewport=PHONE)
    page.goto(site_url)
    buttons = page.locator(".choices a")
    expect(buttons).to_have_count(3)
    expect(page.locator(".choices svg")).to_have_count(3)
    buttons.filter(has_text="I paid").click()
    expect(page).to_have_url(f"{site_url}scams/i-paid-first-hour/")


@LANGUAGES
def test_no_name_of_a_country_is_broken(new_page: NewPage, site_url: str, locale: str) -> None:
    page = new_page(viewport=PHONE)
    page.goto(site_url + locale)
    names = page.locator(".numbers span")
    expect(names.first).to_be_visible()
    for name in names.all():
        lines = name.evaluate(COUNT_LINES)
        words = name.inner_text().replace("-", " ").split()
        assert lines <= len(words), words
