"""Votes that an operator voids: shown first, then taken out of the counts, and 48 hours in the bin.

A network is named by the first digits of its pseudonym, or of that of one of its voters. Pseudonyms
differ for each entry and day, so an operator can follow nobody to another page or day.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, delete, func, select, update

from entraide.desk.bursts import NATURAL_VOTES, VoteGroup, choose_counted
from entraide.desk.purge import BATCH, put_into_bin
from entraide.desk.staff import audit
from entraide.desk.staff.audit import BY_COMMAND, Action
from entraide.desk.store import Store
from entraide.desk.tables import daily_counts, purge_bin, votes
from entraide.desk.votes import (
    GROUP_COLUMNS,
    Vote,
    adjust_counts,
    find_vote,
    iter_groups,
    store_vote,
)
from entraide.errors import Argument, EntraideError, Problem

Cell = tuple[int, str, int, str, int]  # entry, locale, revision, scale, rating
Day = tuple[int, str, str]  # entry, locale, day
DAY_NAMES = ("entry", "locale", "day")
ID = re.compile(r"[0-9a-f]{8,32}")  # how a pseudonym begins
NETWORK_OPTION = Argument("--network-of")
LIST_CURE = "See which votes there are: entraide desk votes bursts"


class VoteError(EntraideError):
    """Raised where an operator's words name no votes."""


@dataclass(frozen=True, slots=True)
class VoteFilter:
    """Which votes: of the days from `since` to `until`, and of an entry, a locale, a network.

    None stands for all of them. `network` is a whole pseudonym.
    """

    since: date
    until: date | None = None
    entry: int | None = None
    locale: str | None = None
    network: str | None = None

    def to_clause(self) -> ColumnElement[bool]:
        """Return the filter as a condition on rows of `votes`."""
        conditions = {"entry": self.entry, "locale": self.locale, "network": self.network}
        return and_(
            votes.c.day >= self.since.isoformat(),
            *([votes.c.day <= self.until.isoformat()] if self.until else []),
            *(votes.c[name] == value for name, value in conditions.items() if value is not None),
        )

    def __str__(self) -> str:
        """Return the filter for a line of the log: days, entry, locale, start of the network."""
        days = f"{self.since}–{self.until or ''}"
        network = (self.network or "")[:12]
        return " ".join(filter(None, (days, str(self.entry or ""), self.locale or "", network)))


@dataclass(frozen=True, slots=True)
class AnswerSum:
    """The number of votes with one answer on a version, and how many of them count."""

    entry: int
    locale: str
    revision: int
    scale: str
    rating: int
    votes: int
    counted: int


def sum_answers(connection: Connection, chosen: VoteFilter) -> list[AnswerSum]:
    """Return the sums of the chosen votes, by version and answer."""
    all_votes, counted = Counter[Cell](), Counter[Cell]()
    for group, answers in iter_groups(connection, chosen.to_clause()):
        for sums, numbers in ((all_votes, answers), (counted, choose_counted(group, answers))):
            for answer, number in numbers.items():
                sums[(group.entry, group.locale, *answer)] += number
    return [AnswerSum(*cell, all_votes[cell], counted[cell]) for cell in sorted(all_votes)]


def void_votes(store: Store, chosen: VoteFilter, moment: datetime) -> int:
    """Take the chosen votes out of the counts, and put them into the bin; return how many.

    The audit log gets its line first, so that nothing is voided without one. Votes of one version
    and day are voided in one transaction, and other writes come between.
    """
    keys = store.write(partial(_begin, chosen=chosen, moment=moment))
    return sum(
        store.write(
            partial(_void_day, which=chosen.to_clause() & _match_day(votes.c, key), moment=moment)
        )
        for key in keys
    )


def _match_day(columns: Any, key: Day) -> ColumnElement[bool]:
    return and_(*(columns[name] == value for name, value in zip(DAY_NAMES, key, strict=True)))


def _begin(connection: Connection, chosen: VoteFilter, moment: datetime) -> Sequence[Day]:
    query = select(*(votes.c[name] for name in DAY_NAMES)).where(chosen.to_clause()).distinct()
    keys = [(row.entry, row.locale, row.day) for row in connection.execute(query)]
    audit.record(connection, moment, BY_COMMAND, Action.VOTES_VOIDED, str(chosen))
    return keys


