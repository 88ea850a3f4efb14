"""List the files under `docs/`, and say what each of them is; checks and builds both ask here.

Published are pages (`*.md`), and beside them images, sound, video and PDF. Leftovers of systems and
editors are ignored. Any other file is a problem: it may be a text that nobody would see, or one
that nobody should. So is a link that leads out of the folder.
"""

import os
import re
import stat
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path, PurePosixPath
from shlex import quote

from entraide.content.field_types import LONGEST_NAME, has_long_part
from entraide.content.linked_files import explain_dead_link, is_outside, make_link_problem
from entraide.content.settings import Settings
from entraide.errors import FileLine, Problem, ProblemLog, explain_os_error
from entraide.model.hidden_characters import HIDDEN_CHARACTER

RECORD = ".segments.json"  # what a localised version was made from: for translators
PAGE = ".md"
INDEX = "index.md"  # how links call the page of a category, or the home page
TAKEN_NAMES = frozenset({"index", "readme"})  # pages of their own, to MkDocs
LIKE_PAGES = frozenset(
    {".markdown", ".markdn", ".md", ".mdown", ".mdtext", ".mdtxt", ".mdwn", ".mdx", ".mkd", ".mkdn"}
)
ASSETS = frozenset(
    f".{name}"
    for name in (
        *("apng", "avif", "bmp", "gif", "ico", "jpeg", "jpg", "png", "svg", "webp"),
        *("pdf", "epub", "ics", "vcf"),
        *("aac", "flac", "m4a", "mp3", "oga", "ogg", "opus", "wav"),
        *("m4v", "mov", "mp4", "ogv", "srt", "vtt", "webm"),
    )
)
# Files of their own names for hosts and search engines, at the top of docs/ or of a locale.
FOR_HOSTS = re.compile(r"(?:ads|humans|robots)\.txt|google[0-9a-f]+\.html|BingSiteAuth\.xml")
COMMANDS_OF_HOSTS = frozenset({"CNAME", "_headers", "_redirects"})  # can send readers anywhere
# What systems and editors leave behind: macOS, Windows, Emacs, vim, merges, downloads.
LEFT_BEHIND = re.compile(
    r"\..*|.*~|#.*#|thumbs\.db|ehthumbs\.db|desktop\.ini|.*\.(?:bak|orig|rej|swp|tmp|part|crdownload)",
    re.IGNORECASE,
)
PUBLISHED = "Published are pages (.md), images, PDF, sound and video"


class FileKind(Enum):
    """What a file is, judged by its name."""

    PAGE = auto()
    RECORD = auto()
    ASSET = auto()
    IGNORED = auto()
    STRANGE = auto()


@dataclass(frozen=True, slots=True)
class DocsFile:
    """A file under `docs/`; `name` is its path from there, `/`-separated."""

    path: Path
    name: str
    kind: FileKind


def classify_file(name: str) -> FileKind:
    """Return the type of the file called `name`, a path within `docs/`."""
    parts = name.split("/")
    if any(LEFT_BEHIND.fullmatch(part) for part in parts):
        return FileKind.IGNORED
    if name.endswith(RECORD):
        return FileKind.RECORD
    if name.endswith(PAGE):
        return FileKind.PAGE
    known = PurePosixPath(name).suffix.lower() in ASSETS
    known = known or (len(parts) < 3 and bool(FOR_HOSTS.fullmatch(parts[-1])))
    return FileKind.ASSET if known else FileKind.STRANGE


def list_docs_files(settings: Settings, log: ProblemLog) -> list[DocsFile]:
    """List every file under `docs/` that is not ignored, by name."""
    faults: list[OSError] = []
    outside: list[Path] = []
    files = sorted(_walk_docs(settings.docs, faults, outside), key=lambda file: file.name)
    log.extend(_make_folder_problem(error, settings) for error in faults)
    for path in outside:
        log.append(make_link_problem(settings.make_relative(path), settings.docs_name))
    plain_files = {file.name for file in files if _is_plain_file(file.path)}
    for file in files:
        log.extend(_check_file(file, settings, is_plain=file.name in plain_files))
    return [file for file in files if file.name in plain_files or _is_file(file.path)]


def _walk_docs(docs: Path, faults: list[OSError], outside: list[Path]) -> Iterator[DocsFile]:
    """Yield every file that is not ignored, following links to folders, each folder once.

    MkDocs follows such links, too. Folders that cannot be read are added to `faults`; what links
    lead out of `docs` is added to `outside`, and neither yielded nor entered.
    """
    visited_folders: set[tuple[int, int]] = set()
    for folder, folders, names in os.walk(docs, onerror=faults.append, followlinks=True):
        where = Path(folder).stat()
        if (where.st_dev, where.st_ino) in visited_folders:
            folders.clear()
            continue
        visited_folders.add((where.st_dev, where.st_ino))
        links = [each for each in (*folders, *names) if os.path.islink(f"{folder}/{each}")]  # noqa: PTH114
        leaving = {link for each in links if is_outside(link := Path(folder, each), docs)}
        outside += leaving
        below = folder[len(str(docs)) + 1 :].replace(os.sep, "/")
        folders[:] = [
            each
            for each in folders
            if not LEFT_BEHIND.fullmatch(each) and Path(folder, each) not in leaving
        ]
        for each in (*names, *(each for each in folders if each.endswith(PAGE))):
            path = Path(folder, each)
            if leaving and path in leaving:
                continue
            name = f"{below}/{each}" if below else each
            if (kind := classify_file(name)) is not FileKind.IGNORED:
                yield DocsFile(path, name, kind)


