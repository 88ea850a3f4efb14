"""One's own account at the desk, in a browser without JavaScript: password, second factor."""

from datetime import UTC, datetime

import pytest
from playwright.sync_api import Page, expect
from pyotp import TOTP

from support.axe import LOOKS_AND_LOCALES, list_violations
from support.browser import NewPage
from support.built_site import BuildSite
from support.desk_site import Origin, Serving
from support.staff import add_account
from support.staff_browser import choose_password, enter, make_staff_url

GOOD = "quatre mots que personne ne dit"


@pytest.fixture
def desk(origin: Serving, build_site: BuildSite) -> Origin:
    return origin(build_site("square"))


def set_up_factor(page: Page, desk: Origin, password: str) -> TOTP:
    page.goto(make_staff_url(desk, "account/factor/"))
    app = TOTP(page.locator(".staff-key").inner_text())
    page.locator("#code").fill(app.at(datetime.now(UTC)))
    page.locator("#password").fill(password)
    page.locator("#password").press("Enter")
    expect(page.locator(".staff-codes li")).to_have_count(8)
    return app


def test_an_account_begins_with_an_own_password_and_a_second_factor(
    desk: Origin, new_page: NewPage
) -> None:
    page = new_page(java_script_enabled=False)
    first = add_account(desk.desk, "ada", initial=True)
    enter(page, desk, "ada", first)
    expect(page.get_by_role("alert")).to_contain_text("Choose one of your own")
    choose_password(page, first, GOOD)
    set_up_factor(page, desk, GOOD)
    code = page.locator(".staff-codes li").first.inner_text()
    page.get_by_role("button", name="Sign out").click()
    page.locator("#name").fill("ada")
    page.locator("#password").fill(GOOD)
    page.locator("#code").fill(code)
    page.get_by_role("button", name="Sign in").click()
    expect(page.locator("h1")).to_have_text("Ratings")


@pytest.mark.thorough
@LOOKS_AND_LOCALES
def test_the_pages_of_an_account_are_accessible_and_fit(
    desk: Origin, new_page: NewPage, axe: str, look: tuple[str, int], locale: str
) -> None:
    scheme, width = look
    page = new_page(color_scheme=scheme, viewport={"width": width, "height": 900})
    password = add_account(desk.desk, "ada")
    enter(new_page(), desk, "ada", password)
    enter(page, desk, "ada", password)
    found: list[str] = []

    def look_at() -> None:
        found.extend(f"{page.url} {one}" for one in list_violations(page, axe))
        wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        assert not page.evaluate(wide), page.url

    page.goto(make_staff_url(desk, f"account/?in={locale}"))
    look_at()
    page.goto(make_staff_url(desk, f"account/factor/?in={locale}"))
    look_at()
    set_up_factor(page, desk, password)
    look_at()
    page.goto(make_staff_url(desk, f"account/factor/?in={locale}"))
    look_at()
    assert found == []
