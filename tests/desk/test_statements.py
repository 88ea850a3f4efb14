"""Statements that every vote runs: few, each for itself, and all or none of them."""

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import Connection, bindparam, event, select
from sqlalchemy.exc import IntegrityError, OperationalError
from starlette.testclient import TestClient

from entraide.desk.desk import Desk
from entraide.desk.statements import FastStatement, send_together
from entraide.desk.tables import daily_counts, vote_counts, votes
from entraide.desk.votes import REPLACE, Vote, store_vote
from support.desk_rows import count, make_vote

pytestmark = pytest.mark.both_stores

VOTE = {"entry": 1029, "locale": "en", "revision": 4, "rating": 5}


@pytest.fixture
def statements(desk: Desk) -> Iterator[list[str]]:
    """The first words of each statement that the store is given."""
    words: list[str] = []

    def note(*arguments: Any) -> None:
        words.append(" ".join(arguments[2].split()[:3]))

    event.listen(desk.store.engine, "before_cursor_execute", note)
    yield words
    event.remove(desk.store.engine, "before_cursor_execute", note)


def test_a_vote_is_five_statements_beside_those_of_the_transaction(
    client: TestClient, statements: list[str]
) -> None:
    assert client.post("/desk/ratings", json=VOTE).status_code == 200
    named = [words for words in statements if words.startswith(("SELECT votes", "INSERT"))]
    tables = ("limits", "vote_counts", "daily_counts", "votes")
    first, *others = (f"INSERT INTO {table}" for table in tables)
    assert named == [first, "SELECT votes.revision, votes.scale,", *others]
    assert len(statements) - len(named) <= 2  # the beginning of it, and the lock of a writer


def test_of_statements_that_are_sent_together_all_or_none_are_kept(desk: Desk) -> None:
    def write(connection: Connection) -> None:
        with send_together(connection):
            for rating in (5, 9):
                REPLACE.run(connection, make_vote(rating=rating))

    with pytest.raises(IntegrityError):
        desk.store.write(write)
    assert count(desk.store, votes) == 0


@pytest.mark.parametrize("store_kind", ["postgresql"])
def test_a_server_that_goes_away_meanwhile_is_told_as_at_any_other_time(desk: Desk) -> None:
    def write(connection: Connection) -> None:
        with send_together(connection):
            connection.exec_driver_sql("SELECT pg_terminate_backend(pg_backend_pid())")
            REPLACE.run(connection, make_vote())

    with pytest.raises(OperationalError):
        desk.store.write(write)
    desk.store.write(lambda connection: REPLACE.run(connection, make_vote()))
    assert count(desk.store, votes) == 1


def test_a_vote_that_fails_is_not_counted_and_the_next_one_is(desk: Desk) -> None:
    with pytest.raises(IntegrityError):
        desk.store.write(lambda connection: store_vote(connection, Vote(**make_vote(rating=9))))
    assert not count(desk.store, vote_counts)
    assert not count(desk.store, daily_counts)
    desk.store.write(lambda connection: store_vote(connection, Vote(**make_vote())))
    assert [count(desk.store, table) for table in (votes, vote_counts, daily_counts)] == [1, 1, 1]


def test_a_prepared_statement_takes_the_values_that_it_names(desk: Desk) -> None:
    vote = make_vote(voter="x", rating=2)
    desk.store.write(lambda connection: store_vote(connection, Vote(**vote)))
    made = []

    def make(dialect: str) -> Any:
        made.append(dialect)
        same = (votes.c[name] == bindparam(name) for name in ("voter", "entry"))
        return select(votes.c.rating).where(*same)

    statement = FastStatement(make)
    for _ in range(2):
        rows = desk.store.read(lambda connection: list(statement.run(connection, vote)))
        assert [tuple(row) for row in rows] == [(2,)]
    assert made == [desk.store.engine.dialect.name]
