"""A page grows old: by the reader's own clock, the general instruction takes the place of a number.

The site is that of tests/sites/channels, built as of 2026-11-21; the clock is the browser's.
"""

import pytest
from playwright.sync_api import Page, expect

from support.browser import NewPage

DUE = "tel:+33199001111"  # to be checked again by 2026-12-01


def open_folds(page: Page) -> None:
    page.evaluate("for (const fold of document.querySelectorAll('main details')) fold.open = true")


def open_page_at(page: Page, url: str, instant: str) -> Page:
    page.clock.install(time=instant)
    page.goto(url)
    return page


@pytest.mark.parametrize(
    ("instant", "count"),
    [
        ("2026-11-30T12:00:00Z", 1),
        ("2026-12-01T00:00:00Z", 1),
        ("2026-12-01T23:59:59Z", 1),
        ("2026-12-02T00:00:00Z", 0),
        ("2031-01-01T00:00:00Z", 0),
    ],
)
@pytest.mark.parametrize("path", ["", "harassment/call/", "fr/where-to-report/fr/"])
def test_a_number_stands_through_its_day_and_no_longer(
    channels_url: str, page: Page, path: str, instant: str, count: int
) -> None:
    open_page_at(page, channels_url + path, instant)
    expect(page.locator(f"a[href='{DUE}']")).to_have_count(count)


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago"])
def test_the_day_is_that_of_utc_wherever_the_reader_is(
    channels_url: str, new_page: NewPage, zone: str
) -> None:
    page = open_page_at(new_page(timezone_id=zone), channels_url, "2026-12-01T23:00:00Z")
    expect(page.locator(f"a[href='{DUE}']")).to_have_count(1)
    page = open_page_at(new_page(timezone_id=zone), channels_url, "2026-12-02T01:00:00Z")
    expect(page.locator(f"a[href='{DUE}']")).to_have_count(0)


def test_the_general_instruction_is_in_the_readers_language(channels_url: str, page: Page) -> None:
    open_page_at(page, channels_url + "fr/harassment/call/", "2031-01-01T00:00:00Z")
    expect(page.locator("div.channel-past").first).to_contain_text("numéro d’urgence de votre pays")
    expect(page.locator("span.channel-past [lang=fr]").first).to_contain_text("que nous vérifions")


@pytest.mark.parametrize("path", ["harassment/call/", "where-to-report/fr/", "where-to-report/us/"])
def test_years_later_no_number_and_no_name_is_left(
    channels_url: str, page: Page, path: str
) -> None:
    open_page_at(page, channels_url + path, "2031-01-01T00:00:00Z")
    expect(page.locator("[href^='tel:'], [href^='sms:'], [data-review-by]")).to_have_count(0)
    expect(page.locator("main")).not_to_contain_text("3018")
    expect(page.locator("main .channel")).to_have_count(0)


def test_services_in_a_row_say_it_once(channels_url: str, page: Page) -> None:
    open_page_at(page, channels_url + "where-to-report/us/", "2031-01-01T00:00:00Z")
    for section in page.locator(".country-topic").all():
        assert section.locator(".channel-past").count() <= 2, "one for each list"
    expect(page.locator(".channels").first.locator("li")).to_have_count(1)


def test_a_page_left_open_grows_old_too(channels_url: str, page: Page) -> None:
    open_page_at(page, channels_url, "2026-12-01T12:00:00Z")
    expect(page.locator(f"a[href='{DUE}']")).to_have_count(1)
    page.clock.set_system_time("2026-12-02T12:00:00Z")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(page.locator(f"a[href='{DUE}']")).to_have_count(0)


def test_who_was_on_the_number_stays_where_it_was(channels_url: str, page: Page) -> None:
    open_page_at(page, channels_url, "2026-12-01T12:00:00Z")
    page.locator(f"a[href='{DUE}']").focus()
    page.clock.set_system_time("2026-12-02T12:00:00Z")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    assert page.evaluate("document.activeElement.className") == "channel-past"


@pytest.mark.parametrize("width", [320, 360, 1280])
@pytest.mark.parametrize("path", ["harassment/call/", "fr/where-to-report/us/"])
def test_numbers_are_big_enough_to_press_and_nothing_is_cut(
    channels_url: str, new_page: NewPage, path: str, width: int
) -> None:
    page = open_page_at(
        new_page(viewport={"width": width, "height": 740}), channels_url + path, "2026-11-21"
    )
    open_folds(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    boxes = [link.bounding_box() for link in page.locator(".channel-ways a").all()]
    assert boxes
    assert all(box and box["height"] >= 44 for box in boxes)


def test_without_scripts_every_country_is_readable(channels_url: str, new_page: NewPage) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(channels_url + "fr/where-to-report/")
    page.get_by_role("link", name="France").click()
    young = page.get_by_role("link", name="Appeler 3018").first
    expect(young).to_be_hidden()
    page.locator("summary", has_text="Harcèlement").click()
    expect(young).to_be_visible()
    page.locator("summary", has_text="Arnaques").click()
    page.locator("summary", has_text="Limites et source").locator("visible=true").last.click()
    expect(
        page.get_by_text("à vérifier de nouveau avant le 1er décembre 2026").first
    ).to_be_visible()


def test_a_page_on_paper_has_whole_addresses_and_no_chrome(channels_url: str, page: Page) -> None:
    open_page_at(page, channels_url + "where-to-report/us/", "2026-11-21")
    page.emulate_media(media="print")
    expect(page.locator(".ways-on")).to_be_hidden()
    expect(page.locator(".channel-not").first).to_be_visible()
    link = page.locator(".channel-ways [href^=https]").first
    shown = link.evaluate("link => getComputedStyle(link, '::after').content")
    assert "https://www.line.example/" in shown


@pytest.mark.parametrize("locale", ["", "fr/"], ids=["en", "fr"])
def test_a_search_without_result_leads_to_where_to_report(
    page: Page, channels_url: str, locale: str
) -> None:
    page.goto(f"{channels_url}{locale}harassment/call/")
    page.locator("button.search-open").click()
    page.locator(".search-field").fill("zzzzqqqq")
    ways = page.locator(".search-ways")
    name = {"": "Where to report", "fr/": "Où signaler"}[locale]
    ways.get_by_role("link", name=name).click()
    expect(page).to_have_url(f"{channels_url}{locale}where-to-report/")
