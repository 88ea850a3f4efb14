"""A project to import into, and sources that tests write as they need them."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from support.projects import write_site

WriteFolder = Callable[[Mapping[str, str | bytes]], Path]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a project in English and French, made the current one."""
    root = write_site(tmp_path / "project", {})
    monkeypatch.chdir(root)
    return root


@pytest.fixture
def write_source(tmp_path: Path) -> WriteFolder:
    """Write files below a folder `source`, beside the project."""

    def write(files: Mapping[str, str | bytes]) -> Path:
        for name, content in files.items():
            path = tmp_path / "source" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return tmp_path / "source"

    return write
