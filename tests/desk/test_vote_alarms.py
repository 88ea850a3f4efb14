"""Alarms about votes: of one network, or many more than usual, until staff have seen to them."""

from collections.abc import Callable
from datetime import date, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import Connection

from entraide.desk.desk import Desk
from entraide.desk.tables import votes
from entraide.desk.vote_alarms import (
    MOST_OF_NETWORK,
    MOST_UNASKED,
    VoteAlarm,
    find_largest_networks,
    list_alarms,
    set_alarm_aside,
)
from entraide.desk.votes import Vote, store_vote
from support.desk_rows import make_vote, put

pytestmark = pytest.mark.both_stores
TODAY = date(2026, 11, 21)
FIRST = TODAY - timedelta(days=30)
Give = Callable[..., None]


@pytest.fixture
def give_votes(desk: Desk) -> Give:
    def give(number: int, ago: int = 0, network: str = "", entry: int = 1029) -> None:
        """Store votes of `network`, or of as many networks as there are votes."""
        day = (TODAY - timedelta(days=ago)).isoformat()

        def store(connection: Connection) -> None:
            for _ in range(number):
                facts = {"entry": entry, "day": day, "network": network or uuid4().hex}
                store_vote(connection, Vote(**make_vote(**facts)))

        desk.store.write(store)

    return give


def read_alarms(desk: Desk) -> list[VoteAlarm]:
    return desk.store.read(
        lambda connection: find_largest_networks(connection, list_alarms(connection, FIRST))
    )


def test_many_votes_of_one_network_are_an_alarm_that_names_it(desk: Desk, give_votes: Give) -> None:
    network = uuid4().hex
    give_votes(MOST_OF_NETWORK, network=network)
    give_votes(MOST_OF_NETWORK, network=uuid4().hex)
    assert read_alarms(desk) == []
    give_votes(1, network=network)
    (alarm,) = read_alarms(desk)
    assert alarm == VoteAlarm(
        1029, "en", TODAY, 2 * MOST_OF_NETWORK + 1, MOST_OF_NETWORK + 1, 0, network[:12]
    )
    text = "--since 2026-11-21 --until 2026-11-21 --entry 1029 --locale en"
    assert alarm.commands == [f"entraide desk votes void {text} --network-of {network[:12]}"]


def test_many_more_than_usual_are_an_alarm_whatever_their_networks(
    desk: Desk, give_votes: Give
) -> None:
    give_votes(MOST_UNASKED)
    assert read_alarms(desk) == []
    give_votes(1)
    (alarm,) = read_alarms(desk)
    assert (alarm.votes, alarm.network) == (MOST_UNASKED + 1, "")
    (command,) = alarm.commands
    assert command.endswith("--since 2026-11-21 --until 2026-11-21 --entry 1029 --locale en")


@pytest.mark.thorough
def test_what_is_usual_is_the_average_of_the_fourteen_days_before(
    desk: Desk, give_votes: Give
) -> None:
    give_votes(1_000, ago=15)
    for ago in range(1, 15):
        give_votes(10, ago=ago)
    give_votes(10, ago=14)
    give_votes(53)
    assert [alarm.day for alarm in read_alarms(desk)] == [TODAY - timedelta(days=15)]
    give_votes(1)
    newest, _ = read_alarms(desk)
    assert (newest.day, newest.votes, newest.usual) == (TODAY, 54, 150 / 14)


def test_an_alarm_that_was_set_aside_comes_back_when_there_are_more_than_twice_as_many(
    desk: Desk, give_votes: Give
) -> None:
    network = uuid4().hex
    give_votes(20, network=network)
    give_votes(31, entry=1030)
    day = TODAY.isoformat()
    assert desk.store.write(lambda connection: set_alarm_aside(connection, 1029, "en", day))
    assert [alarm.entry for alarm in read_alarms(desk)] == [1030]
    give_votes(20, network=network)
    assert [alarm.entry for alarm in read_alarms(desk)] == [1030]
    give_votes(1, network=network)
    assert [alarm.entry for alarm in read_alarms(desk)] == [1029, 1030]
    assert not desk.store.write(lambda connection: set_alarm_aside(connection, 7, "en", day))


def test_the_newest_and_largest_come_first_and_old_days_not_at_all(
    desk: Desk, give_votes: Give
) -> None:
    give_votes(40, ago=31)
    give_votes(40, ago=30, entry=1030)
    give_votes(40, entry=1031)
    give_votes(50, entry=1032)
    assert [alarm.entry for alarm in read_alarms(desk)] == [1032, 1031, 1030]


def test_votes_of_before_there_were_networks_are_unusual_at_most(desk: Desk) -> None:
    for _ in range(MOST_UNASKED + 1):
        put(desk.store, votes, **make_vote(day=TODAY.isoformat(), network=""))
    (alarm,) = read_alarms(desk)
    assert (alarm.votes, alarm.largest, alarm.network) == (MOST_UNASKED + 1, 0, "")
