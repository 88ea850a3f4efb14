"""The Atom feed, held against the rules of RFC 4287."""

import re
from dataclasses import replace
from datetime import date
from gettext import NullTranslations
from xml.etree import ElementTree as ET

import pytest

from entraide.model.entry import Entry, Status
from entraide.model.revision import Change, Significance
from entraide.publish.feed import ATOM, LANG, MAX_CHANGES, build_feed
from entraide.publish.sites import TypesetSite
from support.entries import make_entry, make_typeset_site

NAMES = {"a": ATOM}
URL = "https://square.example/help/"
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def change(revision: int, day: str, note: str, significance: str = "medium") -> Change:
    return Change(revision, date.fromisoformat(day), Significance(significance), note)


def read(site: TypesetSite, locale: str = "en", url: str = URL) -> ET.Element:
    return ET.fromstring(build_feed(site, site.get_locale(locale), url, NullTranslations()))


def entries(root: ET.Element) -> list[ET.Element]:
    return root.findall("a:entry", NAMES)


def texts(root: ET.Element, path: str) -> list[str]:
    return [element.text or "" for element in root.findall(path, NAMES)]


def link(element: ET.Element, rel: str) -> str:
    (found,) = element.findall(f"a:link[@rel='{rel}']", NAMES)
    return found.attrib["href"]


def assert_valid(root: ET.Element) -> None:
    """What RFC 4287 asks of a feed with entries that link to pages (sections 4.1.1, 4.1.2)."""
    assert root.tag == f"{{{ATOM}}}feed"
    assert link(root, "self").startswith("https://")
    for element in (root, *entries(root)):
        for name in ("id", "title", "updated"):
            (text,) = texts(element, f"a:{name}")
            assert text.strip(), name
        assert INSTANT.fullmatch(texts(element, "a:updated")[0])
        assert re.fullmatch(r"tag:[a-z0-9.-]+,\d{4}:\S+", texts(element, "a:id")[0])
        assert link(element, "alternate").startswith("https://")
        assert all(texts(element, "a:author/a:name"))
    assert texts(root, "a:author/a:name")
    ids = texts(root, "a:entry/a:id")
    assert len(ids) == len(set(ids))


@pytest.fixture
def whole() -> TypesetSite:
    made = make_typeset_site(
        make_entry(1),
        make_entry(
            2, localised=("fr",), revision=2, changes=(change(2, "2026-12-01", "A step moved"),)
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
def test_the_feed_is_valid_atom(whole: TypesetSite, locale: str) -> None:
    assert_valid(read(whole, locale))


def test_a_feed_without_any_entry_is_valid_atom(whole: TypesetSite) -> None:
    root = read(replace(whole, entries={}))
    assert_valid(root)
    assert entries(root) == []


def test_the_feed_says_which_locale_it_is_of_and_where_it_stands(whole: TypesetSite) -> None:
    root = read(whole, "fr")
    assert root.attrib[LANG] == "fr"
    assert texts(root, "a:title") == ["Aide"]
    assert texts(root, "a:subtitle") == ["About fr"]
    assert link(root, "self") == "https://square.example/help/fr/feed.xml"
    assert link(root, "alternate") == "https://square.example/help/fr/"


def test_the_newest_change_comes_first_and_dates_the_feed(whole: TypesetSite) -> None:
    root = read(whole)
    assert texts(root, "a:entry/a:title") == ["en 2", "en 1"]
    assert texts(root, "a:entry/a:summary") == ["A step moved", "A summary."]
    assert texts(root, "a:updated") == texts(root, "a:entry/a:updated")[:1]


def test_an_entry_stands_only_in_the_feeds_of_its_locales(whole: TypesetSite) -> None:
    assert texts(read(whole, "fr"), "a:entry/a:title") == ["fr 2", "fr 3"]


def test_archived_entries_and_drafts_are_in_no_feed(whole: TypesetSite) -> None:
    titles = texts(read(whole), "a:entry/a:title")
    assert not {"en 4", "en 5"} & set(titles)


def test_a_note_in_another_language_says_so(whole: TypesetSite) -> None:
    (note, *_) = read(whole, "fr").findall("a:entry/a:summary", NAMES)
    assert (note.text, note.attrib[LANG]) == ("A step moved", "en")
    assert LANG not in read(whole).findall("a:entry/a:summary", NAMES)[0].attrib


def test_a_note_in_the_readers_words_is_preferred(whole: TypesetSite) -> None:
    entry = whole.entries[2]
    french = replace(entry.localised["fr"], notes={2: "Une étape a changé"})
    told = replace(whole, entries={2: replace(entry, localised={"fr": french})})
    (note,) = read(told, "fr").findall("a:entry/a:summary", NAMES)
    assert (note.text, note.attrib) == ("Une étape a changé", {})


def test_a_major_change_is_labelled(whole: TypesetSite) -> None:
    changes = (change(3, "2026-12-02", "Three", "major"), change(2, "2026-12-01", "Two"))
    site = replace(whole, entries={1: make_entry(1, revision=3, changes=changes)})
    first, second = entries(read(site))
    assert [found.attrib["term"] for found in first.findall("a:category", NAMES)] == [
        "harassment",
        "major",
    ]
    assert len(second.findall("a:category", NAMES)) == 1


def test_ids_survive_a_move_and_a_new_title(whole: TypesetSite) -> None:
    def ids(given: Entry) -> list[str]:
        return texts(read(replace(whole, entries={1: given})), "a:entry/a:id")

    before = make_entry(1)
    moved = replace(before, category="scams", slug="elsewhere")
    assert ids(before) == ids(moved) == ["tag:square.example,2026:/help/e/1/1"]


def test_two_sites_on_one_domain_have_different_ids(whole: TypesetSite) -> None:
    found = [
        texts(read(whole, url=url), "a:entry/a:id") for url in (URL, "https://square.example/")
    ]
    assert not set(found[0]) & set(found[1])


def test_a_domain_in_letters_beyond_ascii_makes_a_valid_id(whole: TypesetSite) -> None:
    root = read(whole, url="https://entraide-café.example:8443/")
    assert texts(root, "a:id") == ["tag:xn--entraide-caf-meb.example,2026:/"]


def test_the_feed_stops_at_fifty_entries(whole: TypesetSite) -> None:
    many = replace(whole, entries={number: make_entry(number) for number in range(1, 80)})
    assert len(entries(read(many))) == MAX_CHANGES == 50


def test_markup_in_a_title_is_text(whole: TypesetSite) -> None:
    made = make_entry(1)
    marked = replace(made, source=replace(made.source, title="<b>A & B</b>"))
    root = read(replace(whole, entries={1: marked}))
    assert texts(root, "a:entry/a:title") == ["<b>A & B</b>"]
