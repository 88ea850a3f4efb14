"""Files that hold what people wrote: their owner alone may read them, from the first byte on."""

import os
from pathlib import Path


def write_private(path: Path, text: str) -> None:
    """Put `text` in the place of the file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    side = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with os.fdopen(os.open(side, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(text.encode())
        side.replace(path)
    finally:
        side.unlink(missing_ok=True)
