"""What others may see of a sensitive entry: its number, and words without content."""

from dataclasses import replace
from datetime import date
from gettext import NullTranslations
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from entraide.model.places import iter_places, make_entry_place
from entraide.model.revision import Change, Significance
from entraide.model.site import TypesetSite
from entraide.publish.feed import ATOM, build_feed
from entraide.publish.json_ld import build_json_ld
from entraide.publish.page_actions import make_share_links
from entraide.publish.public_metadata import get_public_summary, get_public_title, get_public_url
from entraide.publish.redirects import iter_redirects
from support.entries import make_entry, make_typeset_site

URL = "https://square.example/"
WORDS = NullTranslations()


@pytest.fixture
def sensitive_site() -> TypesetSite:
    """Entry 7 is sensitive, in both languages, and has changed."""
    changes = (Change(2, date(2026, 11, 21), Significance.MAJOR, "About threats"),)
    moved_from = ("scams/threats",)
    facts: dict[str, Any] = {"revision": 2, "changes": changes, "moved_from": moved_from}
    made = make_typeset_site(
        make_entry(7, localised=("fr",), sensitive=True, **facts), make_entry(8)
    )
    return replace(made, homes=dict.fromkeys(("en", "fr"), make_entry(9).source))


def test_other_entries_are_named_by_their_own_words(sensitive_site: TypesetSite) -> None:
    told = (sensitive_site.entries[8], sensitive_site.default_locale)
    assert get_public_title(*told, WORDS) == "en 8"
    assert get_public_summary(*told, WORDS) == "A summary."
    assert get_public_url(*told) == "harassment/entry-8/"


def test_a_sensitive_entry_is_named_by_its_number(sensitive_site: TypesetSite) -> None:
    told = (sensitive_site.entries[7], sensitive_site.get_locale("fr"))
    assert get_public_title(*told, WORDS) == "Help page 7"
    assert get_public_summary(*told, WORDS) == "A page of this help centre."
    assert get_public_url(*told) == "fr/e/7/"


def test_a_mail_names_the_number_and_the_short_address(sensitive_site: TypesetSite) -> None:
    tools = make_share_links(sensitive_site.entries[7], sensitive_site.default_locale, URL, WORDS)
    assert tools.mail == (
        "mailto:?subject=Help%20page%207%20%C2%B7%20Help&body=https%3A%2F%2Fsquare.example%2Fe%2F7%2F"
    )
    assert tools.absolute_short_url == f"{URL}e/7/"


def test_programs_are_reported_neither_title_nor_category(sensitive_site: TypesetSite) -> None:
    text = build_json_ld(
        make_entry_place(sensitive_site.entries[7]),
        sensitive_site,
        sensitive_site.default_locale,
        URL,
    )
    assert "en 7" not in text
    assert "summary" not in text
    assert "harassment" not in text
    assert f'"@id":"{URL}e/7/"' in text


def test_a_feed_says_that_it_changed_and_not_what(sensitive_site: TypesetSite) -> None:
    root = ET.fromstring(build_feed(sensitive_site, sensitive_site.get_locale("fr"), URL, WORDS))
    (item,) = root.findall(f"{{{ATOM}}}entry")
    assert item.findtext(f"{{{ATOM}}}title") == "Help page 7"
    assert item.findtext(f"{{{ATOM}}}summary") == "A page of this help centre."
    terms = [found.attrib["term"] for found in item.findall(f"{{{ATOM}}}category")]
    assert terms == ["major"]


def test_every_other_address_leads_to_the_number(sensitive_site: TypesetSite) -> None:
    found = iter_redirects(
        iter_places(sensitive_site, drafts=False),
        sensitive_site,
        sensitive_site.default_locale,
        URL,
        WORDS,
    )
    made = {redirect.url: redirect for redirect in found if redirect.number == "7"}
    assert set(made) == {"harassment/entry-7/", "scams/threats/"}
    assert all(redirect.link.url == "e/7/" for redirect in made.values())
    assert {redirect.link.title for redirect in made.values()} == {"Help page 7"}
    assert [redirect.moved for redirect in made.values()] == [False, True]


def test_the_words_on_a_redirect_are_in_the_language_of_the_page() -> None:
    one = make_typeset_site(make_entry(7, sensitive=True))
    (redirect,) = iter_redirects(
        iter_places(one, drafts=False), one, one.get_locale("fr"), URL, WORDS
    )
    assert redirect.canonical == f"{URL}e/7/", "a fallback page"
    assert not redirect.link.fallback, "its title is the page’s"
