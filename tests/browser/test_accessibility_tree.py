"""What is heard: the accessibility tree of Chromium, page by page, as on a phone."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, ViewportSize

from support.browser import NewPage

pytestmark = pytest.mark.reads(fresh=True)  # each on a phone of its own

PHONE: ViewportSize = {"width": 360, "height": 640}
LOCALES = pytest.mark.parametrize("locale", ["", "fr/"], ids=["en", "fr"])
LANDMARKS = {
    *("banner", "complementary", "contentinfo", "form", "main", "navigation", "region", "search"),
}
STOPS = {"link", "button", "DisclosureTriangle", "checkbox", "textbox", "searchbox"}


def read_tree(page: Page) -> list[tuple[str, str]]:
    """Role and name of all that is not hidden, in the order in which it is read."""
    session = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    by_id = {node["nodeId"]: node for node in nodes}

    def walk(node: dict[str, Any]) -> Iterator[tuple[str, str]]:
        if not node["ignored"]:
            yield node["role"]["value"], node.get("name", {}).get("value", "")
        for child in node.get("childIds", ()):
            if child in by_id:
                yield from walk(by_id[child])

    return list(walk(nodes[0]))


def open_tree(new_page: NewPage, address: str) -> list[tuple[str, str]]:
    page = new_page(viewport=PHONE, has_touch=True, is_mobile=True)
    page.goto(address)
    return read_tree(page)


@LOCALES
def test_headings_are_their_words_alone(new_page: NewPage, site_url: str, locale: str) -> None:
    tree = open_tree(new_page, f"{site_url}{locale}e/1050/")
    names = [name for role, name in tree if role == "heading"]
    assert len(names) > 4
    permalink = {"": "Link to this section", "fr/": "Lien vers cette section"}[locale]
    assert not [name for _, name in tree if permalink in name]


@LOCALES
@pytest.mark.parametrize("path", ["where-to-report/fr/", "where-to-report/gb/", "e/1050/"])
def test_a_page_has_ten_landmarks_at_most(
    new_page: NewPage, site_url: str, locale: str, path: str
) -> None:
    tree = open_tree(new_page, site_url + locale + path)
    found = [(role, name) for role, name in tree if role in LANDMARKS]
    assert len(found) <= 10, found


@LOCALES
@pytest.mark.parametrize("path", ["e/1050/", "harassment/", "where-to-report/fr/", "entries/", ""])
def test_the_title_is_among_the_first_six_things_that_are_heard(
    new_page: NewPage, site_url: str, locale: str, path: str
) -> None:
    tree = open_tree(new_page, site_url + locale + path)
    title = next(place for place, (role, _) in enumerate(tree) if role == "heading")
    stops = [name for role, name in tree[:title] if role in STOPS]
    assert 3 < len(stops) <= 5, stops
