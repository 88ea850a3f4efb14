"""Votes: one of a voter on one revision of one version; the last one counts.

After `vote_days` a vote is a part of a number in `vote_counts`, and its row is gone.
"""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Connection, Insert, bindparam, delete, func, select

from entraide.desk.store import make_upsert
from entraide.desk.tables import vote_counts, votes


@dataclass(frozen=True, slots=True)
class Vote:
    entry: int
    locale: str
    revision: int
    voter: str
    scale: str  # five | helpful
    rating: int
    day: str


def store_vote(connection: Connection, vote: Vote) -> None:
    """Store `vote`, in place of an earlier one of its voter, and count it."""
    dialect, row = connection.dialect.name, asdict(vote)
    before = connection.execute(EARLIER_VOTE, row).first()
    connection.execute(_make_replace(dialect), row)
    if before is not None and (before.scale, before.rating) == (vote.scale, vote.rating):
        return
    counted = {name: row[name] for name in COUNTED_COLUMNS}
    changes = [counted | {"votes": 1}]
    if before is not None:
        changes.append(counted | {"scale": before.scale, "rating": before.rating, "votes": -1})
    connection.execute(_make_count(dialect), changes)


COUNTED_COLUMNS = ("entry", "locale", "revision", "scale", "rating")
EARLIER_VOTE = select(votes.c.scale, votes.c.rating).where(
    *(votes.c[name] == bindparam(name) for name in ("entry", "locale", "revision", "voter"))
)


@cache
def _make_replace(dialect: str) -> Insert:
    insert = make_upsert(dialect, votes)
    return insert.on_conflict_do_update(
        index_elements=list(votes.primary_key),
        set_={name: insert.excluded[name] for name in ("scale", "rating", "day")},
    )


@cache
def _make_count(dialect: str) -> Insert:
    insert = make_upsert(dialect, vote_counts)
    return insert.on_conflict_do_update(
        index_elements=list(vote_counts.primary_key),
        set_={"votes": vote_counts.c.votes + insert.excluded.votes},
    )


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
    columns = [votes.c[name] for name in COUNTED_COLUMNS]
    query = select(*columns, func.count()).where(votes.c.day >= day.isoformat()).group_by(*columns)
    young = {tuple(key): number for *key, number in connection.execute(query)}
    for count in count_votes(connection):
        key = (count.entry, count.locale, count.revision, count.scale, count.rating)
        if older := count.votes - young.get(key, 0):
            yield replace(count, votes=older)


def delete_votes_before(connection: Connection, day: date) -> int:
    """Delete the votes of the oldest day before `day`, which stay counted; how many."""
    oldest = select(func.min(votes.c.day)).where(votes.c.day < day.isoformat()).scalar_subquery()
    return connection.execute(delete(votes).where(votes.c.day == oldest)).rowcount
