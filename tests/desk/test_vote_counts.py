"""Counts of votes are kept beside them, and always agree with them."""

from datetime import date
from random import Random

import pytest
from sqlalchemy import func, select

from entraide.desk.desk import Desk
from entraide.desk.row_order import mix_rows
from entraide.desk.tables import votes
from entraide.desk.votes import VoteCount, count_votes
from support.desk_rows import make_vote, put

pytestmark = pytest.mark.both_stores


def test_counts_are_those_of_the_votes_whatever_is_voted(desk: Desk) -> None:
    choices = Random(7)  # noqa: S311 - of a test
    for _ in range(200):
        scale = choices.choice(("five", "helpful"))
        rating = choices.choice((1, 2, 5) if scale == "five" else (0, 1))
        facts = {"entry": choices.choice((1029, 1030)), "voter": str(choices.randrange(20))}
        put(desk.store, votes, **make_vote(scale=scale, rating=rating, **facts))
    mix_rows(desk.store, date(2026, 11, 22))
    columns = [votes.c[name] for name in ("entry", "locale", "revision", "scale", "rating")]
    query = select(*columns, func.count()).group_by(*columns).order_by(*columns)
    rows = desk.store.read(lambda connection: list(connection.execute(query)))
    assert len(rows) > 5
    assert read_counts(desk) == [VoteCount(*tuple(row)) for row in rows]
    assert read_counts(desk, 1030) == [VoteCount(*tuple(row)) for row in rows if row.entry == 1030]


def read_counts(desk: Desk, entry: int | None = None) -> list[VoteCount]:
    return desk.store.read(lambda connection: list(count_votes(connection, entry)))
