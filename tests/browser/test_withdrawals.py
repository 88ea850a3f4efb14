"""What was sent is taken back from the page where it was sent, or later, with its receipt."""

import re

import pytest
from playwright.sync_api import Page, expect

from support.axe import list_violations
from support.browser import NewPage
from support.desk_site import Origin

ENTRY = "e/1029/"
LOCALES = pytest.mark.parametrize("locale", ["", "fr/"], ids=["en", "fr"])
CODE = re.compile(r"^([A-Z2-7]{4}-){5}[A-Z2-7]{4}$")
GONE = {"": "It has been withdrawn", "fr/": "C’est retiré"}


def send_reason(page: Page, desk: Origin, locale: str = "") -> str:
    """Send a reason, with JavaScript or without; the code that withdraws it."""
    page.goto(f"{desk.url}{locale}{ENTRY}")
    page.locator("[name=rating][value='2']").check()
    page.locator(".rating button").click()
    page.locator(".feedback-form").wait_for()
    page.locator("[name=reasons][value=hard]").press("Space")  # a click may miss: words come above
    page.locator(".feedback-form button").press("Enter")
    code = page.locator(".receipt-code code")
    expect(code).to_have_text(CODE)
    assert len(desk.feedback) == 1
    return code.inner_text()


def withdraw(page: Page, desk: Origin, axe: str, locale: str) -> None:
    """Confirm, on the page that asks."""
    assert len(desk.feedback) == 1
    assert list_violations(page, axe) == []
    page.locator("main form button").click()
    expect(page.locator("h1")).to_have_text(GONE[locale])
    assert desk.feedback == []
    assert len(desk.votes) == 1
    assert list_violations(page, axe) == []


@LOCALES
def test_a_message_is_withdrawn_at_once_from_the_entry(
    desk: Origin, page: Page, axe: str, locale: str
) -> None:
    send_reason(page, desk, locale)
    page.locator(".receipt-form button").click()
    withdraw(page, desk, axe, locale)
    assert page.context.cookies() == []
    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]


@LOCALES
def test_a_message_is_withdrawn_without_javascript(
    desk: Origin, new_page: NewPage, locale: str
) -> None:
    page = new_page(java_script_enabled=False)
    send_reason(page, desk, locale)
    page.locator(".receipt-form button").click()
    assert len(desk.feedback) == 1
    page.locator("main form button").click()
    expect(page.locator("h1")).to_have_text(GONE[locale])
    assert desk.feedback == []


def test_a_message_is_withdrawn_later_by_its_code(desk: Origin, page: Page, axe: str) -> None:
    code = send_reason(page, desk)
    page.locator(".receipt-form a").click()
    page.get_by_label("The code, or the link").fill(code.lower().replace("-", " "))
    page.locator("main form button").click()
    assert code.replace("-", "") not in page.url.upper()
    withdraw(page, desk, axe, "")


def test_a_wrong_code_says_so_and_stays(desk: Origin, page: Page, axe: str) -> None:
    page.goto(f"{desk.url}desk/withdraw/?in=en")
    box = page.get_by_label("The code, or the link")
    box.fill("AAAA-BBBB")
    page.locator("main form button").click()
    expect(page.get_by_role("alert")).to_contain_text("There is nothing with this code or link")
    expect(box).to_have_value("AAAA-BBBB")
    assert list_violations(page, axe) == []
