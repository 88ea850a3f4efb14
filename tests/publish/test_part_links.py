"""Ways through a list in parts: titles, the pages beside one, other languages, search engines."""

from gettext import NullTranslations
from types import SimpleNamespace
from typing import cast

import pytest

from entraide.model.places import (
    ENTRIES,
    Place,
    make_category_place,
    make_part_place,
)
from entraide.model.site import TypesetSite
from entraide.publish.build_context import BuildContext
from entraide.publish.page_languages import list_language_links, make_page_head
from entraide.publish.part_links import make_part_links, make_part_title
from entraide.publish.sitemap import build_sitemap
from support.entries import make_entry, make_typeset_site

URL = "https://square.example/help/"


@pytest.fixture(scope="module")
def site() -> TypesetSite:
    return make_typeset_site(*(make_entry(number, localised=("fr",)) for number in range(301)))


@pytest.fixture
def build(site: TypesetSite) -> BuildContext:
    context = SimpleNamespace(
        typeset_site=site, locale=site.default_locale, catalog=NullTranslations()
    )
    return cast("BuildContext", context)


@pytest.fixture
def category(site: TypesetSite) -> Place:
    return make_category_place(site.categories["harassment"])


def test_the_title_names_the_part(build: BuildContext, category: Place) -> None:
    assert make_part_title(category, build) == "harassment, page 1 of 3"
    assert make_part_title(make_part_place(category, 3), build) == "harassment, page 3 of 3"
    assert make_part_title(make_part_place(ENTRIES, 2), build) == "All entries: E (2)"


def test_a_part_leads_to_those_beside_it_and_to_the_beginning(
    build: BuildContext, category: Place
) -> None:
    parts = make_part_links(make_part_place(category, 2), build)
    assert parts
    assert parts.previous
    assert parts.next
    assert parts.above
    assert (parts.previous.url, parts.next.url) == ("harassment/", "harassment/page/3/")
    assert (parts.above.title, parts.above.url) == ("harassment", "harassment/")
    assert [(link.title, link.current) for link in parts.all] == [
        ("1", False),
        ("2", True),
        ("3", False),
    ]


def test_the_first_and_the_last_part_are_ends(build: BuildContext, category: Place) -> None:
    first, last = (make_part_links(make_part_place(category, part), build) for part in (1, 3))
    assert first
    assert last
    assert (first.previous, first.above, last.next) == (None, None, None)
    assert first.next
    assert last.previous
    assert first.next.url == last.previous.url == "harassment/page/2/"


def test_a_short_list_has_no_parts_and_its_own_title() -> None:
    site = make_typeset_site(make_entry(1))
    context = SimpleNamespace(
        typeset_site=site, locale=site.default_locale, catalog=NullTranslations()
    )
    build = cast("BuildContext", context)
    assert make_part_links(ENTRIES, build) is None
    assert make_part_title(ENTRIES, build) == "All entries"


def test_letters_begin_elsewhere_in_other_languages(site: TypesetSite, category: Place) -> None:
    english, french = site.locales
    for place, there in ((ENTRIES, "fr/entries/"), (make_part_place(ENTRIES, 2), "fr/entries/")):
        links = list_language_links(place, site, english)
        assert [link.url for link in links] == [place.get_url(english), there]
    part = make_part_place(category, 2)
    assert [link.url for link in list_language_links(part, site, french)] == [
        "harassment/page/2/",
        "fr/harassment/page/2/",
    ]


def test_search_engines_are_told_of_parallel_pages_alone(
    site: TypesetSite, category: Place
) -> None:
    head = make_page_head(make_part_place(ENTRIES, 2), site, site.locales[1], URL)
    assert (head.canonical, head.alternates) == (f"{URL}fr/entries/page/2/", ())
    assert not head.noindex
    head = make_page_head(make_part_place(category, 2), site, site.locales[1], URL)
    assert [lang for lang, _ in head.alternates] == ["en", "fr", "x-default"]


def test_each_part_is_in_the_sitemap(site: TypesetSite) -> None:
    xml = build_sitemap(site, URL).decode()
    for path in ("entries/page/3/", "fr/entries/page/3/", "fr/harassment/page/2/"):
        assert f"<loc>{URL}{path}</loc>" in xml
    assert "page/4/" not in xml
