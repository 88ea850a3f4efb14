"""The files that `entraide upgrade` reads and writes: none outside of the project, none lost."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from entraide.content.history import ask_git
from entraide.content.linked_files import is_outside
from entraide.content.upgrades.changes import Files, UpgradeChange
from entraide.content.upgrades.format_2 import list_old_catalogs
from entraide.content.writer import replace_all
from entraide.errors import Argument, EntraideError, FileLine, Problem
from entraide.shipped_folders import get_shipped_folder

COPIES = ".entraide-before-upgrade"
COPIED_FOLDERS = ("hooks", "overrides")  # of ours, that a project of format 1 had


def read_upgraded_files(root: Path, overrides: str, data: str) -> Files:
    """Read the files that an upgrade may look at, by path; none behind a link or of the package.

    Raise EntraideError if the settings are not files of the project itself.
    """
    settings = ("mkdocs.yml", f"{data}/settings.yml")
    for path in settings:
        if is_outside(root / path, root) or (root / path).is_symlink():
            what, cure = "it is not in the project itself", "Put it there, and try again"
            raise EntraideError(Problem(FileLine(path), what, cure))
    ours = {get_shipped_folder(name).resolve() for name in COPIED_FOLDERS}
    paths = [root / path for path in settings]
    for name in sorted({*COPIED_FOLDERS, "locales", overrides}):
        folder = root / name
        inside = not is_outside(folder, root) and Path(os.path.realpath(folder)) != root.resolve()
        if inside and not folder.is_symlink() and folder.resolve() not in ours:
            paths += sorted(_iter_files(folder))
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in paths
        if path.is_file() and not path.is_symlink()
    }


def find_linked_folders(root: Path) -> Iterator[Problem]:
    """Yield a problem for each folder that leads to files of another Entraide."""
    for name in COPIED_FOLDERS:
        if (root / name).is_symlink():
            what = f"this symbolic link leads to {(root / name).readlink()}"
            yield Problem(FileLine(name), what, "Delete it, to have what the package brings")


def _iter_files(folder: Path) -> Iterator[Path]:
    for parent, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name != "__pycache__"]
        yield from (Path(parent) / name for name in names)


def refuse_uncommitted_changes(root: Path) -> None:
    """Raise EntraideError if git has uncommitted changes: an upgrade's would mix with them."""
    status = ask_git(root, "status", "--porcelain", "--", ".")
    if status:
        what = "git has changes that are not committed"
        cure = "Commit them first, so that “git diff” shows what this changes; or add --force"
        raise EntraideError(Problem(Argument("upgrade"), what, cure))


def write_changes(
    root: Path, files: Files, changes: Sequence[UpgradeChange], *, force: bool
) -> None:
    """Copy the files that git does not have, write the new ones, and remove the others."""
    tracked = _list_tracked(root, is_dirty=force)
    touched = {*(each.path for each in changes), *list_old_catalogs(files)} & files.keys()
    if going := sorted(touched - tracked):
        if (root / COPIES).exists():
            what = "there are copies of an earlier upgrade"
            raise EntraideError(Problem(FileLine(f"{COPIES}/"), what, "Move them away first"))
        replace_all({root / COPIES / path: files[path] for path in going})
        click.echo(f"Copies of these files as they were: {COPIES}/")
    replace_all({root / each.path: each.content for each in changes if each.content is not None})
    for change in changes:
        if change.content is None:
            (root / change.path).unlink()
            _remove_empty_folders(root, (root / change.path).parent)


def copy_files(root: Path, files: Files, *, force: bool) -> None:
    """Copy those of `files` that git does not have as they are; an earlier copy stays."""
    tracked = _list_tracked(root, is_dirty=force)
    copies = {root / COPIES / path: files[path] for path in files.keys() - tracked}
    replace_all({path: content for path, content in copies.items() if not path.exists()})


def _list_tracked(root: Path, *, is_dirty: bool) -> set[str]:
    """Return the files that git has as they are; none where it may have them otherwise."""
    listed = None if is_dirty else ask_git(root, "ls-files", "-z", "--", ".")
    return set(filter(None, (listed or b"").decode(errors="replace").split("\0")))


def _remove_empty_folders(root: Path, folder: Path) -> None:
    while folder != root:
        if any(folder.iterdir()):
            return
        folder.rmdir()
        folder = folder.parent
