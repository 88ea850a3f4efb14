"""Pages of the reference site in a browser: none is long on a phone, axe-core finds nothing."""

import re
from collections.abc import Mapping

import pytest
from playwright.sync_api import expect

from support.axe import EVERY_LOOK, list_violations_in
from support.browser import NewPage
from support.built_site import BuiltSite

COUNTRIES = ["fr", "be", "ch", "lu", "ca", "gb", "ie", "us", "au", "europe", "international"]
LONGEST = 6000  # pixels of a page with closed folds, on a phone
PHONE = {"width": 360, "height": 640}
SHARDS = 8  # every page is asked by one of so many tests, which cores share


@pytest.mark.thorough
@pytest.mark.parametrize("prefix", ["", "fr/"], ids=["en", "fr"])
@pytest.mark.parametrize("options", [{}, {"java_script_enabled": False}], ids=["scripts", "plain"])
def test_no_page_of_a_country_is_long(
    new_page: NewPage, reference_url: str, prefix: str, options: Mapping[str, bool]
) -> None:
    page = new_page(**options, viewport=PHONE)
    heights = {}
    for country in COUNTRIES:
        page.goto(f"{reference_url}{prefix}where-to-report/{country}/")
        box = page.locator("body").bounding_box()
        assert box
        heights[country] = box["height"]
    assert {country: height for country, height in heights.items() if height > LONGEST} == {}


@pytest.mark.reads
@pytest.mark.thorough
@pytest.mark.parametrize("shard", range(SHARDS))
def test_axe_finds_nothing_on_any_page(
    axe: str, reference_url: str, reference_site: BuiltSite, new_page: NewPage, shard: int
) -> None:
    sitemap = reference_site.get_file("sitemap.xml").read_text(encoding="utf-8")
    paths = re.findall(r"<loc>https?://[^/]+/(.*?)</loc>", sitemap)
    assert len(paths) > 100
    page = new_page()
    for path in paths[shard::SHARDS]:
        page.goto(reference_url + path)
        assert list_violations_in(page, axe, EVERY_LOOK) == [], path


@pytest.mark.parametrize("locale", ["", "fr/"], ids=["en", "fr"])
def test_the_first_field_is_near_and_the_rest_of_what_is_said_first_folds(
    new_page: NewPage, reference_url: str, locale: str
) -> None:
    page = new_page(viewport=PHONE)
    page.goto(f"{reference_url}{locale}notes/")
    fold = page.locator(".log-more")
    expect(fold).not_to_have_attribute("open", "")
    box = page.locator("[id='log.date']").bounding_box()
    assert box
    assert box["y"] <= 1000
    fold.locator("summary").click()
    expect(fold.locator(".caution")).to_be_visible()
