"""The file that an arrival makes: the localised version with the news in it, and its record.

Where all is done the version is that of the catalogue's revision. Where something waits, what is
done comes in, the version keeps its `source_revision`, and the record beside it remembers which
segments have caught up.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from entraide.content.entry_editor import rewrite_version
from entraide.content.front_matter import VISIBLE
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
from entraide.exchange.bundle_changes import BundleChanges
from entraide.exchange.section_composer import compose_body, splice_body
from entraide.model.segment import Segment, SegmentKind, compute_digest
from entraide.model.segment_keys import (
    KEYWORDS,
    SUMMARY,
    TITLE,
    SegmentKey,
    select_fields,
    select_notes,
)
from entraide.translation.units import TranslationUnit


@dataclass(frozen=True, slots=True)
class LocalisedFile:
    """A localised version as it will be: its path from the project, its text, its body's text."""

    changes: BundleChanges
    path: str
    revision: int
    text: str
    body: str
    record: Provenance | None

    def list_files(self, settings: Settings) -> Iterator[tuple[Path, str]]:
        file = settings.root / self.path
        yield file, self.text
        if self.record:
            yield get_record_path(file), format_provenance(self.record)


def get_path(found: BundleChanges, settings: Settings) -> str:
    if version := found.job.version:
        return version.path
    name = f"{found.job.entry.address}.md"
    return settings.make_relative(settings.docs / found.job.code / name)


def build_localised_file(
    found: BundleChanges, settings: Settings, today: date, people: Mapping[str, Any]
) -> LocalisedFile | None:
    """What is to be written; None where a version that is not there is not whole either.

    `people` are facts of the front matter. UnsafeEditError where a file cannot be edited safely.
    """
    version, job, texts = found.job.version, found.job, found.texts
    if version is None and not found.is_complete:
        return None
    filled = all(unit.key in texts for unit in job.units if unit.is_needed or unit.is_target_only)
    if filled or job.target is None:
        body = compose_body(job.source, job.target, job.units, texts)
    else:
        body = splice_body(job.target, job.units, texts)
    revision = job.revision if found.is_complete or version is None else version.revision
    facts = {**_facts(found), "source_revision": revision, **people, "updated": today}
    path = get_path(found, settings)
    text = _text(settings.root, path, facts, body, new=version is None)
    record = _record(found, revision) if filled else _caught_up(found)
    return LocalisedFile(found, path, revision, text, body, record)


def _text(root: Path, path: str, facts: Mapping[str, Any], body: str, *, new: bool) -> str:
    if new:
        return format_new_version(facts, body)
    return rewrite_version((root / path).read_bytes().decode(), path, facts, body)


def _facts(found: BundleChanges) -> dict[str, Any]:
    """The front matter, as far as translators write it."""
    version, texts = found.job.version, found.texts
    facts: dict[str, Any] = {"id": found.job.entry.id}
    facts |= {key.name: texts[key] for key in (TITLE, SUMMARY) if key in texts}
    if KEYWORDS in found.rows:
        lines = (line.strip(" \t,;") for line in texts[KEYWORDS].splitlines())
        facts["keywords"] = [line for line in lines if re.search(VISIBLE, line)]
    if new := select_notes({key: texts[key] for key in found.rows}):
        notes = {**(version.notes if version else {}), **new}
        facts["notes"] = dict(sorted(notes.items(), reverse=True))
    return facts


def _record(found: BundleChanges, revision: int) -> Provenance:
    """What each segment was made from, when all of the source has a text."""
    source = found.job.source
    digests: dict[int, str] = {}
    for unit in found.job.units:
        for at in unit.source_at:
            digests[at] = source.segments[at].digest if _done(unit, found) else _then(unit)
    segments = (replace(source.segments[at], digest=digests[at]) for at in sorted(digests))
    matter = _matter(found)
    return Provenance(revision, select_fields(matter), tuple(segments), select_notes(matter))


def _matter(found: BundleChanges) -> dict[SegmentKey, str]:
    """What each text of the front matter was made from."""
    return {
        unit.key: compute_digest(unit.source) if _done(unit, found) else _then(unit)
        for unit in found.job.units
        if unit.kind is SegmentKind.FIELD and unit.key in found.texts
    }


def _done(unit: TranslationUnit, found: BundleChanges) -> bool:
    return unit.is_done or unit.key in found.rows


def _then(unit: TranslationUnit) -> str:
    """What it was made from; a unit that something went away beside is nobody's match."""
    return UNKNOWN if unit.remark or not unit.provenance else unit.provenance


def _caught_up(found: BundleChanges) -> Provenance | None:
    """The record there is, or would be, with what the news was made from."""
    made, target = found.job.provenance, found.job.target
    if made is None or target is None or len(made.segments) != len(target.segments):
        return None
    segments = list(made.segments)
    for unit in found.job.units:
        if unit.key in found.rows and len(unit.target_at) == 1 == len(unit.source_at):
            at = unit.target_at[0]
            segments[at] = replace(segments[at], digest=compute_digest(unit.source))
    matter = {**made.matter, **_matter(found)}
    return Provenance(made.revision, select_fields(matter), tuple(segments), select_notes(matter))


def check_segments(found: LocalisedFile, path: str) -> Iterator[Problem]:
    """Texts that Markdown would take for something else than the segments they are made for."""
    there = Counter(_sign(one.segment) for one in cut_segments(found.body))
    job, texts = found.changes.job, found.changes.texts
    for unit in job.units:
        if unit.key not in found.changes.rows or not unit.source_at:
            continue
        if unit.kind is SegmentKind.SECTION:
            continue
        if not there[unit.kind, compute_digest(texts[unit.key])]:
            row = found.changes.rows[unit.key]
            what = f"{row.name} would no longer be one {unit.kind}"
            cure = "Write it without blank lines, and without signs of Markdown at its start"
            yield Problem(path, row.at, what, cure)


def _sign(segment: Segment) -> tuple[SegmentKind, str]:
    return segment.kind, segment.digest
