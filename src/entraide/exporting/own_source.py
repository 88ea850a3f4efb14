"""Read an export of our own, an archive or JSON; an incomplete or damaged one is a problem.

A stranger may have made the file. Nothing is unpacked to the disk: names are checked first, and no
more is read than the archive's list announces.
"""

import unicodedata
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePosixPath
from zipfile import BadZipFile, ZipFile, is_zipfile

from pydantic import BaseModel

from entraide.content.docs.files import FileKind, classify_file
from entraide.content.docs.front_matter import LocalisedMatter, SourceMatter, get_matter_kind
from entraide.content.text_files import FENCE
from entraide.content.writer import dump_front_matter
from entraide.errors import FileLine, Problem, ProblemLog, explain_os_error
from entraide.exporting.own_formats import (
    FORMAT,
    FRESH_EXPORT,
    MANIFEST,
    ArchiveManifest,
    ContentExport,
    ExportedText,
    parse_own_format,
)
from entraide.exporting.project_files import DATA, DOCS, GENERATED
from entraide.model.hidden_characters import HIDDEN_CHARACTER

LARGEST_EXPORT = 1_000_000_000  # bytes of all files, unpacked
LARGEST_LIST = 50_000_000  # bytes of the list in an archive
MOST_FILES = 100_000
HEAD = 300  # bytes in which JSON of ours says what it is
RECORD_SUFFIX = ".segments.json"


@dataclass(frozen=True, slots=True)
class OwnSource:
    """What an export holds: the content of its files by name, and the codes of its languages."""

    path: Path
    files: dict[str, bytes]
    locales: tuple[str, ...]


def is_own_export(path: Path) -> bool:
    """Return whether the file at `path` begins as an archive or JSON of ours."""
    if not path.is_file():
        return False
    if is_zipfile(path):
        try:
            with ZipFile(path) as archive:
                return MANIFEST in archive.namelist()
        except (BadZipFile, OSError, ValueError):
            return False
    with path.open("rb") as file:
        return f'"{FORMAT}"'.encode() in file.read(HEAD)


def read_own_export(path: Path, log: ProblemLog) -> OwnSource | None:
    """Read an export; None, and a problem for each fault, if it is not whole.

    Its front matter and texts are not examined.
    """
    try:
        if path.stat().st_size > LARGEST_EXPORT:
            what = f"the file is larger than {LARGEST_EXPORT // 1_000_000} MB"
            log.add(FileLine(str(path)), what, "Export fewer languages into it")
            return None
        source = _read_archive(path, log) if is_zipfile(path) else _read_json(path, log)
    except OSError as error:
        what, cure = explain_os_error(error)
        log.add(FileLine(str(path)), f"the file cannot be read: {what}", cure)
        return None
    if source:
        log.extend(_check_names(source))
    return source if source and not log else None


def _read_archive(path: Path, log: ProblemLog) -> OwnSource | None:
    location = FileLine(str(path))
    try:
        with ZipFile(path) as archive:
            return _read_members(archive, path, log)
    except (BadZipFile, EOFError, zlib.error, NotImplementedError, RuntimeError, ValueError):
        log.add(location, "the archive is damaged, cut off or encrypted", FRESH_EXPORT)
        return None


def _read_members(archive: ZipFile, path: Path, log: ProblemLog) -> OwnSource | None:
    location = FileLine(f"{path}/{MANIFEST}")
    names = Counter(archive.namelist())
    if MANIFEST not in names:
        log.add(FileLine(str(path)), f"the archive has no {MANIFEST}", FRESH_EXPORT)
        return None
    raw = _read_member(archive, MANIFEST, LARGEST_LIST)
    manifest = parse_own_format(ArchiveManifest, raw, location, log)
    if manifest is None:
        return None
    sizes = [file.size for file in manifest.files]
    if len(sizes) > MOST_FILES or sum(sizes) > LARGEST_EXPORT:
        what = f"it holds more than {LARGEST_EXPORT // 1_000_000} MB or {MOST_FILES:_} files"
        log.add(location, what, "Export fewer languages into it")
        return None
    listed = Counter([MANIFEST, *(file.path for file in manifest.files)])
    for name in sorted((listed - names) | (names - listed)):
        what = f"“{name}” is in the archive and in its list, but not once in each"
        log.add(location, what, FRESH_EXPORT)
    if log:
        return None
    files = {}
    for file in manifest.files:
        content = _read_member(archive, file.path, file.size)
        if len(content) != file.size or sha256(content).hexdigest() != file.sha256:
            log.add(FileLine(f"{path}/{file.path}"), "the file is damaged", FRESH_EXPORT)
        files[file.path] = content
    return OwnSource(path, files, tuple(locale.code for locale in manifest.locales))


