"""axe-core finds nothing on any kind of page, in both languages and themes, on a narrow phone."""

import re
from typing import Literal

import pytest
from playwright.sync_api import Page, expect

from support.axe import list_violations
from support.browser import NewPage, Serve
from support.built_site import BuildSite

KINDS = [  # one page of each kind, in one language or the other
    "",
    "fr/harassment/",
    "e/1029/",
    "fr/harassment/what-does-not-count/",  # a table
    "e/1039/",  # a checklist, cards, law, terms
    "fr/e/1053/",  # sensitive
    "where-to-report/",
    "fr/where-to-report/fr/",
    "entries/",
    "fr/changes/",
    "contact/",
    "fr/legal/",
    "accessibility/",
    "tags/",
    "fr/tags/police/",
    "translate/",
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
SHARDS = 8  # every page is asked by one of so many tests, which cores share
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


def list_violations_in_both_themes(page: Page, axe: str) -> list[str]:
    found = []
    for scheme in SCHEMES:  # without motion: colours change at once
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        found += [f"{scheme}: {each}" for each in list_violations(page, axe)]
    return found


@pytest.mark.parametrize("path", KINDS)
def test_axe_finds_nothing(axe: str, site_url: str, new_page: NewPage, path: str) -> None:
    page = new_page(viewport={"width": 320, "height": 740})
    page.goto(site_url + path)
    assert list_violations_in_both_themes(page, axe) == []
    page.set_viewport_size({"width": 1280, "height": 740})
    assert list_violations_in_both_themes(page, axe) == []


@pytest.mark.thorough
@pytest.mark.parametrize("shard", range(SHARDS))
def test_axe_finds_nothing_on_any_page(
    axe: str, site_url: str, build_site: BuildSite, new_page: NewPage, shard: int
) -> None:
    sitemap = build_site(".").get_file("sitemap.xml").read_text(encoding="utf-8")
    paths = re.findall(r"<loc>https?://[^/]+/(.*?)</loc>", sitemap)
    assert len(paths) > 100
    page = new_page()
    for path in paths[shard::SHARDS]:
        page.set_viewport_size({"width": 320, "height": 740})
        page.goto(site_url + path)
        assert list_violations_in_both_themes(page, axe) == [], path
        page.set_viewport_size({"width": 1280, "height": 740})
        assert list_violations_in_both_themes(page, axe) == [], path


@pytest.mark.parametrize("path", STATES)
def test_axe_finds_nothing_on_notices(
    axe: str, states_url: str, new_page: NewPage, path: str
) -> None:
    page = new_page(viewport={"width": 1280, "height": 900})
    page.goto(states_url + path)
    assert list_violations_in_both_themes(page, axe) == []


@pytest.mark.parametrize("day", ["2026-11-21", "2031-01-01"])
@pytest.mark.parametrize("path", CHANNELS)
def test_axe_finds_nothing_on_services_and_in_their_place(
    axe: str, channels_url: str, page: Page, path: str, day: str
) -> None:
    page.clock.install(time=day)
    page.goto(channels_url + path)
    assert list_violations_in_both_themes(page, axe) == []


def test_axe_finds_nothing_on_an_open_definition(axe: str, site_url: str, page: Page) -> None:
    page.goto(site_url + "fr/e/1039/")
    page.locator(".term button").first.click()
    page.locator(".term-panel:popover-open").wait_for()
    assert list_violations_in_both_themes(page, axe) == []


@pytest.mark.parametrize("path", ["ar/scams/signs/", "ar/translate/"])
def test_axe_finds_nothing_from_right_to_left(
    axe: str, build_site: BuildSite, serve: Serve, new_page: NewPage, path: str
) -> None:
    page = new_page()
    page.goto(serve(build_site("arabic")) + path)
    assert list_violations(page, axe) == []


def test_axe_finds_nothing_in_the_open_search(axe: str, site_url: str, new_page: NewPage) -> None:
    page = new_page()
    page.goto(site_url + "fr/")
    page.keyboard.press("Control+k")
    expect(page.locator(".search-field")).to_be_focused()
    page.keyboard.type("bloquer")
    page.locator(".search-results a").first.wait_for()
    assert list_violations(page, axe) == []
