"""Writing files: new entries in the house style, and whole files.

A new file is formatted from a model. A file that people wrote is never formatted anew: it is edited
in place (`docs/entry_editor.py`). `entraide.content.reader` reads what this module writes.
"""

import errno
import os
import re
import shutil
import stat
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from secrets import token_hex
from typing import Any

from entraide.content.docs.files import FileKind, list_docs_files
from entraide.content.docs.front_matter import ChangeMatter, LocalisedMatter, SourceMatter
from entraide.content.settings import Settings
from entraide.content.text_files import FENCE
from entraide.content.yaml.values import QuotedText, format_pair
from entraide.errors import ProblemLog, add_path_to_errors

CLAIM = re.compile(rb"""^[ \t{"']*id["']?[ \t]*:[ \t]*(\d{1,18})""", re.MULTILINE)
ANY_WRITER = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH  # a file without these may only be read


def dump_front_matter(matter: SourceMatter | LocalisedMatter) -> str:
    """Format `matter` as YAML lines without the fences; reading them gives an equal model.

    Keys stand in the order of the model, and empty values are left out. Lists are written in flow
    style, changes one a line, and a text is quoted if it must be. Notes are always quoted: they are
    sentences, and a comma added later must not break the line.
    """
    pairs = {name: value for name, value in matter if value}
    if len(names := pairs.get("translator", ())) == 1:
        pairs["translator"] = names[0]
    return "".join(f"{format_pair(name, _quote_notes(pairs[name]))}\n" for name in pairs)


def format_entry(matter: SourceMatter | LocalisedMatter, body: str) -> str:
    """Return the text of a whole entry file."""
    return f"{FENCE}\n{dump_front_matter(matter)}{FENCE}\n\n{body}"


def format_new_version(facts: Mapping[str, Any], body: str) -> str:
    """Return the text of the file of a new localised version."""
    return format_entry(LocalisedMatter.model_validate(dict(facts)), body.lstrip("\n"))


def _quote_notes(value: object) -> object:
    """Return a value of front matter with the notes of changes in quotes."""
    if isinstance(value, Mapping):
        return {number: QuotedText(note) for number, note in value.items()}
    if isinstance(value, list):
        return [_quote_note(item) if isinstance(item, ChangeMatter) else item for item in value]
    return value


def _quote_note(change: ChangeMatter) -> dict[str, object]:
    return dict(change) | {"note": QuotedText(change.note)}


def find_claimed_ids(settings: Settings) -> dict[str, int]:
    """Return the entry id that each page under `docs/` claims, readable or not, by its path."""
    claims = {}
    for file in list_docs_files(settings, ProblemLog()):
        if file.kind is FileKind.PAGE and (match := CLAIM.search(_read_head(file.path))):
            claims[settings.make_relative(file.path)] = int(match[1])
    return claims


def _read_head(path: Path) -> bytes:
    """Return a file up to the end of its front matter; nothing if it cannot be read."""
    with suppress(OSError):
        return path.read_bytes().partition(b"\n---")[0]
    return b""


def write_all_new(texts: Mapping[Path, str]) -> None:
    """Make every file, or none if one of them cannot be made."""
    new_files: list[Path] = []
    try:
        for path, text in texts.items():
            write_new(path, text)
            new_files.append(path)
    except BaseException:
        for path in new_files:
            path.unlink()
        raise


def replace_all(texts: Mapping[Path, str | bytes]) -> None:
    """Replace every file, or none if one of them cannot be replaced.

    All texts are on the disk before the first file is replaced, so a full disk leaves none half
    done.
    """
    before = {path: path.read_bytes() if path.is_file() else None for path in texts}
    replaced_files: list[Path] = []
    with ExitStack() as stack:
        fresh = {
            path: stack.enter_context(_open_temporary(path, text)) for path, text in texts.items()
        }
        try:
            for path, temporary in fresh.items():
                _put_in_place(temporary, path)
                replaced_files.append(path)
        except BaseException:
            for path in replaced_files:
                _restore_file(path, before[path])
            raise


def write_new(path: Path, text: str) -> None:
    """Write a new file, which appears as a whole; raise FileExistsError if there is one already."""
    with _open_temporary(path, text) as temporary:
        try:
            # Unlike a renaming, a link fails where somebody has made the file meanwhile.
            path.hardlink_to(temporary)
        except FileExistsError:
            raise
        except OSError:  # a file system without hard links
            with add_path_to_errors(path), path.open("xb") as file:
                file.write(text.encode())


def replace_text(path: Path, text: str | bytes | Iterable[str], *, private: bool = False) -> None:
    """Replace the text of a file, given whole or in parts: readers see the old or the new, whole.

    What is no file but takes text, such as a pipe or /dev/stdout, is written into and stays. Only
    its owner may read a file that is `private`, from the first byte on.
    """
    parts = [text] if isinstance(text, str | bytes) else text
    if path.exists() and (not path.is_file() or path.is_relative_to("/dev")):
        with add_path_to_errors(path), path.open("wb") as file:
            file.writelines(part.encode() if isinstance(part, str) else part for part in parts)
        return
    with _open_temporary(path, parts, 0o600 if private else 0o666) as temporary:
        _put_in_place(temporary, path, private=private)


@contextmanager
def open_replacement(path: Path) -> Iterator[Path]:
    """Yield an empty file to write into, which replaces `path` at the end of the block."""
    with _open_temporary(path, "") as temporary:
        yield temporary
        _put_in_place(temporary, path)


def _put_in_place(temporary: Path, path: Path, *, private: bool = False) -> None:
    """Move `temporary` to `path`, with the permissions of the file that was there or is private.

    PermissionError for a file that may only be read, though its folder would let us replace it.
    """
    with add_path_to_errors(path):
        path = path.resolve()  # behind a symbolic link, the file
        if path.exists() and not path.stat().st_mode & ANY_WRITER:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        if path.exists() and not private:
            shutil.copymode(path, temporary)
        temporary.replace(path)


def _restore_file(path: Path, before: bytes | None) -> None:
    """Give `path` the content it had `before`; None means that there was no file."""
    if before is None:
        path.unlink(missing_ok=True)
    else:
        with _open_temporary(path, before) as temporary:
            _put_in_place(temporary, path)


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError as error:
        raise OSError(errno.ENOTDIR, error.strerror, str(folder)) from error


@contextmanager
def _open_temporary(
    path: Path, text: str | bytes | Iterable[str | bytes], mode: int = 0o666
) -> Iterator[Path]:
    """Yield a file beside `path` that holds `text`, or its parts; remove it in the end.

    The user's mask takes permissions away from `mode`.
    """
    path = path.resolve()
    _make_folder(path.parent)
    temporary = path.with_name(f".{token_hex(8)}.tmp")
    try:
        with add_path_to_errors(path):
            descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
            with os.fdopen(descriptor, "wb") as file:
                parts = [text] if isinstance(text, str | bytes) else text
                file.writelines(part.encode() if isinstance(part, str) else part for part in parts)
        yield temporary
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
