"""Git in tests: repositories of projects, written by nobody in particular."""

import subprocess
from pathlib import Path

AUTHOR = ("-c", "user.name=Test", "-c", "user.email=test@example.org")
NO_UPKEEP = ("-c", "gc.auto=0", "-c", "maintenance.auto=false")


def run_git(root: Path, *words: str) -> str:
    """Run a command of git in `root`, which must succeed, and return what it prints."""
    command = ["git", "-C", str(root), *AUTHOR, *NO_UPKEEP, *words]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def commit_all(root: Path) -> None:
    """Make `root` a git repository whose last commit is what stands there."""
    for words in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "Before"]):
        run_git(root, *words)
