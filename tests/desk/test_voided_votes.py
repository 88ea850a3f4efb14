"""Votes that an operator voids: which, from what they are taken, and how they come back."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from entraide.desk.clock_check import note_time
from entraide.desk.desk import Desk
from entraide.desk.purge import purge, restore_purged
from entraide.desk.staff.audit import Action, AuditLine, list_lines
from entraide.desk.tables import feedback, purge_bin, votes
from entraide.desk.voided_votes import (
    AnswerSum,
    VoteError,
    VoteFilter,
    find_network,
    list_bursts,
    restore_votes,
    sum_answers,
    void_votes,
)
from entraide.desk.votes import count_votes
from support.desk import HeldClock
from support.desk_rows import count, make_comment, make_vote, put

pytestmark = pytest.mark.both_stores
BAD, GOOD = "ab" * 16, "cd" * 16
DAY = date(2026, 11, 21)
OF_BAD = VoteFilter(DAY, DAY, 1029, "en", BAD)


@pytest.fixture(autouse=True)
def stuffed_store(desk: Desk) -> None:
    """A store with six bad votes of one network, and two good ones."""
    desk.store.write(lambda connection: note_time(connection, desk.clock()))
    for number in range(6):
        put(desk.store, votes, **make_vote(rating=1, network=BAD, voter=f"{number:032x}"))
    put(desk.store, votes, **make_vote(network=GOOD))
    put(desk.store, votes, **make_vote(network=GOOD, locale="fr"))


def read_counts(desk: Desk) -> dict[tuple[str, int], int]:
    counts = desk.store.read(lambda connection: list(count_votes(connection)))
    return {(one.locale, one.rating): one.votes for one in counts}


def void(desk: Desk, chosen: VoteFilter) -> int:
    return void_votes(desk.store, chosen, desk.clock())


def test_a_preview_says_what_is_there_and_changes_nothing(desk: Desk) -> None:
    sums = desk.store.read(lambda connection: sum_answers(connection, VoteFilter(DAY)))
    assert sums == [
        AnswerSum(1029, "en", 4, "five", 1, 6, 4),
        AnswerSum(1029, "en", 4, "five", 5, 1, 1),
        AnswerSum(1029, "fr", 4, "five", 5, 1, 1),
    ]
    assert count(desk.store, votes) == 8


def test_votes_of_a_network_go_and_those_of_others_stay(desk: Desk) -> None:
    assert read_counts(desk) == {("en", 1): 4, ("en", 5): 1, ("fr", 5): 1}
    assert void(desk, OF_BAD) == 6
    assert read_counts(desk) == {("en", 5): 1, ("fr", 5): 1}
    assert count(desk.store, votes) == 2
    assert void(desk, OF_BAD) == 0


@pytest.mark.parametrize(
    ("chosen", "number"),
    [
        (VoteFilter(DAY), 8),
        (VoteFilter(DAY, locale="en"), 7),
        (VoteFilter(DAY, network=GOOD), 2),
        (VoteFilter(DAY, entry=1030), 0),
        (VoteFilter(DAY + timedelta(days=1)), 0),
        (VoteFilter(DAY - timedelta(days=9), DAY - timedelta(days=1)), 0),
    ],
)
def test_only_the_votes_that_were_chosen_go(desk: Desk, chosen: VoteFilter, number: int) -> None:
    assert void(desk, chosen) == number
    assert count(desk.store, votes) == 8 - number


def test_the_log_says_what_was_voided_by_command(desk: Desk) -> None:
    void(desk, OF_BAD)
    restore_votes(desk.store, desk.clock())
    back, voided = desk.store.read(lambda connection: list_lines(connection, 0, 5))
    subject = "2026-11-21–2026-11-21 1029 en abababababab"
    assert voided == AuditLine(desk.clock(), "", Action.VOTES_VOIDED, subject)
    assert back == AuditLine(desk.clock(), "", Action.VOTES_RESTORED, "6")


def test_voided_votes_can_be_brought_back_for_48_hours(desk: Desk, clock: HeldClock) -> None:
    before, rows = read_counts(desk), read_votes(desk)
    void(desk, OF_BAD)
    for _ in range(2):
        clock.now += timedelta(hours=23, minutes=59)
        purge(desk.store, desk.settings, clock.now)
    assert restore_votes(desk.store, clock.now) == 6
    assert (read_counts(desk), read_votes(desk)) == (before, rows)
    assert restore_votes(desk.store, clock.now) == 0
    void(desk, OF_BAD)
    for _ in range(2):
        clock.now += timedelta(hours=24)
        purge(desk.store, desk.settings, clock.now)
    assert count(desk.store, purge_bin) == 0


def read_votes(desk: Desk) -> list[str]:
    return desk.store.read(
        lambda connection: sorted(str(tuple(row)) for row in connection.execute(select(votes)))
    )


def test_whoever_has_voted_again_keeps_the_newer_vote(desk: Desk) -> None:
    void(desk, OF_BAD)
    put(desk.store, votes, **make_vote(rating=3, network=BAD, voter=f"{0:032x}"))
    assert restore_votes(desk.store, desk.clock()) == 5
    assert read_counts(desk) == {("en", 1): 3, ("en", 3): 1, ("en", 5): 1, ("fr", 5): 1}


def test_putting_back_what_was_purged_brings_no_voided_vote_back(desk: Desk) -> None:
    put(desk.store, feedback, **make_comment(day="2001-01-01"))
    purge(desk.store, desk.settings, desk.clock())
    void(desk, OF_BAD)
    assert restore_purged(desk.store)["feedback"] == 1
    assert count(desk.store, votes) == 2
    assert restore_votes(desk.store, desk.clock()) == 6
    assert count(desk.store, feedback) == 1


def test_a_network_is_named_by_the_beginning_of_its_id_or_of_a_vote(desk: Desk) -> None:
    for beginning in (BAD, BAD[:8], f"{3:032x}"):
        assert find(desk, beginning) == BAD


def find(desk: Desk, beginning: str) -> str:
    return desk.store.read(lambda connection: find_network(connection, beginning))


@pytest.mark.parametrize(
    ("beginning", "said"),
    [
        ("ababab", "“ababab” is no id of a vote or of a network"),
        ("abababa%", "is no id of a vote"),
        ("12345678", "no vote and no network is “12345678”"),
        ("fedcba98", "this vote is older than the desk’s knowledge of networks"),
        ("00ff00ff", "several networks begin with “00ff00ff”"),
    ],
)
def test_what_names_no_network_is_explained(desk: Desk, beginning: str, said: str) -> None:
    put(desk.store, votes, **make_vote(network="", voter="fedcba98" * 4))
    for end in ("00", "11"):
        put(desk.store, votes, **make_vote(network="00ff00ff" + end * 12))
    with pytest.raises(VoteError, match=said):
        find(desk, beginning)


def test_bursts_are_networks_with_more_votes_than_count_each(desk: Desk) -> None:
    put(desk.store, votes, **make_vote(network=GOOD))
    put(desk.store, votes, **make_vote(network=GOOD))
    bursts = desk.store.read(lambda connection: list(list_bursts(connection, VoteFilter(DAY))))
    assert [(burst.group.network, burst.votes) for burst in bursts] == [(BAD, 6)]
