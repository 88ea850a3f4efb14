"""Two commands at the same instant: one waits, so that each entry has a number of its own."""

import fcntl
import os
import subprocess
import sys
from pathlib import Path

import pytest

from entraide.content.data.ids import HEADER
from support.commands import Run

ENTRAIDE = (sys.executable, "-c", "from entraide.cli.main import main; main()")
WAITING = "Another command is at work on the entries; this one waits.\n"


def start(*words: str) -> subprocess.Popen[str]:
    """Start the command in a process of its own."""
    command = (*ENTRAIDE, *words)
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


@pytest.mark.thorough
def test_two_entries_that_are_started_at_once_have_two_numbers(project: Path) -> None:
    folder = os.open(project, os.O_RDONLY)
    fcntl.flock(folder, fcntl.LOCK_EX)
    commands = [start("new", "scams", slug, "--title", slug) for slug in ("one", "two", "three")]
    commands.append(start("move", "7", "scams/password"))
    for process in commands:  # each has come as far as the lock
        assert process.stderr
        assert process.stderr.readline() == WAITING
    os.close(folder)
    outputs = [process.communicate(timeout=60)[0] for process in commands]
    assert [process.returncode for process in commands] == [0, 0, 0, 0]
    numbers = {output.split()[1] for output in outputs[:3]}
    assert numbers == {"13", "14", "15"}
    rows = (project / "data/ids.yml").read_text().removeprefix(HEADER).splitlines()
    assert sorted(row.partition(": ")[2] for row in rows) == [
        *("scams/avance", "scams/one", "scams/password", "scams/three", "scams/two")
    ]


def test_nothing_is_written_for_it_and_a_project_that_may_only_be_read_is_no_obstacle(
    project: Path, run_entraide: Run
) -> None:
    before = sorted(project.rglob("*"))
    assert run_entraide("move", "7", "scams/password", "--dry-run").exit_code == 0
    assert sorted(project.rglob("*")) == before
