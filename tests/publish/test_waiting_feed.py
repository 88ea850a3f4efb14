"""The Atom feed of what waits for translators, held against the rules of RFC 4287."""

from dataclasses import replace
from datetime import date
from gettext import NullTranslations
from xml.etree import ElementTree as ET

import pytest

from entraide.model.entry import Entry, Status, VersionStatus
from entraide.model.proposal import ProposalCount
from entraide.model.revision import Change, Significance
from entraide.model.site import TypesetSite
from entraide.publish.feed import LANG
from entraide.publish.waiting_feed import MAX_WAITING, build_waiting_feed
from support.atom import NAMES, assert_valid, find_link, list_entries, list_texts
from support.entries import make_entry, make_site, make_typeset_site

URL = "https://square.example/help/"


def make_change(revision: int, day: str, significance: str) -> Change:
    return Change(revision, date.fromisoformat(day), Significance(significance), "Changed")


MEDIUM, MAJOR, MINOR, AGAIN = (
    make_change(2, "2026-12-01", "medium"),
    make_change(3, "2026-12-03", "major"),
    make_change(4, "2026-12-04", "minor"),
    make_change(5, "2026-12-05", "medium"),
)


def make_behind(number: int, *changes: Change) -> Entry:
    return make_entry(
        number, localised=("fr",), revision=len(changes) + 1, changes=tuple(reversed(changes))
    )


def make_partial(number: int) -> Entry:
    entry = make_entry(number, localised=("fr",))
    version = replace(entry.localised["fr"], status=VersionStatus.PARTIAL)
    return replace(entry, localised={"fr": version})


def build(site: TypesetSite, locale: str = "fr") -> ET.Element:
    return ET.fromstring(build_bytes(site, locale))


def build_bytes(site: TypesetSite, locale: str = "fr") -> bytes:
    return build_waiting_feed(site, site.get_locale(locale), URL, NullTranslations())


def list_states(root: ET.Element) -> list[tuple[str, str, str]]:
    """Each item: the end of its id, its state, its day."""
    return [
        (
            list_texts(item, "a:id")[0].rpartition("translate/")[2],
            item.findall("a:category", NAMES)[0].attrib["term"],
            list_texts(item, "a:updated")[0][:10],
        )
        for item in list_entries(root)
    ]


@pytest.fixture
def site() -> TypesetSite:
    return make_typeset_site(
        make_entry(1),
        make_behind(2, MEDIUM),
        make_behind(3, MEDIUM, MAJOR, MINOR),
        make_partial(4),
        make_entry(5, localised=("fr",)),
        make_entry(6, source="fr"),
        make_entry(7, status=Status.DRAFT),
    )


def test_the_feed_is_valid_and_has_what_waits_with_the_newest_first(site: TypesetSite) -> None:
    root = build(site)
    assert_valid(root)
    assert list_states(root) == [
        ("3/3", "misleading", "2026-12-03"),
        ("2/2", "outdated", "2026-12-01"),
        ("1/missing", "missing", "2026-11-21"),
        ("4/partial", "partial", "2026-11-21"),
    ]
    assert list_texts(root, "a:updated") == ["2026-12-03T00:00:00Z"]
    assert list_states(build(site, "en")) == [("6/missing", "missing", "2026-11-21")]


def test_an_item_leads_to_where_a_text_is_proposed_and_to_its_file(site: TypesetSite) -> None:
    item = next(
        each
        for each in list_entries(build(site))
        if list_texts(each, "a:id")[0].endswith("/missing")
    )
    assert find_link(item, "alternate") == f"{URL}fr/propose/#1"
    assert find_link(item, "enclosure") == f"{URL}translate/1.fr.po"
    title = item.find("a:title", NAMES)
    assert title is not None
    assert (title.text, title.get(LANG)) == ("en 1", "en")
    assert list_texts(item, "a:summary") == ["Not translated yet."]


def test_falling_behind_again_is_new_and_a_further_change_is_not() -> None:
    def find_name(*changes: Change) -> tuple[str, str, str]:
        (state,) = list_states(build(make_typeset_site(make_behind(1, *changes))))
        return state

    assert find_name(MEDIUM) == ("1/2", "outdated", "2026-12-01")
    assert find_name(MEDIUM, MAJOR) == ("1/3", "misleading", "2026-12-03")
    assert find_name(MEDIUM, MAJOR, MINOR) == ("1/3", "misleading", "2026-12-03")
    assert find_name(MEDIUM, MAJOR, MINOR, AGAIN) == ("1/3", "misleading", "2026-12-05")


def test_a_sensitive_entry_is_a_number() -> None:
    root = build(make_typeset_site(replace(make_entry(1), sensitive=True)))
    assert list_texts(root, "a:entry/a:title") == ["Help page 1"]
    assert b"en 1" not in ET.tostring(root)


def test_a_text_that_somebody_has_sent_is_the_same_item() -> None:
    site = replace(make_site(make_entry(1)), proposals={(1, "fr"): ProposalCount(1, 0)})
    assert list_states(build(TypesetSite(site))) == [("1/missing", "proposed", "2026-11-21")]


def test_the_same_site_gives_the_same_bytes(
    site: TypesetSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = build_bytes(site)
    monkeypatch.setenv("ENTRAIDE_AS_OF", "2030-01-01")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    assert build_bytes(site) == first


def test_a_feed_of_nothing_is_valid_and_a_long_one_is_cut() -> None:
    assert_valid(build(make_typeset_site()))
    many = make_typeset_site(*(make_entry(number) for number in range(1, MAX_WAITING + 20)))
    assert len(list_entries(build(many))) == MAX_WAITING
