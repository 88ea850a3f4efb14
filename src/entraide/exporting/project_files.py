"""List the files of a project's content: texts, the files beside them, and data.

Names begin with `docs/` or `data/`, whatever these folders are called in the project. Settings of
MkDocs, templates, styles and generated files are not content.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from entraide.content.docs.entry_files import EntryFile, read_files
from entraide.content.docs.files import FileKind, list_docs_files
from entraide.content.docs.front_matter import SourceMatter
from entraide.content.linked_files import is_outside
from entraide.content.settings import Settings
from entraide.errors import ProblemLog
from entraide.model.entry import Status

DOCS, DATA = "docs/", "data/"
GENERATED = frozenset({"schemas"})  # folders of data/ that a command writes


@dataclass(frozen=True, slots=True)
class ContentFile:
    """A file of the content: its name from `docs/` or `data/` on, and where it is."""

    name: str
    path: Path


@dataclass(frozen=True, slots=True)
class ExportChoice:
    """What to export: languages and states of publication; an empty set means every one."""

    locales: frozenset[str] = frozenset()
    statuses: frozenset[Status] = frozenset()

    def has_status(self, status: Status) -> bool:
        """Return whether entries of this status are asked for."""
        return not self.statuses or status in self.statuses

    def has_locale(self, code: str) -> bool:
        """Return whether texts in this language are asked for."""
        return not self.locales or code in self.locales


@dataclass(frozen=True, slots=True)
class EntryFiles:
    """The files of one entry, that of the source version first."""

    source: EntryFile
    matter: SourceMatter
    localised: tuple[EntryFile, ...]

    @property
    def all_files(self) -> tuple[EntryFile, ...]:
        return (self.source, *self.localised)


def list_content_files(settings: Settings, log: ProblemLog) -> list[ContentFile]:
    """List every file of the content, by name."""
    docs = (
        ContentFile(DOCS + file.name, file.path)
        for file in list_docs_files(settings, log)
        if file.kind is not FileKind.STRANGE
    )
    return sorted([*docs, *_iter_data_files(settings)], key=lambda file: file.name)


def _iter_data_files(settings: Settings) -> Iterator[ContentFile]:
    for path in settings.data.rglob("*"):
        parts = path.relative_to(settings.data).parts
        hidden = parts[0] in GENERATED or any(part.startswith(".") for part in parts)
        if hidden or not path.is_file() or is_outside(path, settings.data):
            continue
        yield ContentFile(DATA + PurePosixPath(*parts).as_posix(), path)


def group_entry_files(
    settings: Settings, choice: ExportChoice, log: ProblemLog
) -> list[EntryFiles]:
    """Return the files of each entry that `choice` asks for, by number.

    The source version is always among them: a translation cannot be imported without it.
    """
    files, _ = read_files(settings, log)
    groups: defaultdict[int, list[EntryFile]] = defaultdict(list)
    for file in files:
        groups[file.matter.id].append(file)
    entries = []
    for source in sorted(files, key=lambda file: file.matter.id):
        matter = source.matter
        if not isinstance(matter, SourceMatter) or not choice.has_status(matter.status):
            continue
        localised = tuple(
            file
            for file in groups[matter.id]
            if not isinstance(file.matter, SourceMatter) and choice.has_locale(file.locale)
        )
        entries.append(EntryFiles(source, matter, localised))
    return entries
