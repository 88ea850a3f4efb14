"""Date files by the git commit that brought them: of two with one id, the newer one is to blame."""

import os
import re
from collections.abc import Iterable, Mapping
from math import inf
from pathlib import Path

from entraide.content.history import ask_git

STATUS = re.compile(r"\n?([ACDMRTUX])\d*")  # of a file in a commit


def sort_by_age(root: Path, paths: Iterable[str]) -> list[str]:
    """Sort `paths`, from `root`, by their first commit, then by name.

    A file that git does not know is the newest; without git, all are of one age.
    """
    wanted = sorted(paths)
    ages = find_first_commits(root, wanted) if len(wanted) > 1 else {}
    return sorted(wanted, key=lambda path: (ages.get(path, inf), path))


def find_first_commits(root: Path, paths: Iterable[str]) -> Mapping[str, int]:
    """Return the time (Unix seconds) of the commit that brought each file, under whatever name.

    Files that git does not know are left out.
    """
    now = {path: path for path in paths}  # the path of today, by that of the commit we are at
    found: dict[str, int] = {}
    options = ("--relative", "--root", "--no-show-signature", "-M", "-z", "--format=%ct")
    parts = iter(os.fsdecode(ask_git(root, "log", "--name-status", *options) or b"").split("\0"))
    time = 0
    for part in parts:
        if match := STATUS.fullmatch(part):
            before = next(parts)
            after = next(parts) if match[1] in "RC" else before
            if path := now.get(after):
                found[path] = time
                if match[1] in "AR":
                    now.pop(after)
                if match[1] == "R":
                    now[before] = path
        elif part.strip().isdecimal():
            time = int(part)
    return found
