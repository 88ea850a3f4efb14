"""Votes: one of a voter on one revision of one version; the last one counts."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Connection, Insert, func, select

from entraide.desk.limits import Attempt, count_attempts
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


@dataclass(frozen=True, slots=True)
class Cast:
    """A vote as it comes in, and the attempt to vote that the limits count."""

    vote: Vote
    attempt: Attempt


def store_votes(connection: Connection, casts: Sequence[Cast]) -> list[bool]:
    """Store the votes within the limits, each in place of an earlier one of its voter; which."""
    kept = [not wait for wait in count_attempts(connection, [cast.attempt for cast in casts])]
    rows = [
        {name: getattr(cast.vote, name) for name in Vote.__slots__}
        for cast, is_kept in zip(casts, kept, strict=True)
        if is_kept
    ]
    if rows:
        connection.execute(_replace(connection.dialect.name), rows)
    return kept


@cache
def _replace(dialect: str) -> Insert:
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
    """Every count (of one entry), by entry, locale, revision, scale and rating."""
    columns = [votes.c[name] for name in ("entry", "locale", "revision", "scale", "rating")]
    of_all = select(*columns, func.count()).group_by(*columns).order_by(*columns)
    wanted = of_all if entry is None else of_all.where(votes.c.entry == entry)
    rows: Iterable[Any] = connection.execute(wanted)
    return (VoteCount(*row) for row in rows)
