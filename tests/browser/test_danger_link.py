"""“In danger?”: beside the way out on every page, and one tap from the emergency numbers."""

import pytest
from playwright.sync_api import Page, expect

from support.browser import NewPage

SMALL = {"width": 360, "height": 640}
PAGES = ["", "e/1054/", "fr/e/1065/", "fr/entries/", "where-to-report/", "fr/no/such/page/"]


@pytest.mark.parametrize("width", [320, 360])
@pytest.mark.parametrize("path", PAGES)
def test_it_stands_beside_the_way_out_in_one_row(
    new_page: NewPage, site_url: str, path: str, width: int
) -> None:
    page = new_page(viewport=SMALL)
    page.goto(site_url + path)
    bar = page.locator(".exit-bar")
    page.set_viewport_size({"width": width, "height": 640})
    leave, danger = (bar.locator(f".{name}-link").bounding_box() for name in ("exit", "danger"))
    assert leave
    assert danger
    assert leave["y"] == danger["y"]
    assert leave["height"] == danger["height"] == 44
    assert danger["x"] + danger["width"] <= width


def follow(page: Page, name: str) -> None:
    page.get_by_role("link", name=name, exact=True).first.click()
    expect(page.locator("[id='country.danger']")).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("options", [{}, {"java_script_enabled": False}], ids=["scripts", "plain"])
@pytest.mark.parametrize(
    ("path", "name"), [("e/1054/", "In danger?"), ("fr/no/such/", "En danger\u202f?")]
)
def test_it_leads_to_numbers_that_can_be_dialled(
    new_page: NewPage, site_url: str, path: str, name: str, options: dict[str, bool]
) -> None:
    page = new_page(viewport=SMALL, **options)
    page.goto(site_url + path)
    if path == "fr/no/such/" and options:
        name = "In danger?"  # without scripts the site's own language comes first
    follow(page, name)
    expect(page.locator(".country-numbers [href^='tel:']").first).to_be_in_viewport(ratio=1)
