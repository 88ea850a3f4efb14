"""How many votes of one network count: a burst of votes counts as one.

Whoever has many addresses can vote from each of them, and a network (an IPv4 /24, an IPv6 /48) is
what somebody has cheaply. A school or a mobile operator is behind one, too. So on one version, on
one day, NATURAL_VOTES votes of a network count each, and all beyond count as one more. Which ones
does not depend on who came first: they are taken at even distances from all of them, sorted.

A sum is published from MINIMUM_VOTES votes on. One network has fewer in a day, so that none makes
an average alone.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping
from itertools import accumulate
from typing import NamedTuple

NATURAL_VOTES = 3  # of one network, on one version, on one day
MOST_COUNTED = NATURAL_VOTES + 1

Answer = tuple[int, str, int]  # revision, scale, rating


class VoteGroup(NamedTuple):
    """The votes of one network on one version on one day."""

    entry: int
    locale: str
    day: str
    network: str  # its pseudonym; "" for the votes of before there was one


def choose_counted(group: VoteGroup, answers: Mapping[Answer, int]) -> Counter[Answer]:
    """Return which of the votes of `group` count; `answers` has how many gave each answer.

    Where the network is not known, each counts.
    """
    total = sum(answers.values())
    if not group.network or total <= MOST_COUNTED:
        return Counter(answers)
    ordered = sorted(answers)
    ends = list(accumulate(answers[answer] for answer in ordered))
    places = (total * (2 * turn + 1) // (2 * MOST_COUNTED) for turn in range(MOST_COUNTED))
    return Counter(ordered[bisect_right(ends, location)] for location in places)
