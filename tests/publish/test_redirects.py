"""Addresses that lead elsewhere: former paths and short links, as pages and as maps."""

import json
from dataclasses import replace
from gettext import NullTranslations

from entraide.model.entry import Status
from entraide.model.places import iter_places
from entraide.model.site import TypesetSite
from entraide.publish.redirects import Redirect, build_redirect_maps, iter_redirects
from support.entries import make_entry, make_typeset_site

URL = "https://square.example/members/help/"


def index_redirects(site: TypesetSite, locale: str = "en") -> dict[str, Redirect]:
    given = (
        iter_places(site, drafts=False),
        site,
        site.get_locale(locale),
        URL,
        NullTranslations(),
    )
    found = iter_redirects(*given)
    return {redirect.url: redirect for redirect in found}


def test_an_entry_has_a_short_link_in_every_locale() -> None:
    whole = make_typeset_site(make_entry(1029))
    assert index_redirects(whole)["e/1029/"].link.url == "harassment/entry-1029/"
    assert index_redirects(whole, "fr")["fr/e/1029/"].link.url == "fr/harassment/entry-1029/"


def test_former_paths_lead_to_the_entry_in_every_locale() -> None:
    whole = make_typeset_site(make_entry(1, moved_from=("scams/old", "scams/older")))
    for locale, prefix in (("en", ""), ("fr", "fr/")):
        found = index_redirects(whole, locale)
        for path in ("scams/old/", "scams/older/"):
            assert found[prefix + path].moved
            assert found[prefix + path].link.url == f"{prefix}harassment/entry-1/"
        assert not found[f"{prefix}e/1/"].moved


def test_archived_entries_keep_their_addresses_and_drafts_have_none() -> None:
    archived = make_entry(1, status=Status.ARCHIVED, moved_from=("scams/old",))
    draft = make_entry(2, status=Status.DRAFT, moved_from=("scams/draft",))
    assert set(index_redirects(make_typeset_site(archived, draft))) == {"e/1/", "scams/old/"}


def test_a_redirect_names_the_page_it_leads_to() -> None:
    site = make_typeset_site(make_entry(1, localised=("fr",)))
    assert index_redirects(site, "fr")["fr/e/1/"].canonical == f"{URL}fr/harassment/entry-1/"


def test_a_redirect_to_a_fallback_page_names_the_source() -> None:
    redirect = index_redirects(make_typeset_site(make_entry(1)), "fr")["fr/e/1/"]
    assert redirect.link.url == "fr/harassment/entry-1/"
    assert redirect.link.fallback
    assert redirect.canonical == f"{URL}harassment/entry-1/"


def test_letters_beyond_ascii_are_quoted_as_in_a_link() -> None:
    whole = make_typeset_site(make_entry(1, slug="Été à la plage", moved_from=("scams/été",)))
    assert (
        index_redirects(whole)["scams/%C3%A9t%C3%A9/"].link.url
        == "harassment/%C3%89t%C3%A9%20%C3%A0%20la%20plage/"
    )


def test_the_maps_hold_every_locale() -> None:
    whole = make_typeset_site(make_entry(1, moved_from=("scams/été",)))
    maps = build_redirect_maps(iter_places(whole, drafts=False), whole.locales, URL)
    assert json.loads(maps["redirects.json"])["redirects"] == {
        "/e/1/": "/harassment/entry-1/",
        "/scams/%C3%A9t%C3%A9/": "/harassment/entry-1/",
        "/fr/e/1/": "/fr/harassment/entry-1/",
        "/fr/scams/%C3%A9t%C3%A9/": "/fr/harassment/entry-1/",
    }
    assert maps["redirects.nginx.conf"].splitlines()[1:3] == [
        '"/members/help/e/1/" "/members/help/harassment/entry-1/";',
        '"/members/help/scams/été/" "/members/help/harassment/entry-1/";',
    ]
    assert maps["redirects.caddy"].splitlines()[3] == (
        '"/members/help/fr/e/1/" "/members/help/fr/harassment/entry-1/"'
    )


def test_nginx_which_ignores_capitals_is_never_led_in_a_circle() -> None:
    whole = make_typeset_site(
        make_entry(1, slug="block", moved_from=("harassment/Block", "scams/Old", "scams/old")),
        make_entry(2, moved_from=("harassment/BLOCK",)),
    )
    maps = build_redirect_maps(
        iter_places(whole, drafts=False), whole.locales, "https://help.example/"
    )
    paths = [line.split('"')[1] for line in maps["redirects.nginx.conf"].splitlines()[1:]]
    assert paths[:3] == ["/e/1/", "/scams/Old/", "/e/2/"]
    assert len(json.loads(maps["redirects.json"])["redirects"]) == 12, "every one has its page"


def test_a_renamed_category_keeps_the_pages_of_its_list() -> None:
    site = make_typeset_site(*(make_entry(number) for number in range(301)))
    category = replace(site.categories["harassment"], moved_from=("bullying",))
    site = TypesetSite(replace(site, categories={"harassment": category}))
    redirects = index_redirects(site, "fr")
    assert redirects["fr/bullying/"].link.url == "fr/harassment/"
    assert redirects["fr/bullying/page/3/"].link.url == "fr/harassment/page/3/"
    assert redirects["fr/bullying/page/3/"].canonical == f"{URL}fr/harassment/page/3/"
