"""What builds leave beside the site: gone with the next, unless somebody is still at work."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from entraide.cli.build import DAY, remove_stale, restore
from entraide.content.site_folder import open_site_folder


def get_dead_process_id() -> int:
    done = subprocess.run(
        [sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, check=True
    )
    return int(done.stdout)


def test_only_files_of_a_killed_build_are_removed(tmp_path: Path) -> None:
    gone = [f".site.{get_dead_process_id()}", f".site.{'9' * 30}"]
    stay = [f".site.{os.getpid()}", ".site.previous", ".site.notes", ".other.1", "site"]
    for name in (*gone, *stay):
        (tmp_path / name / "fr").mkdir(parents=True)
        open_site_folder(tmp_path / name)
    (tmp_path / f".site.{'8' * 30}").mkdir()  # somebody else's
    stay.append(f".site.{'8' * 30}")
    remove_stale(tmp_path / "site")
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(stay)


def test_a_build_of_another_day_is_over_whoever_has_its_number_now(tmp_path: Path) -> None:
    folder = tmp_path / f".site.{os.getpid()}"
    open_site_folder(folder)
    old = folder.stat().st_mtime - DAY - 1
    os.utime(folder, (old, old))
    remove_stale(tmp_path / "site")
    assert not folder.exists()


def test_the_site_before_a_swap_comes_back_but_no_folder_of_somebody_else(tmp_path: Path) -> None:
    site, previous = tmp_path / "site", tmp_path / ".site.previous"
    previous.mkdir()
    (previous / "mine.txt").write_text("mine")
    restore(site)
    assert not site.exists()
    assert (previous / "mine.txt").read_text() == "mine"
    open_site_folder(previous)
    restore(site)
    assert (site / "mine.txt").is_file()


def test_a_file_in_the_place_of_the_site_is_refused_and_stays(tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.write_text("mine")
    with pytest.raises(NotADirectoryError) as refused:
        restore(site)
    assert refused.value.filename == str(site)
    assert site.read_text() == "mine"
