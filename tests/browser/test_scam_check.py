"""The scam check, without scripts: a tick shows its sign and what to do, and nothing is kept."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from support.axe import EVERY_LOOK, list_violations_in
from support.browser import NewPage
from support.built_site import BuiltSite


@pytest.fixture(scope="module")
def check_url(guide_site: BuiltSite, serve: Callable[[BuiltSite], str]) -> str:
    return serve(guide_site) + "scam-check/"


@pytest.mark.parametrize("scripts", [True, False], ids=["script", "no script"])
def test_a_tick_shows_its_sign_and_what_to_do(
    new_page: NewPage, check_url: str, *, scripts: bool
) -> None:
    page = new_page(viewport={"width": 360, "height": 640}, java_script_enabled=scripts)
    page.goto(check_url)
    expect(page.get_by_text("It may be one all the same.")).to_be_visible()
    for words in ("Stop.", "You can stop.", "Give it to nobody."):
        expect(page.get_by_text(words, exact=True)).to_be_hidden()
    page.get_by_role("checkbox", name="Do they want a code?").click()
    expect(page.get_by_text("Give it to nobody.")).to_be_visible()
    expect(page.get_by_text("Stop.", exact=True)).to_be_visible()
    expect(page.get_by_text("You can stop.")).to_be_hidden()
    expect(page.get_by_text("It may be one all the same.")).to_be_hidden()
    page.reload()
    expect(page.get_by_role("checkbox", name="Do they want a code?")).not_to_be_checked()


def test_axe_finds_nothing_before_and_after(page: Page, axe: str, check_url: str) -> None:
    page.goto(check_url)
    assert list_violations_in(page, axe, EVERY_LOOK) == []
    page.get_by_role("checkbox").first.click()
    assert list_violations_in(page, axe, EVERY_LOOK) == []


def test_a_question_is_as_large_as_a_thumb(page: Page, check_url: str) -> None:
    page.goto(check_url)
    boxes = [each.bounding_box() for each in page.locator(".scam-signs label").all()]
    assert all(box and box["height"] >= 44 for box in boxes)
