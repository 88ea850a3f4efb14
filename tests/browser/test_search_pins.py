"""Words of danger open with the right card above all results, with the numbers of one's country."""

import re
from threading import Event

import pytest
from playwright.sync_api import Page, Route, expect

from support.axe import list_violations
from support.browser import NewPage

BRITISH = {"locale": "en-GB", "timezone_id": "Europe/London"}


def ask(page: Page, url: str, typed: str) -> None:
    page.goto(url)
    page.locator("button.search-open").click()
    page.locator(".search-field").fill(typed)
    expect(page.locator(".search-status")).not_to_be_empty()


@pytest.mark.parametrize("typed", ["i want to kill myself", "i want to kil myself", "WANT TO DIE"])
def test_a_cry_for_help_opens_with_a_crisis_line(
    new_page: NewPage, site_url: str, typed: str
) -> None:
    page = new_page(**BRITISH)
    ask(page, site_url, typed)
    card = page.locator(".search-pinned")
    expect(card.get_by_role("heading")).to_have_text("Talk to someone now")
    expect(card.locator("a[href='tel:116123']")).to_be_visible()
    expect(card.locator("[data-entry]")).to_have_attribute("href", f"{site_url}e/1049/")
    expect(page.locator(".search-status")).to_contain_text("Talk to someone now")


def test_a_card_that_comes_late_is_announced_too(new_page: NewPage, site_url: str) -> None:
    page, late = new_page(**BRITISH), Event()

    def hold(route: Route) -> None:
        page.wait_for_selector(".search-results a")
        late.set()
        route.continue_()

    page.route("**/search/pinned.js*", hold)
    ask(page, site_url, "i want to kill myself")
    expect(page.locator(".search-status")).to_contain_text("Talk to someone now")
    assert late.is_set()


def test_danger_opens_with_the_emergency_number_of_the_country_chosen(
    new_page: NewPage, site_url: str
) -> None:
    page = new_page(**BRITISH)
    ask(page, f"{site_url}fr/where-to-report/#in=be", "il est devant chez moi")
    expect(page.locator(".search-pinned a[href='tel:101']")).to_be_visible()
    expect(page.locator(".search-pinned .search-where")).to_be_hidden()


@pytest.mark.parametrize("typed", ["999", "911", "17"])
def test_an_emergency_number_of_any_country_is_known(
    new_page: NewPage, site_url: str, typed: str
) -> None:
    page = new_page(**BRITISH)
    ask(page, site_url, typed)
    expect(page.locator(".search-pinned a[href='tel:999']")).to_be_visible()


@pytest.mark.parametrize(
    ("typed", "zone", "shown"),
    [
        ("999", "America/New_York", "United Kingdom 999"),
        ("15", "America/New_York", "France 15"),
        ("911", "Europe/London", ""),  # of two countries
        ("112", "Europe/Paris", ""),  # of the reader's own, too
        ("000", "Asia/Tokyo", "Australia 000"),
    ],
)
def test_the_country_of_a_number_typed_comes_first(
    new_page: NewPage, site_url: str, typed: str, zone: str, shown: str
) -> None:
    page = new_page(locale="en", timezone_id=zone)
    asked: list[str] = []
    ask(page, site_url, "17")
    page.wait_for_load_state("networkidle")
    page.on("request", lambda request: asked.append(request.url))
    page.locator(".search-field").fill(typed)
    page.wait_for_timeout(400)  # longer than the pause after a key
    expect(page.locator(".search-pinned .search-number")).to_have_text(shown)
    assert asked == []  # no server is told


@pytest.mark.parametrize("typed", ["i am 17", "a therapist", "a door"])
def test_what_only_looks_like_it_opens_with_nothing(
    new_page: NewPage, site_url: str, typed: str
) -> None:
    page = new_page(**BRITISH)
    ask(page, site_url, typed)
    page.wait_for_load_state("networkidle")
    expect(page.locator(".search-pinned")).to_be_hidden()


@pytest.mark.parametrize("zone", ["Europe/London", "Europe/Dublin"])
def test_of_two_services_with_one_name_that_of_the_country_is_first(
    new_page: NewPage, site_url: str, zone: str
) -> None:
    page = new_page(locale="en", timezone_id=zone)
    page.goto(site_url)
    page.locator("button.search-open").click()
    page.wait_for_load_state("networkidle")
    page.locator(".search-field").fill("samaritans")
    place = {"Europe/London": "/gb/", "Europe/Dublin": "/ie/"}[zone]
    expect(page.locator(".search-results a").first).to_have_attribute("href", re.compile(place))


def test_where_no_country_is_known_it_leads_to_all(new_page: NewPage, site_url: str) -> None:
    page = new_page(locale="en", timezone_id="Asia/Tokyo")
    ask(page, site_url, "want to die")
    links = page.locator(".search-pinned .search-where a")
    expect(links.first).to_have_attribute("href", f"{site_url}where-to-report/#country.danger")
    expect(page.locator(".search-pinned .where-here")).to_have_count(0)


def test_the_empty_box_has_questions_and_the_emergency_line(
    new_page: NewPage, site_url: str
) -> None:
    page = new_page(**BRITISH)
    ask_nothing = page.locator(".search-questions")
    page.goto(f"{site_url}fr/")
    page.locator("button.search-open").click()
    expect(ask_nothing.get_by_role("link", name="Je veux mourir")).to_be_visible()
    expect(ask_nothing.get_by_role("link", name="Numéros d’urgence")).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(ask_nothing.get_by_role("link", name="Je veux mourir")).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.type("chantage")
    expect(ask_nothing).to_be_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_card_is_for_everybody(new_page: NewPage, site_url: str, axe: str, scheme: str) -> None:
    page = new_page(viewport={"width": 320, "height": 640}, color_scheme=scheme, **BRITISH)
    ask(page, site_url, "he is at my door")
    expect(page.locator(".search-pinned a[href='tel:999']")).to_be_visible()
    assert list_violations(page, axe) == []
    box = page.locator(".search-dialog")
    assert box.evaluate("box => box.scrollWidth <= box.clientWidth")
