"""The guided path on a phone: by thumb and by keyboard, with scripts and without."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from support.axe import EVERY_LOOK, list_violations_in
from support.browser import NewPage
from support.built_site import BuiltSite
from support.guide_site import make_step_path

PHONE: ViewportSize = {"width": 360, "height": 640}


@pytest.fixture(scope="module")
def guide_url(guide_site: BuiltSite, serve: Callable[[BuiltSite], str]) -> str:
    return serve(guide_site)


@pytest.mark.parametrize("scripts", [True, False], ids=["script", "no script"])
def test_answers_lead_to_help_and_back_to_the_question(
    new_page: NewPage, guide_url: str, *, scripts: bool
) -> None:
    page = new_page(viewport=PHONE, java_script_enabled=scripts)
    page.goto(guide_url)
    page.get_by_role("link", name="What happened? Find help").click()
    page.get_by_role("link", name="Something else").click()
    page.get_by_role("link", name="I gave my card").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("You paid")
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("What else?")
    page.get_by_role("link", name="I gave my card").click()
    page.get_by_role("link", name="Previous What else?").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What else?")
    page.get_by_role("link", name="Start again").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What happened?")


def test_the_keyboard_goes_from_answer_to_answer(page: Page, guide_url: str) -> None:
    page.goto(guide_url + "fr/find-help/")
    page.get_by_role("link", name="J’ai payé").first.focus()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Autre chose").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Quoi d’autre\u202f?")


def test_answers_are_as_large_as_a_thumb_and_nothing_is_wider_than_the_phone(
    new_page: NewPage, guide_url: str
) -> None:
    page = new_page(viewport={"width": 320, "height": 568})
    page.goto(guide_url + "find-help/")
    boxes = [each.bounding_box() for each in page.locator(".guide-answers a").all()]
    assert all(box and box["height"] >= 44 for box in boxes)
    assert page.evaluate("document.documentElement.scrollWidth") == 320


@pytest.mark.parametrize("path", ["find-help/", "fr/" + make_step_path("paid")])
def test_axe_finds_nothing(page: Page, axe: str, guide_url: str, path: str) -> None:
    page.goto(guide_url + path)
    assert list_violations_in(page, axe, EVERY_LOOK) == []


def test_nothing_of_the_answers_is_stored(page: Page, guide_url: str) -> None:
    page.goto(guide_url + "find-help/")
    page.get_by_role("link", name="I paid").first.click()
    stored = "localStorage.length + sessionStorage.length + document.cookie.length"
    assert page.evaluate(stored) == 0