def _read_member(archive: ZipFile, name: str, largest: int) -> bytes:
    """Return a file of the archive, one byte more than `largest` at most."""
    with archive.open(name) as member:
        return member.read(largest + 1)


def _read_json(path: Path, log: ProblemLog) -> OwnSource | None:
    export = parse_own_format(ContentExport, path.read_bytes(), FileLine(str(path)), log)
    if export is None:
        return None
    files: dict[str, bytes] = {}
    texts = [text for entry in export.entries for text in entry.texts]
    for name, content in (*_iter_texts(texts, path, log), *_iter_files(export, path, log)):
        if name in files:
            log.add(FileLine(str(path)), f"“{name}” stands in it twice", FRESH_EXPORT)
        files[name] = content
    return OwnSource(path, files, tuple(locale.code for locale in export.locales))


def _iter_texts(
    texts: Iterable[ExportedText], path: Path, log: ProblemLog
) -> Iterator[tuple[str, bytes]]:
    for text in texts:
        try:
            header = text.header or _make_header(text)
            yield text.path, (header + text.body).encode()
            if text.record:
                yield text.path.removesuffix(".md") + RECORD_SUFFIX, text.record.encode()
        except ValueError:  # front matter that is none, half a character
            what = f"“{text.path}”: its front matter or its text cannot be written"
            log.add(FileLine(str(path)), what, "Compare its keys with data/schemas/")


def _make_header(text: ExportedText) -> str:
    """Make the front matter of a text whose keys a program wrote."""
    kind = get_matter_kind(text.front_matter)
    matter: BaseModel = kind.model_validate_json(_dump_json(text))
    assert isinstance(matter, SourceMatter | LocalisedMatter)  # noqa: S101 - the two kinds
    return f"{FENCE}\n{dump_front_matter(matter)}{FENCE}\n"


def _dump_json(text: ExportedText) -> str:
    return text.model_dump_json(include={"front_matter"}).removeprefix('{"front_matter":')[:-1]


def _iter_files(export: ContentExport, path: Path, log: ProblemLog) -> Iterator[tuple[str, bytes]]:
    for file in export.files:
        try:
            yield file.path, file.to_bytes()
        except ValueError:
            log.add(FileLine(str(path)), f"“{file.path}” is no base64", FRESH_EXPORT)


def _check_names(source: OwnSource) -> Iterator[Problem]:
    """Yield a problem for each name that no file of a project's content has."""
    folded = Counter(name.casefold() for name in source.files)
    for name in source.files:
        location = FileLine(ascii(f"{source.path}/{name}")[1:-1])
        if not _is_content_name(name):
            what = "an export has texts, files that pages show, and data, and nothing else"
            yield Problem(location, what, FRESH_EXPORT)
        elif folded[name.casefold()] > 1:
            what = "another file differs in capitals only, which many disks cannot keep apart"
            yield Problem(location, what, "Rename one of them, and export anew")


def _is_content_name(name: str) -> bool:
    parts = PurePosixPath(name).parts
    plain = "/".join(parts) == name and unicodedata.normalize("NFC", name) == name
    strange = {"\\", ":", "\0", "\n", "\r", "\t"} & set(name)
    hidden = any(part.startswith(".") for part in parts)
    if not plain or strange or hidden or len(parts) < 2 or HIDDEN_CHARACTER.search(name):
        return False
    if name.startswith(DOCS):
        return classify_file(name.removeprefix(DOCS)) in {
            FileKind.PAGE,
            FileKind.RECORD,
            FileKind.ASSET,
        }
    return name.startswith(DATA) and parts[1] not in GENERATED
