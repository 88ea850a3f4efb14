"""Files that hold what people wrote: their owner alone may read them, from the first byte on."""

import os
from pathlib import Path

from entraide.errors import add_path_to_errors


def write_private(path: Path, text: str) -> None:
    """Replace the file `path` by `text`, readable to its owner only; OSError if that fails.

    What is there and no regular file, such as a pipe or /dev/stdout, is written into and stays.
    """
    if path.exists() and (not path.is_file() or path.is_relative_to("/dev")):
        with add_path_to_errors(path):
            path.write_bytes(text.encode())
        return
    path = path.resolve()  # behind a symbolic link, the file
    path.parent.mkdir(parents=True, exist_ok=True)
    side = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with add_path_to_errors(path):
            descriptor = os.open(side, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "wb") as file:
                file.write(text.encode())
            side.replace(path)
    finally:
        side.unlink(missing_ok=True)
