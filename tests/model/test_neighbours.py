"""Neighbours: the entries before and after, within one category and back again."""

from hypothesis import given
from hypothesis import strategies as st

from entraide.model.entry import Entry, Status
from entraide.model.neighbours import find_neighbours
from support.entries import make_entry, make_site

KINDS = st.tuples(st.sampled_from(["harassment", "scams"]), st.sampled_from(Status))


@given(kinds=st.lists(KINDS, max_size=30))
def test_the_next_of_the_previous_is_the_entry_itself(kinds: list[tuple[str, Status]]) -> None:
    entries = [
        make_entry(n, category=category, status=status)
        for n, (category, status) in enumerate(kinds)
    ]
    whole = make_site(*entries)
    for here in entries:
        before, after = find_neighbours(whole, here)
        assert before is None or find_neighbours(whole, before).next == here
        assert after is None or find_neighbours(whole, after).previous == here


@given(kinds=st.lists(KINDS, max_size=30))
def test_going_on_from_the_first_passes_through_the_whole_category(
    kinds: list[tuple[str, Status]],
) -> None:
    whole = make_site(
        *(
            make_entry(n, category=category, status=status)
            for n, (category, status) in enumerate(kinds)
        )
    )
    for listed in whole.by_category.values():
        walk: list[Entry] = []
        here: Entry | None = listed[0]
        while here:
            walk.append(here)
            here = find_neighbours(whole, here).next
        assert tuple(walk) == listed


def test_an_entry_that_no_list_names_has_no_neighbours() -> None:
    draft = make_entry(2, status=Status.DRAFT)
    assert find_neighbours(make_site(make_entry(1), draft, make_entry(3)), draft) == (None, None)
