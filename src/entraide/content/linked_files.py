"""Symbolic links: a file that a project reads or publishes is in its folder, not behind a link.

Whoever may change a text may add a link to it. A link that was followed anywhere would publish keys
and settings of the machine that builds.
"""

import os
from pathlib import Path

from entraide.errors import Fault, FileLine, Problem

LINK_CURE = "Put the file itself there, or remove the link"


def is_outside(path: Path, border: Path) -> bool:
    """Return whether `path` is in the folder `border` only by name: links lead out of it."""
    if path.is_relative_to(border) and ".." not in path.parts:
        steps = (path, *path.parents)[: len(path.parts) - len(border.parts)]
        if not any(map(os.path.islink, steps)):
            return False
    # Not Path.resolve(): it raises where links lead in circles.
    real, around = (Path(os.path.realpath(each)) for each in (path, border))
    return not real.is_relative_to(around)


def explain_dead_link(path: Path) -> Fault | None:
    """Return what is wrong with a link that leads to nothing, and the cure; None for all else."""
    if not path.is_symlink() or path.exists():
        return None
    what = f"this symbolic link leads nowhere: there is no {path.readlink()}"
    return what, LINK_CURE


def make_link_problem(shown: str, border: str) -> Problem:
    """Return the problem of a file, shown as `shown`, that a link leads out of the `border`."""
    return Problem(FileLine(shown, 1), f"a symbolic link leads out of {border}/", LINK_CURE)
