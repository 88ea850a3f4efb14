"""The folder of a built site: what a build writes there, and what it may delete.

A build puts a list of its files into the folder. A folder with such a list, and nothing beside it,
is replaced by the next build. Any other folder that is not empty holds somebody else's files.
"""

import os
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

from entraide.content.images.formats import FORMATS, get_suffix
from entraide.content.output_root import find_output_root
from entraide.content.settings import Settings
from entraide.errors import EntraideError, FileLine, Problem, SettingsError
from entraide.model.fallback_words import START, drop_fallback_signs, write_fallback_elements

BUILD_LIST = ".entraide-build"
HEAD = "# A build of Entraide wrote these files. The next one replaces them.\n"
ALL = "*\n"  # in place of the list, while a build is at work
MOST_NAMED_FILES = 3  # files that a message names


def check_site_folder(folder: Path) -> None:
    """Raise EntraideError if `folder` has files that no build wrote."""
    strange = sorted(_iter_strange_files(folder)) if folder.is_dir() else []
    if not strange:
        return
    named = ", ".join(strange[:MOST_NAMED_FILES]) + (
        ", …" if len(strange) > MOST_NAMED_FILES else ""
    )
    if is_site_folder(folder):
        what, cure = f"no build wrote {named}", "Move it out, and build again"
    else:
        what = f"the folder is not empty, and no build wrote what is in it ({named})"
        cure = (
            "Choose another folder for site_dir. If an earlier version of Entraide built it, "
            "remove it, or run once: entraide build --force"
        )
    raise EntraideError(Problem(FileLine(str(folder)), what, cure))


def check_site_place(folder: Path, settings: Settings) -> None:
    """Raise SettingsError if `folder`, the `site_dir` of the settings, is not in the project.

    The environment may name another folder for what is built, and does so on purpose.
    """
    if not find_output_root() and not folder.is_relative_to(os.path.realpath(settings.root)):
        what = f"site_dir is outside of the project: {folder}"
        cure = "Choose a folder in the project, or run: entraide build --force"
        raise SettingsError(Problem(settings.get_location("site_dir"), what, cure))


def open_site_folder(folder: Path) -> None:
    """Make `folder` one that a build may fill and delete; it was checked before."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / BUILD_LIST).write_text(HEAD + ALL, encoding="utf-8")


def write_output(path: Path, content: str | bytes) -> None:
    """Write `content` at `path`, text in UTF-8; the folder is made if need be.

    English in the place of missing words is marked in HTML, which is whole here, and nowhere else.
    The bytes of an image may look like such a mark, and stay as they are.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(content, str):
        write_words = write_fallback_elements if path.suffix == ".html" else drop_fallback_signs
        content = write_words(content).encode()
    elif get_suffix(path.name) not in FORMATS and START.encode() in content:
        content = drop_fallback_signs(content.decode()).encode()
    path.write_bytes(content)


def close_site_folder(folder: Path) -> None:
    """Note every file that is in `folder` as one that a build wrote."""
    text = format_build_list(name for name in _iter_files(folder) if name != BUILD_LIST)
    (folder / BUILD_LIST).write_text(text, encoding="utf-8", errors="surrogateescape")


def format_build_list(names: Iterable[str]) -> str:
    """Return the text of the list of a build that wrote files of those names."""
    return HEAD + "".join(f"{name}\n" for name in sorted(names))


def parse_build_list(text: str) -> set[str]:
    """Return the names in the text of a list."""
    return {name for name in text.removeprefix(HEAD).split("\n") if name}


def remove_site_folder(folder: Path) -> None:
    """Remove `folder` if a build wrote it; else leave it."""
    if is_site_folder(folder):
        shutil.rmtree(folder, ignore_errors=True)


def is_site_folder(folder: Path) -> bool:
    """Return whether a build has written `folder`."""
    mark = folder / BUILD_LIST
    return not folder.is_symlink() and not mark.is_symlink() and mark.is_file()


def _iter_strange_files(folder: Path) -> Iterator[str]:
    """Yield the files in `folder` that its list has not."""
    mark = folder / BUILD_LIST
    text = ""
    if is_site_folder(folder):
        text = mark.read_text(encoding="utf-8", errors="surrogateescape").removeprefix(HEAD)
    known = {BUILD_LIST, *text.split("\n")} if text else set()
    if text != ALL:
        yield from (name for name in _iter_files(folder) if name not in known)


def _iter_files(folder: Path) -> Iterator[str]:
    """Yield what is in `folder` and no folder, by its path from there, `/`-separated."""
    for folder_name, folders, names in os.walk(folder):
        links = [name for name in folders if Path(folder_name, name).is_symlink()]
        for name in (*names, *links):
            yield Path(folder_name, name).relative_to(folder).as_posix()
