"""The page for translators as a person uses it: on a phone, by keyboard, without scripts."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from support.axe import list_violations
from support.browser import NewPage, Serve
from support.built_site import BuildSite

pytestmark = pytest.mark.reads

FRENCH = "fr/translate/"
CHANGES = ".source-diff summary"


def open_changes(page: Page, url: str) -> None:
    page.goto(url)
    for summary in page.locator(CHANGES).all():
        summary.click()


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_what_changed_opens_by_keyboard(
    new_page: NewPage, states_url: str, *, scripts: bool
) -> None:
    page = new_page(java_script_enabled=scripts)
    page.goto(states_url + FRENCH)
    expect(page.get_by_text("A paragraph was added")).to_be_hidden()
    page.locator(CHANGES).last.press("Enter")
    expect(page.get_by_text("A paragraph was added")).to_be_visible()
    expect(page.locator(".diff ins").last).to_have_text("ajouté : A new paragraph.")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_what_changed(
    axe: str, new_page: NewPage, states_url: str, scheme: str
) -> None:
    high = {"width": 320, "height": 6000}  # the way out at its foot covers nothing
    page = new_page(viewport=high, color_scheme=scheme)
    open_changes(page, states_url + FRENCH)
    assert list_violations(page, axe) == []


@pytest.mark.parametrize("path", ["translate/", FRENCH, "ar/translate/"])
def test_nothing_is_wider_than_a_narrow_phone(
    build_site: BuildSite, serve: Serve, new_page: NewPage, path: str
) -> None:
    page = new_page(viewport={"width": 320, "height": 740})
    open_changes(page, serve(build_site("arabic")) + path)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_everything_to_press_is_as_high_as_a_thumb(page: Page, states_url: str) -> None:
    page.goto(states_url + FRENCH)
    ways = page.locator(".waiting a, .coverage a, .source-diff summary").all()
    assert len(ways) > 10
    heights = [box["height"] for way in ways if (box := way.bounding_box())]
    assert min(heights) >= 44


def test_what_came_and_went_is_told_apart_without_colours(page: Page, states_url: str) -> None:
    open_changes(page, states_url + FRENCH)
    line = "element => getComputedStyle(element).textDecorationLine"
    assert page.locator(".diff ins").last.evaluate(line) == "underline"
    added = page.evaluate(
        f"""() => {{
            const gone = document.createElement("del");
            document.querySelector(".diff").append(gone);
            return ({line})(gone);
        }}"""
    )
    assert added == "line-through"


def test_a_bar_is_as_long_as_the_share_it_shows(page: Page, states_url: str) -> None:
    page.goto(states_url + FRENCH)
    english, french = page.locator(".coverage-bar").all()
    outer, inner = french.bounding_box(), french.locator("span").bounding_box()
    assert outer
    assert inner
    assert inner["width"] / outer["width"] == pytest.approx(0.45, abs=0.02)  # twentieths
    empty = english.locator("span").bounding_box()
    assert empty is None or empty["width"] == 0


def test_the_footer_leads_there_and_a_title_to_its_original(page: Page, states_url: str) -> None:
    page.goto(f"{states_url}fr/scams/")
    page.locator(".footer").get_by_role("link", name="Aider à traduire").click()
    expect(page).to_have_url(states_url + FRENCH)
    page.get_by_role("link", name="An entry whose translation may mislead").click()
    expect(page).to_have_url(f"{states_url}harassment/misleading/")


def test_a_po_file_is_taken_away_under_its_number(page: Page, states_url: str) -> None:
    page.goto(states_url + FRENCH)
    with page.expect_download() as taken:
        page.get_by_role("link", name="Fichier PO").last.click()
    assert taken.value.suggested_filename == "10.fr.po"
    assert 'msgctxt "10/title"' in Path(taken.value.path()).read_text("utf-8")


def test_a_badge_is_drawn(page: Page, states_url: str) -> None:
    page.goto(f"{states_url}translate/fr.svg")
    title = page.evaluate("document.documentElement.querySelector('title').textContent")
    assert title == "Français 42\u00a0%"
    boxes = page.locator("text").all()
    widths = [box.evaluate("element => element.getComputedTextLength()") for box in boxes]
    assert widths
    assert all(width > 10 for width in widths)
