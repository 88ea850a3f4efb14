"""Leave this page: the link, the keys, the cover, the way Back, as a person meets them.

No request leaves the machine: the page that the exit leads to is played by the test.
"""

from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Locator, Page, Request, Route, expect

from support.browser import NewPage

ENTRY = "e/1029/"
SENSITIVE = "fr/e/1054/"
SAFETY = "e/1049/"
KINDS = ["", "harassment/", "tags/police/", "tags/", "entries/", ENTRY, SENSITIVE, "no/such/page/"]
WEATHER = "https://www.bbc.com/weather"
METEO = "https://meteofrance.com/"
START = datetime(2026, 11, 21, 12, tzinfo=UTC)  # by the clock of a page that is held


class Outside:
    """Every other host: each answers with the same page, or, `slow`, with no page at all."""

    def __init__(self, page: Page, site: str, *, slow: bool = False) -> None:
        self.requests: list[Request] = []
        self.slow = slow
        page.route(lambda url: not url.startswith(site), self.answer)

    def answer(self, route: Route, request: Request) -> None:
        self.requests.append(request)
        if self.slow:
            route.fulfill(status=204)  # the browser stays where it is
        else:
            route.fulfill(content_type="text/html", body="<title>Rain</title><h1>Rain</h1>")

    @property
    def addresses(self) -> list[str]:
        return [request.url for request in self.requests]

    @property
    def referrers(self) -> list[str]:
        headers = [request.all_headers() for request in self.requests]
        return [each["referer"] for each in headers if "referer" in each]


def find_exit_button(page: Page) -> Locator:
    return page.locator(".exit-bar .exit-link")


def open_about(page: Page) -> None:
    """Show what stays behind, and the keys: on a phone they are behind a press."""
    page.locator(".exit-about").click()


def press_shift(page: Page, times: int = 3) -> None:
    for _ in range(times):
        page.keyboard.press("Shift")


def expect_usable(page: Page) -> None:
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator("html.leaving")).to_have_count(0)
    expect(page.locator(".exit-status")).to_have_text("")


@pytest.mark.parametrize("path", KINDS)
@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_every_kind_of_page_can_be_left_in_the_same_tab(
    new_page: NewPage, site_url: str, path: str, *, scripts: bool
) -> None:
    page = new_page(java_script_enabled=scripts)
    outside = Outside(page, site_url)
    page.goto(site_url + path)
    target = METEO if path.startswith("fr/") else WEATHER
    find_exit_button(page).click()
    expect(page).to_have_url(target)
    assert outside.addresses == [target]
    assert outside.referrers == []
    assert len(page.context.pages) == 1


def test_the_page_that_was_left_is_no_longer_behind_the_back_button(
    page: Page, site_url: str
) -> None:
    Outside(page, site_url)
    page.goto(site_url)
    page.goto(site_url + ENTRY)
    find_exit_button(page).click()
    expect(page).to_have_url(WEATHER)
    page.go_back()
    expect(page).to_have_url(site_url)
    expect_usable(page)
    page.go_forward()
    expect(page).to_have_url(WEATHER)


def test_the_page_is_covered_at_once_and_screen_readers_announce_it(
    page: Page, site_url: str
) -> None:
    Outside(page, site_url, slow=True)
    page.goto(f"{site_url}fr/{ENTRY}")
    status = page.locator(".exit-status")
    find_exit_button(page).click()
    expect(status).to_have_text("Un instant…")
    expect(status).to_have_role("status")
    assert status.bounding_box() == {"x": 0, "y": 0, "width": 360, "height": 740}
    assert page.locator("body > *:visible").count() == 1
    assert "harcèle" not in page.title()


def test_the_cover_is_gone_when_a_browser_shows_the_page_again(page: Page, site_url: str) -> None:
    Outside(page, site_url, slow=True)
    page.goto(site_url + ENTRY)
    title = page.title()
    find_exit_button(page).click()
    expect(page.locator("h1")).to_be_hidden()
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")
    expect_usable(page)
    assert page.title() == title


def test_shift_three_times_leaves_and_counts_aloud(page: Page, site_url: str) -> None:
    outside = Outside(page, site_url)
    page.goto(site_url + ENTRY)
    press_shift(page, 1)
    expect(page.locator(".exit-status")).to_have_text("Press Shift 2 more times to leave.")
    press_shift(page, 1)
    expect(page.locator(".exit-status")).to_have_text("Press Shift 1 more time to leave.")
    assert outside.addresses == []
    press_shift(page, 1)
    expect(page).to_have_url(WEATHER)
    assert outside.referrers == []


def test_each_press_must_come_within_five_seconds_of_the_last(page: Page, site_url: str) -> None:
    outside = Outside(page, site_url)
    page.clock.install(time=START)
    page.goto(site_url + ENTRY)
    page.clock.pause_at(START + timedelta(hours=1))  # the machine may be slow
    press_shift(page, 2)
    page.clock.fast_forward(5001)
    expect(page.locator(".exit-status")).to_have_text("")
    press_shift(page, 1)
    page.clock.fast_forward(4900)
    press_shift(page, 1)
    assert outside.addresses == []
    page.clock.fast_forward(4900)
    press_shift(page, 1)
    expect(page).to_have_url(WEATHER)


