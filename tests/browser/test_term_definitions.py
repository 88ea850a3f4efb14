"""Definitions as people open them: by touch, by keyboard, without JavaScript."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from support.browser import NewPage
from support.built_site import BuildSite
from support.offenders import assert_none

EVIDENCE = "e/1039/"


def find_first_term(page: Page) -> tuple[Locator, Locator]:
    """The button over the first term of the page, and what it opens."""
    button = page.locator(".term button").first
    return button, page.locator(f"[id='{button.get_attribute('popovertarget')}']")


@pytest.fixture(params=["", "fr/"])
def text(request: pytest.FixtureRequest, page: Page, site_url: str) -> Page:
    page.goto(f"{site_url}{request.param}{EVIDENCE}")
    return page


@pytest.mark.parametrize("options", [{}, {"java_script_enabled": False}], ids=["script", "none"])
def test_a_touch_opens_the_definition_and_another_closes_it(
    new_page: NewPage, site_url: str, options: dict[str, bool]
) -> None:
    page = new_page(has_touch=True, **options)
    page.goto(site_url + EVIDENCE)
    button, panel = find_first_term(page)
    expect(panel).to_be_hidden()
    button.tap()
    expect(panel).to_be_visible()
    panel.get_by_role("button").tap()
    expect(panel).to_be_hidden()
    button.tap()
    page.touchscreen.tap(180, 200)
    expect(panel).to_be_hidden()


def test_a_definition_can_be_opened_and_closed_by_keyboard(text: Page) -> None:
    button, panel = find_first_term(text)
    button.focus()
    text.keyboard.press("Enter")
    expect(panel).to_be_focused()
    expect(panel).to_have_role("dialog")
    expect(panel).to_have_accessible_description("")  # its words are read as they stand there
    text.keyboard.press("Tab")
    expect(panel.get_by_role("button")).to_be_focused()
    text.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(button).to_be_focused()


def test_the_panel_fits_the_foot_of_a_phone(new_page: NewPage, site_url: str) -> None:
    page = new_page(viewport={"width": 320, "height": 640})
    page.goto(f"{site_url}fr/{EVIDENCE}")
    button, panel = find_first_term(page)
    button.click()
    box = panel.bounding_box()
    assert box is not None
    assert (box["x"], box["width"]) == (0, 320)
    assert box["y"] + box["height"] == pytest.approx(640, abs=1)
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    assert (panel.get_by_role("button").bounding_box() or {"height": 0})["height"] >= 44


def test_the_words_are_selected_and_read_without_their_definitions(text: Page) -> None:
    button, panel = find_first_term(text)
    around = button.locator("xpath=ancestor::*[self::p or self::li][1]")
    selected, written = around.evaluate(
        "one => { getSelection().selectAllChildren(one); const copy = one.cloneNode(true);"
        "copy.querySelectorAll('.term-panel').forEach((panel) => panel.remove());"
        "return [getSelection().toString(), copy.textContent] }"
    )
    assert panel.text_content()
    assert selected.split() == written.split()


def test_a_definition_is_announced_by_its_word_and_there_are_few(text: Page) -> None:
    button, _ = find_first_term(text)
    word = button.locator("xpath=..").inner_text().strip()  # as who says what they see names it
    expect(button).to_have_accessible_name(re.compile(f"[“«].?{word}.?[”»]"))
    assert text.locator(".term").count() <= 5


# Whatever the machine has for a generic name; a named one stands for itself where it is installed.
FONTS = [
    *("system-ui", "sans-serif", "serif", "monospace", "cursive", "fantasy", "DejaVu Sans"),
    *("Liberation Sans", "Liberation Mono", "Noto Sans", "Roboto", "Arial", "Verdana", "Georgia"),
    *("Courier New", "Comic Sans MS", "OpenDyslexic"),
]


@pytest.mark.thorough
@pytest.mark.parametrize("path", ["", "fr/"])
def test_the_checklist_is_one_sheet_of_paper_in_any_font(
    new_page: NewPage, site_url: str, path: str
) -> None:
    # A4 within margins of 1.5 cm; as on paper, letters stand between the points of a screen.
    page = new_page(viewport={"width": 680, "height": 1009}, device_scale_factor=4)
    page.goto(f"{site_url}{path}{EVIDENCE}")
    page.emulate_media(media="print")
    sheet = page.locator(".checklist")
    heights = {}
    for font in FONTS:
        page.evaluate("font => document.body.style.fontFamily = font", font)
        heights[font] = (sheet.bounding_box() or {"height": 9999})["height"]
    assert_none(f"{font}: {height}" for font, height in heights.items() if height > 1009 - 60)


@pytest.mark.parametrize("path", ["", "fr/"])
def test_the_printed_checklist_has_boxes_to_tick_and_no_buttons(
    page: Page, site_url: str, path: str
) -> None:
    page.goto(f"{site_url}{path}{EVIDENCE}")
    page.emulate_media(media="print")
    sheet = page.locator(".checklist")
    boxes = sheet.locator(".checklist-items > li").evaluate_all(
        "all => all.map(one => getComputedStyle(one, '::before').borderTopStyle)"
    )
    assert boxes == ["solid"] * 9
    assert page.locator(".term button").first.is_hidden()


@pytest.mark.parametrize("path", ["", "fr/"])
def test_the_checklist_begins_and_ends_its_sheet(
    new_page: NewPage, site_url: str, path: str
) -> None:
    page = new_page()
    page.goto(f"{site_url}{path}{EVIDENCE}")
    page.emulate_media(media="print")
    breaks = page.locator(".checklist").evaluate(
        "one => { const before = one.previousElementSibling; return ["
        "getComputedStyle(before.matches('h2, h3') ? before : one).breakBefore,"
        "getComputedStyle(one).breakAfter] }"
    )
    assert breaks == ["page", "page"]


def test_the_corpus_has_the_text_as_it_was_written(build_site: BuildSite) -> None:
    site = build_site("square").folder
    assert "term-panel" in (site / EVIDENCE / "index.html").read_text(encoding="utf-8")
    files = [*(site / "entries").glob("*.json"), *site.glob("*.xml"), *site.glob("*.txt")]
    assert len(files) > 20
    for file in files:
        assert "popover" not in file.read_text(encoding="utf-8"), file
