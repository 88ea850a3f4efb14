"""Steps of an urgent section: they can be ticked off with a thumb, and nothing is kept of it."""

from itertools import pairwise

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from support.browser import NewPage

pytestmark = pytest.mark.reads

PHONE: ViewportSize = {"width": 360, "height": 640}
ENTRY = "scams/i-paid-first-hour/"
NAMES = {"": "Step 1 done", "fr/": "Étape 1 faite"}
LOCALES = pytest.mark.parametrize("locale", NAMES, ids=["en", "fr"])
SCRIPTS = pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])


@SCRIPTS
@LOCALES
def test_a_step_is_ticked_off_with_a_thumb(
    new_page: NewPage, site_url: str, locale: str, *, scripts: bool
) -> None:
    page = new_page(viewport=PHONE, java_script_enabled=scripts)
    page.goto(site_url + locale + ENTRY)
    box = page.get_by_role("checkbox", name=NAMES[locale])
    expect(box).not_to_be_checked()
    box.click()
    expect(box).to_be_checked()
    box.click()
    expect(box).not_to_be_checked()


def test_boxes_are_as_large_as_a_thumb_and_do_not_overlap(new_page: NewPage, site_url: str) -> None:
    page = new_page(viewport=PHONE)
    page.goto(site_url + ENTRY)
    boxes = [each.bounding_box() for each in page.locator(".tick").all()]
    assert len(boxes) > 5
    found = [(box["width"], box["height"], box["y"]) for box in boxes if box]
    assert {size for *size_, _ in found for size in size_} == {44}
    tops = [top for _, _, top in found]
    assert all(below - top >= 44 for top, below in pairwise(tops))


def test_the_keyboard_ticks_a_step_and_shows_where_it_is(page: Page, site_url: str) -> None:
    page.goto(site_url + ENTRY)
    box = page.locator(".tick").first
    box.focus()
    page.keyboard.press("Space")
    expect(box).to_be_checked()
    assert box.evaluate("box => getComputedStyle(box).outlineStyle") != "none"


def test_whoever_comes_back_finds_no_step_ticked_off(page: Page, site_url: str) -> None:
    page.goto(site_url + ENTRY)
    page.locator(".tick").first.check()
    page.goto(site_url)
    page.go_back()
    expect(page.locator(".tick").first).not_to_be_checked()
    page.locator(".tick").first.check()
    page.reload()
    expect(page.locator(".tick").first).not_to_be_checked()
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


@LOCALES
def test_a_section_says_whether_it_is_for_now_or_for_later(
    page: Page, site_url: str, locale: str
) -> None:
    page.goto(f"{site_url}{locale}e/1050/")
    words = {"": ["Now", "Later"], "fr/": ["Maintenant", "Plus tard"]}[locale]
    headings = page.get_by_role("heading", level=2)
    for word in words:
        expect(headings.filter(has_text=word)).to_have_count(1)
