"""What the machine refuses is one line and status 1: full disks, missing rights, old consoles."""

import errno
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from entraide.errors import OS_FAULTS, format_os_error
from support.commands import Run

NEW = ("new", "account", "other", "--title", "Ö", "--also", "fr", "Ü", "--author", "A")
REVISE = ("revise", "7", "--significance", "minor", "--note", "Said better")
EXPORT = ("translate", "export", "--to", "fr", "--output", "fr.po")
WRITERS = {
    "new": NEW,
    "revise": REVISE,
    "export": EXPORT,
    "memory": ("translate", "memory", "--output", "all.tmx"),
    "glossary": ("translate", "glossary", "--output", "all.tbx"),
    "messages": ("messages",),
    "schema": ("schema",),
    "servers": ("servers",),
}
FAULTS = (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES)
CONSOLES = ("cp1252", "cp850", "ascii")


def read_files(root: Path) -> Mapping[str, bytes]:
    found = (path for path in root.rglob("*") if path.is_file() and ".cache" not in path.parts)
    return {str(path): path.read_bytes() for path in found}


def run_entraide_in(
    root: Path, *words: str, **environment: str
) -> subprocess.CompletedProcess[bytes]:
    """The command as a program of its own, with real streams."""
    code = "from entraide.cli.main import main; main()"
    return subprocess.run(
        [sys.executable, "-c", code, *words],
        cwd=root,
        env={**os.environ, "PYTHONUTF8": "0", **environment},
        capture_output=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        pytest.param(name, fault, marks=[pytest.mark.thorough] if (number + at) % 4 else [])
        for number, name in enumerate(WRITERS)
        for at, fault in enumerate(FAULTS)
    ],
)
def test_a_disk_that_takes_nothing_is_named_with_the_file_and_all_stays_as_it_was(
    project: Path, run_entraide: Run, monkeypatch: pytest.MonkeyPatch, name: str, fault: int
) -> None:
    if name == "messages":  # it writes where a project has words of its own
        (project / "overrides").mkdir()
        (project / "overrides" / "page.html").write_text('{{ _("Our own words") }}', "utf-8")
    before = read_files(project)

    def refuse(descriptor: int, mode: str) -> None:
        with open(descriptor, mode) as file:
            file.write(b"half a te")
        raise OSError(fault, os.strerror(fault))  # of writing, the system names no file

    monkeypatch.setattr(os, "fdopen", refuse)
    result = run_entraide(*WRITERS[name])
    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1
    assert str(project) in result.stderr
    assert f": {OS_FAULTS[fault][0]}. {OS_FAULTS[fault][1]}.\n" in result.stderr
    assert read_files(project) == before


def test_one_file_that_cannot_be_written_keeps_the_others_as_they_were(
    project: Path, run_entraide: Run
) -> None:
    assert run_entraide("schema").exit_code == 0
    folder = project / "data" / "schemas"
    for file in folder.iterdir():
        file.write_text("old")
    (folder / "terms.schema.json").unlink()
    (folder / "terms.schema.json").mkdir()
    result = run_entraide("schema")
    assert result.exit_code == 1
    assert "terms.schema.json: this is a folder, and a file is wanted." in result.stderr
    texts = {file.read_text() for file in folder.iterdir() if file.is_file()}
    assert texts == {"old"}


def test_a_file_where_a_folder_is_wanted_is_named(project: Path, run_entraide: Run) -> None:
    result = run_entraide(*EXPORT[:-1], "mkdocs.yml/fr.po")
    assert result.exit_code == 1
    where = project / "mkdocs.yml"
    assert (
        result.stderr == f"{where}: a file stands where a folder is wanted. Move the file away.\n"
    )


def test_a_folder_that_does_not_exist_is_not_made(project: Path, run_entraide: Run) -> None:
    result = run_entraide(*EXPORT[:-1], "some/mistyped/fr.po")
    assert result.exit_code == 2
    said = "there is no folder some/mistyped. Make it, or correct its name."
    assert said in " ".join(result.stderr.split())
    assert not (project / "some").exists()


