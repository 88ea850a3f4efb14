"""A project whose git is missing or broken: commands do their work, and say what is not known."""

import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from entraide.content import history
from entraide.content.data.ids import HEADER
from support.commands import Run
from support.git import commit_all

MISSING = "this is a git repository, and there is no git here, so pages mark nothing as changed"
BROKEN = "git cannot read this repository, so pages mark nothing as changed"
KNOWN = "Only data/ids.yml tells which numbers deleted entries had. "


def take_git_away(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(project / "nothing"))


def clear_its_head(project: Path, _: pytest.MonkeyPatch) -> None:
    (project / ".git" / "HEAD").write_bytes(b"")


def delete_its_objects(project: Path, _: pytest.MonkeyPatch) -> None:
    shutil.rmtree(project / ".git" / "objects")


def replace_git(project: Path, monkeypatch: pytest.MonkeyPatch, lines: str) -> None:
    """Put a program of our own in the place of git."""
    program = project / "tools" / "git"
    program.parent.mkdir()
    program.write_text(f"#!{sys.executable}\n{lines}\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(program.parent))


def make_git_fail(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    replace_git(project, monkeypatch, "import sys; sys.exit('fatal: unable to read tree')")


def make_git_wait(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    replace_git(project, monkeypatch, "import time; time.sleep(60)")
    monkeypatch.setattr(history, "GIT_TIMEOUT", 0.2)


FAULTS: dict[Callable[[Path, pytest.MonkeyPatch], None], tuple[str, str]] = {
    take_git_away: (MISSING, "Install git."),
    clear_its_head: (BROKEN, "See what it says: git fsck."),
    delete_its_objects: (BROKEN, "See what it says: git fsck."),
    make_git_fail: (BROKEN, "See what it says: git fsck."),
    make_git_wait: (BROKEN, "See what it says: git fsck."),
}


@pytest.fixture(params=FAULTS, ids=lambda fault: fault.__name__)
def git_fault(
    request: pytest.FixtureRequest, project: Path, monkeypatch: pytest.MonkeyPatch
) -> tuple[str, str]:
    """What is wrong with the git of the project, and the cure."""
    (project / "data/ids.yml").write_text(
        f"{HEADER}7: account/lost-password\n12: scams/avance\n"
        "13: {was: [scams/old], removed: 2026-11-01}\n"
    )
    commit_all(project)
    request.param(project, monkeypatch)
    return FAULTS[request.param]


def test_check_and_doctor_say_what_is_not_known(
    git_fault: tuple[str, str], run_entraide: Run
) -> None:
    what, cure = git_fault
    checked = run_entraide("check")
    assert checked.exit_code == 0, checked.output
    assert f".git:1: warning: {what}, and numbers of deleted entries are not known. {cure}" in (
        checked.output
    )
    assert f"{cure}\n" in run_entraide("doctor").stdout


def test_numbers_are_given_by_what_the_project_remembers(
    git_fault: tuple[str, str], project: Path, run_entraide: Run
) -> None:
    started = run_entraide("new", "scams", "prize", "--title", "Prize")
    assert started.exit_code == 0, started.output
    assert started.stdout.startswith("Entry 14 is started")
    assert started.stderr.startswith(KNOWN)
    for words in (
        ("entry", "archive", "7"),
        ("move", "7", "scams/password"),
        ("remove", "14"),
        ("fix",),
        ("status",),
        ("revise", "7", "--significance", "minor", "--note", "x"),
        ("category", "rename", "account", "konto"),
        ("translate", "status"),
        ("translate", "export", "--to", "fr", "--id", "7", "--output", "out.po"),
        ("export", "--format", "json", "--output", "out.json"),
        ("upgrade",),
        ("locale", "add", "de"),
    ):
        done = run_entraide(*words)
        assert done.exit_code == 0, (words, done.output)
    (project / "docs/fr/scams/avance.md").unlink()
    lost = run_entraide("remove", "12")
    assert lost.exit_code == 0, lost.output
    assert git_fault
    assert "14: {was: [scams/prize], removed: " in (project / "data/ids.yml").read_text()
