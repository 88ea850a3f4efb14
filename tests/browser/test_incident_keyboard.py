"""From the home page to a pack by the keyboard alone, on a phone: nobody told how."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from support.axe import EVERY_LOOK, list_violations_in
from support.browser import NewPage
from support.built_site import BuiltSite
from support.incident_log import KEY

MOST_TABS = 80
STANDS_AT = "selector => document.activeElement.matches(selector)"


@pytest.fixture(scope="module")
def home_url(guide_site: BuiltSite, serve: Callable[[BuiltSite], str]) -> str:
    return serve(guide_site)


def move_focus(page: Page, selector: str) -> None:
    """Press Tab until the focus is on what `selector` matches."""
    for _press in range(MOST_TABS):
        if page.evaluate(STANDS_AT, selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(selector)


def press(page: Page, selector: str) -> None:
    move_focus(page, selector)
    page.keyboard.press("Enter")


def write(page: Page, name: str, text: str) -> None:
    move_focus(page, f"[id='log.{name}']")
    page.keyboard.type(text)


def add(page: Page, what: str, day: str = "") -> None:
    if day:
        write(page, "date", day)
    write(page, "what", what)
    press(page, ".log-main")
    expect(page.locator("[id='log.heading']")).to_be_focused()


def save_and_open(page: Page, file: Path) -> None:
    write(page, "new", KEY)
    write(page, "again", KEY)
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    download.value.save_as(file)
    page.reload()
    press(page, ".log-open summary")
    with page.expect_file_chooser() as chooser:
        press(page, "[id='log.file']")
    chooser.value.set_files(file)
    write(page, "key", KEY)
    page.keyboard.press("Enter")


def test_a_path_a_log_of_three_incidents_and_a_pack_need_no_pointer(
    new_page: NewPage, axe: str, home_url: str, tmp_path: Path
) -> None:
    page = new_page(viewport={"width": 360, "height": 640})
    page.goto(home_url)
    press(page, ".guide-way a[href*='find-help']")
    page.wait_for_url("**/find-help/")
    press(page, ".guide-answers a")
    expect(page.get_by_role("heading", level=1)).to_have_text("You paid")
    press(page, "a.button[href*='notes']")
    page.wait_for_url("**/notes/")
    add(page, "The first.", "11202026")
    add(page, "The second.", "11212026")
    add(page, "The third.")
    items = page.locator("[id='log.items'] > li")
    expect(items).to_have_count(3)
    save_and_open(page, tmp_path / "notes.json")
    expect(items).to_have_count(3)
    expect(items.first).to_contain_text("20 November 2026")
    press(page, "[id='log.make'] [type=submit]")
    expect(page.locator("[id='log.drawn']")).to_be_focused()
    expect(page.locator(".log-facts li")).to_have_count(3)
    expect(page.get_by_role("link", name="Leave this page").first).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    assert list_violations_in(page, axe, EVERY_LOOK) == []
