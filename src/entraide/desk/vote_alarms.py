"""Alarms about votes: on a day a version has many of one network, or many more than usual.

Each is a row of `daily_counts`. An alarm ends when its votes are voided, when staff set it aside,
and when the votes of its day are no longer rows. What is usual is the average of the days before,
days without votes included.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection, desc, func, select, tuple_, update

from entraide.desk.tables import daily_counts, votes

MOST_OF_NETWORK = 10  # votes of one network that are no alarm: an office, some of a class
MOST_UNASKED = 30  # votes of a version that are no alarm, whatever is usual
TIMES_USUAL = 5
USUAL_DAYS = 14  # before the day
TIMES_SET_ASIDE = 2  # so many times what staff set aside is an alarm again
ID_DIGITS = 12  # of a pseudonym, to name a network by


@dataclass(frozen=True, slots=True)
class VoteAlarm:
    """An alarm about the votes on a version of one day.

    `network` is the start of the largest network's pseudonym; "" where no network has many.
    """

    entry: int
    locale: str
    day: date
    votes: int
    largest: int  # of one network
    usual: float  # votes on a day
    network: str = ""

    @property
    def is_unusual(self) -> bool:
        """Whether there are many more votes than usual, of whatever networks."""
        return self.votes > max(MOST_UNASKED, TIMES_USUAL * self.usual)

    @property
    def commands(self) -> Sequence[str]:
        """The commands with which an operator lists these votes, and then voids them."""
        day = self.day.isoformat()
        command = f"entraide desk votes void --since {day} --until {day} --entry {self.entry}"
        command = f"{command} --locale {self.locale}"
        of_network = [f"{command} --network-of {self.network}"] if self.network else []
        return [*of_network, *([command] if self.is_unusual else [])]


def list_alarms(connection: Connection, first_day: date) -> list[VoteAlarm]:
    """Return the alarms from `first_day` on: newest day first, then largest first."""
    suspects = select(daily_counts.c.entry, daily_counts.c.locale).where(
        daily_counts.c.day >= first_day.isoformat(),
        (daily_counts.c.votes > MOST_UNASKED) | (daily_counts.c.largest > MOST_OF_NETWORK),
        daily_counts.c.votes > TIMES_SET_ASIDE * daily_counts.c.set_aside,
    )
    key = tuple_(daily_counts.c.entry, daily_counts.c.locale)
    columns = [daily_counts.c[name] for name in ("day", "votes", "largest", "set_aside")]
    query = select(daily_counts.c.entry, daily_counts.c.locale, *columns)
    by_version: defaultdict[tuple[int, str], list[Any]] = defaultdict(list)
    rows: Iterable[Any] = connection.execute(query.where(key.in_(suspects)))
    for row in rows:
        by_version[row.entry, row.locale].append(row)
    alarms = [
        alarm
        for version_rows in by_version.values()
        for alarm in _find_alarms(version_rows)
        if alarm.day >= first_day
    ]
    return sorted(alarms, key=lambda alarm: (alarm.day, alarm.votes), reverse=True)


def _find_alarms(rows: Sequence[Any]) -> Iterable[VoteAlarm]:
    """Yield the alarms among `rows`, the days of one version."""
    numbers: Mapping[date, int] = {date.fromisoformat(row.day): row.votes for row in rows}
    for row in rows:
        day = date.fromisoformat(row.day)
        before = (numbers.get(day - timedelta(days=ago), 0) for ago in range(1, USUAL_DAYS + 1))
        usual = sum(before) / USUAL_DAYS
        alarm = VoteAlarm(row.entry, row.locale, day, row.votes, row.largest, usual)
        is_known = row.votes <= TIMES_SET_ASIDE * row.set_aside
        if (alarm.is_unusual or alarm.largest > MOST_OF_NETWORK) and not is_known:
            yield alarm


def find_largest_networks(connection: Connection, alarms: Iterable[VoteAlarm]) -> list[VoteAlarm]:
    """Return `alarms`, with the largest network where its votes are many by themselves."""
    return [
        replace(alarm, network=_find_largest_network(connection, alarm))
        if alarm.largest > MOST_OF_NETWORK
        else alarm
        for alarm in alarms
    ]


def _find_largest_network(connection: Connection, alarm: VoteAlarm) -> str:
    query = (
        select(votes.c.network)
        .where(votes.c.day == alarm.day.isoformat(), votes.c.entry == alarm.entry)
        .where(votes.c.locale == alarm.locale, votes.c.network != "")
        .group_by(votes.c.network)
        .order_by(desc(func.count()), votes.c.network)
        .limit(1)
    )
    return (connection.execute(query).scalar() or "")[:ID_DIGITS]


def set_alarm_aside(connection: Connection, entry: int, locale: str, day: str) -> bool:
    """Note that staff know of the votes of that day; return False where there are none."""
    same_day = (
        (daily_counts.c.entry == entry)
        & (daily_counts.c.locale == locale)
        & (daily_counts.c.day == day)
    )
    change = update(daily_counts).where(same_day).values(set_aside=daily_counts.c.votes)
    return bool(connection.execute(change).rowcount)
