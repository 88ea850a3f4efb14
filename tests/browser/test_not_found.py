"""The page that is not there puts the language of the address asked for first."""

from typing import NamedTuple

import pytest
from playwright.sync_api import Page, expect

from support.browser import NewPage

pytestmark = pytest.mark.reads

ENGLISH, FRENCH = "This page does not exist", "Cette page n’existe pas"


class FirstWords(NamedTuple):
    """What comes first, wherever one may look."""

    heading: str
    second: str
    lang: str
    search: str
    skip: str
    exit: str


IN_ENGLISH = FirstWords(
    ENGLISH, FRENCH, "en", "Search", "Skip to the text", "https://www.bbc.com/weather"
)
IN_FRENCH = FirstWords(
    FRENCH, ENGLISH, "fr", "Rechercher", "Aller au texte", "https://meteofrance.com/"
)


def read_first_words(page: Page) -> FirstWords:
    return FirstWords(
        heading=page.locator("h1").inner_text(),
        second=page.locator("main h2").inner_text(),
        lang=page.locator("html").get_attribute("lang") or "",
        search=page.locator(".search-open span").inner_text(),
        skip=page.locator(".skip").first.text_content() or "",
        exit=page.locator(".exit-link").first.get_attribute("href") or "",
    )


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("x", IN_ENGLISH),
        ("fr/x", IN_FRENCH),
        ("fr/no/such/page/?q=1#a", IN_FRENCH),
        ("french/x", IN_ENGLISH),
        ("x/fr/", IN_ENGLISH),
    ],
)
def test_the_language_of_the_address_comes_first(
    page: Page, site_url: str, path: str, expected: FirstWords
) -> None:
    page.goto(site_url + path)
    assert read_first_words(page) == expected
    expect(page).to_have_title(f"{expected.heading} · {expected.second}")
    assert page.locator("main > section").count() == 2


def test_the_language_of_the_address_is_first_in_tab_order(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}fr/x")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Aller au texte")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Accueil")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{site_url}fr/")


def test_the_search_is_in_the_language_of_the_address(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}fr/x")
    page.keyboard.press("Control+k")
    expect(page.locator(".search-field")).to_be_focused()
    page.keyboard.type("harcèlement")
    expect(page.locator(".search-status")).to_contain_text("résultats")
    assert "/fr/" in (page.locator(".search-results a").first.get_attribute("href") or "")


def test_without_scripts_the_language_of_the_site_comes_first(
    new_page: NewPage, site_url: str
) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(f"{site_url}fr/x")
    assert read_first_words(page) == IN_ENGLISH
    page.get_by_role("link", name="Accueil").click()
    expect(page).to_have_url(f"{site_url}fr/")
