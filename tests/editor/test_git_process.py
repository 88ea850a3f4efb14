"""Git, as the editor runs it: what it says shows no secret, and what is stopped leaves no lock."""

from pathlib import Path

import pytest

from entraide.editor.git_process import SECRET, run_git
from support.git import commit_all
from support.git import run_git as run_plain_git


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        (
            "fatal: could not read Password for 'https://TOKEN@host'",
            "fatal: could not read Password for 'https://host'",
        ),
        ("at https://ada:SECRET@host/x.git it failed", "at https://host/x.git it failed"),
        ("'https://host/x.git?private_token=SECRET/' not found", "'https://host/x.git' not found"),
        ("what is wrong? Ask git", "what is wrong? Ask git"),
    ],
)
def test_what_git_says_shows_no_secret(words: str, shown: str) -> None:
    assert SECRET.sub("", words) == shown


def test_what_takes_too_long_is_stopped_and_leaves_no_lock(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("A")
    run_plain_git(tmp_path, "init", "-q")
    commit_all(tmp_path)
    hook = tmp_path / ".git/hooks/pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\nexec sleep 30\n")
    hook.chmod(0o755)
    (tmp_path / "a.md").write_text("B")
    result = run_git(tmp_path, "commit", "-q", "-m", "B", "--", "a.md", timeout=0.5)
    assert result.is_late
    assert list((tmp_path / ".git").glob("*.lock")) == []
