"""Links from file to file become addresses from page to page."""

from collections.abc import Callable

import pytest

from entraide.model.places import HOME, make_entry_place
from entraide.render.links import LinkContext, make_relative_url, resolve_page_address
from support.entries import EN, FR, make_entry, make_site


def find_anchor(path: str, anchor: str) -> str | None:
    """Anchors of every text: `first` in each, called `first` in all languages."""
    del path
    return {"first": "first", "premier": "first", "à-suivre": "first"}.get(anchor)


@pytest.fixture
def show() -> Callable[[str, str], str]:
    """`show(link, page locale)`: what a link of entry 1, English only, becomes there."""
    here, both, missing = make_entry(1), make_entry(2, localised=("fr",)), make_entry(3)
    gathered = make_site(here, both, missing)

    def resolve(link: str, code: str = "en") -> str:
        locale = gathered.get_locale(code)
        page = LinkContext(here.source, make_entry_place(here), locale, gathered, find_anchor)
        return resolve_page_address(link, page)

    return resolve


LEAD = {
    "entry-2.md": "../entry-2/",
    "../harassment/entry-2.md": "../entry-2/",
    "entry-1.md": "./",
    "../index.md": "../../",
    "../scams/index.md": "../../scams/",
    "entry-2.md?a=1&b=2#first": "../entry-2/?a=1&b=2#first",
    "plan%20b.pdf": "../plan%20b.pdf",
    "../pictures/é.png": "../../pictures/%C3%A9.png",
    "#first": "#first",
    "https://a.example/x.md": "https://a.example/x.md",
    "//a.example/x.md": "//a.example/x.md",
    "#%C3%A0-suivre": "#first",
    "#à-suivre": "#first",
    "entry-2.md#%C3%A0-suivre": "../entry-2/#first",
    "../index.md#%C3%A0-suivre": "../../#%C3%A0-suivre",  # no home page was written
    "mailto:a@b.example": "mailto:a@b.example",
}


@pytest.mark.parametrize(("link", "expected"), LEAD.items(), ids=LEAD)
def test_a_link_leads_to_the_address_of_its_page(
    show: Callable[[str], str], link: str, expected: str
) -> None:
    assert show(link) == expected


def test_an_anchor_leads_where_the_page_that_readers_get_has_it(
    show: Callable[[str, str], str],
) -> None:
    assert show("entry-2.md#first", "en") == "../entry-2/#first"
    assert show("entry-2.md#first", "fr") == "../entry-2/#first"  # inherited by the French text
    assert show("entry-2.md#premier", "fr") == "../entry-2/#first"
    assert show("#premier", "en") == "#first"
    assert show("#top", "en") == "#top"


def test_an_anchor_that_only_the_text_in_another_language_has_is_left_out(
    show: Callable[[str, str], str],
) -> None:
    assert show("entry-2.md#gone", "fr") == "../entry-2/"
    assert show("entry-2.md#gone", "en") == "../entry-2/#gone"  # the check has refused it
    assert show("entry-3.md#gone", "fr") == "../entry-3/#gone"  # the same English text there


def test_an_image_is_found_beside_the_page_of_each_locale() -> None:
    here = make_entry(1)
    for locale in (EN, FR):
        page = LinkContext(
            here.source, make_entry_place(here), locale, make_site(here), find_anchor
        )
        assert resolve_page_address("a.png", page) == "../a.png"


def test_the_home_page_of_a_locale_links_within_it() -> None:
    here = make_entry(1, localised=("fr",))
    for locale in (EN, FR):
        page = LinkContext(
            here.get_served_version(locale.code), HOME, locale, make_site(here), find_anchor
        )
        assert resolve_page_address("harassment/entry-1.md", page) == "harassment/entry-1/"


@pytest.mark.parametrize(
    ("url", "page", "expected"),
    [
        ("a/b/", "a/c/", "../b/"),
        ("a/", "a/c/", "../"),
        ("", "a/c/", "../../"),
        ("", "", "./"),
        ("fr/", "fr/", "./"),
        ("fr/a/b/", "fr/", "a/b/"),
        ("a/x.png", "a/c/", "../x.png"),
    ],
)
def test_an_address_as_seen_from_a_page(url: str, page: str, expected: str) -> None:
    assert make_relative_url(url, page) == expected
