"""Related entries: named first, then by shared tags, at most five, in the reader's locale."""

from entraide.model.entry import Entry, Status
from entraide.model.related_entries import (
    MOST_RELATED_ENTRIES,
    NEIGHBOURS,
    find_related_entries,
    iter_entries_sharing_tags,
)
from support.entries import make_entry, make_site


def list_numbers(entries: list[Entry]) -> list[int]:
    return [entry.id for entry in entries]


def test_named_entries_come_first_in_the_order_given() -> None:
    one = make_entry(1, related=(4, 3), tags=("police",))
    others = [make_entry(2, tags=("police",)), make_entry(3), make_entry(4)]
    assert list_numbers(find_related_entries(make_site(one, *others), one, "en")) == [4, 3, 2]


def test_more_shared_tags_come_before_fewer_then_lower_numbers() -> None:
    one = make_entry(1, tags=("police", "privacy"))
    both, first, second = (
        make_entry(9, tags=("police", "privacy")),
        make_entry(2, tags=("police",)),
        make_entry(3, tags=("privacy",)),
    )
    assert list_numbers(find_related_entries(make_site(one, both, first, second), one, "en")) == [
        9,
        2,
        3,
    ]


def test_there_are_five_at_most() -> None:
    entries = [make_entry(number, tags=("police",)) for number in range(1, 20)]
    assert len(find_related_entries(make_site(*entries), entries[0], "en")) == MOST_RELATED_ENTRIES


def test_an_entry_is_not_related_to_itself() -> None:
    one = make_entry(1, related=(1,), tags=("police",))
    assert find_related_entries(make_site(one), one, "en") == []


def test_archived_and_draft_entries_are_left_out() -> None:
    one = make_entry(1, related=(2, 3))
    others = make_entry(2, status=Status.ARCHIVED), make_entry(3, status=Status.DRAFT)
    assert find_related_entries(make_site(one, *others), one, "en") == []


def test_entries_without_a_version_in_the_locale_are_left_out() -> None:
    one = make_entry(1, related=(2, 3))
    others = make_entry(2), make_entry(3, localised=("fr",))
    assert list_numbers(find_related_entries(make_site(one, *others), one, "fr")) == [3]


def test_at_any_size_only_the_nearest_of_a_tag_are_looked_at() -> None:
    entries = [make_entry(number, tags=("police",)) for number in range(1, 1000)]
    found = list_numbers(list(iter_entries_sharing_tags(make_site(*entries), entries[499])))
    assert len(found) == NEIGHBOURS
    assert 500 in found