@pytest.mark.parametrize("keys", ["Shift+Tab", "Shift+A", "Control+Shift", "Alt+Shift"])
def test_shift_held_with_another_key_does_not_count(page: Page, site_url: str, keys: str) -> None:
    outside = Outside(page, site_url)
    page.goto(site_url + ENTRY)
    for _ in range(4):
        page.keyboard.press(keys)
    expect(page.locator(".exit-status")).to_have_text("")
    press_shift(page, 2)
    page.keyboard.press("x")  # and another key between two presses starts again
    press_shift(page, 2)
    expect(page.locator(".exit-status")).to_have_text("Press Shift 1 more time to leave.")
    assert outside.addresses == []


def test_shift_held_for_a_click_or_for_capitals_does_not_count(page: Page, site_url: str) -> None:
    outside = Outside(page, site_url)
    page.goto(site_url + ENTRY)
    for _ in range(4):
        page.locator("h1").click(modifiers=["Shift"])
    page.keyboard.press("Control+k")
    for letter in "ABCD":
        page.keyboard.press(f"Shift+{letter}")
    expect(page.locator(".search-field")).to_have_value("ABCD")
    assert outside.addresses == []


def test_the_keys_can_be_switched_off_for_this_page_only(page: Page, site_url: str) -> None:
    outside = Outside(page, site_url)
    page.goto(site_url + ENTRY)
    open_about(page)
    switch = page.get_by_role("checkbox", name="Pressing Shift three times leaves too")
    expect(switch).to_be_checked()
    switch.uncheck()
    expect(page.locator(".exit-keys").get_by_role("status")).to_have_text("Off on this page")
    press_shift(page, 4)
    expect_usable(page)
    assert outside.addresses == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert page.context.cookies() == []
    page.reload()
    open_about(page)
    expect(switch).to_be_checked()
    press_shift(page)
    expect(page).to_have_url(WEATHER)


def test_without_scripts_nothing_is_said_about_keys(new_page: NewPage, site_url: str) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(site_url + ENTRY)
    open_about(page)
    expect(page.get_by_text("Your history keeps this visit.")).to_be_visible()
    expect(page.get_by_text("Pressing Shift")).to_be_hidden()


@pytest.mark.parametrize("locale", ["", "fr/"], ids=["en", "fr"])
def test_the_exit_button_has_its_limits_and_a_link_beside_it(
    page: Page, site_url: str, locale: str
) -> None:
    page.goto(site_url + locale + ENTRY)
    kept = {"": "Your history keeps this visit.", "fr/": "L’historique garde cette visite."}[locale]
    expect(page.locator(".exit-about")).to_have_accessible_name(kept)
    open_about(page)
    page.locator(".exit-words a").click()
    expect(page).to_have_url(site_url + locale + SAFETY)
    expect(page.locator(".notice")).to_have_count(0)


def test_the_search_can_be_left_too(page: Page, site_url: str) -> None:
    Outside(page, site_url)
    page.goto(site_url + ENTRY)
    page.keyboard.press("Control+k")
    expect(page.locator(".search-field")).to_be_focused()
    page.get_by_role("dialog").get_by_role("link", name="Leave this page").click()
    expect(page).to_have_url(WEATHER)


def test_the_search_does_not_stand_over_the_cover(page: Page, site_url: str) -> None:
    Outside(page, site_url, slow=True)
    page.goto(site_url + ENTRY)
    page.keyboard.press("Control+k")
    expect(page.locator(".search-field")).to_be_focused()
    press_shift(page)
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(page.locator(".exit-status")).to_be_visible()


def test_the_second_stop_of_the_keyboard_leaves(page: Page, site_url: str) -> None:
    Outside(page, site_url)
    page.goto(site_url + ENTRY)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    focused = page.locator(":focus")
    expect(focused).to_have_text("Leave this page")
    expect(focused).to_be_in_viewport(ratio=1)
    page.keyboard.press("Enter")
    expect(page).to_have_url(WEATHER)


def test_on_paper_there_is_no_exit(page: Page, site_url: str) -> None:
    page.goto(site_url + ENTRY)
    page.emulate_media(media="print")
    expect(find_exit_button(page)).to_be_hidden()
    expect(page.locator(".exit-words")).to_be_hidden()


def test_shift_in_words_that_somebody_writes_does_not_leave(page: Page, site_url: str) -> None:
    outside = Outside(page, site_url)
    page.goto(f"{site_url}propose/")
    field = page.get_by_label("Number of the entry")
    field.fill("1050")
    press_shift(page, 4)
    expect_usable(page)
    expect(field).to_have_value("1050")
    assert outside.addresses == []
