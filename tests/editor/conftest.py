"""A project under its editor, on a day of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from support.built_site import DAY
from support.editing import EditedProject, OpenProject, open_project


@pytest.fixture
def start_editing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[OpenProject]:
    monkeypatch.setenv("ENTRAIDE_AS_OF", DAY)
    projects: list[EditedProject] = []

    def open_one(**options: bool) -> EditedProject:
        projects.append(open_project(tmp_path, **options))
        return projects[-1]

    yield open_one
    for project in projects:
        project.editor.preview.close()


@pytest.fixture
def project(start_editing: OpenProject) -> EditedProject:
    return start_editing()
