"""What goes out to translators: the units of entries as a catalogue, with its notes."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from entraide.errors import ContentError, Problem
from entraide.model.hidden_characters import (
    HIDDEN_CHARACTER,
    find_hidden_character,
    format_character,
)
from entraide.model.segment import SegmentKind
from entraide.model.segment_keys import ChangeNoteKey
from entraide.model.site import Site
from entraide.translation.formats.bundle import Bundle, BundlePart, BundleRow, build_notes
from entraide.translation.job import TranslationJob
from entraide.translation.memory import TranslationMemory
from entraide.translation.units import TranslationUnit


def build_bundle(
    jobs: Iterable[TranslationJob], site: Site, code: str, memory: TranslationMemory
) -> Bundle:
    """Every unit of `jobs`; where nothing stands yet, what `memory` has seen, marked fuzzy.

    ContentError for a sign that neither PO nor XML can hold, which `entraide check` refuses too.
    """
    jobs = list(jobs)
    if problems := [problem for job in jobs for problem in _unheld(job)]:
        raise ContentError(problems)
    parts = tuple(_part(job, site, memory) for job in jobs)
    lang = site.get_locale(code).lang
    return Bundle(code, lang, site.default_locale.site_name, parts)


def _unheld(job: TranslationJob) -> Iterator[Problem]:
    """The texts with a sign that no file for translators can hold."""
    source = job.entry.source.path
    version = job.version.path if job.version else source
    for unit in job.units:
        for path, text in ((source, unit.source), (version, unit.target)):
            if sign := find_hidden_character(text):
                what = f"entry {job.entry.id}, {unit.key}: {format_character(sign)} stands there"
                cure = "No file for translators can hold it: take it out of the text"
                yield Problem(path, _line(unit, job) if path == source else 1, what, cure)


def _part(job: TranslationJob, site: Site, memory: TranslationMemory) -> BundlePart:
    entry, source = job.entry, job.entry.source
    rows = tuple(_row(unit, job, memory) for unit in job.units if unit.is_offered)
    return BundlePart(
        entry.id, job.revision, site.get_locale(source.locale).lang, source.path, rows
    )


def _row(unit: TranslationUnit, job: TranslationJob, memory: TranslationMemory) -> BundleRow:
    entry = job.entry
    row = BundleRow(
        entry.id,
        unit.key,
        unit.source,
        unit.target,
        fuzzy=unit.fuzzy,
        previous=HIDDEN_CHARACTER.sub("", unit.previous),  # an old text cannot be mended any more
        notes=tuple(
            HIDDEN_CHARACTER.sub("", note) for note in build_notes(entry.id, job.revision, unit)
        ),
        path=entry.source.path,
        line=_line(unit, job),
    )
    if unit.target or not (found := memory.find_match(unit.source, entry.source.locale, job.code)):
        return row
    previous = "" if found.score == 100 else found.source
    note = f"From the translation memory: {found.score} % alike"
    return replace(
        row, target=found.target, fuzzy=True, previous=previous, notes=(*row.notes, note)
    )


def _line(unit: TranslationUnit, job: TranslationJob) -> int:
    source = job.entry.source
    if unit.kind is SegmentKind.FIELD:
        name = "changes" if isinstance(unit.key, ChangeNoteKey) else str(unit.key)
        return source.lines.get(name, 1)
    return source.body_line + unit.line
