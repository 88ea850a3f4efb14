"""Votes: one of a voter on one revision of one version; the last one counts."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from functools import cache
from typing import Any

from sqlalchemy import Connection, Insert, func, select

from entraide.desk.store import make_upsert
from entraide.desk.tables import votes


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
    """Store `vote`, in place of an earlier one of its voter."""
    connection.execute(_make_replace(connection.dialect.name), asdict(vote))


@cache
def _make_replace(dialect: str) -> Insert:
    insert = make_upsert(dialect, votes)
    return insert.on_conflict_do_update(
        index_elements=list(votes.primary_key),
        set_={name: insert.excluded[name] for name in ("scale", "rating", "day")},
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
    columns = [votes.c[name] for name in ("entry", "locale", "revision", "scale", "rating")]
    all_counts = select(*columns, func.count()).group_by(*columns).order_by(*columns)
    query = all_counts if entry is None else all_counts.where(votes.c.entry == entry)
    rows: Iterable[Any] = connection.execute(query)
    return (VoteCount(*row) for row in rows)
