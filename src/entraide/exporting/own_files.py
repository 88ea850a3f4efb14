"""Write a project's content in our own formats, so that nothing of it is lost.

An archive holds the files byte for byte. The same content gives the same archive: names are sorted,
and times are not kept.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from entraide.content.docs.entry_files import EntryFile
from entraide.content.docs.files import RECORD
from entraide.content.provenance_files import get_record_path
from entraide.content.settings import Settings
from entraide.content.text_files import split_file
from entraide.errors import ProblemLog
from entraide.exporting.own_formats import (
    FORMAT,
    MANIFEST,
    VERSION,
    ArchiveFile,
    ArchiveManifest,
    ContentExport,
    ExportedEntry,
    ExportedLocale,
    ExportedText,
    make_file,
)
from entraide.exporting.project_files import (
    DOCS,
    ContentFile,
    EntryFiles,
    ExportChoice,
    group_entry_files,
    list_content_files,
)

FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # the earliest time that an archive can name
COMPRESSED = frozenset({".png", ".jpg", ".jpeg", ".webp", ".avif", ".gif", ".mp4", ".webm", ".pdf"})


@dataclass(frozen=True)
class OwnContent:
    """The content that was asked for; `problems` are those of reading it."""

    settings: Settings
    choice: ExportChoice = field(default_factory=ExportChoice)
    problems: ProblemLog = field(default_factory=ProblemLog)

    @cached_property
    def entries(self) -> list[EntryFiles]:
        return group_entry_files(self.settings, self.choice, self.problems)

    @cached_property
    def files(self) -> list[ContentFile]:
        """The files that were asked for, by name."""
        everything = list_content_files(self.settings, ProblemLog())
        if not self.choice.locales and not self.choice.statuses:
            return everything  # what cannot be read, too
        chosen = {make_name(file) for entry in self.entries for file in entry.all_files}
        return [file for file in everything if self._is_chosen(file, chosen)]

    def _is_chosen(self, file: ContentFile, chosen: set[str]) -> bool:
        """Return whether a file belongs to the entries at `chosen`, or to no entry."""
        name = file.name
        page = f"{name.removesuffix(RECORD)}.md" if name.endswith(RECORD) else name
        is_entry = page.startswith(DOCS) and page.count("/") == 3 and page.endswith(".md")
        return page in chosen if is_entry else True

    def describe_project(self) -> dict[str, Any]:
        """Return the keys that both formats begin with."""
        return {
            "format": FORMAT,
            "version": VERSION,
            "site_name": self.settings.site_name,
            "site_url": self.settings.site_url,
            "locales": tuple(
                ExportedLocale(
                    code=locale.code, lang=locale.lang, name=locale.name, default=locale.default
                )
                for locale in self.settings.locales
            ),
        }


def make_name(file: EntryFile) -> str:
    """Return the name of an entry's file, from `docs/` on."""
    return f"{DOCS}{file.locale}/{file.category}/{file.slug}.md"


def write_archive(content: OwnContent, path: Path) -> None:
    """Write the archive to `path`; its first member is the list of files."""
    listed = []
    for file in content.files:
        raw = file.path.read_bytes()
        digest = sha256(raw).hexdigest()
        listed.append(ArchiveFile(path=file.name, size=len(raw), sha256=digest))
    manifest = ArchiveManifest(**content.describe_project(), files=tuple(listed))
    members = {file.name: file.path for file in content.files}
    write_zip(path, {MANIFEST: manifest.model_dump_json(indent=2).encode() + b"\n", **members})


def write_zip(path: Path, members: Mapping[str, bytes | Path]) -> None:
    """Write an archive of `members` in order; each is given as its content or as a file."""
    with ZipFile(path, "w") as archive:
        for name, member in members.items():
            entry = ZipInfo(name, FIRST_DAY)
            entry.external_attr = 0o644 << 16
            packed = Path(name).suffix.lower() in COMPRESSED
            entry.compress_type = ZIP_STORED if packed else ZIP_DEFLATED
            archive.writestr(entry, member if isinstance(member, bytes) else member.read_bytes())


def format_content(content: OwnContent) -> str:
    """Return the JSON of the whole content."""
    entries = tuple(_make_entry(entry, content) for entry in content.entries)
    texts = {text.path for entry in entries for text in entry.texts}
    records = {name.removesuffix(".md") + RECORD for name in texts}
    others = (file for file in content.files if file.name not in texts | records)
    files = tuple(make_file(file.name, file.path.read_bytes()) for file in others)
    export = ContentExport(**content.describe_project(), entries=entries, files=files)
    value = export.model_dump(mode="json", exclude_none=True)
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _make_entry(entry: EntryFiles, content: OwnContent) -> ExportedEntry:
    return ExportedEntry(
        id=entry.matter.id,
        category=entry.source.category,
        slug=entry.source.slug,
        status=entry.matter.status,
        source_locale=entry.source.locale,
        texts=tuple(_iter_texts(entry, content.settings)),
    )


def _iter_texts(entry: EntryFiles, settings: Settings) -> Iterator[ExportedText]:
    for file in entry.all_files:
        path = settings.root / file.parsed.path
        start, matter, fence, body = split_file(path.read_bytes().decode())
        record = get_record_path(path)
        yield ExportedText(
            path=make_name(file),
            locale=file.locale,
            front_matter=file.matter.model_dump(mode="json", exclude_unset=True),
            header=start + matter + fence,
            body=body,
            record=record.read_bytes().decode() if record.is_file() else "",
        )
