"""The translation job: the units of one entry in one language, at one revision of its source."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from entraide.content.provenance import EntryHistory
from entraide.content.provenance_files import Provenance
from entraide.content.version_text import VersionText
from entraide.model.entry import Entry, LocalisedVersion, Version
from entraide.model.translation_state import find_state
from entraide.translation.comparison import build_units
from entraide.translation.machine_units import mark_machine_units
from entraide.translation.units import TranslationUnit


@dataclass(frozen=True)
class TranslationJob:
    """The units of `entry` for the locale `code`, with the texts that they were made of.

    `source` is the text of the source at `revision`. `target` is the localised version as it is,
    None where it is missing. `provenance` says what the target was made from, None where nobody
    knows.
    """

    entry: Entry
    code: str
    revision: int
    source: VersionText
    target: VersionText | None
    provenance: Provenance | None
    units: tuple[TranslationUnit, ...]
    pivot: LocalisedVersion | None = None  # what stands in `units` for the source, where one does

    @property
    def text_to_read(self) -> Version:
        """The version that translators read: the source, or a current one in a third language."""
        return self.pivot or self.entry.source

    @property
    def version(self) -> LocalisedVersion | None:
        return self.entry.localised.get(self.code)

    @property
    def is_of_source(self) -> bool:
        """Whether `code` is the locale of the source, whose texts are corrected, not translated."""
        return self.code == self.entry.source.locale

    def count_waiting_words(self) -> int:
        """Return how many words of the source wait for a translator."""
        waiting = (unit for unit in self.units if unit.is_offered and unit.is_needed)
        return sum(len(one.source.split()) for one in waiting if not one.is_done)


def build_job(
    entry: Entry, code: str, history: EntryHistory, revision: int | None = None
) -> TranslationJob | None:
    """Return the job at `revision`, the newest by default; None if its source text is unknown."""
    revision = revision or entry.revision
    source = history.find_source_text(entry, revision)
    if source is None:
        return None
    version = entry.localised.get(code)
    target = history.get_localised_text(version) if version else None
    provenance = history.find_provenance(entry, version) if version else None
    behind = version is not None and _is_behind(entry, version, revision)
    borrowed = frozenset(version.borrowed if version else ())
    units = build_units(source, target, provenance, borrowed, behind=behind)
    if version and target and version.machine:
        units = mark_machine_units(units, target, frozenset(version.machine))
    return TranslationJob(entry, code, revision, source, target, provenance, tuple(units))


def build_current_job(entry: Entry, code: str, history: EntryHistory) -> TranslationJob:
    """Return the job at the newest revision, whose source text is always known."""
    job = build_job(entry, code, history)
    assert job is not None  # noqa: S101 - it stands in the file
    return job


def iter_jobs(
    entries: Iterable[Entry], code: str, history: EntryHistory
) -> Iterator[TranslationJob]:
    """Yield the job of each of `entries` that was written in another locale than `code`."""
    for entry in entries:
        if entry.source.locale != code:
            yield build_current_job(entry, code, history)


def _is_behind(entry: Entry, version: LocalisedVersion, revision: int) -> bool:
    """Return whether readers are told that `version` is behind the source at `revision`."""
    changes = [change for change in entry.changes if change.revision <= revision]
    return find_state(changes, version.revision).is_behind
