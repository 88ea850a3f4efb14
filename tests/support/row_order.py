"""Pairs of a vote and a comment in a store, and the order in which its files have them."""

from sqlalchemy import ColumnElement, Connection, delete, literal_column, select, text

from entraide.desk.desk import Desk
from entraide.desk.tables import feedback, votes
from support.desk_rows import make_comment, make_vote, put

PAIRS = 40
FEW = PAIRS / 3  # of so many in no order, one is where it was


def put_pairs(desk: Desk) -> set[tuple[str, str]]:
    """Votes, each with its comment after it, one visitor after the other: (voter, id)."""
    day = desk.clock().date().isoformat()
    pairs = set()
    for _ in range(PAIRS):
        vote, comment = make_vote(rating=1, day=day), make_comment(day=day)
        put(desk.store, votes, **vote)
        put(desk.store, feedback, **comment)
        pairs.add((vote["voter"], comment["id"]))
    return pairs


def find_pairs(desk: Desk) -> set[tuple[str, str]]:
    """What lies at the same place of both tables: by ctid, or by where it is in the file."""
    voters, ids = list_in_order(desk, votes.c.voter), list_in_order(desk, feedback.c.id)
    return set(zip(voters, ids, strict=True))


def list_in_order(desk: Desk, column: ColumnElement[str]) -> list[str]:
    if desk.settings.file is None:
        return read_values(desk, select(column).order_by(literal_column("ctid")))
    raw = desk.settings.file.read_bytes()
    found = read_values(desk, select(column))
    return sorted(found, key=lambda value: raw.rindex(value.encode()))


def read_values(desk: Desk, query: object) -> list[str]:
    def read(connection: Connection) -> list[str]:
        return list(connection.execute(query).scalars())  # type: ignore[call-overload]

    return desk.store.read(read)


def read_all(desk: Desk) -> list[str]:
    """Every row of votes and feedback, in an order of its own."""

    def read(connection: Connection) -> list[str]:
        tables = (votes, feedback)
        return sorted(str(row) for table in tables for row in connection.execute(select(table)))

    return desk.store.read(read)


def list_files(desk: Desk) -> set[int]:
    """The files in which PostgreSQL has the rows of visitors."""
    names = ("votes", "feedback", "proposals")
    query = text("SELECT relfilenode FROM pg_class WHERE relname = ANY(:names)")
    return set(map(int, read_values(desk, query.bindparams(names=list(names)))))


def delete_one(desk: Desk) -> None:
    (voter, *_) = read_values(desk, select(votes.c.voter))
    desk.store.write(lambda connection: connection.execute(delete(votes).filter_by(voter=voter)))
