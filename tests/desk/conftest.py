"""A built site that the desk reads, what may not be read of it, and what the log is told."""

import errno
from pathlib import Path

import pytest

from entraide.desk import published_site
from support.published_site import make_row, publish


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return publish(tmp_path / "site", make_row(1, "en"), make_row(1, "fr", state="missing"))


@pytest.fixture
def fault_log(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the log is told of files; of the end of a fault too."""
    said: list[str] = []
    monkeypatch.setattr(published_site, "log_event", lambda _, **told: said.extend(told.values()))
    return said


@pytest.fixture
def unreadable_files(monkeypatch: pytest.MonkeyPatch) -> set[Path]:
    """Files that may not be read: root, who runs some tests, may read every real one."""
    paths: set[Path] = set()
    read = Path.read_bytes

    def read_unless_refused(path: Path) -> bytes:
        if path in paths:
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", read_unless_refused)
    return paths
