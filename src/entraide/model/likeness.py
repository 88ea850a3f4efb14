"""Likeness: how alike two texts of one language are, and which of several belong together.

It compares groups of three letters, which survive another word order and other endings, and
numbers, links, code and placeholders. That is enough to tell an edited sentence from its neighbour;
no language model is needed.
"""

from collections.abc import Sequence
from functools import lru_cache

from entraide.model.segment import Segment, count_protected_parts

LIKE_HERE, LIKE_ELSEWHERE = 0.3, 0.4  # from which a text is another’s, beside it or moved
GROUP = 3  # letters
INCLUDED_WEIGHT = 0.5  # of a short text that stands in a longer one
PARTS_WEIGHT = 0.2  # of the parts that are the same in every language
MANY_PAIRS = 20_000  # more are not compared: it would take a second


@lru_cache(maxsize=4096)  # a text is compared with each of its neighbours
def _list_groups(text: str) -> frozenset[str]:
    plain = f" {' '.join(text.casefold().split())} "
    return frozenset(plain[at : at + GROUP] for at in range(max(1, len(plain) - GROUP + 1)))


@lru_cache(maxsize=4096)
def _list_parts(text: str) -> frozenset[str]:
    return frozenset(count_protected_parts(text))


def measure_likeness(one: str, other: str) -> float:
    """Return how alike two texts are, from 0 to 1."""
    groups, others = _list_groups(one), _list_groups(other)
    shared_groups, fewer = len(groups & others), min(len(groups), len(others))
    likeness = 2 * shared_groups / (len(groups) + len(others))
    likeness = max(likeness, INCLUDED_WEIGHT * shared_groups / fewer)
    parts, other_parts = _list_parts(one), _list_parts(other)
    if not parts or not other_parts:
        return likeness
    shared = 2 * len(parts & other_parts) / (len(parts) + len(other_parts))
    return (1 - PARTS_WEIGHT) * likeness + PARTS_WEIGHT * shared


def pair_by_likeness(
    old: Sequence[Segment],
    new: Sequence[Segment],
    olds: Sequence[int],
    news: Sequence[int],
    lowest: float,
) -> dict[int, int]:
    """Pair texts of `olds` and `news` that are at least `lowest` alike, the most alike first.

    Both are numbers in `old` and `new`; each is paired once. Of equally like texts, the nearer one
    is taken. A segment without a text is like no other.
    """
    if len(olds) * len(news) > MANY_PAIRS:
        return {}
    scores = [
        (measure_likeness(old[before].text, new[at].text), -abs(rank - other), at, before)
        for rank, at in enumerate(news)
        for other, before in enumerate(olds)
        if old[before].text and old[before].kind is new[at].kind
    ]
    pairs: dict[int, int] = {}
    sources = set[int]()
    for score, _, at, before in sorted(scores, reverse=True):
        if score >= lowest and at not in pairs and before not in sources:
            pairs[at] = before
            sources.add(before)
    return pairs
