"""Run the commands of `entraide` in the process of a test."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from entraide.cli.main import main

Run = Callable[..., Result]


@pytest.fixture
def run_entraide() -> Run:
    """Run `entraide` with these words; an exception nobody foresaw fails the test."""

    def run(*words: str | Path) -> Result:
        return CliRunner().invoke(main, [str(word) for word in words], catch_exceptions=False)

    return run


@pytest.fixture
def run_in(monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run `entraide` in a folder that becomes the current one."""

    def run(folder: Path, *words: str) -> Result:
        monkeypatch.chdir(folder)
        return CliRunner().invoke(main, words, catch_exceptions=False)

    return run
