"""The sidebar costs the same at any number of entries."""

from entraide.model.places import HOME, make_category_place, make_entry_place
from entraide.publish.sidebar import MAX_ENTRIES, build_sidebar
from support.entries import make_entry, make_typeset_site


def test_a_small_category_is_shown_whole() -> None:
    entries = [make_entry(number) for number in range(1, 5)]
    shown = build_sidebar(
        make_entry_place(entries[1]),
        make_typeset_site(*entries),
        make_typeset_site().default_locale,
    )
    assert [link.current for link in shown.entries] == [False, True, False, False]
    assert shown.more is None


def test_a_large_category_is_capped_around_the_entry() -> None:
    entries = [make_entry(number) for number in range(1, 500)]
    shown = build_sidebar(
        make_entry_place(entries[249]),
        make_typeset_site(*entries),
        make_typeset_site().default_locale,
    )
    assert len(shown.entries) == MAX_ENTRIES
    assert [link.title for link in shown.entries if link.current] == ["en 250"]
    assert shown.more
    assert shown.more.count == 499


def test_the_window_stops_at_both_ends() -> None:
    entries = [make_entry(number) for number in range(1, 100)]
    whole = make_typeset_site(*entries)
    first = build_sidebar(make_entry_place(entries[0]), whole, whole.default_locale)
    last = build_sidebar(make_entry_place(entries[-1]), whole, whole.default_locale)
    assert first.entries[0].title == "en 1"
    assert last.entries[-1].title == "en 99"
    assert len(first.entries) == len(last.entries) == MAX_ENTRIES


def test_a_category_page_shows_its_entries_and_the_home_page_none() -> None:
    whole = make_typeset_site(make_entry(1), make_entry(2))
    category = build_sidebar(
        make_category_place(whole.categories["harassment"]), whole, whole.default_locale
    )
    assert [link.current for link in category.categories] == [True, False]
    assert len(category.entries) == 2
    assert build_sidebar(HOME, whole, whole.default_locale).entries == ()
