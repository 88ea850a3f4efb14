"""Read files of strangers: only within their folder, and only up to a size.

Links that lead out of the folder, devices and too large files are left out, as omissions.
"""

import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from entraide.errors import FileLine, ProblemLog, explain_os_error
from entraide.importers.omissions import OmissionLog
from entraide.model.line_ends import unify_line_ends

LARGEST_TEXT = 5_000_000  # bytes of a file that holds one article
LARGEST_EXPORT = 200_000_000  # bytes of a file that holds all articles
LARGEST_ASSET = 50_000_000  # bytes of an image or an attachment
MOST_FILES = 50_000
DEEPEST_FOLDER = 30
# How ZIP, gzip, bzip2, xz, 7z, RAR and Zstandard begin.
ARCHIVES = (
    *(b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b", b"BZh", b"\xfd7zXZ\x00"),
    *(b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a\x07", b"\x28\xb5\x2f\xfd"),
)
WORKBOOKS = frozenset({".xlsx", ".xlsm"})
CSV_CURE = "Save the file as UTF-8; in Excel, choose “CSV UTF-8”"
# What is never an article: of version control, of package managers, of builds.
LEFT_ALONE = frozenset({".git", ".hg", ".svn", "node_modules", "__pycache__", ".venv", ".cache"})


@dataclass(frozen=True, slots=True)
class SourceFolder:
    """The files of a folder: `files` maps a path from `root`, `/`-separated, to the file."""

    root: Path
    files: dict[str, Path] = field(default_factory=dict)

    def list_names(self, *suffixes: str) -> list[str]:
        """List the names that end in one of `suffixes`, in small letters, sorted."""
        return [name for name in self.files if PurePosixPath(name).suffix.lower() in suffixes]

    def read_text(self, name: str, log: ProblemLog, largest: int = LARGEST_TEXT) -> str | None:
        """Return the text of a file with plain line ends; None, and a problem, if it is none."""
        return read_source_text(self.files[name], name, log, largest)


def open_folder(root: Path, log: ProblemLog, omissions: OmissionLog) -> SourceFolder:
    """List the files below `root`, following no link that leaves it."""
    if not root.is_dir():
        log.add(FileLine(str(root)), "this is no folder", "Name the folder of the source")
        return SourceFolder(root)
    border = root.resolve()
    files: dict[str, Path] = {}
    for path in _walk_folder(root, omissions):
        name = path.relative_to(root).as_posix()
        if fault := _find_fault(path, border):
            omissions.add(FileLine(name), *fault)
        elif len(files) >= MOST_FILES:
            what = f"there are more than {MOST_FILES:_} files"
            log.add(FileLine(str(root)), what, "Import one folder after the other")
            break
        else:
            files[name] = path
    return SourceFolder(root, dict(sorted(files.items())))


def _walk_folder(root: Path, omissions: OmissionLog) -> Iterator[Path]:
    for folder, folders, names in os.walk(root):  # links to folders are not followed
        depth = len(Path(folder).relative_to(root).parts)
        for each in [each for each in folders if Path(folder, each).is_symlink()]:
            location = FileLine(Path(folder, each).relative_to(root).as_posix())
            omissions.add(location, "link to a folder", "not followed")
        if depth >= DEEPEST_FOLDER and folders:
            location = FileLine(Path(folder).relative_to(root).as_posix())
            omissions.add(location, "folder nested too deeply", "not read")
            folders.clear()
        folders[:] = sorted(each for each in folders if each not in LEFT_ALONE)
        for each in sorted(names):
            yield Path(folder, each)


def _find_fault(path: Path, border: Path) -> tuple[str, str] | None:
    """Return the kind and the outcome of a file that must not be read, or None."""
    try:
        if path.is_symlink() and not path.resolve(strict=True).is_relative_to(border):
            return "link out of the folder", "not followed"
        if not stat.S_ISREG(path.stat().st_mode):
            return "device or pipe", "not read"
        path.relative_to(path.anchor or ".").as_posix().encode()
    except (OSError, RuntimeError):
        return "file that cannot be read", "left out"
    except UnicodeEncodeError:
        return "name that is not UTF-8", "left out"
    return None


def is_archive(path: Path) -> bool:
    """Return whether a file begins as a zip archive; a workbook (XLSX) does so too."""
    if path.suffix.lower() in WORKBOOKS or not path.is_file():
        return False
    with suppress(OSError), path.open("rb") as file:
        return file.read(len(max(ARCHIVES, key=len))).startswith(ARCHIVES)
    return False


def read_source_bytes(
    path: Path, name: str, log: ProblemLog, largest: int = LARGEST_EXPORT
) -> bytes | None:
    """Return a file of at most `largest` bytes; None, and a problem, if it cannot be read."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            log.add(FileLine(name), "this is no file", "Name a file")
            return None
        with path.open("rb") as file:
            raw = file.read(largest + 1)
    except OSError as error:
        what, cure = explain_os_error(error)
        log.add(FileLine(name), f"the file cannot be read: {what}", cure)
        return None
    if len(raw) > largest:
        what = f"the file is larger than {largest // 1_000_000} MB"
        log.add(FileLine(name), what, "Export fewer articles into it, or divide it")
        return None
    return raw


def read_source_text(
    path: Path, name: str, log: ProblemLog, largest: int = LARGEST_EXPORT
) -> str | None:
    """Return a text, with plain line ends; None, and a problem, if it is no UTF-8 or UTF-16."""
    raw = read_source_bytes(path, name, log, largest)
    if raw is None:
        return None
    encoding = "utf-16" if raw[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
    try:
        return unify_line_ends(raw.decode(encoding))
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        what = f"the byte 0x{raw[error.start]:02X} is not UTF-8"
        is_csv = path.suffix.lower() == ".csv"
        log.add(FileLine(name, line), what, CSV_CURE if is_csv else "Save the file as UTF-8")
        return None
