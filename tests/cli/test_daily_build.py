"""`entraide build` where a project may only be read, and every day."""

import datetime as dt
import fcntl
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from entraide.cli.build import remove_stale
from entraide.cli.daily_build import find_next
from entraide.content.cached_files import CachedFiles
from entraide.content.output_root import hold_output_root
from entraide.content.settings import read_settings
from entraide.content.site_folder import open_site_folder
from entraide.errors import EntraideError, SettingsError
from support.commands import Run
from support.projects import write_site
from support.waiting import wait_for

NOON = dt.datetime(2026, 11, 30, 12, 0, tzinfo=dt.UTC)
ENTRAIDE = str(Path(sys.executable).with_name("entraide"))


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "project").mkdir()
    (tmp_path / "built").mkdir()
    monkeypatch.setenv("ENTRAIDE_BUILD_DIR", str(tmp_path / "built"))
    monkeypatch.chdir(write_site(tmp_path / "project", {}))
    return tmp_path / "project"


def list_files(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


@pytest.mark.parametrize(
    ("at", "following"),
    [
        (dt.time(12, 1), dt.datetime(2026, 11, 30, 12, 1, tzinfo=dt.UTC)),
        (dt.time(12, 0), dt.datetime(2026, 12, 1, 12, 0, tzinfo=dt.UTC)),
        (dt.time(3, 15), dt.datetime(2026, 12, 1, 3, 15, tzinfo=dt.UTC)),
    ],
)
def test_the_next_build_is_at_the_next_such_time(at: dt.time, following: dt.datetime) -> None:
    assert find_next(NOON, at) == following


@pytest.mark.thorough
def test_a_project_is_left_as_it_is_and_the_site_stands_elsewhere(project: Path) -> None:
    before = list_files(project)
    with subprocess.Popen(
        [ENTRAIDE, "build", "--daily", "03:15"], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        lines = [process.stdout.readline(), process.stdout.readline()]
        process.send_signal(signal.SIGTERM)
        assert process.wait(60) == 0
    built = project.parent / "built"
    assert lines[0].startswith("Built ")
    assert f"into {built / 'site'} in" in lines[0]
    assert lines[1].startswith("The next build is at ")
    assert (built / "site" / "index.html").is_file()
    assert (built / ".cache").is_dir()
    assert list_files(project) == before


@pytest.mark.thorough
def test_a_build_that_is_stopped_takes_its_processes_along(project: Path) -> None:
    with subprocess.Popen([ENTRAIDE, "build", "--daily", "03:15"]) as process:
        building = wait_for(lambda: list((project.parent / "built").glob(".site.*")))
        process.send_signal(signal.SIGTERM)
        assert process.wait(60) == 0
    number = int(building[0].name.rpartition(".")[2])
    with pytest.raises(ProcessLookupError):
        os.kill(number, 0)


def test_no_second_build_writes_into_the_same_folder(project: Path, run_entraide: Run) -> None:
    lock = project.parent / "built" / ".build-lock"
    with lock.open("ab") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        refused = run_entraide("build")
    assert (refused.exit_code, refused.output) == (
        2,
        f"ENTRAIDE_BUILD_DIR: another build is at work in {lock.parent}. Wait until it is done.\n",
    )


def test_whoever_holds_the_folder_removes_what_a_killed_build_has_left(project: Path) -> None:
    folder = project.parent / "built" / f".site.{os.getpid()}"  # in a container, numbers come again
    open_site_folder(folder)
    with hold_output_root() as is_alone:
        remove_stale(folder.with_name("site"), is_alone=is_alone)
    assert not folder.exists()


def test_without_the_setting_nobody_is_kept_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ENTRAIDE_BUILD_DIR", raising=False)
    with hold_output_root() as one, hold_output_root() as another:
        assert (one, another) == (False, False)


@pytest.mark.parametrize("value", ["built", "/nowhere/built"])
def test_a_folder_that_is_none_is_reported(
    project: Path, monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    monkeypatch.setenv("ENTRAIDE_BUILD_DIR", value)
    told = f"ENTRAIDE_BUILD_DIR: {value} is no folder. Make it, and write its whole path"
    with pytest.raises(SettingsError, match=told):
        read_settings(project / "mkdocs.yml")


def test_a_folder_among_the_sources_is_refused(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ENTRAIDE_BUILD_DIR", str(project / "docs"))
    with pytest.raises(EntraideError, match="site_dir is docs/site, and would replace"):
        read_settings(project / "mkdocs.yml")


def test_the_cache_is_there_too(project: Path) -> None:
    CachedFiles(project, "images").write(b"key", b"result")
    assert (project.parent / "built" / ".cache" / "images").is_dir()
    assert CachedFiles(project, "images").read(b"key") == b"result"


@pytest.mark.parametrize("words", [("--daily", "3:15"), ("--daily", "24:00")])
def test_what_is_no_time_is_refused(
    project: Path, run_entraide: Run, words: tuple[str, ...]
) -> None:
    del project
    refused = run_entraide("build", *words)
    assert refused.exit_code == 2
    assert "is no time. Write HH:MM, as in 03:15." in refused.output
    both = run_entraide("build", "--daily", "03:15", "--force")
    assert "--daily goes with no other option." in both.output
