"""A disk of a few megabytes, for tests that fill it: `small_disk` mounts one, which takes root."""

import os
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

FILLER = "filler"


@pytest.fixture
def small_disk() -> Iterator[Path]:
    """The folder of a disk of 32 MB, which other users reach, as they do not reach `tmp_path`."""
    folder = Path(tempfile.mkdtemp(prefix="disk-"))
    command = ["mount", "-t", "tmpfs", "-o", "size=32m,mode=777", "tmpfs", str(folder)]
    try:
        if os.getuid() or subprocess.run(command, check=False).returncode:
            pytest.skip("only root may mount a small disk")
        try:
            yield folder
        finally:
            subprocess.run(["umount", "--lazy", str(folder)], check=True)
    finally:
        folder.rmdir()


@contextmanager
def fill_disk(folder: Path) -> Iterator[None]:
    """Leave no room on the disk of `folder` for the block."""
    file = folder / FILLER
    with suppress(OSError), file.open("wb", buffering=0) as filler:
        while True:
            filler.write(b"0" * 4096)
    try:
        yield
    finally:
        file.unlink()
