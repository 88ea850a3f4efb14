"""Where commands write what can be made again: into the project, or beside it.

A project that may only be read, as that of a container, has a folder of its own for this.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from entraide.errors import EntraideError, EnvironmentVariable, Problem, SettingsError

VARIABLE = "ENTRAIDE_BUILD_DIR"


def find_output_root() -> Path | None:
    """Return the folder that the environment names; SettingsError if there is no such folder."""
    text = os.environ.get(VARIABLE)
    if not text:
        return None
    folder = Path(text)
    if not folder.is_absolute() or not folder.is_dir():
        what, cure = f"{text} is no folder", "Make it, and write its whole path"
        raise SettingsError(Problem(EnvironmentVariable(VARIABLE), what, cure))
    return folder


def get_output_root(root: Path) -> Path:
    """Return the folder where `.cache/` stands: that of the environment, else the project's."""
    return find_output_root() or root


@contextmanager
def hold_output_root() -> Iterator[bool]:
    """Keep other builds away from the folder that the environment names; True if there is one.

    Two containers may share it, and neither sees the processes of the other. In a project nobody
    is kept away: builds find each other by their processes.
    """
    folder = find_output_root()
    if folder is None:
        yield False
        return
    import fcntl  # noqa: PLC0415 - Windows, where no container of ours runs, has none

    with (folder / ".build-lock").open("ab") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            what = f"another build is at work in {folder}"
            problem = Problem(EnvironmentVariable(VARIABLE), what, "Wait until it is done")
            raise EntraideError(problem) from error
        yield True
