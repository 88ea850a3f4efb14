"""The Atom feed, held against the rules of RFC 4287."""

from dataclasses import replace
from datetime import date
from gettext import NullTranslations
from xml.etree import ElementTree as ET

import pytest

from entraide.model.entry import Entry, Status
from entraide.model.recent_changes import MAX_CHANGES
from entraide.model.revision import Change, Significance
from entraide.model.site import TypesetSite
from entraide.publish.feed import LANG, build_feed
from support.atom import NAMES, assert_valid, find_link, list_entries, list_texts
from support.entries import make_entry, make_typeset_site

URL = "https://square.example/help/"


def make_change(revision: int, day: str, note: str, significance: str = "medium") -> Change:
    return Change(revision, date.fromisoformat(day), Significance(significance), note)


def read(site: TypesetSite, locale: str = "en", url: str = URL) -> ET.Element:
    return ET.fromstring(build_feed(site, site.get_locale(locale), url, NullTranslations()))


@pytest.fixture
def full_site() -> TypesetSite:
    made = make_typeset_site(
        make_entry(1),
        make_entry(
            2,
            localised=("fr",),
            revision=2,
            changes=(make_change(2, "2026-12-01", "A step moved"),),
        ),
        make_entry(3, source="fr"),
        make_entry(4, status=Status.ARCHIVED),
        make_entry(5, status=Status.DRAFT),
    )
    homes = {
        code: replace(make_entry(9).get_served_version("en"), summary=f"About {code}")
        for code in ["en", "fr"]
    }
    return replace(made, homes=homes)


@pytest.mark.parametrize("locale", ["en", "fr"])
def test_the_feed_is_valid_atom(full_site: TypesetSite, locale: str) -> None:
    assert_valid(read(full_site, locale))


def test_a_feed_without_any_entry_is_valid_atom(full_site: TypesetSite) -> None:
    root = read(replace(full_site, entries={}))
    assert_valid(root)
    assert list_entries(root) == []


def test_the_feed_has_its_locale_and_its_address(full_site: TypesetSite) -> None:
    root = read(full_site, "fr")
    assert root.attrib[LANG] == "fr"
    assert list_texts(root, "a:title") == ["Aide"]
    assert list_texts(root, "a:subtitle") == ["About fr"]
    assert find_link(root, "self") == "https://square.example/help/fr/feed.xml"
    assert find_link(root, "alternate") == "https://square.example/help/fr/"


def test_the_newest_change_comes_first_and_dates_the_feed(full_site: TypesetSite) -> None:
    root = read(full_site)
    assert list_texts(root, "a:entry/a:title") == ["en 2", "en 1"]
    assert list_texts(root, "a:entry/a:summary") == ["A step moved", "A summary."]
    assert list_texts(root, "a:updated") == list_texts(root, "a:entry/a:updated")[:1]


def test_an_entry_stands_only_in_the_feeds_of_its_locales(full_site: TypesetSite) -> None:
    assert list_texts(read(full_site, "fr"), "a:entry/a:title") == ["fr 2", "fr 3"]


def test_archived_entries_and_drafts_are_in_no_feed(full_site: TypesetSite) -> None:
    titles = list_texts(read(full_site), "a:entry/a:title")
    assert not {"en 4", "en 5"} & set(titles)


def test_a_note_in_another_language_says_so(full_site: TypesetSite) -> None:
    (note, *_) = read(full_site, "fr").findall("a:entry/a:summary", NAMES)
    assert (note.text, note.attrib[LANG]) == ("A step moved", "en")
    assert LANG not in read(full_site).findall("a:entry/a:summary", NAMES)[0].attrib


def test_a_note_in_the_readers_words_is_preferred(full_site: TypesetSite) -> None:
    entry = full_site.entries[2]
    french = replace(entry.localised["fr"], notes={2: "Une étape a changé"})
    told = replace(full_site, entries={2: replace(entry, localised={"fr": french})})
    (note,) = read(told, "fr").findall("a:entry/a:summary", NAMES)
    assert (note.text, note.attrib) == ("Une étape a changé", {})


def test_a_major_change_is_labelled(full_site: TypesetSite) -> None:
    changes = (make_change(3, "2026-12-02", "Three", "major"), make_change(2, "2026-12-01", "Two"))
    site = replace(full_site, entries={1: make_entry(1, revision=3, changes=changes)})
    first, second = list_entries(read(site))
    assert [found.attrib["term"] for found in first.findall("a:category", NAMES)] == [
        "harassment",
        "major",
    ]
    assert len(second.findall("a:category", NAMES)) == 1


def test_ids_survive_a_move_and_a_new_title(full_site: TypesetSite) -> None:
    def list_ids(given: Entry) -> list[str]:
        return list_texts(read(replace(full_site, entries={1: given})), "a:entry/a:id")

    before = make_entry(1)
    moved = replace(before, category="scams", slug="elsewhere")
    assert list_ids(before) == list_ids(moved) == ["tag:square.example,2026:/help/e/1/1"]


def test_two_sites_on_one_domain_have_different_ids(full_site: TypesetSite) -> None:
    found = [
        list_texts(read(full_site, url=url), "a:entry/a:id")
        for url in (URL, "https://square.example/")
    ]
    assert not set(found[0]) & set(found[1])


def test_a_domain_in_letters_beyond_ascii_makes_a_valid_id(full_site: TypesetSite) -> None:
    root = read(full_site, url="https://entraide-café.example:8443/")
    assert list_texts(root, "a:id") == ["tag:xn--entraide-caf-meb.example,2026:/"]


def test_the_feed_stops_at_fifty_entries(full_site: TypesetSite) -> None:
    many = replace(full_site, entries={number: make_entry(number) for number in range(1, 80)})
    assert len(list_entries(read(many))) == MAX_CHANGES == 50


def test_markup_in_a_title_is_text(full_site: TypesetSite) -> None:
    made = make_entry(1)
    marked = replace(made, source=replace(made.source, title="<b>A & B</b>"))
    root = read(replace(full_site, entries={1: marked}))
    assert list_texts(root, "a:entry/a:title") == ["<b>A & B</b>"]
