"""A program that translates and fails is told with what it said, and nothing is written."""

import re
import sys
import time
import tracemalloc
from pathlib import Path

import pytest

from entraide.content.settings import read_settings
from entraide.exchange import machine_command
from support.bundles import read_files
from support.commands import Run
from support.machine import REVERSE, set_program
from support.paths import ROOT

AGAIN = "docs/fr/scams/again.md"
FAULTS = {
    "import sys; sys.exit('no such model')": "failed with 1: no such model. Run it by itself, with "
    "the question on its standard input",
    "import sys; sys.exit(3)": "failed with 3: it says nothing of it on standard error. Run it by "
    "itself, with the question on its standard input",
    "print('Bonjour')": "printed no JSON: “Bonjour”. Let it print one JSON object: "
    '{"texts": ["…"]}, with a text for each',
    "print('[1]')": "printed no list of texts: “[1]”. Let it print one JSON object: "
    '{"texts": ["…"]}, with a text for each',
    'print(\'{"texts": ["a"]}\')': "was given 5 texts, and printed 1. Let it print one JSON "
    'object: {"texts": ["…"]}, with a text for each',
}


@pytest.mark.parametrize("script", FAULTS)
def test_a_program_that_fails_is_told_and_nothing_is_written(
    two_paragraphs: Path, run_entraide: Run, script: str
) -> None:
    set_program(two_paragraphs, script)
    before = read_files(two_paragraphs)
    result = run_entraide("translate", "machine", "--to", "fr")
    assert result.exit_code == 2
    expected = f"machine_translation: the program “{sys.executable}” {FAULTS[script]}. "
    assert f"data/settings.yml:1: {expected}Nothing was written.\n" in result.stderr
    assert read_files(two_paragraphs) == before


def test_a_program_that_takes_too_long_is_ended_with_what_it_started(
    two_paragraphs: Path, run_entraide: Run
) -> None:
    sleep = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'import time; "
    set_program(two_paragraphs, f"{sleep}time.sleep(60)'])", seconds=1)
    result = run_entraide("translate", "machine", "--to", "fr")
    assert "gave no answer within 1 seconds. Raise machine_translation.seconds" in result.stderr
    assert not (two_paragraphs / AGAIN).exists()


@pytest.mark.parametrize("code", [0, 3])
def test_what_a_program_started_does_not_outlive_it(
    two_paragraphs: Path, run_entraide: Run, code: int
) -> None:
    start = (
        "\nimport subprocess\nsleep = [sys.executable, '-c', 'import time; time.sleep(60)']\n"
        f"open('../sleeper', 'w').write(str(subprocess.Popen(sleep).pid))\nsys.exit({code})\n"
    )
    set_program(two_paragraphs, REVERSE + start, seconds=30)
    result = run_entraide("translate", "machine", "--to", "fr")
    assert result.exit_code == (2 if code else 0), result.stderr
    assert (two_paragraphs / AGAIN).exists() is not bool(code)
    sleeper = int((two_paragraphs.parent / "sleeper").read_text("utf-8"))
    assert wait_for_end(sleeper)


def wait_for_end(number: int) -> bool:
    """Return whether a process has ended, or is a zombie, within some seconds."""
    for _ in range(200):
        stat = Path(f"/proc/{number}/stat")
        try:
            if stat.read_text("utf-8").rpartition(")")[2].split()[0] == "Z":
                return True
        except (FileNotFoundError, ProcessLookupError):
            return True
        time.sleep(0.02)
    return False


@pytest.mark.parametrize("stream", ["stdout", "stderr"])
def test_a_program_that_writes_without_end_fills_no_memory(
    two_paragraphs: Path, run_entraide: Run, monkeypatch: pytest.MonkeyPatch, stream: str
) -> None:
    monkeypatch.setattr(machine_command, "LARGEST_ANSWER", 3_000_000)
    script = f"import sys\nwhile True: sys.{stream}.write('x' * 65_536)\n"
    set_program(two_paragraphs, script, seconds=60 if stream == "stdout" else 1)
    tracemalloc.start()
    try:
        result = run_entraide("translate", "machine", "--to", "fr")
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert result.exit_code == 2
    told = "printed more than 3 MB. Let it print one JSON" if stream == "stdout" else "within 1 sec"
    assert told in result.stderr
    assert peak < 40_000_000


def test_a_program_that_is_not_there_is_told(two_paragraphs: Path, run_entraide: Run) -> None:
    setting = "machine_translation: {command: [./nothing-here]}\n"
    (two_paragraphs / "data/settings.yml").write_text(setting, "utf-8")
    result = run_entraide("translate", "machine", "--to", "fr")
    what = "the program “./nothing-here” cannot be started: No such file or directory"
    assert what in result.stderr


def test_broken_placeholders_keep_all_of_it_out_or_are_left_out(
    two_paragraphs: Path, run_entraide: Run
) -> None:
    set_program(two_paragraphs, REVERSE.replace('each["text"]', 'each["text"].replace("{{", "{")'))
    before = read_files(two_paragraphs)
    result = run_entraide("translate", "machine", "--to", "fr")
    assert result.exit_code == 1
    assert "lacks “{{platform.name}}” of its source. Nothing was written. Mend" in result.stderr
    assert read_files(two_paragraphs) == before
    result = run_entraide("translate", "machine", "--to", "fr", "--leave-out")
    assert result.exit_code == 0
    assert "segments: 4)" in result.stdout
    assert "\nWait 2 days for {{platform.name}}.\n" in (two_paragraphs / AGAIN).read_text("utf-8")


def test_a_program_that_leaves_all_out_has_written_nothing(
    two_paragraphs: Path, run_entraide: Run
) -> None:
    count = "len(json.load(sys.stdin)['texts'])"
    set_program(two_paragraphs, f"import json, sys\nprint(json.dumps({{'texts': [''] * {count}}}))")
    before = read_files(two_paragraphs)
    result = run_entraide("translate", "machine", "--to", "fr")
    assert result.exit_code == 0
    assert "A machine wrote this" not in result.stdout
    assert read_files(two_paragraphs) == before


def test_no_program_is_named_by_default(project: Path, run_entraide: Run) -> None:
    assert read_settings(project / "mkdocs.yml").machine_translation is None
    result = run_entraide("translate", "machine", "--to", "fr")
    assert "this site names no program that translates. Name one in data/set" in result.stderr


def test_nothing_but_this_command_can_ask_a_program() -> None:
    sources = [path for folder in ("src", "hooks") for path in (ROOT / folder).rglob("*.py")]
    for name, known in (
        ("TranslationProgram", {"machine_command.py", "translate_machine.py"}),
        (r"\.machine_translation\b", {"translate_machine.py"}),
        ("translate_machine", {"translate.py"}),
    ):
        users = {path.name for path in sources if re.search(name, path.read_text("utf-8"))}
        assert users == known
