"""Votes: one of a voter on one revision of one version; the last one counts.

After `vote_days` a vote is a part of a number in `vote_counts`, and its row is gone. How many of
one network count, bursts.py says.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from functools import cache
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Connection, Insert, bindparam, case, delete, func, select

from entraide.desk.bursts import Answer, VoteGroup, choose_counted
from entraide.desk.store import make_upsert
from entraide.desk.tables import daily_counts, vote_counts, votes


@dataclass(frozen=True, slots=True)
class Vote:
    entry: int
    locale: str
    revision: int
    voter: str
    scale: str  # five | helpful
    rating: int
    day: str
    network: str = ""  # its pseudonym; "" where it is not known

    @property
    def group(self) -> VoteGroup:
        return VoteGroup(self.entry, self.locale, self.day, self.network)

    @property
    def answer(self) -> Answer:
        return self.revision, self.scale, self.rating


def store_vote(connection: Connection, vote: Vote) -> None:
    """Store `vote`, in place of an earlier one of its voter, and count it."""
    row = asdict(vote)
    before = find_vote(connection, vote)
    if before == vote:
        return
    changes: defaultdict[VoteGroup, Counter[Answer]] = defaultdict(Counter)
    changes[vote.group][vote.answer] += 1
    if before:
        changes[before.group][before.answer] -= 1
    for group, change in changes.items():
        adjust_counts(connection, group, change)
    connection.execute(_make_replace(connection.dialect.name), row)


def find_vote(connection: Connection, vote: Vote) -> Vote | None:
    """Return the vote in the store of the same voter on the same revision."""
    row = connection.execute(SAME_VOTE, asdict(vote)).first()
    return Vote(*row) if row else None


SAME_VOTE = select(*(votes.c[name] for name in Vote.__dataclass_fields__)).where(
    *(votes.c[name] == bindparam(name) for name in ("entry", "locale", "revision", "voter"))
)
ANSWER_COLUMNS = [votes.c[name] for name in ("revision", "scale", "rating")]
GROUP_COLUMNS = [votes.c[name] for name in VoteGroup._fields]
ANSWERS_OF_GROUP = (
    select(*ANSWER_COLUMNS, func.count())
    .where(*(column == bindparam(column.name) for column in GROUP_COLUMNS))
    .group_by(*ANSWER_COLUMNS)
)


@cache
def _make_replace(dialect: str) -> Insert:
    insert = make_upsert(dialect, votes)
    return insert.on_conflict_do_update(
        index_elements=list(votes.primary_key),
        set_={name: insert.excluded[name] for name in ("scale", "rating", "day", "network")},
    )


def adjust_counts(
    connection: Connection, group: VoteGroup, change: Mapping[Answer, int], *, sign: int = 1
) -> None:
    """Count that the votes of `group` become `change` more, or with `sign` -1 fewer.

    It comes before their rows are changed: what counts now is computed from them.
    """
    before = _read_answers(connection, group) if group.network else Counter[Answer]()
    after = Counter(before)
    for answer, number in change.items():
        after[answer] += sign * number
    counted = Counter(choose_counted(group, after))
    counted.subtract(choose_counted(group, before))
    dialect, text = connection.dialect.name, group._asdict()
    names = [column.name for column in ANSWER_COLUMNS]
    rows = [
        {"entry": group.entry, "locale": group.locale, "votes": number}
        | dict(zip(names, answer, strict=True))
        for answer, number in counted.items()
        if number
    ]
    if rows:
        connection.execute(_make_count(dialect), rows)
    if total := sign * sum(change.values()):
        del text["network"]
        largest = after.total() if group.network else 0
        connection.execute(_make_daily_count(dialect), text | {"votes": total, "largest": largest})


def _read_answers(connection: Connection, group: VoteGroup) -> Counter[Answer]:
    rows: Iterable[Any] = connection.execute(ANSWERS_OF_GROUP, group._asdict())
    return Counter({(revision, scale, rating): number for revision, scale, rating, number in rows})


@cache
def _make_count(dialect: str) -> Insert:
    insert = make_upsert(dialect, vote_counts)
    return insert.on_conflict_do_update(
        index_elements=list(vote_counts.primary_key),
        set_={"votes": vote_counts.c.votes + insert.excluded.votes},
    )


@cache
def _make_daily_count(dialect: str) -> Insert:
    insert = make_upsert(dialect, daily_counts)
    now, largest = insert.excluded.largest, daily_counts.c.largest
    return insert.on_conflict_do_update(
        index_elements=list(daily_counts.primary_key),
        set_={
            "votes": daily_counts.c.votes + insert.excluded.votes,
            "largest": case((now > largest, now), else_=largest),
        },
    )


def iter_groups(
    connection: Connection, which: ColumnElement[bool]
) -> Iterator[tuple[VoteGroup, Counter[Answer]]]:
    """Yield the groups of those votes, with how many gave each answer."""
    columns = [*GROUP_COLUMNS, *ANSWER_COLUMNS]
    query = select(*columns, func.count()).where(which).group_by(*columns).order_by(*GROUP_COLUMNS)
    rows: Iterable[Any] = connection.execute(query)
    for group, of_group in groupby(rows, key=lambda row: VoteGroup(*row[:4])):
        yield group, Counter({tuple(row[4:-1]): row[-1] for row in of_group})


@dataclass(frozen=True, slots=True)
class VoteCount:
    """How many gave `rating` to a revision of a version, on that scale."""

    entry: int
    locale: str
    revision: int
    scale: str
    rating: int
    votes: int


def count_votes(connection: Connection, entry: int | None = None) -> Iterator[VoteCount]:
    """Return every count (of one entry), by entry, locale, revision, scale and rating."""
    query = select(vote_counts).where(vote_counts.c.votes > 0).order_by(*vote_counts.primary_key)
    if entry is not None:
        query = query.where(vote_counts.c.entry == entry)
    rows: Iterable[Any] = connection.execute(query)
    return (VoteCount(*row) for row in rows)


def count_votes_before(connection: Connection, day: date) -> Iterator[VoteCount]:
    """Yield the counts without the votes of `day`, which can still be changed."""
    young: Counter[tuple[Any, ...]] = Counter()
    for group, answers in iter_groups(connection, votes.c.day >= day.isoformat()):
        for answer, number in choose_counted(group, answers).items():
            young[group.entry, group.locale, *answer] += number
    for count in count_votes(connection):
        key = (count.entry, count.locale, count.revision, count.scale, count.rating)
        if older := count.votes - young[key]:
            yield replace(count, votes=older)


def delete_votes_before(connection: Connection, day: date) -> int:
    """Delete the votes of the oldest day before `day`, which stay counted; how many."""
    oldest = select(func.min(votes.c.day)).where(votes.c.day < day.isoformat()).scalar_subquery()
    return connection.execute(delete(votes).where(votes.c.day == oldest)).rowcount
