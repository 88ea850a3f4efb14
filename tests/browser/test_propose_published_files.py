"""The page for proposals needs no keys of published files but those of the list."""

from collections.abc import Mapping
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from entraide.published_files.entries import PublishedSegment, PublishedText
from entraide.published_files.site import GlossaryWord, PublishedGlossary
from support.browser import NewPage
from support.built_site import BuildSite
from support.desk_site import Serving
from support.proposal_page import open_entry
from support.script_keys import SCRIPT_KEYS


def select_text_keys(value: Mapping[str, Any]) -> dict[str, Any]:
    """The file of a version with the keys that scripts read, and with one that is new."""
    text = select_keys(value, SCRIPT_KEYS[PublishedText])
    keys = SCRIPT_KEYS[PublishedSegment]
    return text | {"segments": [select_keys(each, keys) for each in value["segments"]]}


def select_glossary_keys(value: Mapping[str, Any]) -> dict[str, Any]:
    """The same of the glossary."""
    glossary, keys = select_keys(value, SCRIPT_KEYS[PublishedGlossary]), SCRIPT_KEYS[GlossaryWord]
    locales = value["locales"].items()
    return glossary | {
        "locales": {code: [select_keys(word, keys) for word in words] for code, words in locales}
    }


def select_keys(value: Mapping[str, Any], keys: frozenset[str]) -> dict[str, Any]:
    return {key: each for key, each in value.items() if key in keys} | {"added_later": [1]}


@pytest.mark.parametrize(("name", "number"), [("states", 3), ("states", 1), ("square", 1029)])
def test_the_page_is_the_same_with_only_these_keys_and_a_new_one(
    origin: Serving, build_site: BuildSite, new_page: NewPage, name: str, number: int
) -> None:
    desk = origin(build_site(name))
    before = read_work(open_entry(new_page(), desk.url, number, "fr"))
    changed: list[str] = []

    def change(route: Route) -> None:
        value = route.fetch().json()
        reduced = select_glossary_keys(value) if "locales" in value else select_text_keys(value)
        changed.append(route.request.url)
        route.fulfill(json=reduced)

    page = new_page()
    page.route("**/entries/*.json", change)
    open_entry(page, desk.url, number, "fr")
    assert read_work(page) == before
    assert len(changed) == 2


def read_work(page: Page) -> list[str]:
    """What stands in the page for the texts of an entry, and in their boxes."""
    segments = page.locator(".segment")
    expect(segments).not_to_have_count(0)
    boxes = page.locator(".segment textarea")
    typed = [box.input_value() for box in boxes.all()]
    return [*segments.evaluate_all("all => all.map((one) => one.innerHTML)"), *typed]
