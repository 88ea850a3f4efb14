"""The provenance of a localised version: found in its own record, else in git."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from entraide.content.history import GitHistory, HistoryDepth
from entraide.content.link_renewal import renew_links
from entraide.content.provenance_files import Provenance, get_record_path, read_provenance
from entraide.content.settings import Settings
from entraide.content.version_text import (
    VersionText,
    build_localised_text,
    build_source_text,
    parse_earlier_text,
)
from entraide.errors import ProblemLog
from entraide.model.entry import Entry, LocalisedVersion
from entraide.model.segment import compute_digest
from entraide.model.site import Site

LIMITS = {
    HistoryDepth.WHOLE: "",
    HistoryDepth.SHALLOW: "This clone is shallow: where it ends before the text that a version was "
    "made from, all of the entry is taken for changed. Run: git fetch --unshallow",
    HistoryDepth.REFUSED: "git does not read this repository, whose files belong to somebody else: "
    "all of an entry that is behind is taken for changed. "
    "Run: git config --global --add safe.directory {}",
    HistoryDepth.MISSING: "This folder is a git repository, and there is no git here: all of an "
    "entry that is behind is taken for changed. Install git",
    HistoryDepth.BROKEN: "git cannot read this repository: all of an entry that is behind is taken "
    "for changed. See what it says: git fsck",
    HistoryDepth.NONE: "There is no git history here: all of an entry that is behind is taken for "
    "changed, unless a record beside it knows better.",
}
FORGOTTEN = (
    "git does not remember what some versions were made from, since its history was squashed or "
    "began later: all of such an entry is taken for changed, unless a record beside it knows."
)


@dataclass(frozen=True)
class EntryHistory:
    """What a project knows of its entries' texts, present and earlier.

    `packed_cuts`, by path, are the cuts of bodies that were already parsed. With the `site`, links
    of earlier texts are told as they are today, where entries have moved since. `git` is what was
    read of git already.
    """

    settings: Settings
    packed_cuts: Mapping[str, bytes] = field(default_factory=dict)
    site: Site | None = None
    git: GitHistory | None = None

    @cached_property
    def history(self) -> GitHistory:
        """The git history that earlier texts are read from."""
        return self.git or GitHistory(self.settings.root)

    def prefetch(self, entries: Iterable[Entry]) -> None:
        """Read all earlier texts that versions of `entries` were made from with one call of git."""
        self.history.prefetch(
            (entry.source.path, version.revision)
            for entry in entries
            for version in entry.localised.values()
            if version.revision != entry.revision
        )

    @property
    def limit(self) -> str:
        """What limits the history, in words for people; empty if nothing does."""
        if self.history.has_gaps:
            return FORGOTTEN
        return LIMITS[self.history.depth].format(self.settings.root)

    def find_source_text(self, entry: Entry, revision: int) -> VersionText | None:
        """Return the source version at `revision`; None if that is unknown."""
        if revision == entry.revision:
            return build_source_text(entry, self.packed_cuts.get(entry.source.path, b""))
        file = self.history.find_revision_text(entry.source.path, revision)
        if file and self.site:
            file = renew_links(file, entry, self.site)
        return parse_earlier_text(file) if file else None

    def get_localised_text(self, version: LocalisedVersion) -> VersionText:
        """Return the text of a localised version as it is now."""
        return build_localised_text(version, self.packed_cuts.get(version.path, b""))

    def list_earlier_digests(self, version: LocalisedVersion) -> frozenset[str]:
        """Return the digest of every text that `version` has had, in git, segment by segment."""
        return frozenset(
            digest
            for file in self.history.read_states(version.path)
            if (text := parse_earlier_text(file))
            for digest in (
                *(segment.digest for segment in text.segments),
                *(compute_digest(words) for words in text.matter.values()),
            )
        )

    def find_provenance(self, entry: Entry, version: LocalisedVersion) -> Provenance | None:
        """Return the provenance of `version`, by its record or by git; None if neither knows it."""
        record = self.read_record(version, ProblemLog())
        text = self.find_source_text(entry, version.revision)
        if record and record.segments and record.revision == version.revision:
            return _fill_texts(record, text) if text else record
        if text is None:
            return None
        provenance = build_provenance(text, version.revision)
        if record is None:
            return provenance
        pairs, unread = record.as_meant, record.machine
        return replace(provenance, credits=record.credits, as_meant=pairs, machine=unread)

    def count_later_passages(self, version: LocalisedVersion) -> int:
        """Return how many texts of `version` came after its last review, as far as imports know."""
        record = self.read_record(version, ProblemLog()) if version.reviewed else None
        rows = record.credits.values() if record else ()
        return sum(credit.after == version.reviewed for credit in rows)

    def read_record(self, version: LocalisedVersion, log: ProblemLog) -> Provenance | None:
        """Read the record beside a localised version; None if it has none, or a broken one."""
        file = get_record_path(self.settings.root / version.path)
        return read_provenance(file, self.settings.make_relative(file), log)


def _fill_texts(record: Provenance, text: VersionText) -> Provenance:
    """Return `record` with a text for each segment whose digest is that of one in `text`."""
    words = {segment.digest: segment.text for segment in text.segments}
    segments = (replace(segment, text=words.get(segment.digest, "")) for segment in record.segments)
    return replace(record, segments=tuple(segments))


def build_provenance(text: VersionText, revision: int) -> Provenance:
    """Return the provenance of a version that was made from all of `text`, at `revision`."""
    fields = {name: compute_digest(words) for name, words in text.fields.items()}
    notes = {number: compute_digest(words) for number, words in text.notes.items()}
    return Provenance(revision, fields, text.segments, notes)
