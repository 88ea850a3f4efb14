"""A project under `entraide edit`, and its page for a text as a browser has it."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from bench.ports import find_free_port
from support.built_site import copy_site
from support.editing import WRITER
from support.git import commit_all, run_git

ENTRAIDE = str(Path(sys.executable).with_name("entraide"))


@dataclass(frozen=True)
class ServedEditor:
    folder: Path
    entrance: str

    @property
    def site(self) -> str:
        return self.entrance.partition(".edit/")[0]

    @property
    def root(self) -> str:
        return f"{self.site}.edit/"


@pytest.fixture
def editor_site(tmp_path: Path) -> Iterator[ServedEditor]:
    """The states site in git, under `entraide edit`."""
    project, port = copy_site("states", tmp_path / "project").parent, find_free_port()
    commit_all(project)
    run_git(project, "config", "user.name", WRITER)
    run_git(project, "config", "user.email", "ada@example.org")
    command = [ENTRAIDE, "edit", "--no-browser", "--port", str(port)]
    environment = os.environ | {"ENTRAIDE_AS_OF": "2026-11-21", "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        command, cwd=project, env=environment, start_new_session=True, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout
        lines = (line.decode() for line in process.stdout)
        yield ServedEditor(project, next(each[9:-1] for each in lines if "Write at" in each))
        os.killpg(process.pid, signal.SIGINT)
        process.stdout.close()


def enter(page: Page, editor_site: ServedEditor, path: str = "1/en/") -> None:
    page.goto(editor_site.entrance)
    page.goto(editor_site.root + path)


def find_text(page: Page) -> Locator:
    """The field of the text, as somebody finds it by its name, with scripts and without."""
    return page.get_by_role("textbox", name=re.compile("^(Text|Texte)$"))


def read_text(page: Page) -> str:
    """What the form would send."""
    return page.locator("#body").input_value()


def expect_text(page: Page, text: str | re.Pattern[str]) -> None:
    expect(page.locator("#body")).to_have_value(text)
