"""Lists as a person uses them: home, A to Z, recent changes, the way through a category."""

import pytest
from playwright.sync_api import Page, expect

from support.browser import NewPage

pytestmark = pytest.mark.reads

FIRST = "e/1054/"  # in its category, by `order`
LISTS = ["", "entries/", "changes/", "tags/", "harassment/"]


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_letter_leads_to_its_entries_by_keyboard(
    new_page: NewPage, site_url: str, *, scripts: bool
) -> None:
    page = new_page(java_script_enabled=scripts)
    page.goto(f"{site_url}fr/entries/")
    page.get_by_role("navigation", name="Sur cette page").get_by_role("link", name="S").press(
        "Enter"
    )
    expect(page).to_have_url(f"{site_url}fr/entries/#letter-s")
    expect(page.get_by_role("heading", name="S", exact=True)).to_be_in_viewport()
    expect(page.get_by_role("link", name="Signaler une annonce")).to_be_in_viewport()


def test_a_to_z_marks_what_is_in_another_language(page: Page, states_url: str) -> None:
    page.goto(f"{states_url}fr/entries/")
    item = page.get_by_role("listitem").filter(has_text="An entry only in English")
    assert item.get_by_role("link").get_attribute("lang") == "en"
    expect(item.locator(".small-mark")).to_contain_text("English")


def test_the_emergency_is_seen_without_scrolling_on_a_phone(page: Page, site_url: str) -> None:
    for path, words in (("", "emergency number"), ("fr/", "numéro d’urgence")):
        page.goto(site_url + path)
        expect(page.locator(".emergency > p").first).to_contain_text(words)
        expect(page.locator(".emergency > p").first).to_be_in_viewport(ratio=1)


def test_the_home_page_leads_to_entries_lists_and_recent_changes(page: Page, site_url: str) -> None:
    page.goto(site_url)
    card = page.get_by_role("listitem").filter(has=page.get_by_role("heading", name="Harassment"))
    assert card.get_by_role("listitem").count() == 3
    card.get_by_role("link", name="Blackmail with intimate images").click()
    expect(page).to_have_url(site_url + FIRST)
    page.goto(site_url)
    page.locator("main").get_by_role("link", name="Recent changes").click()
    expect(page.locator("h1")).to_have_text("Recent changes")


def test_the_footer_leads_to_recent_changes_and_they_to_the_entry(
    page: Page, site_url: str
) -> None:
    page.goto(f"{site_url}fr/{FIRST}")
    page.locator(".footer").get_by_role("link", name="Changements récents").click()
    expect(page).to_have_url(f"{site_url}fr/changes/")
    newest = page.locator(".recent > li").first
    title = newest.get_by_role("link").inner_text()
    newest.get_by_role("link").click()
    expect(page.locator("h1")).to_have_text(title)


def test_next_leads_through_the_category_and_previous_back(page: Page, site_url: str) -> None:
    page.goto(site_url + FIRST)
    ways = page.get_by_role("navigation", name="In the same category")
    expect(ways.get_by_role("link")).to_have_count(1)  # the first entry has nothing before it
    title = ways.locator("a[rel=next] span").last.inner_text()
    ways.locator("a[rel=next]").press("Enter")
    expect(page.locator("h1")).to_have_text(title)
    page.locator("a[rel=prev]").click()
    expect(page).to_have_url(site_url + FIRST)


def test_the_time_to_read_stands_beside_the_text(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}fr/{FIRST}")
    expect(page.locator(".facts .reading")).to_contain_text("minutes de lecture")


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize("locale", ["", "fr/"], ids=["en", "fr"])
def test_lists_fit_a_screen_of_320_pixels_and_a_thumb(
    new_page: NewPage, site_url: str, path: str, locale: str
) -> None:
    page = new_page(viewport={"width": 320, "height": 740})
    page.goto(site_url + locale + path)
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    places = page.locator(
        ".letters a, .entry-list a, .recent a, .card a, .ways-on a, .topics a, .neighbours a"
    )
    heights = places.evaluate_all("links => links.map(a => a.getBoundingClientRect().height)")
    assert heights
    assert min(heights) >= 40
