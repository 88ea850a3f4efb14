"""Day keys: one day, one file or none, the same for all workers."""

import json
import stat
from datetime import timedelta
from pathlib import Path

import pytest

from entraide.desk.pseudonyms import FILE_NAME, DayKeys, Purpose, destroy_old_keys
from entraide.errors import SettingsError
from support.desk import HeldClock


def test_purposes_have_keys_of_their_own_and_workers_the_same(
    clock: HeldClock, runtime_dir: Path
) -> None:
    keys = DayKeys(clock, runtime_dir).get_today()
    assert len({keys[purpose] for purpose in Purpose}) == len(Purpose)
    assert DayKeys(clock, runtime_dir).get_today() == keys


def test_without_a_folder_each_process_has_its_own_for_the_day(clock: HeldClock) -> None:
    known = DayKeys(clock, None)
    keys = known.get_today()
    assert known.get_today() == keys
    assert DayKeys(clock, None).get_today() != keys
    clock.now += timedelta(days=1)
    assert not set(keys.values()) & set(known.get_today().values())


def test_the_keys_of_the_next_day_are_written_over_those_of_the_last(
    clock: HeldClock, runtime_dir: Path
) -> None:
    worker, other = DayKeys(clock, runtime_dir), DayKeys(clock, runtime_dir)
    old = worker.get_today()
    assert other.get_today() == old
    place = (runtime_dir / FILE_NAME).stat().st_ino
    clock.now += timedelta(days=1)
    new = worker.get_today()
    assert not set(old.values()) & set(new.values())
    assert other.get_today() == new
    assert list(runtime_dir.iterdir()) == [runtime_dir / FILE_NAME]
    assert (runtime_dir / FILE_NAME).stat().st_ino == place  # in place, not beside it
    text = (runtime_dir / FILE_NAME).read_text()
    assert not [key for key in old.values() if key.hex() in text]


def test_only_the_user_of_the_desk_reads_the_file(clock: HeldClock, runtime_dir: Path) -> None:
    file = runtime_dir / FILE_NAME
    file.touch(0o644)
    file.chmod(0o644)
    DayKeys(clock, runtime_dir).get_today()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_old_keys_are_destroyed_without_making_new_ones(
    clock: HeldClock, runtime_dir: Path
) -> None:
    destroy_old_keys(None, clock)
    destroy_old_keys(runtime_dir, clock)
    assert list(runtime_dir.iterdir()) == []
    keys = DayKeys(clock, runtime_dir).get_today()
    destroy_old_keys(runtime_dir, clock)
    assert DayKeys(clock, runtime_dir).get_today() == keys
    clock.now += timedelta(days=1)
    destroy_old_keys(runtime_dir, clock)
    assert (runtime_dir / FILE_NAME).read_bytes() == b""


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"day": 1}', '{"day": "2026-11-21", "vote": "00"}']
)
def test_a_file_that_was_cut_short_is_written_anew(
    clock: HeldClock, runtime_dir: Path, text: str
) -> None:
    (runtime_dir / FILE_NAME).write_text(text)
    keys = DayKeys(clock, runtime_dir).get_today()
    assert json.loads((runtime_dir / FILE_NAME).read_text())["vote"] == keys[Purpose.VOTE].hex()


def test_a_link_in_the_place_of_the_file_is_not_followed(
    clock: HeldClock, runtime_dir: Path, tmp_path: Path
) -> None:
    (tmp_path / "elsewhere").touch()
    (runtime_dir / FILE_NAME).symlink_to(tmp_path / "elsewhere")
    with pytest.raises(SettingsError, match=r"^ENTRAIDE_RUNTIME_DIR: .* cannot be used"):
        DayKeys(clock, runtime_dir).get_today()
    assert (tmp_path / "elsewhere").read_bytes() == b""
