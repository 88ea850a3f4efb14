"""How many votes of one network count: a few each, a burst as one more."""

from collections import Counter

import pytest

from entraide.desk.bursts import MOST_COUNTED, NATURAL_VOTES, Answer, VoteGroup, choose_counted
from entraide.model.rating import MINIMUM_VOTES

GROUP = VoteGroup(1029, "en", "2026-11-21", "00" * 16)


def make_answers(*ratings: int, revision: int = 4) -> Counter[Answer]:
    return Counter((revision, "five", rating) for rating in ratings)


@pytest.mark.parametrize("ratings", [(), (1,), (5, 5, 1), (1, 2, 3, 5)])
def test_a_few_votes_of_a_network_count_each(ratings: tuple[int, ...]) -> None:
    assert choose_counted(GROUP, make_answers(*ratings)) == make_answers(*ratings)


@pytest.mark.parametrize("number", [NATURAL_VOTES + 1, 5, 31, 14_400])
def test_all_beyond_count_as_one_more(number: int) -> None:
    counted = choose_counted(GROUP, Counter({(4, "five", 1): number}))
    assert counted == {(4, "five", 1): NATURAL_VOTES + 1}


def test_those_that_count_are_spread_as_all_are() -> None:
    school = make_answers(*[1] * 8, *[4] * 16, *[5] * 8)
    assert choose_counted(GROUP, school) == make_answers(1, 4, 4, 5)
    assert choose_counted(GROUP, make_answers(*[5] * 30, 1)) == make_answers(5, 5, 5, 5)
    revisions = make_answers(*[2] * 9, revision=3) + make_answers(*[5] * 9)
    halves = make_answers(2, 2, revision=3) + make_answers(5, 5)
    assert choose_counted(GROUP, revisions) == halves


def test_a_network_alone_never_makes_a_sum_that_is_published() -> None:
    assert MOST_COUNTED < MINIMUM_VOTES


def test_votes_whose_network_is_not_known_count_each() -> None:
    old = GROUP._replace(network="")
    assert choose_counted(old, make_answers(*[1] * 40)) == make_answers(*[1] * 40)
