"""Short links and former paths, followed in a real browser, with and without scripts."""

import pytest
from playwright.sync_api import Page, expect

from support.browser import NewPage


@pytest.mark.parametrize("below", ["", "help/"], ids=["at the root", "below a path"])
@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_redirects_lead_on_without_a_message_in_the_console(
    new_page: NewPage, states_url: str, below: str, *, scripts: bool
) -> None:
    page = new_page(java_script_enabled=scripts)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    for path, target in (
        ("e/8/", "scams/moved/"),
        ("harassment/old-name/", "scams/moved/"),
        ("fr/e/8/", "fr/scams/moved/"),
        ("fr/e/4/", "fr/harassment/english-only/"),
    ):
        page.goto(states_url + below + path)
        page.wait_for_url(states_url + below + target)
    assert said == []


@pytest.mark.parametrize("below", ["", "help/"], ids=["at the root", "below a path"])
@pytest.mark.parametrize("behind", ["#in=be", "#second&in=be", "#second"])
def test_the_anchor_and_the_country_are_taken_along(
    new_page: NewPage, states_url: str, below: str, behind: str
) -> None:
    page = new_page()
    seen: list[str] = []  # country.js mends an address whose country this site does not have
    page.on("framenavigated", lambda frame: seen.append(frame.url))
    page.goto(f"{states_url}{below}fr/harassment/old-name/{behind}")
    page.wait_for_url(f"{states_url}{below}fr/scams/moved/*")
    assert f"{states_url}{below}fr/scams/moved/{behind}" in seen
    page.go_back()
    assert page.url == "about:blank", "the address that has moved is not in the history"


@pytest.mark.parametrize("path", ["e/8/", "fr/harassment/old-name/"])
def test_where_the_script_is_missing_there_is_a_link_to_press(
    page: Page, states_url: str, path: str
) -> None:
    page.route("**/redirect.js*", lambda route: route.abort())
    page.goto(states_url + path)
    expect(page.locator("main .lead a")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.locator("main .lead a").click()
    page.wait_for_url(states_url + ("fr/" if path.startswith("fr/") else "") + "scams/moved/")
