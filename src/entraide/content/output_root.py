"""The folder for files that can be made again: the project's, or one beside the project.

A project that may only be read, as in a container, needs a folder of its own for them.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from entraide.errors import EntraideError, EnvironmentVariable, Problem, SettingsError
from entraide.model.environment import BUILD_DIR


def find_output_root() -> Path | None:
    """Return the folder that the environment names; SettingsError if there is no such folder."""
    text = os.environ.get(BUILD_DIR.name)
    if not text:
        return None
    folder = Path(text)
    if not folder.is_absolute() or not folder.is_dir():
        what, cure = f"{text} is no folder", "Make it, and write its whole path"
        raise SettingsError(Problem(EnvironmentVariable(BUILD_DIR.name), what, cure))
    return folder


def get_output_root(root: Path) -> Path:
    """Return the folder where `.cache/` stands: that of the environment, else the project's."""
    return find_output_root() or root


@contextmanager
def hold_output_root() -> Iterator[bool]:
    """Keep other builds from the folder that the environment names; yield whether there is one.

    Two containers may share it, and neither sees the processes of the other. In a project nothing
    is locked: builds find each other by their processes.
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
            problem = Problem(EnvironmentVariable(BUILD_DIR.name), what, "Wait until it is done")
            raise EntraideError(problem) from error
        yield True
