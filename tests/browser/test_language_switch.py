"""The language switch of an entry leads to the section that the visitor is at."""

from typing import NamedTuple

import pytest
from playwright.sync_api import Page, expect

from support.browser import NewPage

pytestmark = pytest.mark.reads

ENTRY = "harassment/block-someone/"
SECTION = "#what-blocking-does"
PLACES = pytest.mark.parametrize("switch", [".languages", ".footer"], ids=["header", "footer"])


class Way(NamedTuple):
    """From a page in one language to that in another, whose name the switch shows."""

    path: str
    name: str
    there: str
    heading: str


WAYS = [
    Way("", "Français", "fr/", "Ce que fait le blocage"),
    Way("fr/", "English", "", "What blocking does"),
]


# Its heading begins in the first 100 pixels of the window.
AT_THE_TOP = """section => {
  const { top } = document.querySelector(section).getBoundingClientRect();
  return top >= 0 && top < 100;
}"""


@PLACES
@pytest.mark.parametrize("way", WAYS, ids=["to French", "to English"])
def test_a_deep_link_leads_to_the_same_section_in_the_other_language(
    page: Page, site_url: str, switch: str, way: Way
) -> None:
    page.goto(f"{site_url}{way.path}{ENTRY}{SECTION}")
    page.locator(switch).get_by_role("link", name=way.name).click()
    expect(page).to_have_url(f"{site_url}{way.there}{ENTRY}{SECTION}")
    expect(page.locator(SECTION)).to_contain_text(way.heading)
    page.wait_for_function(AT_THE_TOP, arg=SECTION)


def test_a_section_chosen_on_the_page_is_kept_by_the_switch(page: Page, site_url: str) -> None:
    page.goto(site_url + ENTRY)
    french = page.locator(".languages").get_by_role("link", name="Français")
    before = french.get_attribute("href")
    assert before
    assert "#" not in before
    page.evaluate("location.hash = 'what-blocking-does-not-do'")
    expect(french).to_have_attribute("href", f"{before}#what-blocking-does-not-do")
    page.evaluate("history.back()")
    expect(french).to_have_attribute("href", before)


def test_only_the_switch_has_the_section_in_its_links(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}{ENTRY}{SECTION}")
    expect(page.locator(f".languages a[href$='{SECTION}']")).to_have_count(2)
    expect(page.locator(f".footer a[href$='{SECTION}']")).to_have_count(1)


def test_without_scripts_the_switch_leads_to_the_top(new_page: NewPage, site_url: str) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(f"{site_url}{ENTRY}{SECTION}")
    page.locator(".languages").get_by_role("link", name="Français").click()
    expect(page).to_have_url(f"{site_url}fr/{ENTRY}")
