"""What the tutorials print is what the commands print, in the sample that they begin with."""

import re
from pathlib import Path

import pytest

from support.commands import Run
from support.paths import ROOT

TUTORIALS = ROOT / "handbook" / "tutorials"
FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
ENTRY = "docs/en/account/lost-password.md"
DAY = "2026-11-30"  # of the numbers of services in the tutorial


def read_blocks(name: str, language: str) -> list[str]:
    text = (TUTORIALS / name).read_text("utf-8")
    return [block for kind, block in FENCE.findall(text) if kind == language]


@pytest.fixture
def site(tmp_path: Path, run_in: Run) -> Path:
    """The folder of the first tutorial."""
    names = ("--name", "Blue Harbour Help", "--address", "https://help.blueharbour.example/")
    sample = ("--languages", "en,fr", "--sample", "safety")
    started = run_in(tmp_path, "init", "my-help", *names, *sample)
    assert started.stdout == read_blocks("first-site.md", "text")[0]
    return tmp_path / "my-help"


def test_the_first_entry_goes_as_the_tutorial_says(
    site: Path, run_in: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ENTRAIDE_AS_OF", DAY)
    started, mistake, checked, published = read_blocks("first-entry.md", "text")
    (summary,) = read_blocks("first-entry.md", "yaml")
    (text,) = read_blocks("first-entry.md", "markdown")
    names = ("account", "lost-password", "--title", "I lost my password")
    assert run_in(site, "new", *names, "--tag", "account-settings").output == started
    file = site / ENTRY
    head = re.sub(r"^summary: .*\n", summary, file.read_text("utf-8"), flags=re.MULTILINE)
    file.write_text("---" + head.split("---")[1] + "---\n\n" + text, "utf-8")
    assert run_in(site, "check").output == mistake
    corrected = file.read_text("utf-8").replace("account-taken.md", "account-taken-over.md")
    file.write_text(corrected, "utf-8")
    assert run_in(site, "check").output == checked
    number = re.findall(r"\d+", started)[0]
    assert run_in(site, "entry", "publish", number).output == published
