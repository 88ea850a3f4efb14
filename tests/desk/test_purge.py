"""What is over goes, on its day and not before."""

from datetime import timedelta

import pytest
from sqlalchemy import Table, insert, select

from entraide.desk.clock_check import note_time
from entraide.desk.desk import Desk
from entraide.desk.housekeeping import purge_once
from entraide.desk.purge import BATCH, purge, restore_purged
from entraide.desk.staff.audit import Action, list_lines, record
from entraide.desk.tables import (
    audit,
    daily_counts,
    feedback,
    limits,
    proposals,
    purge_bin,
    questions,
    sessions,
    spent_challenges,
    vote_counts,
    votes,
)
from entraide.desk.votes import count_votes
from support.coroutines import run
from support.desk import HeldClock
from support.desk_rows import count, make_comment, make_proposal, make_question, make_vote, put

pytestmark = pytest.mark.both_stores


@pytest.fixture(autouse=True)
def known_time(desk: Desk) -> None:
    """The store knows the time already, as that of a running desk."""
    desk.store.write(lambda connection: note_time(connection, desk.clock()))


def run_purge(desk: Desk) -> dict[str, int]:
    result = purge(desk.store, desk.settings, desk.clock())
    assert result.doubt is None
    return {what: rows for what, rows in result.deleted_rows.items() if rows}


def make_day(desk: Desk, ago: int) -> str:
    return (desk.clock().date() - timedelta(days=ago)).isoformat()


def make_second(desk: Desk, ago: timedelta) -> int:
    return int((desk.clock() - ago).timestamp())


def test_feedback_is_kept_for_its_days_and_no_longer(desk: Desk) -> None:
    put(desk.store, feedback, **make_comment(day=make_day(desk, 365)))
    assert run_purge(desk) == {}
    put(desk.store, feedback, **make_comment(day=make_day(desk, 366)))
    assert run_purge(desk) == {"feedback": 1}
    assert count(desk.store, feedback) == 1


@pytest.mark.parametrize("state", ["open", "done"])
def test_spam_goes_earlier_than_the_rest(desk: Desk, state: str) -> None:
    put(desk.store, feedback, **make_comment(state="spam", day=make_day(desk, 30)))
    put(desk.store, feedback, **make_comment(state=state, day=make_day(desk, 31)))
    assert run_purge(desk) == {}
    put(desk.store, feedback, **make_comment(state="spam", day=make_day(desk, 31)))
    assert run_purge(desk) == {"spam": 1}
    assert count(desk.store, feedback) == 2


@pytest.mark.parametrize("state", ["accepted", "declined"])
def test_a_proposal_goes_its_days_after_it_was_decided_upon(desk: Desk, state: str) -> None:
    sent = make_day(desk, 3_000)
    put(desk.store, proposals, **make_proposal(day=make_day(desk, 365)))
    put(desk.store, proposals, **make_proposal(day=sent, state=state, decided=make_day(desk, 365)))
    assert run_purge(desk) == {}
    put(desk.store, proposals, **make_proposal(day=sent, state=state, decided=make_day(desk, 366)))
    assert run_purge(desk) == {"proposals": 1}
    assert count(desk.store, proposals) == 2


def test_the_audit_log_is_kept_for_its_days(desk: Desk) -> None:
    line = {"name": "mo", "action": "sign-in", "subject": ""}
    put(desk.store, audit, at=make_second(desk, timedelta(days=365)), **line)
    assert run_purge(desk) == {}
    put(desk.store, audit, at=make_second(desk, timedelta(days=365, seconds=1)), **line)
    assert run_purge(desk) == {"audit": 1}


@pytest.mark.parametrize(
    ("what", "table", "row"),
    [
        ("limits", limits, {"bucket": "00", "count": 1}),
        ("challenges", spent_challenges, {"challenge": "00"}),
        ("sessions", sessions, {"digest": "00", "staff_id": "mo", "csrf": "11"}),
    ],
)
def test_expired_rows_are_deleted_and_no_others(
    desk: Desk, clock: HeldClock, what: str, table: Table, row: dict[str, object]
) -> None:
    put(desk.store, table, **row, expires=make_second(desk, timedelta(seconds=-1)))
    assert run_purge(desk) == {}
    clock.now += timedelta(seconds=1)
    assert run_purge(desk) == {what: 1}


