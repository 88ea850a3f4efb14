"""A site on the Pages of a forge: below a path, without our headers and without a desk."""

import re

import pytest
from playwright.sync_api import Page, expect

from support.browser import NewPage

pytestmark = pytest.mark.reads


@pytest.mark.parametrize(("code", "words"), [("", "Write to us"), ("fr/", "Nous écrire")])
def test_without_a_desk_readers_are_told_where_to_write(
    page: Page, pages_url: str, code: str, words: str
) -> None:
    page.goto(f"{pages_url}{code}harassment/current/")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert page.locator("form[action*=desk]").count() == 0
    link = page.locator(".rating").get_by_role("link", name=words)
    expect(link).to_have_attribute("href", re.compile("^mailto:help@square.example"))
    page.goto(f"{pages_url}{code}contact/")
    expect(page.locator("main")).to_contain_text("help@square.example")


@pytest.mark.parametrize(("code", "word"), [("", "current"), ("fr/", "actuelle")])
def test_the_search_finds_the_pages_below_the_path(
    page: Page, pages_url: str, code: str, word: str
) -> None:
    page.goto(pages_url + code)
    page.keyboard.press("Control+k")
    expect(page.locator(".search-field")).to_be_focused()
    page.keyboard.type(word)
    expect(page.locator(".search-results a").first).to_be_visible()
    link = page.locator(".search-results a").first
    assert pages_url + code in str(link.evaluate("link => link.href"))
    link.click()
    expect(page.locator("h1")).to_be_visible()
    assert page.url.startswith(pages_url + code)


def test_the_language_switch_and_a_page_that_is_not_there_stay_below_the_path(
    page: Page, pages_url: str
) -> None:
    page.goto(f"{pages_url}harassment/current/")
    page.locator(".languages").get_by_role("link", name="Français").click()
    expect(page).to_have_url(f"{pages_url}fr/harassment/current/")
    answer = page.goto(f"{pages_url}fr/nothing/here/")
    assert answer is not None
    assert answer.status == 404
    expect(page.locator("h1")).to_have_text("Cette page n’existe pas")
    page.get_by_role("link", name="Accueil").first.click()
    expect(page).to_have_url(f"{pages_url}fr/")


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_moved_entries_and_short_addresses_lead_on(
    new_page: NewPage, pages_url: str, *, scripts: bool
) -> None:
    page = new_page(java_script_enabled=scripts)
    for path, target in (("harassment/old-name/", "scams/moved/"), ("fr/e/4/", "fr/harassment/")):
        page.goto(pages_url + path)
        page.wait_for_url(f"{pages_url}{target}**")


@pytest.mark.reads(fresh=True)
def test_no_request_leaves_the_path_and_other_sites_learn_nothing(
    page: Page, pages_url: str
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(f"{pages_url}fr/harassment/current/")
    page.keyboard.press("Control+k")
    expect(page.locator(".search-field")).to_be_focused()
    page.keyboard.type("actuelle")
    expect(page.locator(".search-results a").first).to_be_visible()
    assert [url for url in asked if not url.startswith((pages_url, "data:"))] == []
    assert said == []
    policy = page.locator("meta[name=referrer]").get_attribute("content")
    assert policy == "same-origin"
