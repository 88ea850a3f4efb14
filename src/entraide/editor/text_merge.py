"""Merging two texts that were made from the same one, line by line, by git's own rules.

Git merges files without a repository, too. Where it is not installed, two texts that both changed
are a conflict: a person looks at them.
"""

import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

TIMEOUT = 30  # seconds


def merge_texts(base: str, mine: str, theirs: str) -> str | None:
    """Return the text with what `mine` and `theirs` changed in `base`; None where they conflict."""
    if mine in {base, theirs}:
        return theirs
    if theirs == base:
        return mine
    return _merge_by_git(base, mine, theirs)


def _merge_by_git(base: str, mine: str, theirs: str) -> str | None:
    with TemporaryDirectory(prefix="entraide-merge-") as folder:
        files = [Path(folder, name) for name in ("mine", "base", "theirs")]
        for file, text in zip(files, (mine, base, theirs), strict=True):
            file.write_bytes(text.encode())
        try:
            result = subprocess.run(  # noqa: S603 - our own files
                ["git", "merge-file", "-p", "--quiet", *map(str, files)],  # noqa: S607 - the user's
                capture_output=True,
                check=False,
                timeout=TIMEOUT,
            )
        except (OSError, subprocess.TimeoutExpired):
            return None
    return result.stdout.decode() if result.returncode == 0 else None
