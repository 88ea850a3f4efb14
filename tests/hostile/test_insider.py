"""An insider: whoever has the store, its logs, its backups and the log of the desk.

Each test plays one and tries to find out what nobody may know.
"""

import json
import subprocess
from collections.abc import Callable, Iterable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from starlette.testclient import TestClient

from bench.postgres import find_programs
from entraide.desk.app import build_app
from entraide.desk.backup import back_up
from entraide.desk.desk import Desk, open_desk
from entraide.desk.housekeeping import purge_once
from entraide.desk.pseudonyms import FILE_NAME
from entraide.desk.server import prepare
from entraide.desk.settings import DeskSettings
from entraide.errors import SettingsError
from support.coroutines import run
from support.desk import BROWSER, HeldClock
from support.hostile_desk import VOTE, ReadText, Send

pytestmark = pytest.mark.both_stores

FollowUp = Callable[..., dict[str, Any]]


def read_store_files(desk: Desk) -> Iterable[bytes]:
    """Every file of the store: for PostgreSQL all of the cluster’s, its write-ahead log too."""
    if desk.settings.file:
        return [file.read_bytes() for file in desk.settings.file.parent.iterdir()]
    query = text("SELECT current_setting('data_directory')")
    folder = desk.store.read(lambda connection: connection.execute(query).scalar_one())
    with desk.store.engine.connect() as connection:
        connection.execution_options(isolation_level="AUTOCOMMIT").execute(text("CHECKPOINT"))
    return [file.read_bytes() for file in Path(folder).rglob("*") if file.is_file()]


def dump_database(settings: DeskSettings) -> bytes:
    """What `pg_dump` writes: plain text."""
    programs = find_programs()
    assert programs is not None
    command = [str(programs / "pg_dump"), settings.database_url]
    return subprocess.run(command, check=True, capture_output=True).stdout


class TestTheLogHasNoMoments:
    """H4: a line of the log to the second for each request, and the same name all day."""

    def test_what_visitors_send_is_counted_by_the_day_and_nobody_is_named(
        self,
        desk: Desk,
        client: TestClient,
        follow_up: FollowUp,
        read_output: ReadText,
        clock: HeldClock,
    ) -> None:
        clock.now = first = clock.now.replace(hour=12, minute=0)
        for _ in range(2):
            sent = follow_up() | {"reasons": ["hard"]}
            assert client.post("/desk/feedback", json=sent).status_code == 200
            clock.now += timedelta(minutes=1)
        assert client.get("/desk/healthz").status_code == 200
        run(purge_once(desk))
        assert '"requests"' not in read_output()  # a line at once would have the moment
        clock.now += timedelta(days=1)
        run(purge_once(desk))
        lines = [json.loads(line) for line in read_output().splitlines() if line[:1] == "{"]
        counted = [line for line in lines if line["event"] == "requests"]
        assert {(line["route"], line["during"], line["count"]) for line in counted} == {
            ("/desk/ratings", f"{first:%Y-%m-%d}", 2),
            ("/desk/feedback", f"{first:%Y-%m-%d}", 2),
            ("/desk/healthz", f"{first:%Y-%m-%dT%H}Z", 1),
        }
        names = {"at", "level", "event", "during", "method", "route", "status", "count"}
        assert set().union(*counted) == names | {"slowest_ms"}
        assert {len(line["at"]) for line in lines} == {len("2026-11-21T12:00+00:00")}

    def test_a_desk_that_stops_writes_what_it_has_counted(
        self, desk: Desk, read_output: ReadText
    ) -> None:
        with TestClient(build_app(desk), headers=BROWSER) as client:
            assert client.post("/desk/ratings", json=VOTE).status_code == 200
        assert '"route": "/desk/ratings", "status": 200, "count": 1' in read_output()


class TestDayKeysAreElsewhere:
    """M5: pg_dump, snapshots and the write-ahead log had the key of the day beside its votes."""

    @pytest.fixture
    def settings(self, settings: DeskSettings, runtime_dir: Path) -> DeskSettings:
        return settings.model_copy(update={"runtime_dir": runtime_dir})

    def test_no_key_is_in_a_file_of_the_store_a_dump_or_a_backup(
        self, desk: Desk, send: Send, tmp_path: Path
    ) -> None:
        assert send("/desk/ratings", VOTE).status_code == 200
        keys = desk.keys.get_today().values()
        back_up(desk.store, tmp_path / "backup", b"a key")
        taken = [*read_store_files(desk), (tmp_path / "backup").read_bytes()]
        if desk.settings.is_postgresql:
            taken.append(dump_database(desk.settings))
        voters = desk.store.read(
            lambda connection: connection.execute(text("SELECT voter FROM votes")).scalars().all()
        )
        assert len(voters) == 1
        assert sum(voters[0].encode() in one for one in taken) >= 2  # the vote itself is there
        assert not [
            key for key in keys for one in taken if key in one or key.hex().encode() in one.lower()
        ]

    def test_a_desk_that_was_stopped_destroys_an_old_key_before_anything_that_may_fail(
        self, settings: DeskSettings, desk: Desk, clock: HeldClock, tmp_path: Path
    ) -> None:
        desk.keys.get_today()
        file = tmp_path / "runtime" / FILE_NAME
        old = file.read_bytes()
        clock.now += timedelta(days=2)
        broken = settings.model_copy(update={"site_dir": tmp_path})
        with pytest.raises(SettingsError, match="is no built site"):
            prepare(broken, 1, clock)
        assert old
        assert file.read_bytes() == b""

    def test_a_running_desk_that_nobody_asks_destroys_it_within_the_hour(
        self, settings: DeskSettings, desk: Desk, clock: HeldClock, tmp_path: Path
    ) -> None:
        old = desk.keys.get_today()
        clock.now += timedelta(days=1)
        run(purge_once(desk))
        assert not set(old.values()) & set(desk.keys.latest.values())
        text_ = (tmp_path / "runtime" / FILE_NAME).read_text()
        assert not [key for key in old.values() if key.hex() in text_]
        other = open_desk(settings, clock)
        assert other.keys.get_today() == desk.keys.latest
        other.store.close()
