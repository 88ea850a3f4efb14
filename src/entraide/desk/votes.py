"""Votes: one of a voter on one revision of one version; the last one counts."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, select

from entraide.desk.store import upsert
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


def keep(connection: Connection, vote: Vote) -> None:
    """Store `vote`, in place of an earlier one of the same voter on the same revision."""
    row = {name: getattr(vote, name) for name in Vote.__slots__}
    insert = upsert(connection, votes).values(row)
    connection.execute(
        insert.on_conflict_do_update(
            index_elements=[votes.c.entry, votes.c.locale, votes.c.revision, votes.c.voter],
            set_={name: insert.excluded[name] for name in ("scale", "rating", "day")},
        )
    )


@dataclass(frozen=True, slots=True)
class Count:
    """How many gave `rating` to a revision of a version, on that scale."""

    entry: int
    locale: str
    revision: int
    scale: str
    rating: int
    votes: int


def counts(connection: Connection) -> Iterator[Count]:
    """Every count, by entry, locale, revision, scale and rating."""
    columns = [votes.c[name] for name in ("entry", "locale", "revision", "scale", "rating")]
    rows: Iterable[Any] = connection.execute(
        select(*columns, func.count()).group_by(*columns).order_by(*columns)
    )
    return (Count(*row) for row in rows)
