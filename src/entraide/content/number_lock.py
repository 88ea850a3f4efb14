"""A lock on the numbers of a project: one process at a time reads them and writes new ones.

Without it, two processes that start an entry at once would give one number to two entries.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def hold_numbers(root: Path, announce: Callable[[], object]) -> Iterator[None]:
    """Hold the lock of the project at `root`; call `announce` first if it has to wait.

    The folder of the project is locked: no file is written for it, and a process that is stopped
    releases it. On Windows, and on file systems without locks, nobody waits.
    """
    try:
        import fcntl  # noqa: PLC0415 - Windows has none
    except ImportError:
        yield
        return
    descriptor = os.open(root, os.O_RDONLY)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            announce()
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        except OSError:
            pass  # a file system without locks
        yield
    finally:
        os.close(descriptor)
