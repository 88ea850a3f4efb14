"""A clock that is wrong by more than a day: nothing that people wrote is lost, and it is told."""

import os
import shutil
import subprocess
import sys
from datetime import timedelta

import pytest
from sqlalchemy import delete
from starlette.testclient import TestClient

from entraide.desk.clock_check import note_time
from entraide.desk.desk import Desk
from entraide.desk.purge import purge
from entraide.desk.tables import (
    audit,
    desk_state,
    feedback,
    limits,
    proposals,
    purge_bin,
    vote_counts,
    votes,
)
from support.commands import Run
from support.desk import HeldClock
from support.desk_rows import count, make_comment, make_proposal, make_vote, put
from support.hostile_desk import Send
from support.staff import get_page, read_words, sign_in_as

pytestmark = pytest.mark.both_stores

COMMAND = "from entraide.cli.main import main; main()"


@pytest.fixture
def rows(desk: Desk) -> dict[str, int]:
    """What a store of today has, by table."""
    day = desk.clock().date().isoformat()
    desk.store.write(lambda connection: note_time(connection, desk.clock()))
    put(desk.store, votes, **make_vote(day=day))
    put(desk.store, feedback, **make_comment(day=day))
    put(desk.store, proposals, **make_proposal(state="declined", day=day, decided=day))
    at = int(desk.clock().timestamp())
    put(desk.store, audit, at=at, name="mo", action="sign-in", subject="")
    return count_rows(desk)


def count_rows(desk: Desk) -> dict[str, int]:
    tables = (votes, feedback, proposals, audit, purge_bin)
    return {table.name: count(desk.store, table) for table in tables}


@pytest.mark.parametrize("days", [400, 2, -4, -400])
def test_a_clock_that_is_wrong_by_days_deletes_nothing(
    desk: Desk, clock: HeldClock, rows: dict[str, int], days: int
) -> None:
    clock.now += timedelta(days=days)
    for _ in range(49):  # a running desk, for more hours than the bin keeps things
        doubt = purge(desk.store, desk.settings, clock.now).doubt
        assert doubt
        assert doubt.is_ahead == (days > 0)
        clock.now += timedelta(hours=1)
    assert count_rows(desk) == rows


def test_votes_by_a_wrong_clock_do_not_vouch_for_it(
    desk: Desk, clock: HeldClock, rows: dict[str, int]
) -> None:
    clock.now += timedelta(days=400)
    put(desk.store, votes, **make_vote(day=clock.now.date().isoformat()))
    assert purge(desk.store, desk.settings, clock.now).doubt
    assert count_rows(desk) == rows | {"votes": 2}


def test_a_store_of_an_older_version_is_compared_with_its_newest_row(
    desk: Desk, clock: HeldClock, rows: dict[str, int]
) -> None:
    desk.store.write(lambda connection: connection.execute(delete(desk_state)))
    assert purge(desk.store, desk.settings, clock.now + timedelta(days=400)).doubt
    assert count_rows(desk) == rows
    assert purge(desk.store, desk.settings, clock.now).doubt is None


def test_limits_go_though_the_clock_is_in_doubt(
    desk: Desk, clock: HeldClock, rows: dict[str, int]
) -> None:
    del rows
    put(desk.store, limits, bucket="00", count=1, expires=int(clock.now.timestamp()))
    clock.now += timedelta(days=400)
    assert purge(desk.store, desk.settings, clock.now).deleted_rows == {"limits": 1}


def test_a_desk_with_a_wrong_clock_takes_votes_and_tells_staff(
    desk: Desk, client: TestClient, clock: HeldClock, rows: dict[str, int], send: Send
) -> None:
    clock.now += timedelta(days=400)
    vote = {"entry": 1029, "locale": "en", "revision": 4, "rating": 5}
    assert send("/desk/ratings", vote).status_code == 200
    assert count_rows(desk) == rows | {"votes": 2}
    page = get_page(sign_in_as(client, desk), "/desk/staff/")
    assert "nothing old is deleted" in read_words(page, ".notice")
    clock.now -= timedelta(days=400)
    page = get_page(sign_in_as(client, desk, "viewer"), "/desk/staff/")
    assert not page.select(".notice")


def run_at(desk: Desk, shift: str, *words: str) -> subprocess.CompletedProcess[str]:
    """Run `entraide desk` by a clock that is away from the machine's by `shift`."""
    if not shutil.which("faketime"):
        if os.environ.get("CI") == "true":
            pytest.fail("faketime is missing: apt-get install faketime")
        pytest.skip("faketime is missing")
    environment = os.environ | make_environment(desk)
    command = ["faketime", "-f", shift, sys.executable, "-c", COMMAND, "desk", *words]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def make_environment(desk: Desk) -> dict[str, str]:
    return {
        "ENTRAIDE_DATABASE_URL": desk.settings.database_url,
        "ENTRAIDE_SECRET_KEY": desk.settings.secret,
    }


@pytest.mark.thorough
def test_a_purge_by_a_wrong_clock_of_the_process_is_refused_and_can_be_taken_back(
    desk: Desk, rows: dict[str, int], run_entraide: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = run_at(desk, "+400d", "purge")
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr.startswith("ENTRAIDE_DATABASE_URL: the clock of this machine says ")
    assert run.stderr.endswith("if it is right: entraide desk purge --clock-is-right.\n")
    assert count_rows(desk) == rows
    run = run_at(desk, "+400d", "purge", "--clock-is-right")
    deleted = "feedback 1, proposals 1, audit 1, voters of old votes 1, numbers of old days 1"
    assert run.stdout == f"Deleted: {deleted}.\n"
    left = {"votes": 0, "feedback": 0, "proposals": 0, "audit": 0, "purge_bin": 3}
    assert count_rows(desk) == left
    assert count(desk.store, vote_counts) == 1  # a vote is a number by then, and still counts
    for name, value in make_environment(desk).items():
        monkeypatch.setenv(name, value)
    restored = run_entraide("desk", "restore-purged")
    assert restored.stdout == "Put back: feedback 1, proposals 1, audit 1.\n"
    assert count_rows(desk) == rows | {"votes": 0}
    assert run_entraide("desk", "purge").exit_code == 2  # the clock that was believed was wrong
    believed = run_entraide("desk", "purge", "--clock-is-right")
    assert believed.stdout == "Deleted: nothing.\n"


@pytest.mark.thorough
def test_a_backup_by_a_wrong_clock_has_everything(
    desk: Desk, rows: dict[str, int], tmp_path: os.PathLike[str]
) -> None:
    file = f"{os.fspath(tmp_path)}/backup"
    run = run_at(desk, "+400d", "backup", file)
    tables = "audit 1, daily_counts 1, feedback 1, proposals 1, vote_counts 1, votes 1"
    assert run.stdout == f"Wrote {file}: {tables}.\n"
    assert run.stderr.startswith("Warning: the clock of this machine says ")
    assert run_at(desk, "+400d", "purge", "--backups", os.fspath(tmp_path)).returncode == 2
    assert count_rows(desk) == rows
