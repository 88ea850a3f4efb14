"""The lists: cards of the home page, letters of A to Z, days of the recent changes."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from entraide.model.entry import Entry
from entraide.model.places import (
    Place,
    make_category_place,
    make_entry_place,
    make_tag_place,
)
from entraide.model.recent_changes import MAX_CHANGES
from entraide.model.revision import Change, Significance
from entraide.model.site import TypesetSite
from entraide.publish.pages.list_pages import (
    Listing,
    list_categories,
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


def test_a_thousand_entries_are_all_there_once() -> None:
    whole = make_typeset_site(
        *(replace_title(make_entry(n), f"{chr(65 + n % 26)} {n}") for n in range(1000))
    )
    groups = list_in_locale(list_letters, whole).groups
    addresses = [link.url for group in groups for link in group.entries]
    assert len(set(addresses)) == len(addresses) == 1000
    assert len({group.anchor for group in groups}) == len(groups) == 26


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
