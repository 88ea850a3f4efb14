"""Votes: each voter has one on each revision of a version; a later one replaces it.

Not every vote counts. `bursts.choose_counted` defines how many votes of one network count.
`vote_counts` has the votes that count, and `votes` a row for every vote, for `vote_days`; then the
row is deleted, and stays counted.

Whenever rows change, `vote_counts` has to change by the difference of what counts before and after:
`adjust_counts` does it, and `store_vote` for a single vote. When a count may be published,
`model.rating` says.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from itertools import groupby
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Insert,
    and_,
    bindparam,
    case,
    delete,
    func,
    literal_column,
    null,
    select,
    union_all,
)

from entraide.desk.bursts import Answer, VoteGroup, choose_counted
from entraide.desk.statements import FastStatement, send_together
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

    def to_row(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in VOTE_FIELDS}

    @property
    def group(self) -> VoteGroup:
        return VoteGroup(self.entry, self.locale, self.day, self.network)

    @property
    def answer(self) -> Answer:
        return self.revision, self.scale, self.rating


CountStatement = tuple[FastStatement, Mapping[str, Any]]  # and its row
VOTE_FIELDS = tuple(field.name for field in fields(Vote))


def store_vote(connection: Connection, vote: Vote) -> None:
    """Store `vote`, replacing an earlier one of its voter, and change the counts."""
    before, answers = _read_before(connection, vote)
    if before == vote:
        return
    changes = {vote.group: Counter({vote.answer: 1})}
    if before:
        changes.setdefault(before.group, Counter())[before.answer] -= 1
    counts: list[CountStatement] = []
    for group, change in changes.items():
        present = answers if group == vote.group else _read_answers(connection, group)
        counts += _compute_counts(group, present, change)
    with send_together(connection):
        for statement, row in counts:
            statement.run(connection, row)
        REPLACE.run(connection, vote.to_row())


def find_vote(connection: Connection, vote: Vote) -> Vote | None:
    """Return the stored vote of the same voter on the same revision; None where there is none."""
    return _read_before(connection, vote)[0]


def adjust_counts(connection: Connection, group: VoteGroup, change: Mapping[Answer, int]) -> None:
    """Change the counts for `change` in the votes of `group`: more, or fewer if negative.

    Call it before the rows change: what counts now is computed from them.
    """
    for statement, row in _compute_counts(group, _read_answers(connection, group), change):
        statement.run(connection, row)


def _compute_counts(
    group: VoteGroup, before: Mapping[Answer, int], change: Mapping[Answer, int]
) -> Iterator[CountStatement]:
    """Yield the statements that change the counts when `change` is added to `before`.

    Both have the number of votes for each answer.
    """
    after = Counter(before)
    after.update(change)
    counted = choose_counted(group, after)
    counted.subtract(choose_counted(group, before))
    version = {"entry": group.entry, "locale": group.locale}
    for (revision, scale, rating), number in counted.items():
        if number:
            answer = {"revision": revision, "scale": scale, "rating": rating}
            yield COUNT, version | answer | {"votes": number}
    if total := sum(change.values()):
        largest = after.total() if group.network else 0
        yield COUNT_OF_DAY, version | {"day": group.day, "votes": total, "largest": largest}


def _read_before(connection: Connection, vote: Vote) -> tuple[Vote | None, Counter[Answer]]:
    """Return the stored vote of the same voter, and all answers of the group of `vote`."""
    before, answers = None, Counter[Answer]()
    rows: Iterable[Any] = BEFORE.run(connection, vote.to_row())
    for revision, scale, rating, day, network, number in rows:
        if number is None:
            before = replace(vote, scale=scale, rating=rating, day=day, network=network)
        elif vote.network:
            answers[revision, scale, rating] = number
    return before, answers


def _read_answers(connection: Connection, group: VoteGroup) -> Counter[Answer]:
    if not group.network:
        return Counter()  # each counts, whatever the others are
    rows: Iterable[Any] = ANSWERS.run(connection, group._asdict())
    return Counter({(revision, scale, rating): number for revision, scale, rating, number in rows})


def _make_replace(dialect: str) -> Insert:
    insert = make_upsert(dialect, votes)
    return insert.on_conflict_do_update(
        index_elements=list(votes.primary_key),
        set_={name: insert.excluded[name] for name in ("scale", "rating", "day", "network")},
    )


def _make_count(dialect: str) -> Insert:
    insert = make_upsert(dialect, vote_counts)
    return insert.on_conflict_do_update(
        index_elements=list(vote_counts.primary_key),
        set_={"votes": vote_counts.c.votes + insert.excluded.votes},
    )


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


ANSWER_COLUMNS = [votes.c[name] for name in ("revision", "scale", "rating")]
GROUP_COLUMNS = [votes.c[name] for name in VoteGroup._fields]
IS_OF_GROUP = and_(*(column == bindparam(column.name) for column in GROUP_COLUMNS))
ANSWERS_OF_GROUP = (
    select(*ANSWER_COLUMNS, func.count()).where(IS_OF_GROUP).group_by(*ANSWER_COLUMNS)
)
# The vote of the same voter, then the answers of the group with their numbers.
VOTE_AND_ANSWERS = union_all(
    select(*ANSWER_COLUMNS, votes.c.day, votes.c.network, null()).where(
        *(column == bindparam(column.name) for column in votes.primary_key)
    ),
    select(*ANSWER_COLUMNS, literal_column("''"), literal_column("''"), func.count())
    .where(IS_OF_GROUP)
    .group_by(*ANSWER_COLUMNS),
)
ANSWERS = FastStatement(lambda _: ANSWERS_OF_GROUP)
BEFORE = FastStatement(lambda _: VOTE_AND_ANSWERS)
REPLACE = FastStatement(_make_replace)
COUNT = FastStatement(_make_count)
COUNT_OF_DAY = FastStatement(
    _make_daily_count, *(column.name for column in daily_counts.c if column.name != "set_aside")
)


def iter_groups(
    connection: Connection, which: ColumnElement[bool]
) -> Iterator[tuple[VoteGroup, Counter[Answer]]]:
    """Yield the groups of the votes `which`, with the number of votes for each answer."""
    columns = [*GROUP_COLUMNS, *ANSWER_COLUMNS]
    query = select(*columns, func.count()).where(which).group_by(*columns).order_by(*GROUP_COLUMNS)
    rows: Iterable[Any] = connection.execute(query)
    for group, of_group in groupby(rows, key=lambda row: VoteGroup(*row[:4])):
        yield group, Counter({tuple(row[4:-1]): row[-1] for row in of_group})


@dataclass(frozen=True, slots=True)
class VoteCount:
    """How many votes that count gave `rating` to a revision of a version, on that scale."""

    entry: int
    locale: str
    revision: int
    scale: str
    rating: int
    votes: int


def count_votes(connection: Connection, entry: int | None = None) -> Iterator[VoteCount]:
    """Return every count, of one entry if given, by entry, locale, revision, scale and rating."""
    query = select(vote_counts).where(vote_counts.c.votes > 0).order_by(*vote_counts.primary_key)
    if entry is not None:
        query = query.where(vote_counts.c.entry == entry)
    rows: Iterable[Any] = connection.execute(query)
    return (VoteCount(*row) for row in rows)


def count_votes_before(connection: Connection, day: date) -> Iterator[VoteCount]:
    """Yield the counts without the votes of `day` and later, which can still change."""
    young: Counter[tuple[Any, ...]] = Counter()
    for group, answers in iter_groups(connection, votes.c.day >= day.isoformat()):
        for answer, number in choose_counted(group, answers).items():
            young[group.entry, group.locale, *answer] += number
    for count in count_votes(connection):
        key = (count.entry, count.locale, count.revision, count.scale, count.rating)
        if older := count.votes - young[key]:
            yield replace(count, votes=older)


def delete_votes_before(connection: Connection, day: date) -> int:
    """Delete the rows of the oldest day before `day`, which stay counted; return how many."""
    oldest = select(func.min(votes.c.day)).where(votes.c.day < day.isoformat()).scalar_subquery()
    return connection.execute(delete(votes).where(votes.c.day == oldest)).rowcount
