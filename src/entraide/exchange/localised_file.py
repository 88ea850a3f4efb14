"""The file that changes make: the localised version with them in it, and its record beside it.

Where all is done the version is that of the bundle's revision. Where something waits, what is done
comes in, the version keeps its `source_revision`, and the record remembers which segments have
caught up.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from entraide.content.docs.entry_editor import rewrite_version
from entraide.content.docs.front_matter import parse_field
from entraide.content.provenance_files import (
    UNKNOWN,
    Provenance,
    format_provenance,
    get_record_path,
)
from entraide.content.segmentation import cut_segments
from entraide.content.settings import Settings
from entraide.content.writer import format_new_version
from entraide.errors import Problem
from entraide.exchange.section_composer import compose_body, splice_body
from entraide.exchange.version_changes import VersionChanges, describe_split
from entraide.model.segment import SegmentKind, SegmentState, compute_digest
from entraide.model.segment_keys import FieldKey, SegmentKey, select_fields, select_notes
from entraide.model.text_fields import TEXT_FIELDS
from entraide.translation.units import TranslationUnit


@dataclass(frozen=True, slots=True)
class LocalisedFile:
    """A localised version as it will be: its path from the project, its whole text, its body."""

    changes: VersionChanges
    path: str
    revision: int
    text: str
    body: str
    record: Provenance | None

    def list_files(self, settings: Settings) -> Iterator[tuple[Path, str]]:
        """Yield what is to be written: the version, and its record where it has one."""
        file = settings.root / self.path
        yield file, self.text
        if self.record:
            yield get_record_path(file), format_provenance(self.record)


def get_path(changes: VersionChanges, settings: Settings) -> str:
    """Return the path, from the project, of the version that changes."""
    if version := changes.job.version:
        return version.path
    name = f"{changes.job.entry.address}.md"
    return settings.make_relative(settings.docs / changes.job.code / name)


def build_localised_file(
    changes: VersionChanges, settings: Settings, today: date, people: Mapping[str, Any]
) -> LocalisedFile | None:
    """Return what is to be written; None where a version that is missing would not be whole.

    `people` are facts of the front matter. Raises UnsafeEditError where a file cannot be edited
    safely.
    """
    version, job, texts = changes.job.version, changes.job, changes.texts
    if version is None and not changes.is_complete:
        return None
    filled = all(
        unit.key in texts for unit in job.units if unit.is_needed or unit.state is SegmentState.KEPT
    )
    if filled or job.target is None:
        body = compose_body(job.source, job.target, job.units, texts)
    else:
        body = splice_body(job.target, job.units, texts)
    revision = version.revision if version and changes.waiting else job.revision
    facts = {**_collect_facts(changes), "source_revision": revision, **people, "updated": today}
    path = get_path(changes, settings)
    if version is None:
        text = format_new_version(facts, body)
    else:
        text = rewrite_version((settings.root / path).read_bytes().decode(), path, facts, body)
    record = _build_record(changes, revision) if filled else _update_record(changes)
    return LocalisedFile(changes, path, revision, text, body, record)


def _collect_facts(changes: VersionChanges) -> dict[str, Any]:
    """Return the front matter, as far as translators write it."""
    version, texts, rows = changes.job.version, changes.texts, changes.rows
    facts: dict[str, Any] = {"id": changes.job.entry.id}
    for name, field in TEXT_FIELDS.items():
        # A list stays as somebody wrote it, commas and all, as long as nobody sends another.
        if FieldKey(name) in (rows if field.is_list else texts):
            facts[name] = parse_field(name, texts[FieldKey(name)])
    if new := select_notes({key: texts[key] for key in rows}):
        notes = {**(version.notes if version else {}), **new}
        facts["notes"] = dict(sorted(notes.items(), reverse=True))
    return facts


def _build_record(changes: VersionChanges, revision: int) -> Provenance:
    """Return what each segment is made from, when all of the source has a text."""
    source = changes.job.source
    digests: dict[int, str] = {}
    for unit in changes.job.units:
        for at in unit.source_at:
            current = _is_current(unit, changes)
            digests[at] = source.segments[at].digest if current else _get_provenance(unit)
    segments = (replace(source.segments[at], digest=digests[at]) for at in sorted(digests))
    matter = _digest_matter(changes)
    return Provenance(revision, select_fields(matter), tuple(segments), select_notes(matter))


def _digest_matter(changes: VersionChanges) -> dict[SegmentKey, str]:
    """Return the digest of what each text of the front matter is made from."""
    return {
        unit.key: compute_digest(unit.source)
        if _is_current(unit, changes)
        else _get_provenance(unit)
        for unit in changes.job.units
        if unit.kind is SegmentKind.FIELD and unit.key in changes.texts
    }


def _is_current(unit: TranslationUnit, changes: VersionChanges) -> bool:
    return unit.is_done or unit.key in changes.rows


def _get_provenance(unit: TranslationUnit) -> str:
    """Return the digest of what it was made from; beside a gap it is nobody's match."""
    return UNKNOWN if unit.remark or not unit.provenance else unit.provenance


def _update_record(changes: VersionChanges) -> Provenance | None:
    """Return the record there is, or would be, with what the changes are made from."""
    provenance, target = changes.job.provenance, changes.job.target
    if provenance is None or target is None or len(provenance.segments) != len(target.segments):
        return None
    segments = list(provenance.segments)
    for unit in changes.job.units:
        if unit.key in changes.rows and len(unit.target_at) == 1 == len(unit.source_at):
            at = unit.target_at[0]
            segments[at] = replace(segments[at], digest=compute_digest(unit.source))
    matter = {**provenance.matter, **_digest_matter(changes)}
    return Provenance(
        provenance.revision, select_fields(matter), tuple(segments), select_notes(matter)
    )


def check_segments(file: LocalisedFile) -> Iterator[Problem]:
    """Yield the rows that Markdown would take for something else than their segments."""
    there = Counter(
        (cut_segment.segment.kind, cut_segment.segment.digest)
        for cut_segment in cut_segments(file.body)
    )
    changes, texts = file.changes, file.changes.texts
    for unit in changes.job.units:
        whole = unit.kind is SegmentKind.SECTION
        if unit.key not in changes.rows or not unit.source_at or whole:
            continue
        if not there[unit.kind, compute_digest(texts[unit.key])]:
            yield describe_split(changes.rows[unit.key], unit.kind)
