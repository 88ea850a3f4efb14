"""Running git for the editor, so that no lock is left behind and no secret is shown."""

import os
import re
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

END = 5  # seconds that git has to take its locks away, once it is told to stop
# What an address may have before its host and behind its path: passwords and tokens.
SECRET = re.compile(r"(?<=://)[^/\s@']*@|(?<=\w)\?[^\s']*=[^\s']*")


class GitResult(NamedTuple):
    """The result of git: its code, 0 for success, and its output; `is_late` if it was stopped."""

    code: int
    words: str
    is_late: bool = False


def run_git(
    root: Path, *command: str, timeout: float, environment: Mapping[str, str] | None = None
) -> GitResult:
    """Run git in `root` for at most `timeout` seconds; raise OSError where there is no git."""
    with subprocess.Popen(  # noqa: S603 - our own words, and paths behind “--”
        ["git", "-C", str(root), *command],  # noqa: S607 - the user's own git
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**(environment or {}), **os.environ},
    ) as process:
        try:
            output, errors = process.communicate(timeout=timeout)
        except subprocess.TimeoutExpired:
            process.terminate()
            try:
                process.communicate(timeout=END)
            except subprocess.TimeoutExpired:
                process.kill()
                process.communicate()
            return GitResult(-1, f"no answer within {timeout:g} seconds", is_late=True)
    words = (errors or output).decode("utf-8", "replace")
    return GitResult(process.returncode, SECRET.sub("", " ".join(words.split())))
