"""The order of lists: what a writer gave a place comes first, then the older entry."""

from entraide.model.neighbours import find_neighbours
from entraide.model.places import find_term_entries, make_category_place, make_tag_place
from entraide.model.useful_entries import find_useful_entries
from entraide.publish.sidebar import MAX_ENTRIES, build_sidebar
from support.entries import make_entry, make_site, make_typeset_site

URGENT = make_entry(8, order=10, tags=("police",))
NEXT = make_entry(5, order=20, tags=("police",))
SAME = make_entry(9, order=20)
OLD = make_entry(1, tags=("police",))
NEW = make_entry(2, related=(1,))
SITE = make_site(NEW, OLD, SAME, NEXT, URGENT)


def test_a_category_lists_those_with_a_place_first_and_equal_places_by_number() -> None:
    place = make_category_place(SITE.categories["harassment"])
    assert [entry.id for entry in find_term_entries(place, SITE)] == [8, 5, 9, 1, 2]


def test_a_tag_lists_in_the_same_order() -> None:
    place = make_tag_place(SITE.tags["police"])
    assert [entry.id for entry in find_term_entries(place, SITE)] == [8, 5, 1]


def test_the_home_page_shows_them_before_those_that_others_name() -> None:
    useful = find_useful_entries(SITE, "en")["harassment"]
    assert [entry.id for entry in useful] == [8, 5, 9]


def test_going_on_follows_the_list() -> None:
    assert find_neighbours(SITE, URGENT) == (None, NEXT)
    assert find_neighbours(SITE, NEXT) == (URGENT, SAME)
    assert find_neighbours(SITE, OLD) == (SAME, NEW)
    assert find_neighbours(SITE, NEW) == (OLD, None)


def test_the_sidebar_shows_the_part_of_the_list_around_an_entry() -> None:
    urgent = make_entry(99, order=1)
    whole = make_typeset_site(*(make_entry(number) for number in range(1, 99)), urgent)
    locale = whole.default_locale
    top = build_sidebar(make_category_place(whole.categories["harassment"]), whole, locale)
    assert [link.title for link in top.entries[:2]] == ["en 99", "en 1"]
    assert len(top.entries) == MAX_ENTRIES
