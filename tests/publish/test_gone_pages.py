"""Pages of removed entries: at every address they had, in every language, and in the maps."""

import json
from dataclasses import replace
from datetime import date
from gettext import NullTranslations

from entraide.model.numbers import GoneEntry
from entraide.model.places import iter_places
from entraide.model.site import TypesetSite
from entraide.publish.gone_pages import iter_gone_pages, list_gone_urls
from entraide.publish.redirects import build_redirect_maps
from support.entries import EN, FR, make_entry, make_typeset_site

DAY = date(2026, 11, 20)
NO_WORDS = NullTranslations()


def make_site(**gone: GoneEntry) -> TypesetSite:
    site = make_typeset_site(make_entry(1, moved_from=("scams/older",)))
    return TypesetSite(replace(site, gone={int(key[1:]): each for key, each in gone.items()}))


def test_each_address_of_a_removed_entry_has_a_page_in_each_language() -> None:
    site = make_site(n7=GoneEntry(("scams/été", "scams/old"), DAY, instead=1))
    places = list(iter_places(site, drafts=False))
    pages = {page.url: page for page in iter_gone_pages(places, site, FR, NO_WORDS)}
    assert sorted(pages) == ["fr/e/7/", "fr/scams/%C3%A9t%C3%A9/", "fr/scams/old/"]
    link = pages["fr/e/7/"].link
    assert link is not None
    assert link.url == "fr/harassment/entry-1/"
    languages = pages["fr/scams/old/"].languages
    assert [(each.url, each.current) for each in languages] == [
        ("scams/old/", False),
        ("fr/scams/old/", True),
    ]
    urls = list_gone_urls(places, site, (EN, FR))
    assert len(urls) == 6
    maps = build_redirect_maps(places, (EN, FR), "https://help.example/base/", (), urls)
    assert maps["gone.nginx.conf"].splitlines()[2] == '"/base/scams/été/" "1";'
    assert maps["gone.caddy"].splitlines()[1] == '"/base/e/7/" "1"'
    assert json.loads(maps["redirects.json"])["gone"][0] == "/e/7/"


def test_nginx_which_ignores_capitals_hides_no_page_and_starts() -> None:
    addresses = ("scams/Old", "scams/old", "harassment/Entry-1", "scams/OLDER")
    site = make_site(n7=GoneEntry(addresses, DAY))
    places = list(iter_places(site, drafts=False))
    urls = list_gone_urls(places, site, (EN,))
    maps = build_redirect_maps(places, (EN,), "https://help.example/", (), urls)
    lines = maps["gone.nginx.conf"].splitlines()[1:]
    assert lines == ['"/e/7/" "1";', '"/scams/Old/" "1";']
    assert len(maps["gone.caddy"].splitlines()[1:]) == 5, "Caddy tells them apart"


def test_an_address_that_leads_elsewhere_today_is_not_gone() -> None:
    address = make_entry(1).address
    site = make_site(n7=GoneEntry((address, "scams/older"), DAY))
    urls = [
        page.url for page in iter_gone_pages(iter_places(site, drafts=False), site, EN, NO_WORDS)
    ]
    assert urls == ["e/7/"]


def test_where_two_stood_the_last_one_is_told() -> None:
    site = make_site(
        n7=GoneEntry(("scams/old",), date(2026, 11, 1)),
        n8=GoneEntry(("scams/new", "scams/old"), DAY),
    )
    pages = iter_gone_pages(iter_places(site, drafts=False), site, EN, NO_WORDS)
    assert {page.url: page.removed for page in pages}["scams/old/"] == DAY


def test_a_draft_that_nobody_read_has_no_page() -> None:
    site = make_site(n7=GoneEntry(("scams/old",), DAY, draft=True))
    assert not list(iter_gone_pages(iter_places(site, drafts=False), site, EN, NO_WORDS))


def test_a_chain_of_removed_entries_is_followed_to_its_end() -> None:
    first = GoneEntry(("scams/a",), DAY, instead=8)
    site = make_site(n7=first, n8=GoneEntry(("scams/b",), DAY, instead="https://other.example/x"))
    page = next(iter_gone_pages(iter_places(site, drafts=False), site, EN, NO_WORDS))
    assert page.link is not None
    assert page.link.url == "https://other.example/x"
    round_trip = make_site(n7=first, n8=GoneEntry(("scams/b",), DAY, instead=7))
    page = next(iter_gone_pages(iter_places(round_trip, drafts=False), round_trip, EN, NO_WORDS))
    assert page.link is None