def test_votes_become_counts_after_their_days_and_nothing_is_lost(desk: Desk) -> None:
    kept, old = make_day(desk, 30), make_day(desk, 31)
    for day in (kept, old, make_day(desk, 400), old):
        put(desk.store, votes, **make_vote(day=day, rating=4))
    put(desk.store, votes, **make_vote(day=old, rating=1))
    before = desk.store.read(lambda connection: list(count_votes(connection)))
    assert run_purge(desk) == {"voters of old votes": 4, "numbers of old days": 1}
    assert count(desk.store, votes) == 1
    assert desk.store.read(lambda connection: list(count_votes(connection))) == before
    put(desk.store, votes, **make_vote(day=old, rating=1))
    assert run_purge(desk) == {"voters of old votes": 1}
    numbers = select(vote_counts.c.rating, vote_counts.c.votes).order_by(vote_counts.c.rating)
    found = desk.store.read(lambda connection: [tuple(r) for r in connection.execute(numbers)])
    assert found == [(1, 2), (4, 4)]


def test_numbers_of_days_stay_as_long_as_what_is_usual_is_computed_of_them(desk: Desk) -> None:
    put(desk.store, votes, **make_vote(day=make_day(desk, 30 + 14)))
    assert run_purge(desk) == {"voters of old votes": 1}
    assert count(desk.store, daily_counts) == 1
    put(desk.store, votes, **make_vote(day=make_day(desk, 30 + 15)))
    assert run_purge(desk) == {"voters of old votes": 1, "numbers of old days": 1}


def test_a_proposal_that_nobody_decides_upon_goes_too(desk: Desk) -> None:
    put(desk.store, proposals, **make_proposal(day=make_day(desk, 365)))
    assert run_purge(desk) == {}
    put(desk.store, proposals, **make_proposal(day=make_day(desk, 366)))
    assert run_purge(desk) == {"open proposals": 1}


def test_the_running_desk_purges(desk: Desk) -> None:
    put(desk.store, feedback, **make_comment(day=make_day(desk, 366)))
    run(purge_once(desk))
    assert count(desk.store, feedback) == 0


def test_what_was_purged_can_be_put_back_for_48_hours(desk: Desk, clock: HeldClock) -> None:
    comment = make_comment(day=make_day(desk, 366))
    proposal = make_proposal(state="declined", decided=make_day(desk, 366))
    question = make_question(day=make_day(desk, 366))
    line = {"name": "mo", "action": "sign-in", "subject": ""}
    put(desk.store, feedback, **comment)
    put(desk.store, questions, **question)
    put(desk.store, proposals, **proposal)
    put(desk.store, audit, at=make_second(desk, timedelta(days=366)), **line)
    run_purge(desk)
    for _ in range(2):
        clock.now += timedelta(hours=23, minutes=59)
        assert run_purge(desk) == {}
    returned = {"feedback": 1, "proposals": 1, "questions": 1, "audit": 1}
    assert restore_purged(desk.store) == returned
    assert read_row(desk, feedback) == comment
    assert read_row(desk, questions) == question
    assert read_row(desk, proposals) == proposal
    assert read_row(desk, audit).items() >= line.items()
    assert count(desk.store, purge_bin) == 0


def test_a_line_of_the_log_comes_back_though_its_number_was_taken_meanwhile(desk: Desk) -> None:
    long_ago = desk.clock() - timedelta(days=366)
    desk.store.write(lambda connection: record(connection, long_ago, "mo", Action.SIGN_IN))
    run_purge(desk)
    line = {"at": make_second(desk, timedelta()), "name": "mo", "action": "sign-out", "subject": ""}
    put(desk.store, audit, id=1, **line)  # as SQLite gives it, and a restore in PostgreSQL
    assert restore_purged(desk.store)["audit"] == 1
    lines = desk.store.read(lambda connection: list_lines(connection, 0, 10))
    assert [line.action for line in lines] == [Action.SIGN_OUT, Action.SIGN_IN]


def read_row(desk: Desk, table: Table) -> dict[str, object]:
    row = desk.store.read(lambda connection: connection.execute(select(table)).mappings().one())
    return dict(row)


def test_the_bin_is_emptied_after_48_hours(desk: Desk, clock: HeldClock) -> None:
    put(desk.store, feedback, **make_comment(day=make_day(desk, 366)))
    run_purge(desk)
    clock.now += timedelta(hours=24)
    assert run_purge(desk) == {}
    clock.now += timedelta(hours=24)
    assert run_purge(desk) == {"bin": 1}
    assert restore_purged(desk.store) == dict.fromkeys(
        ("feedback", "proposals", "questions", "audit"), 0
    )


def test_a_large_purge_lets_writers_in_between(desk: Desk) -> None:
    rows = [make_comment(day=make_day(desk, 366)) for _ in range(2 * BATCH + 1)]
    desk.store.write(lambda connection: connection.execute(insert(feedback), rows))
    assert run_purge(desk) == {"feedback": 2 * BATCH + 1}
    assert count(desk.store, purge_bin) == 2 * BATCH + 1
