"""Which votes of one network count: a burst of votes counts little more than a few.

Somebody with many addresses can vote from each of them, and a network (an IPv4 /24, an IPv6 /48) is
what one person can have cheaply. But a school or a mobile operator is one network, too. So of the
votes of one network on one version and day, NATURAL_VOTES count, and all others together as one
more. Which votes these are does not depend on who came first: all votes are sorted by answer, and
taken from at even distances.

An average is published from MINIMUM_VOTES votes on, more than one network can give in a day. So
none makes an average alone.
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
    """Return how many votes of `group` count for each answer; `answers` has all of them.

    Where the network is not known, every vote counts.
    """
    total = sum(answers.values())
    if not group.network or total <= MOST_COUNTED:
        return Counter(answers)
    ordered = sorted(answers)
    ends = list(accumulate(answers[answer] for answer in ordered))
    places = (total * (2 * turn + 1) // (2 * MOST_COUNTED) for turn in range(MOST_COUNTED))
    return Counter(ordered[bisect_right(ends, location)] for location in places)
