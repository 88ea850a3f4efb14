"""The job on one entry for one locale: its units, at the revision that is wanted."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from entraide.content.provenance import EntryHistory
from entraide.content.provenance_files import Provenance
from entraide.content.version_text import VersionText
from entraide.model.entry import Entry, LocalisedVersion
from entraide.model.translation_state import State, find_state
from entraide.translation.units import TranslationUnit, build_units


@dataclass(frozen=True)
class TranslationJob:
    """`source` is the text of `revision`; `made` what the version that is there was made from."""

    entry: Entry
    code: str
    revision: int
    source: VersionText
    target: VersionText | None
    provenance: Provenance | None
    units: tuple[TranslationUnit, ...]

    @property
    def version(self) -> LocalisedVersion | None:
        return self.entry.localised.get(self.code)


def build_job(
    entry: Entry, code: str, past: EntryHistory, revision: int | None = None
) -> TranslationJob | None:
    """The units as of a revision, the last by default; None where nobody knows that text."""
    revision = revision or entry.revision
    source = past.find_source_text(entry, revision)
    if source is None:
        return None
    version = entry.localised.get(code)
    target = past.get_localised_text(version) if version else None
    made = past.find_provenance(entry, version) if version else None
    behind = version is not None and _behind(entry, version, revision)
    units = build_units(source, target, made, behind=behind)
    return TranslationJob(entry, code, revision, source, target, made, tuple(units))


def iter_jobs(entries: Iterable[Entry], code: str, past: EntryHistory) -> Iterator[TranslationJob]:
    """The job on each entry that is written in another locale."""
    for entry in entries:
        if entry.source.locale != code and (job := build_job(entry, code, past)):
            yield job


def _behind(entry: Entry, version: LocalisedVersion, revision: int) -> bool:
    changes = [change for change in entry.changes if change.revision <= revision]
    return find_state(changes, version.revision) is not State.CURRENT


def count_waiting_words(units: Iterable[TranslationUnit]) -> int:
    """How many words of the source wait for a translator."""
    waiting = (unit for unit in units if unit.is_offered and unit.is_needed and not unit.is_done)
    return sum(len(unit.source.split()) for unit in waiting)
