"""A list of more than 300 entries on a built site: its pages, and the ways between them."""

from itertools import pairwise
from pathlib import Path
from urllib.parse import urldefrag, urljoin

import pytest

from support.built_site import (
    BuildSite,
    BuiltSite,
    add_settings,
    copy_site,
    find_one,
    list_attributes,
)

pytestmark = pytest.mark.thorough  # a site of 302 entries; lists of few are tested elsewhere

COUNT = 301
TITLES = {
    "entries/": ["A–I", "J–R", "S–Z"],
    "scams/": ["page 1 sur 3", "page 2 sur 3", "page 3 sur 3"],
}


@pytest.fixture(scope="module")
def long_lists(build_site: BuildSite, tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    config = copy_site("single", tmp_path_factory.mktemp("projects") / "long-lists")
    add_settings(config, words={"shortest": 1, "longest": 800})
    for number in range(1001, 1001 + COUNT):
        letter = chr(ord("A") + number % 26)
        file = config.parent / "docs/fr/scams" / f"entry-{number}.md"
        write_entry(file, number, f"{letter}rnaque {number}")
    return build_site(config.parent)


def write_entry(file: Path, number: int, title: str) -> None:
    file.parent.mkdir(exist_ok=True)
    file.write_text(
        f"""---
id: {number}
title: {title}
summary: Que faire.
tags: []
related: []
author: Safety team
status: published
revision: 1
updated: 2026-06-01
---

Texte.
""",
        encoding="utf-8",
    )


def list_pages(site: BuiltSite, first: str) -> list[str]:
    """The pages from `first` on, each found by the link of the one before."""
    pages = [first]
    while forward := site.read_page(pages[-1]).select(".neighbours [rel=next]"):
        pages.append(urljoin(pages[-1], str(forward[0]["href"])))
    return pages


@pytest.mark.parametrize(("first", "count"), [("entries/", COUNT + 1), ("scams/", COUNT)])
def test_the_pages_have_every_entry_once(long_lists: BuiltSite, first: str, count: int) -> None:
    pages = list_pages(long_lists, first)
    assert pages == [first, f"{first}page/2/", f"{first}page/3/"]
    links = [
        urljoin(page, link)
        for page in pages
        for link in list_attributes(long_lists.read_page(page), ".entry-list a", "href")
    ]
    assert len(links) == len(set(links)) == count
    assert all(long_lists.get_file(link).is_file() for link in links)


@pytest.mark.parametrize("first", TITLES)
def test_each_page_says_which_it_is_and_leads_back(long_lists: BuiltSite, first: str) -> None:
    pages = list_pages(long_lists, first)
    titles = [find_one(long_lists.read_page(page), "h1").get_text() for page in pages]
    for page, title, name in zip(pages, titles, TITLES[first], strict=True):
        assert title.endswith(name)
        assert title in find_one(long_lists.read_page(page), "title").get_text()
    for before, page in pairwise(pages):
        back = find_one(long_lists.read_page(page), ".neighbours [rel=prev]")
        assert urljoin(page, str(back["href"])) == before
        above = list_attributes(long_lists.read_page(page), ".breadcrumb a", "href")
        assert urljoin(page, above[-1]) == first


@pytest.mark.parametrize("page", ["entries/", "entries/page/2/", "scams/page/3/"])
def test_every_page_leads_to_all_parts_of_its_list(long_lists: BuiltSite, page: str) -> None:
    targets = [urldefrag(urljoin(page, link)) for link in list_links(long_lists, page)]
    first, _, _ = page.partition("page/")
    assert {url for url, _ in targets} == set(list_pages(long_lists, first))
    for url, anchor in targets:
        assert not anchor or long_lists.read_page(url).select(f"h2#{anchor}")


def list_links(site: BuiltSite, page: str) -> list[str]:
    return list_attributes(site.read_page(page), "nav.letters a", "href")


def test_the_number_of_this_page_is_marked(long_lists: BuiltSite) -> None:
    here = find_one(long_lists.read_page("scams/page/2/"), ".letters [aria-current=page]")
    assert here.get_text() == "2"
