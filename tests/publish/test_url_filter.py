"""The fast filter says what MkDocs' own says, from every page to every address."""

from collections.abc import Callable
from types import SimpleNamespace

import pytest
from jinja2 import Environment
from mkdocs.utils.templates import url_filter as of_mkdocs

from entraide.publish.url_filter import make_url_filter

PAGES = ("", "fr/", "tags/", "harassment/a/", "harassment/b/", "fr/harassment/a/", "e/1029/")
ADDRESSES = (*PAGES, "feed.xml", "assets/site.css", "fr/tags/%C3%A9t%C3%A9/", "harassment/a/x.png")
OTHERS = ("https://help.example/", "mailto:a@b.example", "#top", "./", "../x/", "/root/", "")


@pytest.mark.parametrize("page", PAGES)
def test_an_address_is_the_one_that_mkdocs_finds(page: str) -> None:
    ours, theirs = _make_renderer(make_url_filter(of_mkdocs)), _make_renderer(of_mkdocs)
    for _ in "first, and then from memory":
        for address in (*ADDRESSES, *OTHERS):
            assert ours(page, address) == theirs(page, address), address


def test_pages_of_one_folder_do_not_take_each_others_address() -> None:
    drawn = _make_renderer(make_url_filter(of_mkdocs))
    assert drawn("harassment/a/", "harassment/b/") == "../b/"
    assert drawn("harassment/b/", "harassment/b/") == "./"
    assert drawn("harassment/c/", "harassment/b/") == "../b/"


def test_a_page_that_stands_anywhere_keeps_the_base_it_was_given() -> None:
    environment = Environment(autoescape=True)
    environment.filters["url"] = make_url_filter(of_mkdocs)
    template = environment.from_string("{{ 'tags/' | url }}")
    assert template.render(page=None, base_url="/help") == "/help/tags/"


def _make_renderer(url: Callable[..., str]) -> Callable[[str, str], str]:
    environment = Environment(autoescape=True)
    environment.filters["url"] = url
    template = environment.from_string("{{ address | url }}")

    def render(page: str, address: str) -> str:
        return template.render(page=SimpleNamespace(url=page), base_url=".", address=address)

    return render
