"""The most useful entries of a category: those that other entries name most often."""

from entraide.model.entry import Status
from entraide.model.site import Site
from entraide.model.useful_entries import MOST_USEFUL_ENTRIES, find_useful_entries
from support.entries import make_entry, make_site


def find_numbers(site: Site, locale: str = "en", category: str = "harassment") -> list[int]:
    return [entry.id for entry in find_useful_entries(site, locale).get(category, ())]


def test_most_named_come_first_then_lower_numbers() -> None:
    named = [
        make_entry(1),
        make_entry(2),
        make_entry(3),
        make_entry(4, related=(3, 2)),
        make_entry(5, related=(3,)),
    ]
    assert find_numbers(make_site(*named)) == [3, 2, 1]


def test_there_are_three_of_each_category_at_most() -> None:
    whole = make_site(
        *(make_entry(number) for number in range(1, 9)), make_entry(9, category="scams")
    )
    assert len(find_numbers(whole)) == MOST_USEFUL_ENTRIES
    assert find_numbers(whole, category="scams") == [9]


def test_an_entry_does_not_recommend_itself_nor_twice() -> None:
    whole = make_site(
        make_entry(1), make_entry(2, related=(2, 2)), make_entry(3, related=(1, 1)), make_entry(4)
    )
    assert find_numbers(whole) == [1, 2, 3]


def test_drafts_and_archived_entries_neither_count_nor_show() -> None:
    hidden = (
        make_entry(1, status=Status.ARCHIVED, related=(4,)),
        make_entry(2, status=Status.DRAFT, related=(4,)),
    )
    assert find_numbers(make_site(*hidden, make_entry(3), make_entry(4))) == [3, 4]


def test_what_the_reader_can_read_comes_before_what_is_not_translated() -> None:
    whole = make_site(
        make_entry(1), make_entry(2, related=(1,)), make_entry(3, source="fr", related=(1,))
    )
    assert find_numbers(whole, "fr") == [3, 1, 2]
