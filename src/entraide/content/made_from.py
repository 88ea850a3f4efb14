"""What a localised version was made from: by its own record, else by what git remembers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from entraide.content.history import History, Memory
from entraide.content.segment_files import MadeFrom, beside, read_made_from
from entraide.content.settings import Settings
from entraide.content.version_text import (
    VersionText,
    earlier_text,
    localised_text,
    source_text,
)
from entraide.errors import Problem
from entraide.model.entry import Entry, LocalisedVersion
from entraide.model.segment import digest_of

LIMITS = {
    Memory.WHOLE: "",
    Memory.SHALLOW: "This clone is shallow: where it ends before the text that a version was made "
    "from, all of the entry is taken for changed. Run: git fetch --unshallow",
    Memory.REFUSED: "git does not read this repository, whose files belong to somebody else: all "
    "of an entry that is behind is taken for changed. "
    "Run: git config --global --add safe.directory {}",
    Memory.NONE: "There is no git history here: all of an entry that is behind is taken for "
    "changed, unless a record beside it knows better.",
}
FORGOTTEN = (
    "git does not remember what some versions were made from, since its history was squashed or "
    "began later: all of such an entry is taken for changed, unless a record beside it knows."
)


@dataclass(frozen=True)
class Past:
    """What a project knows of the texts of its entries, earlier ones above all.

    `packed_cuts`, by path, spare the work of cutting where somebody has done it already.
    """

    settings: Settings
    packed_cuts: Mapping[str, bytes] = field(default_factory=dict)

    @cached_property
    def history(self) -> History:
        return History(self.settings.root)

    def recall(self, entries: Iterable[Entry]) -> None:
        """Ask git at once for all that versions of `entries` were made from, and is no more."""
        self.history.recall(
            (entry.source.path, version.source_revision)
            for entry in entries
            for version in entry.localised.values()
            if version.source_revision != entry.revision
        )

    @property
    def limit(self) -> str:
        """What keeps it from knowing more, for people; empty where nothing does."""
        if self.history.forgets:
            return FORGOTTEN
        return LIMITS[self.history.memory].format(self.settings.root)

    def source(self, entry: Entry, revision: int) -> VersionText | None:
        """The source version at a revision; None where nobody knows."""
        if revision == entry.revision:
            return source_text(entry, self.packed_cuts.get(entry.source.path, b""))
        file = self.history.text(entry.source.path, revision)
        return earlier_text(file) if file else None

    def localised(self, version: LocalisedVersion) -> VersionText:
        return localised_text(version, self.packed_cuts.get(version.path, b""))

    def made_from(self, entry: Entry, version: LocalisedVersion) -> MadeFrom | None:
        """What `version` was made from; None where nobody knows."""
        record, _ = self.record(version)
        text = self.source(entry, version.source_revision)
        if record and record.revision == version.source_revision:
            return _fill_texts(record, text) if text else record
        return made_from(text, version.source_revision) if text else None

    def record(self, version: LocalisedVersion) -> tuple[MadeFrom | None, list[Problem]]:
        file = beside(self.settings.root / version.path)
        return read_made_from(file, self.settings.relative(file))


def _fill_texts(record: MadeFrom, text: VersionText) -> MadeFrom:
    """`record`, with the words of the segments that stand in `text`."""
    words = {one.digest: one.text for one in text.segments}
    found = (replace(one, text=words.get(one.digest, "")) for one in record.segments)
    return replace(record, segments=tuple(found))


def made_from(text: VersionText, revision: int) -> MadeFrom:
    """What a version has that was made from all of `text`."""
    fields = {name: digest_of(words) for name, words in text.fields.items()}
    notes = {number: digest_of(words) for number, words in text.notes.items()}
    return MadeFrom(revision, fields, text.segments, notes)
