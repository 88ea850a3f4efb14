"""Files that are saved are told, together, and without what editors leave behind."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from entraide.preview.file_watch import FileWatch
from support.waiting import wait_for


class Project:
    """A folder with texts and settings that is watched; `changes` are what was told."""

    def __init__(self, root: Path) -> None:
        self.root, self.changes = root, list[frozenset[Path]]()
        (root / "docs").mkdir()
        self.settings = root / "mkdocs.yml"
        self.settings.write_text("")
        folders = (root / "docs", root / "overrides")
        self.watch = FileWatch(folders, [self.settings], self.changes.append)

    def wait_for_change(self, path: Path) -> None:
        wait_for(lambda: any(path in change for change in self.changes), f"{path} was not told")


@pytest.fixture(params=[False, True], ids=["told by the system", "polled"])
def project(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Project]:
    watching = Project(tmp_path.resolve())
    watching.watch.start(poll=request.param)
    yield watching
    watching.watch.stop()


def test_a_saved_file_is_told(project: Project) -> None:
    file = project.root / "docs" / "text.md"
    file.write_text("One")
    project.wait_for_change(file)
    project.settings.write_text("site_name: Help")
    project.wait_for_change(project.settings)


def test_a_folder_may_come_later(project: Project) -> None:
    folder = project.root / "overrides"
    folder.mkdir()
    project.wait_for_change(folder)
    (folder / "home.html").write_text("Mine")
    project.wait_for_change(folder / "home.html")


def test_what_is_beside_or_left_behind_is_not_told(project: Project) -> None:
    for name in (".text.md.swp", "text.md~", "#text.md#"):
        (project.root / "docs" / name).write_text("One")
    (project.root / "notes.txt").write_text("One")
    last = project.root / "docs" / "last.md"
    last.write_text("One")
    project.wait_for_change(last)
    assert set[Path]().union(*project.changes) == {last}


def test_a_file_saved_by_another_name_is_told(project: Project) -> None:
    file, other = project.root / "docs" / "text.md", project.root / "docs" / "text.md.tmp"
    other.write_text("One")
    other.replace(file)
    project.wait_for_change(file)
