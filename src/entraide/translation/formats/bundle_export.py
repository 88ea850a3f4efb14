"""The export of jobs as a bundle: their units with notes, and suggestions of the memory."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from entraide.errors import ContentError, FileLine, Problem
from entraide.model.hidden_characters import (
    HIDDEN_CHARACTER,
    find_hidden_character,
    format_character,
)
from entraide.model.segment import SegmentKind, SegmentState
from entraide.model.segment_keys import ChangeNoteKey
from entraide.model.site import Site
from entraide.translation.formats.bundle import Bundle, BundlePart, UnitRow
from entraide.translation.formats.row_notes import build_base, build_notes
from entraide.translation.job import TranslationJob
from entraide.translation.memory import TranslationMemory
from entraide.translation.units import TranslationUnit


def build_bundle(
    jobs: Iterable[TranslationJob],
    site: Site,
    code: str,
    memory: TranslationMemory,
    labels: BundlePart | None = None,
) -> Bundle:
    """Return the bundle of `jobs`, all for the locale `code`, after a part with `labels`.

    A unit without a target gets the target of a like one in `memory`, marked fuzzy. Raise
    ContentError for a character that neither PO nor XML can hold; `entraide check` refuses it too.
    """
    jobs = list(jobs)
    if problems := [problem for job in jobs for problem in _check_signs(job)]:
        raise ContentError(*problems)
    entries = (_build_part(job, site, memory) for job in jobs)
    parts = (*((labels,) if labels and labels.rows else ()), *entries)
    lang = site.get_locale(code).lang
    return Bundle(code, lang, site.default_locale.site_name, parts)


def _check_signs(job: TranslationJob) -> Iterator[Problem]:
    """Yield a problem for each text with a character that no bundle can hold."""
    source = job.text_to_read.path
    version = job.version.path if job.version else source
    for unit in job.units:
        for path, text in ((source, unit.source), (version, unit.target)):
            if sign := find_hidden_character(text):
                what = f"entry {job.entry.id}, {unit.key}: {format_character(sign)} stands there"
                cure = "No file for translators can hold it: take it out of the text"
                line = _find_source_line(unit, job) if path == source else 1
                yield Problem(FileLine(path, line), what, cure)


def _build_part(job: TranslationJob, site: Site, memory: TranslationMemory) -> BundlePart:
    entry, source = job.entry, job.text_to_read
    rows = tuple(_build_row(unit, job, memory) for unit in job.units if unit.is_offered)
    return BundlePart(
        entry.id, job.revision, site.get_locale(source.locale).lang, source.path, rows
    )


def _build_row(unit: TranslationUnit, job: TranslationJob, memory: TranslationMemory) -> UnitRow:
    entry, source = job.entry, job.text_to_read.locale
    row = UnitRow(
        entry.id,
        unit.key,
        unit.source,
        unit.target,
        fuzzy=unit.state is SegmentState.CHANGED,
        previous=HIDDEN_CHARACTER.sub("", unit.previous),  # an old text cannot be mended any more
        notes=tuple(
            HIDDEN_CHARACTER.sub("", note) for note in build_notes(entry.id, job.revision, unit)
        ),
        location=FileLine(job.text_to_read.path, _find_source_line(unit, job)),
        base=build_base(unit.target, fuzzy=unit.state is SegmentState.CHANGED),
    )
    return row if unit.target else suggest_target(row, memory, source, job.code)


def suggest_target(row: UnitRow, memory: TranslationMemory, source: str, code: str) -> UnitRow:
    """Return `row` with a fuzzy suggestion of the memory, from locale `source` to `code`.

    It is returned unchanged where the memory has none.
    """
    match = memory.find_match(row.source, source, code)
    if match is None:
        return row
    previous = "" if match.score == 100 else match.source
    notes = (*row.notes, f"From the translation memory: {match.score} % alike")
    return replace(row, target=match.target, fuzzy=True, previous=previous, notes=notes)


def _find_source_line(unit: TranslationUnit, job: TranslationJob) -> int:
    """Return the line of `unit` in the file of the source, from 1."""
    source = job.text_to_read
    if job.pivot:
        return 1  # it may be built otherwise
    if unit.kind is SegmentKind.FIELD:
        name = "changes" if isinstance(unit.key, ChangeNoteKey) else str(unit.key)
        return source.lines.get(name, 1)
    return source.body_line + unit.line
