"""The folder of a built site: what a build writes there, and what it may delete.

A build writes a list of its files into the folder. A folder with such a list, and no other files,
is replaced by the next build. Any other folder that is not empty holds somebody else's files. The
site before the last one is kept beside it as a spare. The next build begins with the files of the
spare, and changes only those that differ, since to delete thousands takes long.
"""

import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import suppress
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
    """Write `content` at `path`, text in UTF-8; the folder is made if need be."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)  # it may be a file of the last site too, which stays
    path.write_bytes(encode_output(path.name, content))


def encode_output(name: str, content: str | bytes) -> bytes:
    """Return the bytes of the file called `name`.

    English in the place of missing words is marked in HTML, which is whole here, and nowhere else.
    The bytes of an image may look like such a mark, and stay as they are.
    """
    if isinstance(content, str):
        is_page = name.endswith(".html")
        text = (write_fallback_elements if is_page else drop_fallback_signs)(content)
        return text.encode(errors="xmlcharrefreplace" if is_page else "strict")
    if get_suffix(name) not in FORMATS and START.encode() in content:
        return drop_fallback_signs(content.decode()).encode()
    return content


def close_site_folder(folder: Path) -> None:
    """Note every file that is in `folder` as one that a build wrote."""
    text = format_build_list(name for name in iter_files(folder) if name != BUILD_LIST)
    (folder / BUILD_LIST).write_text(text, encoding="utf-8", errors="surrogateescape")


def format_build_list(names: Iterable[str]) -> str:
    """Return the text of the list of a build that wrote files of those names."""
    return HEAD + "".join(f"{name}\n" for name in sorted(names))


def parse_build_list(text: str) -> set[str]:
    """Return the names in the text of a list."""
    return {name for name in text.removeprefix(HEAD).split("\n") if name}


def count_pages(folder: Path) -> int:
    """Count the pages that the list of a built site has."""
    text = (folder / BUILD_LIST).read_text(encoding="utf-8", errors="surrogateescape")
    return sum(name.endswith(".html") for name in parse_build_list(text))


def get_spare_folder(site: Path) -> Path:
    """Return the folder beside `site` where the site before it is kept."""
    return site.with_name(f".{site.name}.spare")


def keep_spare(previous: Path, site: Path) -> None:
    """Keep `previous`, the site before the one in `site`, as the spare; else delete it."""
    spare = get_spare_folder(site)
    if not any(_iter_strange_files(spare)):
        remove_site_folder(spare)
    try:
        previous.rename(spare)
    except OSError:  # there is none; or somebody's files are in the way
        shutil.rmtree(previous, ignore_errors=True)


def open_spare(site: Path, folder: Path) -> set[str]:
    """Move the files of the spare into `folder`, which has none yet; return their names.

    There are none where there is no spare, or where somebody else has put files into it.
    """
    spare = get_spare_folder(site)
    if not is_site_folder(spare):
        return set()
    names = set(iter_files(spare)) - {BUILD_LIST}
    text = (spare / BUILD_LIST).read_text(encoding="utf-8", errors="surrogateescape")
    if names - parse_build_list(text):
        return set()
    try:
        (folder / BUILD_LIST).unlink()
        folder.rmdir()
        spare.rename(folder)
        (folder / BUILD_LIST).unlink()
    except OSError:  # there are files; or another build has just taken the spare
        names = set()
    open_site_folder(folder)
    return names


def delete_files(folder: Path, names: Iterable[str]) -> None:
    """Delete the files called `names` below `folder`, and the folders that have none left."""
    top, emptied = str(folder), set[str]()
    for name in names:
        with suppress(OSError):
            os.unlink(f"{top}/{name}")  # noqa: PTH108 - thousands of them: strings are fast
        emptied.add(name.rpartition("/")[0])
    while emptied:
        below = emptied.pop()
        if below:
            with suppress(OSError):  # it still has files
                os.rmdir(f"{top}/{below}")  # noqa: PTH106
                emptied.add(below.rpartition("/")[0])


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
        yield from (name for name in iter_files(folder) if name not in known)


def iter_files(folder: Path) -> Iterator[str]:
    """Yield every file in `folder` by its path from there, `/`-separated."""
    waiting = [("", str(folder))]  # strings: a site has thousands of files
    while waiting:
        below, place = waiting.pop()
        with suppress(OSError), os.scandir(place) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    waiting.append((f"{below}{entry.name}/", entry.path))
                else:
                    yield below + entry.name
