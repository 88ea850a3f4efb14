"""Counts of votes are kept beside them, and always agree with them."""

from collections import Counter
from datetime import UTC, date, datetime
from random import Random
from typing import Any

import pytest
from sqlalchemy import select

from entraide.desk.bursts import VoteGroup, choose_counted
from entraide.desk.desk import Desk
from entraide.desk.row_order import mix_rows
from entraide.desk.tables import daily_counts, votes
from entraide.desk.voided_votes import VoteFilter, restore_votes, void_votes
from entraide.desk.votes import VoteCount, count_votes, count_votes_before
from support.desk_rows import make_vote, put

pytestmark = pytest.mark.both_stores
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
DAYS = ("2026-11-20", "2026-11-21", "2026-11-22")


def fill_store(desk: Desk, number: int) -> None:
    """Put votes of 20 voters in five networks, of which one is not known, some of them changed."""
    choices = Random(7)  # noqa: S311 - of a test
    for _ in range(number):
        scale = choices.choice(("five", "helpful"))
        voter, day = choices.randrange(20), choices.choice(DAYS)
        vote = make_vote(
            entry=choices.choice((1029, 1030)),
            voter=f"{day} {voter}",  # the next day, a voter is somebody else
            network=f"{voter % 5:032x}" if voter % 5 else "",
            day=day,
            revision=choices.choice((3, 4)),
            scale=scale,
            rating=choices.choice((1, 2, 5) if scale == "five" else (0, 1)),
        )
        put(desk.store, votes, **vote)


@pytest.mark.thorough
def test_counts_are_those_of_the_votes_whatever_is_voted(desk: Desk) -> None:
    fill_store(desk, 200)
    mix_rows(desk.store, date(2026, 11, 22))
    counts = compute_counts(desk)
    assert len(counts) > 10
    assert any(number > 1 for number in compute_largest(desk).values())
    assert sum(count.votes for count in counts) < len(read_rows(desk))  # there are bursts
    assert read_counts(desk) == counts
    assert read_counts(desk, 1030) == [count for count in counts if count.entry == 1030]
    assert read_days(desk) == compute_days(desk)


def test_counts_are_those_of_the_votes_that_are_not_void(desk: Desk) -> None:
    fill_store(desk, 100)
    before, days = read_counts(desk), read_days(desk)
    chosen = VoteFilter(date(2026, 11, 21), entry=1029, network=f"{3:032x}")
    assert void_votes(desk.store, chosen, NOON) > 1
    assert void_votes(desk.store, VoteFilter(date(2026, 11, 22)), NOON) > 1
    assert read_counts(desk) == compute_counts(desk) != before
    assert remove_empty_days(read_days(desk)) == compute_days(desk) != days
    restore_votes(desk.store, NOON)
    assert read_counts(desk) == compute_counts(desk) == before
    assert read_days(desk) == days


def test_counts_before_a_day_are_those_of_the_votes_before_it(desk: Desk) -> None:
    fill_store(desk, 100)
    older = desk.store.read(lambda connection: list(count_votes_before(connection, NOON.date())))
    assert older == compute_counts(desk, before=DAYS[-1]) != compute_counts(desk)


def read_rows(desk: Desk) -> list[Any]:
    return desk.store.read(lambda connection: list(connection.execute(select(votes))))


def compute_counts(desk: Desk, before: str = "9999") -> list[VoteCount]:
    """What the counts have to be: those of each network on each version and day, added up."""
    groups: dict[VoteGroup, Counter[Any]] = {}
    for row in read_rows(desk):
        if row.day < before:
            group = VoteGroup(row.entry, row.locale, row.day, row.network)
            groups.setdefault(group, Counter())[row.revision, row.scale, row.rating] += 1
    sums: Counter[tuple[int, str, int, str, int]] = Counter()
    for group, answers in groups.items():
        for answer, number in choose_counted(group, answers).items():
            sums[(group.entry, group.locale, *answer)] += number
    return [VoteCount(*key, sums[key]) for key in sorted(sums)]


def compute_largest(desk: Desk) -> Counter[Any]:
    """How many votes the largest network has, by version and day."""
    largest: Counter[Any] = Counter()
    networks = Counter(
        (row.entry, row.locale, row.day, row.network) for row in read_rows(desk) if row.network
    )
    for (*key, _), number in networks.items():
        largest[tuple(key)] = max(largest[tuple(key)], number)
    return largest


def compute_days(desk: Desk) -> list[Any]:
    days = Counter((row.entry, row.locale, row.day) for row in read_rows(desk))
    largest = compute_largest(desk)
    return sorted((*key, number, largest[key]) for key, number in days.items())


def remove_empty_days(days: list[Any]) -> list[Any]:
    return [day for day in days if day[3]]


def read_days(desk: Desk) -> list[Any]:
    names = ("entry", "locale", "day", "votes", "largest")
    query = select(*(daily_counts.c[name] for name in names))
    return desk.store.read(
        lambda connection: sorted(tuple(row) for row in connection.execute(query))
    )


def read_counts(desk: Desk, entry: int | None = None) -> list[VoteCount]:
    return desk.store.read(lambda connection: list(count_votes(connection, entry)))
