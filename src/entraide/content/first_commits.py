"""When git saw each file first: of two that claim the same thing, the newer one is to blame."""

import os
import re
from collections.abc import Iterable, Mapping
from math import inf
from pathlib import Path

from entraide.content.history import ask_git

STATUS = re.compile(r"\n?([ACDMRTUX])\d*")  # of a file in a commit


def sort_by_age(root: Path, paths: Iterable[str]) -> list[str]:
    """`paths`, from `root`, by their first commit; a file that git does not know is the newest.

    Those of one age stand by name, as all do where there is no git.
    """
    wanted = sorted(paths)
    ages = find_first_commits(root, wanted) if len(wanted) > 1 else {}
    return sorted(wanted, key=lambda path: (ages.get(path, inf), path))


def find_first_commits(root: Path, paths: Iterable[str]) -> Mapping[str, int]:
    """The time of the commit that brought each file, under whatever name; those that git knows."""
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
