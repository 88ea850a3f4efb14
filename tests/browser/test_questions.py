"""A question is asked, with JavaScript and without, and its link leads to the entry that came."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import update

from entraide.desk.tables import questions
from support.axe import list_violations
from support.browser import NewPage
from support.desk_site import Origin, Serving, Variant
from support.staff import add_question
from support.staff_browser import make_staff_url, sign_in

WORDS = {
    "": ("How do I block someone for good?", "Blocking someone, and what it doesn’t do"),
    "fr/": ("Comment bloquer quelqu’un ?", "Bloquer quelqu’un"),
}
THANKS = {
    "": "Thank you. Your question is with the staff",
    "fr/": "Merci. L’équipe a reçu votre question",
}
LOCALES = pytest.mark.parametrize("locale", list(WORDS), ids=["en", "fr"])


@pytest.fixture
def asking(origin: Serving, variant: Variant) -> Origin:
    """The site of tests/sites/square, which takes questions."""
    return origin(variant(desk=True, questions=True))


def read_rows(desk: Origin) -> list[dict[str, Any]]:
    return [dict(row._mapping) for row in desk.read_rows(questions)]  # noqa: SLF001 - its name


def ask(page: Page, desk: Origin, locale: str) -> None:
    page.goto(f"{desk.url}{locale}ask/")
    page.locator("[name=question]").fill(WORDS[locale][0])
    page.locator("[name=details]").fill("For good.")


@LOCALES
def test_entries_are_suggested_and_a_question_is_sent_with_its_proof(
    asking: Origin, page: Page, axe: str, locale: str
) -> None:
    ask(page, asking, locale)
    suggested = page.locator(".ask-found a")
    expect(suggested.first).to_be_visible()
    assert any(text.startswith(WORDS[locale][1]) for text in suggested.all_inner_texts())
    assert list_violations(page, axe) == []
    page.locator(".ask-form button").click()
    expect(page.locator("h1")).to_have_text(THANKS[locale])
    (row,) = read_rows(asking)
    assert (row["question"], row["details"]) == (WORDS[locale][0], "For good.")
    assert (row["locale"], row["proven"]) == (locale[:2] or "en", True)
    assert list_violations(page, axe) == []
    assert page.context.cookies() == []
    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]


@LOCALES
def test_a_question_is_sent_without_javascript_and_its_link_leads_to_the_entry(
    asking: Origin, plain: Page, axe: str, new_page: NewPage, locale: str
) -> None:
    ask(plain, asking, locale)
    plain.locator(".ask-form button").click()
    expect(plain.locator("h1")).to_have_text(THANKS[locale])
    assert [row["proven"] for row in read_rows(asking)] == [False]
    receipt = str(plain.locator("main .button[href*=receipts]").get_attribute("href"))
    change = update(questions).values(state="answered", entry=1032)
    asking.desk.store.write(lambda connection: connection.execute(change))
    page = new_page()
    page.goto(asking.url + receipt.removeprefix("/"))
    assert list_violations(page, axe) == []
    page.locator("dl a").click()
    expect(page.locator(".rating")).to_have_count(1)


def test_a_question_is_sent_where_no_proof_can_be_made(asking: Origin, page: Page) -> None:
    page.route("**/desk/questions/challenge*", lambda route: route.abort())
    ask(page, asking, "")
    page.locator(".ask-form button").click()
    expect(page.locator("h1")).to_have_text(THANKS[""])
    assert [row["proven"] for row in read_rows(asking)] == [False]


def test_nothing_that_is_typed_is_asked_of_a_server(asking: Origin, page: Page) -> None:
    page.goto(f"{asking.url}ask/")
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url + (request.post_data or "")))
    page.locator("[name=question]").fill("blackmail with images")
    expect(page.locator(".ask-found a").first).to_be_visible()
    assert requests
    assert not [each for each in requests if "blackmail" in each or "desk/" in each]


def test_staff_read_questions_by_keyboard_alone_and_axe_finds_nothing(
    asking: Origin, page: Page, axe: str
) -> None:
    id_ = add_question(asking.desk, details="Call 06 12 34 56 78.", day="2026-11-21")
    sign_in(page, asking, "writer")
    for path in ("questions/", f"questions/{id_}/"):
        page.goto(make_staff_url(asking, path))
        assert list_violations(page, axe) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.locator("#state").select_option("aside")
    page.locator(".staff-verdict button").press("Enter")
    expect(page.get_by_role("status")).to_have_text("Saved.")
    assert [row["state"] for row in read_rows(asking)] == ["aside"]