def test_a_device_is_written_into_and_stays(project: Path, run_entraide: Run) -> None:
    pipe = project / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    assert run_entraide("translate", "glossary", "--output", "pipe").exit_code == 0
    assert os.read(reader, 100).startswith(b"<?xml")
    os.close(reader)
    assert pipe.is_fifo()


@pytest.mark.skipif(not Path("/dev/full").is_char_device(), reason="no /dev/full here")
@pytest.mark.parametrize(
    "words",
    [("status",), ("check", "--format", "json"), ("--help",), ("fix",), ("fix", "--dry-run")],
)
def test_output_to_a_closed_pipe_is_an_error_of_one_line(
    project: Path, words: tuple[str, ...]
) -> None:
    entry = project / "docs" / "fr" / "account" / "lost-password.md"
    entry.write_text(f"{entry.read_text('utf-8')}\nL'aide ?\n", "utf-8")
    code = "from entraide.cli.main import main; main()"
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-c", code, *words],
            cwd=project,
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.returncode == 1
    assert done.stderr == b"the output: the disk is full. Make room, then run it again.\n"


COMMANDS = [("check",), ("status",), ("translate", "status"), ("staus",), ("new", "--help"), NEW]


@pytest.mark.parametrize(
    ("words", "console"),
    [
        pytest.param(words, console, marks=[pytest.mark.thorough] if (number + at) % 3 else [])
        for number, words in enumerate(COMMANDS)
        for at, console in enumerate(CONSOLES)
    ],
)
def test_every_text_can_be_printed_on_a_limited_console(
    project: Path, console: str, words: tuple[str, ...]
) -> None:
    name = project / "docs" / "fr" / "account" / "lost-password.md"
    text = name.read_text("utf-8").replace(
        "Demandez", "Ça\u202f! Œuvre : «\u00a0日本\u00a0» Demandez"
    )
    name.write_text(text, "utf-8")
    done = run_entraide_in(project, *words, PYTHONIOENCODING=console)
    assert done.returncode in {0, 1, 2}
    assert b"Traceback" not in done.stdout + done.stderr
    assert done.stdout + done.stderr


@pytest.mark.thorough
def test_signs_that_a_console_has_not_become_the_nearest_that_it_has(project: Path) -> None:
    name = project / "docs" / "en" / "account" / "lost-password.md"
    name.write_text(name.read_text("utf-8") + "\n[Ǆ “x” 日](gone.md)\n", "utf-8")
    for console in ("cp850", "cp437"):
        done = run_entraide_in(project, "check", PYTHONIOENCODING=console)
        assert 'the link "gone.md" leads to no entry' in done.stdout.decode(console)


@pytest.mark.thorough
def test_what_is_for_programs_is_utf_8_on_any_console(project: Path) -> None:
    name = project / "docs" / "fr" / "account" / "lost-password.md"
    name.write_text(name.read_text("utf-8") + "\n[é](fini-été.md)\n", "utf-8")
    texts = {
        run_entraide_in(project, "check", "--format", "json", PYTHONIOENCODING=console).stdout
        for console in CONSOLES
    }
    (text,) = texts
    assert "“fini-été.md”" in text.decode()


@pytest.mark.parametrize("said", ["abc", "", "-1", "1.5", "9" * 30, "²", "１２", " 5", "0x10"])
def test_a_time_of_the_build_that_is_none_is_refused_before_it_begins(
    project: Path, monkeypatch: pytest.MonkeyPatch, run_entraide: Run, said: str
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", said)
    result = run_entraide("build")
    assert result.exit_code == 1
    assert result.stderr.startswith("SOURCE_DATE_EPOCH: ")
    assert result.stderr.count("\n") == 1
    assert result.stdout == ""
    assert not (project / "site").exists()


def test_each_fault_is_a_sentence_with_a_cure() -> None:
    for number in OS_FAULTS:
        assert format_os_error(OSError(number, "no", "a.md")).startswith("a.md: ")
    assert format_os_error(OSError("odd")) == "the output: odd. Check the file and its rights."
    assert format_os_error(OSError(errno.ENOSPC, "", "from", None, "to")).startswith("to: ")
