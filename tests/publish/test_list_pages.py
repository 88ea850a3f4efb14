"""The lists: cards of the home page, letters of A to Z, days of the recent changes."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from entraide.model.entry import Entry, Status
from entraide.model.numbers import GoneEntry
from entraide.model.places import (
    ENTRIES,
    Place,
    make_category_place,
    make_entry_place,
    make_part_place,
    make_tag_place,
)
from entraide.model.recent_changes import MAX_CHANGES
from entraide.model.revision import Change, Significance
from entraide.model.site import TypesetSite
from entraide.publish.pages.home_page import list_categories
from entraide.publish.pages.list_pages import (
    Listing,
    list_days,
    list_letters,
    list_tags,
    list_term_entries,
)
from entraide.publish.views import build_entry_view
from support.entries import make_entry, make_typeset_site


def replace_title(entry: Entry, title: str) -> Entry:
    return replace(entry, source=replace(entry.source, title=title))


def list_in_locale(
    list_all: Callable[..., Listing], site: TypesetSite, code: str = "en"
) -> Listing:
    return list_all(site, site.get_locale(code))


def list_term(place: Place, site: TypesetSite) -> Listing:
    return list_term_entries(place, site, site.default_locale)


@pytest.mark.parametrize(
    ("entries", "gone", "lost"),
    [
        ((), {}, False),
        ((make_entry(1, status=Status.DRAFT),), {}, False),
        ((make_entry(1, status=Status.ARCHIVED),), {}, True),
        ((make_entry(1, category="scams", moved_from=("harassment/old",)),), {}, True),
        ((), {2: GoneEntry(("harassment/x",), date(2026, 11, 1))}, True),
        ((), {2: GoneEntry(("harassment/x",), date(2026, 11, 1), draft=True)}, False),
        ((), {2: GoneEntry(("scams/x",), date(2026, 11, 1))}, False),
    ],
)
def test_an_empty_category_knows_whether_readers_saw_an_entry_there(
    entries: tuple[Entry, ...], gone: dict[int, GoneEntry], *, lost: bool
) -> None:
    site = TypesetSite(replace(make_typeset_site(*entries), gone=gone))
    (group,) = list_term(make_category_place(site.categories["harassment"]), site).groups
    assert (group.entries, group.had_entries) == ((), lost)
    assert list_in_locale(list_categories, site).groups[0].had_entries is lost


def test_entries_stand_under_their_letters() -> None:
    titles = ["Écrire", "Zoo", "Les essais", "2 codes", "Eux"]
    whole = make_typeset_site(
        *(replace_title(make_entry(n, source="fr"), title) for n, title in enumerate(titles))
    )
    groups = list_in_locale(list_letters, whole, "fr").groups
    assert [(group.letter, group.anchor) for group in groups] == [
        ("0–9", "letter-0"),
        ("E", "letter-e"),
        ("Z", "letter-z"),
    ]
    assert [link.title for link in groups[1].entries] == ["Écrire", "Les essais", "Eux"]


def test_a_title_in_another_language_is_marked_and_files_by_its_own_articles() -> None:
    whole = make_typeset_site(
        replace_title(make_entry(1, source="fr"), "Les arnaques"),
        replace_title(make_entry(2), "The bank"),
    )
    groups = list_in_locale(list_letters, whole).groups
    assert [group.letter for group in groups] == ["A", "B"]
    assert [link.fallback for group in groups for link in group.entries] == [True, False]


def test_300_entries_are_all_there_once() -> None:
    whole = make_typeset_site(
        *(replace_title(make_entry(n), f"{chr(65 + n % 26)} {n}") for n in range(300))
    )
    groups = list_in_locale(list_letters, whole).groups
    addresses = [link.url for group in groups for link in group.entries]
    assert len(set(addresses)) == len(addresses) == 300
    assert len({group.anchor for group in groups}) == len(groups) == 26


def test_5000_entries_are_all_there_once_on_light_pages() -> None:
    whole = make_typeset_site(
        *(replace_title(make_entry(n), f"{chr(65 + n % 26)}{n}") for n in range(5000))
    )
    places = [ENTRIES, *(make_part_place(ENTRIES, part) for part in range(2, 35))]
    pages = [list_letters(whole, whole.default_locale, place) for place in places]
    addresses = [[link.url for group in page.groups for link in group.entries] for page in pages]
    assert len({url for urls in addresses for url in urls}) == sum(map(len, addresses)) == 5000
    assert max(map(len, addresses)) <= 225
    for page in pages:
        here = {group.anchor for group in page.groups}
        assert [letter.letter for letter in page.letters] == [chr(65 + n) for n in range(26)]
        assert all(link.url or link.anchor in here for link in page.letters)


def test_a_list_of_a_thousand_letters_names_its_pages_instead() -> None:
    signs = [chr(0x4E00 + number) for number in range(400)]
    whole = make_typeset_site(*(replace_title(make_entry(n), sign) for n, sign in enumerate(signs)))
    assert list_in_locale(list_letters, whole).letters == ()


def test_a_part_of_a_category_has_its_entries_alone() -> None:
    whole = make_typeset_site(*(make_entry(number) for number in range(301)))
    category = make_category_place(whole.categories["harassment"])
    groups = [list_term(make_part_place(category, part), whole).groups for part in (1, 2, 3)]
    counts = [[len(group.entries) for group in page] for page in groups]
    assert counts == [[100], [100], [101]]


def test_changes_are_grouped_by_day_and_no_more_than_fifty() -> None:
    change = Change(2, date(2026, 12, 1), Significance.MAJOR, "Changed")
    changed = [make_entry(n, revision=2, changes=(change,)) for n in range(40)]
    whole = make_typeset_site(*changed, *(make_entry(n) for n in range(40, 80)))
    days = list_in_locale(list_days, whole, "fr").days
    assert [day.date for day in days] == [date(2026, 12, 1), date(2026, 11, 21)]
    assert [len(day.changes) for day in days] == [40, MAX_CHANGES - 40]
    assert (days[0].changes[0].note, days[0].changes[0].lang) == ("Changed", "en")
    assert [days[0].changes[0].publication, days[1].changes[0].publication] == [False, True]


def test_the_home_page_has_every_category_with_three_entries_at_most() -> None:
    whole = make_typeset_site(*(make_entry(n) for n in range(1, 6)))
    found = list_in_locale(list_categories, whole)
    assert [len(group.entries) for group in found.groups] == [3, 0]
    assert [group.category.count for group in found.groups if group.category] == [5, 0]


def test_topics_are_in_alphabetical_order() -> None:
    whole = make_typeset_site(
        make_entry(1, tags=("privacy", "police")), make_entry(2, tags=("police",))
    )
    assert [link.title for link in list_in_locale(list_tags, whole).terms] == ["police", "privacy"]


def test_categories_and_topics_list_their_entries() -> None:
    whole = make_typeset_site(make_entry(1, tags=("police",)), make_entry(2, category="scams"))
    term = whole.tags["police"]
    assert [len(group.entries) for group in list_term(make_tag_place(term), whole).groups] == [1]
    scams = list_term(make_category_place(whole.categories["scams"]), whole)
    assert [link.url for link in scams.groups[0].entries] == ["scams/entry-2/"]


@pytest.mark.parametrize(("count", "way_back"), [(8, False), (9, True)])
def test_more_than_eight_letters_have_a_way_back(count: int, *, way_back: bool) -> None:
    whole = make_typeset_site(
        *(replace_title(make_entry(n), f"{chr(65 + n)} title") for n in range(count))
    )
    assert list_in_locale(list_letters, whole).way_back is way_back


def test_a_page_names_its_neighbours_in_the_language_they_have() -> None:
    whole = make_typeset_site(
        make_entry(1), make_entry(2, localised=("fr",)), make_entry(3, localised=("fr",))
    )
    view = build_entry_view(whole.entries[2], whole, whole.get_locale("fr"))
    assert view.previous
    assert view.next
    assert (view.previous.url, view.previous.lang, view.previous.fallback) == (
        "fr/" + make_entry_place(whole.entries[1]).path,
        "en",
        True,
    )
    assert (view.next.title, view.next.fallback) == ("fr 3", False)
    assert view.minutes == 1