def _void_day(connection: Connection, which: ColumnElement[bool], moment: datetime) -> int:
    key: Day | None = None
    for group, answers in list(iter_groups(connection, which)):
        key = (group.entry, group.locale, group.day)
        adjust_counts(connection, group, {answer: -number for answer, number in answers.items()})
    if key is None:
        return 0
    rows = [dict(row) for row in connection.execute(select(votes).where(which)).mappings()]
    put_into_bin(connection, votes, rows, moment)
    connection.execute(delete(votes).where(which))
    _renew_largest(connection, key)
    return len(rows)


def _renew_largest(connection: Connection, key: Day) -> None:
    """Store how many votes the largest network has now, on that version and day."""
    query = (
        select(func.count())
        .where(_match_day(votes.c, key), votes.c.network != "")
        .group_by(votes.c.network)
        .order_by(func.count().desc())
        .limit(1)
    )
    largest = connection.execute(query).scalar() or 0
    change = update(daily_counts).where(_match_day(daily_counts.c, key)).values(largest=largest)
    connection.execute(change)


def restore_votes(store: Store, moment: datetime) -> int:
    """Put the votes in the bin back, and count them; return how many.

    A voter who has voted again since keeps the newer vote.
    """
    restored = 0
    while True:
        rows, stored = store.write(_restore_batch)
        restored += stored
        if not rows:
            break
    if restored:
        subject = str(restored)
        store.write(
            lambda connection: audit.record(
                connection, moment, BY_COMMAND, Action.VOTES_RESTORED, subject
            )
        )
    return restored


def _restore_batch(connection: Connection) -> tuple[int, int]:
    """Put some votes back; return how many were taken from the bin, and how many were stored."""
    query = select(purge_bin.c.id, purge_bin.c.content).where(purge_bin.c.origin == votes.name)
    rows = connection.execute(query.limit(BATCH)).all()
    fresh = [
        vote
        for vote in (Vote(**json.loads(row.content)) for row in rows)
        if find_vote(connection, vote) is None
    ]
    for vote in fresh:
        store_vote(connection, vote)
    connection.execute(delete(purge_bin).where(purge_bin.c.id.in_([row.id for row in rows])))
    return len(rows), len(fresh)


def find_network(connection: Connection, beginning: str) -> str:
    """Return the pseudonym of the network that begins so, or that has a voter who begins so.

    Raise VoteError where there is none, where there are several, and for votes of older versions,
    which have no network.
    """
    if not ID.fullmatch(beginning):
        what, cure = f"“{beginning}” is no id of a vote or of a network", LIST_CURE
        raise VoteError(Problem(NETWORK_OPTION, what, cure))
    same = votes.c.network.startswith(beginning) | votes.c.voter.startswith(beginning)
    networks = connection.execute(select(votes.c.network).where(same).distinct().limit(2)).all()
    if not networks:
        what = f"no vote and no network is “{beginning}”; votes that are only counts have neither"
        raise VoteError(Problem(NETWORK_OPTION, what, LIST_CURE))
    if len(networks) > 1:
        what = f"several networks begin with “{beginning}”"
        raise VoteError(Problem(NETWORK_OPTION, what, "Write more digits of it"))
    if not networks[0].network:
        what = "this vote is older than the desk’s knowledge of networks"
        cure = "Void by day and entry, without --network-of"
        raise VoteError(Problem(NETWORK_OPTION, what, cure))
    return str(networks[0].network)


@dataclass(frozen=True, slots=True)
class Burst:
    """A group with more votes than NATURAL_VOTES: of one network, on one version and day."""

    group: VoteGroup
    votes: int


def list_bursts(connection: Connection, chosen: VoteFilter) -> Iterator[Burst]:
    """Yield the bursts among the chosen votes: newest day first, then largest first."""
    number = func.count()
    query = (
        select(*GROUP_COLUMNS, number)
        .where(chosen.to_clause(), votes.c.network != "")
        .group_by(*GROUP_COLUMNS)
        .having(number > NATURAL_VOTES)
        .order_by(votes.c.day.desc(), number.desc(), *GROUP_COLUMNS)
    )
    rows: Iterable[Any] = connection.execute(query)
    return (Burst(VoteGroup(*row[:-1]), row[-1]) for row in rows)
