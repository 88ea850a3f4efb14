"""Translation through a third language, a *pivot*, whose text takes the place of the source.

Somebody who translates into German may know English, and not the French of an entry. Where the
English version is current, segment by segment, it says what the French source says. The units keep
their keys.
"""

from dataclasses import replace

from entraide.content.provenance import EntryHistory
from entraide.model.translation_state import State
from entraide.translation.job import TranslationJob, build_job
from entraide.translation.units import TranslationUnit


def build_pivot_job(job: TranslationJob, code: str, history: EntryHistory) -> TranslationJob | None:
    """Return `job` with the texts of the locale `code` as its sources.

    None where that version is not current, or has another structure than the source.
    """
    entry = job.entry
    if entry.get_state(code) is not State.CURRENT:
        return None
    through = build_job(entry, code, history, job.revision)
    if through is None:
        return None
    texts = {unit.key: unit.target for unit in through.units if unit.is_done}
    units = []
    for unit in job.units:
        if text := texts.get(unit.key):
            units.append(unit._replace(source=text, previous=""))
        elif not (unit.is_offered and unit.source):
            units.append(unit)
        elif unit.is_needed:
            return None
    return replace(job, units=tuple(units), pivot=entry.localised[code])


def list_pivot_units(job: TranslationJob, history: EntryHistory) -> list[TranslationUnit]:
    """Return the units of `job` with the texts of each other current version as sources."""
    units: list[TranslationUnit] = []
    for code in job.entry.translations:
        if code != job.code and (through := build_pivot_job(job, code, history)):
            units += through.units
    return units
