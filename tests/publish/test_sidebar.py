"""The sidebar costs the same at any number of entries."""

from collections.abc import Callable

from entraide.model.entry import Entry
from entraide.model.places import HOME, make_category_place, make_entry_place
from entraide.model.site import Site
from entraide.publish.sidebar import MAX_ENTRIES, build_sidebar

Make = Callable[..., Entry]
MakeSite = Callable[..., Site]


def test_a_small_category_is_shown_whole(entry: Make, site: MakeSite) -> None:
    entries = [entry(number) for number in range(1, 5)]
    shown = build_sidebar(make_entry_place(entries[1]), site(*entries), site().default_locale)
    assert [link.current for link in shown.entries] == [False, True, False, False]
    assert shown.more is None


def test_a_large_category_is_capped_around_the_entry(entry: Make, site: MakeSite) -> None:
    entries = [entry(number) for number in range(1, 500)]
    shown = build_sidebar(make_entry_place(entries[249]), site(*entries), site().default_locale)
    assert len(shown.entries) == MAX_ENTRIES
    assert [link.title for link in shown.entries if link.current] == ["en 250"]
    assert shown.more
    assert shown.more.count == 499


def test_the_window_stops_at_both_ends(entry: Make, site: MakeSite) -> None:
    entries = [entry(number) for number in range(1, 100)]
    whole = site(*entries)
    first = build_sidebar(make_entry_place(entries[0]), whole, whole.default_locale)
    last = build_sidebar(make_entry_place(entries[-1]), whole, whole.default_locale)
    assert first.entries[0].title == "en 1"
    assert last.entries[-1].title == "en 99"
    assert len(first.entries) == len(last.entries) == MAX_ENTRIES


def test_a_category_page_shows_its_entries_and_the_home_page_none(
    entry: Make, site: MakeSite
) -> None:
    whole = site(entry(1), entry(2))
    category = build_sidebar(
        make_category_place(whole.categories["harassment"]), whole, whole.default_locale
    )
    assert [link.current for link in category.categories] == [True, False]
    assert len(category.entries) == 2
    assert build_sidebar(HOME, whole, whole.default_locale).entries == ()
