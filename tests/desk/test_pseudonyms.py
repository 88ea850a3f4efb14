"""Day keys: whoever has the machine cannot have them once their day is over."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Protocol

from sqlalchemy import text

from entraide.desk.backup import back_up
from entraide.desk.desk import Desk, open_desk
from entraide.desk.housekeeping import purge_once
from entraide.desk.pseudonyms import Purpose
from entraide.desk.purge import scrub
from entraide.desk.settings import DeskSettings
from support.coroutines import run


class HeldClock(Protocol):  # as the fixture `clock`
    now: datetime


def list_store_files(desk: Desk) -> Iterable[Path]:
    """Every file of the store: for PostgreSQL all of the cluster’s, its logs too."""
    if desk.settings.file:
        return list(desk.settings.file.parent.iterdir())
    query = text("SELECT current_setting('data_directory')")
    folder = desk.store.read(lambda connection: connection.execute(query).scalar_one())
    with desk.store.engine.connect() as connection:
        connection.execution_options(isolation_level="AUTOCOMMIT").execute(text("CHECKPOINT"))
    return [file for file in Path(folder).rglob("*") if file.is_file()]


def find_keys(desk: Desk, keys: Iterable[bytes]) -> list[str]:
    return [
        file.name for file in list_store_files(desk) for key in keys if key in file.read_bytes()
    ]


def test_the_keys_of_another_day_are_in_no_file(desk: Desk, clock: HeldClock) -> None:
    old = dict(run(desk.keys.get_today()))
    scrub(desk.store.engine)
    assert find_keys(desk, old.values()) != []  # they can be found, as long as they are there
    clock.now += timedelta(days=1)
    run(purge_once(desk))
    new = run(desk.keys.get_today())
    assert not set(old.values()) & set(new.values())
    assert find_keys(desk, old.values()) == []


def test_no_key_is_in_a_backup(desk: Desk, tmp_path: Path) -> None:
    keys = run(desk.keys.get_today())
    back_up(desk.store, tmp_path / "backup")
    written = (tmp_path / "backup").read_bytes()
    assert not [key for key in keys.values() if key in written or key.hex().encode() in written]
    assert b"day_keys" not in written


def test_purposes_have_keys_of_their_own_and_workers_the_same(
    desk: Desk, settings: DeskSettings
) -> None:
    keys = run(desk.keys.get_today())
    assert len({keys[purpose] for purpose in Purpose}) == len(Purpose)
    other = open_desk(settings, desk.clock)
    assert run(other.keys.get_today()) == keys
    other.store.close()


def test_the_keys_of_yesterday_are_destroyed_by_a_desk_that_starts_today(
    desk: Desk, settings: DeskSettings, clock: HeldClock
) -> None:
    old = run(desk.keys.get_today())
    clock.now += timedelta(days=2)
    other = open_desk(settings, desk.clock)
    run(other.keys.get_today())
    query = text("SELECT secret FROM day_keys")
    kept = other.store.read(lambda connection: set(connection.execute(query).scalars()))
    assert not {bytes(key) for key in kept} & set(old.values())
    other.store.close()
