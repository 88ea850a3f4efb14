"""The division of long lists into parts, each a page, so that no page grows with the site.

A list of up to 300 entries is one page, which eyes and browsers can search. A longer one has parts
of about 150 entries, the same number of parts in every language, so that a page weighs less than
200 kB in any script. A part may end a little earlier or later, where it then ends with a letter.
"""

from collections.abc import Iterable
from itertools import pairwise
from math import ceil

MOST_TOGETHER = 300  # entries of a list that is not divided
PART_SIZE = 150
SLACK = 37  # entries by which an end of a part may be moved


def count_parts(length: int) -> int:
    """Return how many parts a list of `length` entries has."""
    return 1 if length <= MOST_TOGETHER else ceil(length / PART_SIZE)


def list_part_bounds(length: int, starts: Iterable[int] = ()) -> list[tuple[int, int]]:
    """Return the bounds of each part of a list.

    A part begins, if possible, at one of `starts`, where a new letter begins.
    """
    count, letter_starts = count_parts(length), tuple(starts)
    bounds = [_find_bound(length * number // count, letter_starts) for number in range(1, count)]
    return list(pairwise([0, *bounds, length]))


def _find_bound(even: int, starts: Iterable[int]) -> int:
    """Return the one of `starts` nearest to `even`; `even` itself where none is near."""
    near = [start for start in starts if abs(start - even) <= SLACK]
    return min(near, key=lambda start: abs(start - even), default=even)