def _is_plain_file(path: Path) -> bool:
    """Return whether the entry is a file and no link; for most files nothing more is asked."""
    try:
        return stat.S_ISREG(os.lstat(path).st_mode)
    except OSError:
        return False


def _is_file(path: Path) -> bool:
    """Return whether the path can be read as a file; reading a pipe would never end."""
    try:
        return stat.S_ISREG(path.stat().st_mode)
    except OSError:  # what cannot be looked at is read, and reported, like any other file
        return not path.is_symlink()


def _make_folder_problem(error: OSError, settings: Settings) -> Problem:
    """Return the problem of a folder that cannot be read."""
    folder = settings.make_relative(Path(os.fsdecode(error.filename or settings.docs)))
    what, cure = explain_os_error(error)
    return Problem(FileLine(folder, 1), f"the folder cannot be read: {what}", cure)


def _check_file(file: DocsFile, settings: Settings, *, is_plain: bool) -> Iterator[Problem]:
    """Yield what is wrong with the name of a file; `is_plain`: it is a file, and no link."""
    shown = settings.make_relative(file.path)
    if HIDDEN_CHARACTER.search(file.name) or "\n" in file.name or "\t" in file.name:
        what = "the name has signs that nobody sees, or is not UTF-8"
        yield Problem(FileLine(ascii(shown)[1:-1], 1), what, "Give the file another name")
    elif (composed := unicodedata.normalize("NFC", shown)) != shown:
        what = "the name has decomposed accents (NFD); links have them whole (NFC)"
        cure = f"Rename it: git mv {_quote_name(shown)} {_quote_name(composed)}"
        yield Problem(FileLine(shown, 1), what, cure)
    elif file.kind is FileKind.PAGE and has_long_part(file.name.removesuffix(PAGE)):
        what = "the name is too long for an address"
        cure = f"Rename it: {LONGEST_NAME} letters at most, also for each folder"
        yield Problem(FileLine(shown, 1), what, cure)
    elif fault := None if is_plain else explain_dead_link(file.path):
        yield Problem(FileLine(shown, 1), *fault)
    elif not is_plain and not _is_file(file.path):
        what = "this is a folder, or a device, where a file is wanted"
        cure = f"Rename it, or move it out of {settings.docs_name}/"
        yield Problem(FileLine(shown, 1), what, cure)
    elif file.kind is FileKind.STRANGE:
        yield Problem(FileLine(shown, 1), *_explain_strange_file(file, shown, settings))
    elif file.kind is FileKind.PAGE and file.name.lower().endswith((".html.md", ".htm.md")):
        what = "the address of the page would end like that of a file"
        stem = PurePosixPath(PurePosixPath(file.name).stem).stem
        is_reserved = stem.lower() in {"index", "readme"}
        better = PurePosixPath(shown).with_name(f"{'another-name' if is_reserved else stem}{PAGE}")
        yield Problem(FileLine(shown, 1), what, _format_rename(shown, better))


def _explain_strange_file(file: DocsFile, shown: str, settings: Settings) -> tuple[str, str]:
    """Return what is wrong with a file that is neither page nor asset, and the cure."""
    suffix = PurePosixPath(file.name).suffix
    if file.path.name in COMMANDS_OF_HOSTS:
        cure = f"Move it into {settings.make_relative(settings.overrides)}/, beside the templates"
        return "this tells the host what to answer, so it is no part of the texts", cure
    if suffix.lower() in LIKE_PAGES:
        what = f"a page ends in {PAGE}, not in {suffix}, so this would be none"
        return what, _format_rename(shown, PurePosixPath(shown).with_suffix(PAGE))
    what = f"a file that ends in “{suffix}” is not published" if suffix else "it is not published"
    return what, f"Move it out of {settings.docs_name}/. {PUBLISHED}"


def _format_rename(name: str, better: PurePosixPath) -> str:
    """Return the cure that renames a file with git."""
    return f"Rename it: git mv {quote(name)} {quote(str(better))}"


def _quote_name(name: str) -> str:
    """Quote a name for a shell with its accents as code points: NFC and NFD look the same."""
    signs = "".join(sign if sign.isascii() else f"\\u{ord(sign):04x}" for sign in name)
    return f"$'{signs}'"
