"""axe-core finds nothing on any kind of page, in both languages and themes, on a narrow phone."""

from collections.abc import Callable
from itertools import product

import pytest
from playwright.sync_api import Page, expect

from support.axe import violations
from support.browser import Serve
from support.built_site import BuildSite

NewPage = Callable[..., Page]
REAL = [
    "",
    "fr/",
    "harassment/",
    "fr/harassment/",
    "e/1029/",
    "fr/e/1029/",
    "fr/harassment/what-does-not-count/",  # a table
    "e/1039/",  # a checklist, cards, law, terms
    "fr/e/1053/",
    "where-to-report/",
    "fr/where-to-report/fr/",
    "entries/",
    "fr/entries/",
    "changes/",
    "fr/changes/",
    "contact/",
    "fr/contact/",
    "fr/legal/",
    "accessibility/",
    "tags/",
    "translate/",
    "fr/translate/",
    "fr/tags/police/",
    "no/such/page/",
]
CHANNELS = [
    "harassment/call/",
    "fr/where-to-report/fr/",
    "where-to-report/us/",
    "where-to-report/",
]
STATES = [
    "fr/harassment/english-only/",  # fallback pages
    "scams/french-only/",
    "fr/harassment/outdated/",
    "fr/harassment/misleading/",
    "scams/archived/",
    "fr/legal/",  # facts that are not given
    "fr/translate/",
    "fr/e/10/",  # proposed
]


@pytest.mark.parametrize("look", list(product(["light", "dark"], [320, 1280])))
@pytest.mark.parametrize("path", REAL)
def test_axe_finds_nothing(
    axe: str, site_url: str, new_page: NewPage, path: str, look: tuple[str, int]
) -> None:
    scheme, width = look
    page = new_page(viewport={"width": width, "height": 740}, color_scheme=scheme)
    page.goto(site_url + path)
    assert violations(page, axe) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", STATES)
def test_axe_finds_nothing_on_notices(
    axe: str, states_url: str, new_page: NewPage, path: str, scheme: str
) -> None:
    page = new_page(viewport={"width": 1280, "height": 900}, color_scheme=scheme)
    page.goto(states_url + path)
    assert violations(page, axe) == []


@pytest.mark.parametrize("look", list(product(["light", "dark"], ["2026-11-21", "2031-01-01"])))
@pytest.mark.parametrize("path", CHANNELS)
def test_axe_finds_nothing_on_services_and_in_their_place(
    axe: str, channels_url: str, new_page: NewPage, path: str, look: tuple[str, str]
) -> None:
    scheme, day = look
    page = new_page(color_scheme=scheme)
    page.clock.install(time=day)
    page.goto(channels_url + path)
    assert violations(page, axe) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_an_open_definition(
    axe: str, site_url: str, new_page: NewPage, scheme: str
) -> None:
    page = new_page(color_scheme=scheme)
    page.goto(site_url + "fr/e/1039/")
    page.locator(".term button").first.click()
    page.locator(".term-panel:popover-open").wait_for()
    assert violations(page, axe) == []


@pytest.mark.parametrize("path", ["ar/scams/signs/", "ar/translate/"])
def test_axe_finds_nothing_from_right_to_left(
    axe: str, build_site: BuildSite, serve: Serve, new_page: NewPage, path: str
) -> None:
    page = new_page()
    page.goto(serve(build_site("arabic")) + path)
    assert violations(page, axe) == []


def test_axe_finds_nothing_in_the_open_search(axe: str, site_url: str, new_page: NewPage) -> None:
    page = new_page()
    page.goto(site_url + "fr/")
    page.keyboard.press("Control+k")
    expect(page.locator(".search-field")).to_be_focused()
    page.keyboard.type("bloquer")
    page.locator(".search-results a").first.wait_for()
    assert violations(page, axe) == []
