"""Sites whose operator has switched parts off, as a phone shows them."""

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from support.browser import Serve
from support.built_site import BuildSite
from support.part_switches import SwitchParts

pytestmark = pytest.mark.thorough  # pages without these parts are tested in tests/build

PHONE = ViewportSize(width=360, height=740)
EXIT_PAGE = "https://www.bbc.com/weather"


@pytest.mark.parametrize(
    "path", ["", "fr/", "riding/unlock-a-bike/", "fr/repair/flat-tyre/", "fr/contact/"]
)
@pytest.mark.thorough
def test_the_help_centre_of_a_club_fits_a_phone(
    page: Page, serve: Serve, build_site: BuildSite, path: str
) -> None:
    mistakes: list[str] = []
    page.on("pageerror", lambda error: mistakes.append(str(error)))
    page.set_viewport_size(PHONE)
    page.goto(serve(build_site("club")) + path)
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    expect(page.locator("h1")).to_be_in_viewport()
    expect(page.locator(".exit")).to_have_count(0)
    page.get_by_role("button", name="Search" if not path.startswith("fr") else "Rechercher").click()
    expect(page.locator("dialog")).to_be_visible()
    assert mistakes == []


@pytest.mark.thorough
def test_without_its_keys_the_link_still_leaves(
    page: Page, serve: Serve, switch_parts: SwitchParts
) -> None:
    url = serve(switch_parts(exit_keys=False)) + "scams/signs/"
    page.route(f"{EXIT_PAGE}*", lambda route: route.fulfill(body="Rain"))
    page.goto(url)
    for _ in range(4):
        page.keyboard.press("Shift")
    assert page.url == url
    page.locator(".exit-bar .exit-link").click()
    page.wait_for_url(EXIT_PAGE)


def test_without_the_emergency_link_a_country_can_be_chosen(
    page: Page, serve: Serve, switch_parts: SwitchParts
) -> None:
    page.goto(serve(switch_parts(danger=False)) + "scams/signs/")
    page.locator("ul.where a[data-in='fr']").first.click()
    expect(page.locator(".where-here a[href='tel:17']")).to_be_visible()
