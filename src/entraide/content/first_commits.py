"""The age of files, by the git commit that added them: of two with one id, the newer is wrong."""

from collections.abc import Iterable, Mapping
from math import inf
from pathlib import Path

from entraide.content.history import walk_log


def sort_by_age(root: Path, paths: Iterable[str]) -> list[str]:
    """Sort `paths`, from `root`, by their first commit, then by name.

    A file that git does not know is the newest. Without git, all have the same age.
    """
    names = sorted(paths)
    ages = find_first_commits(root, names) if len(names) > 1 else {}
    return sorted(names, key=lambda path: (ages.get(path, inf), path))


def find_first_commits(root: Path, paths: Iterable[str]) -> Mapping[str, int]:
    """Return the time (Unix seconds) of the commit that brought each file, under whatever name.

    Files that git does not know are left out.
    """
    changes = walk_log(root, paths) or ()
    return {change.path: change.time for change in changes}  # the oldest comes last
