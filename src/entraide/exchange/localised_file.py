"""The file of a localised version, with the changes of an import in it, and the record beside it.

A *record* is a provenance as it is kept: in the file `.segments.json` beside the version.

Once every unit is translated, the version is at the revision of the bundle. While some wait, the
version keeps its `source_revision`, and the record remembers which segments have caught up.

A new version that lacks texts borrows them from its source. It is a draft until it is whole, or
until as much is translated as the site asks for (`publish_at`). Texts that a machine translated
count as lacking, until a person has read them.
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
from entraide.exchange.credits import ImportPeople
from entraide.exchange.machine_texts import record_machine_texts
from entraide.exchange.meant_numbers import record_answers
from entraide.exchange.section_composer import compose_body, splice_body
from entraide.exchange.version_changes import VersionChanges, describe_split
from entraide.model.entry import VersionStatus
from entraide.model.segment import SegmentKind, SegmentState, compute_digest, list_digests
from entraide.model.segment_keys import FieldKey, SegmentKey, select_fields, select_notes
from entraide.model.text_fields import TEXT_FIELDS
from entraide.translation.units import TranslationUnit


@dataclass(frozen=True, slots=True)
class LocalisedFile:
    """A localised version as it would be written; `path` is from the project’s folder."""

    changes: VersionChanges
    path: str
    revision: int
    text: str
    body: str
    record: Provenance | None
    status: VersionStatus | None

    def list_files(self, settings: Settings) -> Iterator[tuple[Path, str]]:
        """Yield each file to write with its text: the version, and its record if it has one."""
        file = settings.root / self.path
        yield file, self.text
        if self.record:
            yield get_record_path(file), format_provenance(self.record)


def get_path(changes: VersionChanges, settings: Settings) -> str:
    """Return the path, from the project’s folder, of the version that changes."""
    if version := changes.job.version:
        return version.path
    name = f"{changes.job.entry.address}.md"
    return settings.make_relative(settings.docs / changes.job.code / name)


def build_localised_file(
    changes: VersionChanges, settings: Settings, today: date, people: ImportPeople
) -> LocalisedFile:
    """Return the file that `changes` make; UnsafeEditError where it cannot be edited safely."""
    version, job, borrowed = changes.job.version, changes.job, changes.borrowed_texts
    texts = {**borrowed, **changes.texts}
    filled = all(
        unit.key in texts for unit in job.units if unit.is_needed or unit.state is SegmentState.KEPT
    )
    if filled or job.target is None:
        body = compose_body(job.source, job.target, job.units, texts)
    else:
        body = splice_body(job.target, job.units, texts)
    behind = any(unit.key not in borrowed for unit in changes.waiting)
    revision = version.revision if version and behind else job.revision
    status = choose_status(changes, settings.publish_at)
    values = {**_collect_values(changes, texts), "source_revision": revision, "status": status}
    values |= {**people.list_values(changes, today), "updated": today}
    path = get_path(changes, settings)
    if version is None:
        text = format_new_version(values, body)
    else:
        old = (settings.root / path).read_bytes().decode()
        text = rewrite_version(old, path, values, body)
    record = _build_record(changes, revision) if filled else _update_record(changes)
    record = people.record_credits(record, changes, revision, today)
    record = record_answers(record, changes, revision)
    record = record_machine_texts(record, changes, revision)
    return LocalisedFile(changes, path, revision, text, body, record, status)


def choose_status(changes: VersionChanges, publish_at: int) -> VersionStatus | None:
    """Return the new status of the version that changes; None where nothing is lacking.

    Readers are shown a partial version once `publish_at` percent of it are translated, its title
    and summary among them: lists of titles are to be in one language.
    """
    version, unread = changes.job.version, {**changes.borrowed_texts, **changes.machine_texts}
    if not unread:
        return None
    if version and version.status is not VersionStatus.DRAFT:
        return VersionStatus.PARTIAL
    is_named = not any(isinstance(key, FieldKey) for key in unread)
    is_enough = is_named and changes.percent >= publish_at
    return VersionStatus.PARTIAL if is_enough else VersionStatus.DRAFT


def _collect_values(changes: VersionChanges, texts: Mapping[SegmentKey, str]) -> dict[str, Any]:
    """Return the front matter that translators write: the fields and the change notes."""
    version, rows = changes.job.version, changes.rows
    values: dict[str, Any] = {"id": changes.job.entry.id}
    for name, field in TEXT_FIELDS.items():
        # A list stays as somebody wrote it, commas and all, as long as nobody sends another.
        if FieldKey(name) in (rows if field.is_list else texts):
            values[name] = parse_field(name, texts[FieldKey(name)])
    if new := select_notes({key: texts[key] for key in rows}):
        notes = {**(version.notes if version else {}), **new}
        values["notes"] = dict(sorted(notes.items(), reverse=True))
    return values


def _build_record(changes: VersionChanges, revision: int) -> Provenance:
    """Return the provenance of a version in which every segment of the source has a text."""
    source = changes.job.source
    digests: dict[int, str] = {}
    for unit in changes.job.units:
        for at in unit.source_at:
            current = _is_current(unit, changes)
            digests[at] = source.segments[at].digest if current else _get_provenance(unit)
    segments = (replace(source.segments[at], digest=digests[at]) for at in sorted(digests))
    matter = _digest_matter(changes)
    fields, notes = select_fields(matter), select_notes(matter)
    borrowed = list_digests(changes.borrowed_texts.values())
    return Provenance(revision, fields, tuple(segments), notes, borrowed=borrowed)


def _digest_matter(changes: VersionChanges) -> dict[SegmentKey, str]:
    """Return the digest of the source from which each text of the front matter was made."""
    known = {**changes.borrowed_texts, **changes.texts}
    return {
        unit.key: compute_digest(unit.source)
        if _is_current(unit, changes)
        else _get_provenance(unit)
        for unit in changes.job.units
        if unit.kind is SegmentKind.FIELD and unit.key in known
    }


def _is_current(unit: TranslationUnit, changes: VersionChanges) -> bool:
    """Return whether the target of `unit` says what its source says, borrowed texts included."""
    if unit.key in changes.rows:
        return not changes.rows[unit.key].by_machine
    return unit.is_done or unit.key in changes.borrowed_texts


def _get_provenance(unit: TranslationUnit) -> str:
    """Return the digest of the source that a unit which is not current was made from.

    It is UNKNOWN where nobody knows, and beside a segment that was removed from the source: what
    that segment said may still be in the target.
    """
    return UNKNOWN if unit.remark or not unit.provenance else unit.provenance


def _update_record(changes: VersionChanges) -> Provenance | None:
    """Return the provenance of a version in which some segments still lack a text.

    The segments that change get the digests of their sources of today. None where there is no
    earlier provenance, or where it does not fit the segments of the version.
    """
    provenance, target = changes.job.provenance, changes.job.target
    if provenance is None or target is None or len(provenance.segments) != len(target.segments):
        return None
    segments = list(provenance.segments)
    for unit in changes.job.units:
        if unit.key in changes.rows and len(unit.target_at) == 1 == len(unit.source_at):
            at = unit.target_at[0]
            digest = compute_digest(unit.source) if _is_current(unit, changes) else UNKNOWN
            segments[at] = replace(segments[at], digest=digest)
    matter = {**provenance.matter, **_digest_matter(changes)}
    return Provenance(
        provenance.revision, select_fields(matter), tuple(segments), select_notes(matter)
    )


def check_segments(file: LocalisedFile) -> Iterator[Problem]:
    """Yield a problem for each row whose text Markdown does not read as one segment of its kind."""
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
