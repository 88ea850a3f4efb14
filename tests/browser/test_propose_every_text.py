"""Proposals for a text with everything that one may have: previewed, without JavaScript, judged."""

import pytest
from playwright.sync_api import Page, expect

from support.axe import LOOKS, list_violations
from support.browser import NewPage
from support.built_site import BuildSite
from support.desk_rows import make_text
from support.desk_site import Origin, Serving
from support.proposal_page import open_entry
from support.staff import add_proposal
from support.staff_browser import sign_in

SOURCE = "Press <kbd>Ctrl</kbd>, the 1<sup>st</sup> of them."
TEXT = "Le <b>1<sup>er</sup></b> :\n\n- Ctrl, Donaudampfschifffahrtselektrizitätenhauptbetriebswerk"


@pytest.fixture
def everything(origin: Serving, build_site: BuildSite) -> Origin:
    return origin(build_site("writing"))


def is_wide(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > innerWidth"))


@pytest.mark.thorough
@LOOKS
def test_its_preview_is_accessible_and_no_wider_than_the_page(
    everything: Origin, new_page: NewPage, axe: str, look: tuple[str, int]
) -> None:
    scheme, width = look
    page = new_page(color_scheme=scheme, viewport={"width": width, "height": 740})
    open_entry(page, everything.url, 1, "en")
    page.get_by_role("button", name="Show a preview").click()
    shown = page.locator(".look-page")
    expect(shown.locator("details.admonition")).to_have_count(3)
    expect(shown.locator("dl dd")).to_have_count(3)  # in their places, not by their kinds
    expect(shown).to_contain_text("The end.")
    page.evaluate("scrollTo(0, 0)")
    assert list_violations(page, axe) == []
    assert not is_wide(page)


@LOOKS
def test_its_form_without_scripts_shows_each_text_as_it_is_written(
    everything: Origin, new_page: NewPage, axe: str, look: tuple[str, int]
) -> None:
    scheme, width = look
    page = new_page(color_scheme=scheme, viewport={"width": width, "height": 740})
    page.goto(f"{everything.url}desk/propose/1/fr/?in=en")
    texts = page.locator(".segment-text")
    for text in ("1<sup>st</sup>", "<kbd>Ctrl</kbd>", "A title of its own", "A plain fold"):
        expect(texts.filter(has_text=text).first).to_be_visible()
    assert not page.locator(".segment sup, .segment kbd, .segment details").count()
    assert list_violations(page, axe) == []
    assert not is_wide(page)


@pytest.mark.thorough
@LOOKS
def test_staff_read_what_is_wrong_with_it_beside_its_text(
    everything: Origin, new_page: NewPage, axe: str, look: tuple[str, int]
) -> None:
    text = make_text(key="paragraph-1", kind="paragraph", source=SOURCE, old_text="", text=TEXT)
    add_proposal(everything.desk, id="a", entry=1, locale="fr", revision=2, texts=[text])
    scheme, width = look
    page = new_page(color_scheme=scheme, viewport={"width": width, "height": 740})
    sign_in(page, everything)
    page.get_by_role("link", name="1 proposal").click()
    page.locator(".staff-items a").first.click()
    expect(page.locator(".staff-proposed")).to_contain_text("<b>1<sup>er</sup></b>")
    faults = page.locator(".staff-faults").inner_text()
    assert "The original has no such tag: <b>" in faults
    assert "this would begin a list, a box or a heading: -" in faults
    assert "An empty line would make two texts of this." in faults
    assert list_violations(page, axe) == []
    assert not is_wide(page)
