"""The parts of a long list: all of it, in order, none of them heavy."""

from hypothesis import given
from hypothesis import strategies as st

from entraide.model.list_parts import MOST_TOGETHER, PART_SIZE, SLACK, count_parts, list_part_bounds

LENGTHS = st.integers(0, 6000)
STARTS = st.sets(st.integers(1, 6000), max_size=60)


@given(LENGTHS, STARTS)
def test_the_parts_are_the_list_and_none_is_heavy(length: int, starts: set[int]) -> None:
    bounds = list_part_bounds(length, starts)
    assert [number for start, end in bounds for number in range(start, end)] == list(range(length))
    assert len(bounds) == count_parts(length)
    if length > MOST_TOGETHER:
        assert all(0 < end - start <= PART_SIZE + 2 * SLACK + 1 for start, end in bounds)


def test_up_to_300_entries_stand_together() -> None:
    assert list_part_bounds(300, range(1, 300)) == [(0, 300)]
    assert list_part_bounds(301) == [(0, 100), (100, 200), (200, 301)]


def test_a_part_ends_with_a_letter_where_one_is_near() -> None:
    assert list_part_bounds(301, [90, 115, 240]) == [(0, 90), (90, 200), (200, 301)]
