"""Links from file to file become addresses from page to page."""

from collections.abc import Callable

import pytest

from conftest import EN, FR
from entraide.model.entry import Entry
from entraide.model.places import HOME, entry_place
from entraide.model.site import Site
from entraide.render.links import linked, relative

Make = Callable[..., Entry]
Gather = Callable[..., Site]


@pytest.fixture
def show(entry: Make, site: Gather) -> Callable[[str, str], str]:
    """`show(link, page locale)`: what a link of entry 1, English only, becomes there."""
    here, both, missing = entry(1), entry(2, localised=("fr",)), entry(3)
    gathered = site(here, both, missing)

    def shown(link: str, code: str = "en") -> str:
        html = linked(
            f'<a title="x" href="{link}">y</a>',
            here.source,
            entry_place(here),
            gathered,
            gathered.locale(code),
        )
        return html.removeprefix('<a title="x" href="').removesuffix('">y</a>')

    return shown


LEAD = {
    "entry-2.md": "../entry-2/",
    "../harassment/entry-2.md": "../entry-2/",
    "entry-1.md": "./",
    "../index.md": "../../",
    "../scams/index.md": "../../scams/",
    "entry-2.md?a=1&amp;b=2#top": "../entry-2/?a=1&amp;b=2#top",
    "plan%20b.pdf": "../plan%20b.pdf",
    "../pictures/é.png": "../../pictures/%C3%A9.png",
    "#top": "#top",
    "https://a.example/x.md": "https://a.example/x.md",
    "//a.example/x.md": "//a.example/x.md",
    "&#109;&#97;ilto:a@b.example": "&#109;&#97;ilto:a@b.example",
    "mailto:a@b.example": "mailto:a@b.example",
}


@pytest.mark.parametrize(("link", "expected"), LEAD.items(), ids=LEAD)
def test_a_link_leads(show: Callable[[str], str], link: str, expected: str) -> None:
    assert show(link) == expected


def test_an_anchor_is_kept_within_one_language_only(show: Callable[[str, str], str]) -> None:
    assert show("entry-2.md#first", "en") == "../entry-2/#first"
    assert show("entry-2.md#first", "fr") == "../entry-2/"  # it is in French there
    assert show("entry-3.md#first", "fr") == "../entry-3/#first"  # English there too


def test_images_are_found_beside_the_page_of_each_locale(entry: Make, site: Gather) -> None:
    here = entry(1)
    html = '<img alt="href=&quot;x&quot;" src="a.png" /> <code>href="a.md"</code>'
    for locale in (EN, FR):
        found = linked(html, here.source, entry_place(here), site(here), locale)
        assert found == html.replace('src="a.png"', 'src="../a.png"')


def test_the_home_page_of_a_locale_links_within_it(entry: Make, site: Gather) -> None:
    here = entry(1, localised=("fr",))
    link = '<a href="harassment/entry-1.md">x</a>'
    for locale in (EN, FR):
        text = here.served(locale.code)
        found = linked(link, text, HOME, site(here), locale)
        assert found == '<a href="harassment/entry-1/">x</a>'


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
    assert relative(url, page) == expected
