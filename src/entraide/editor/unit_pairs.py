"""Both languages of a translation, unit by unit: what the source says, and what became of it.

They are those of the text as it is being written, so that a unit is done as soon as it is saved.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from entraide.editor.editor import OpenVersion
from entraide.editor.visit import EditorVisit
from entraide.model.segment import SegmentState
from entraide.model.segment_labels import SEGMENT_LABELS
from entraide.model.word_diff import Side, Stretch, compare_words
from entraide.preview.preview_site import PreviewSite
from entraide.translation.job import TranslationJob, build_current_job
from entraide.translation.units import TranslationUnit


@dataclass(frozen=True, slots=True)
class UnitPair:
    """A unit: its source, with how that has changed since it was translated, and its target.

    `label` says what it is, and `line` where the target begins in the text, from 1; 0 elsewhere.
    """

    label: str
    source: Sequence[Stretch]
    target: str
    state: SegmentState
    line: int


def list_pairs(visit: EditorVisit, here: OpenVersion, text: str) -> list[UnitPair]:
    """Return the pairs of a translation with that text, in the order of the source; [] for none."""
    if here.is_source:
        return []

    def pair(site: PreviewSite) -> list[UnitPair]:
        entry = site.build.reading.site.entries.get(here.entry.id, here.entry)
        job = build_current_job(entry, visit.code, site.build.history)
        return list(_iter_pairs(job))

    return visit.editor.sites.take_turn(here.version.path, text, pair).result()


def _iter_pairs(job: TranslationJob) -> Iterator[UnitPair]:
    for unit in job.units:
        if unit.is_offered or unit.state is SegmentState.KEPT:
            yield UnitPair(
                SEGMENT_LABELS.get(str(unit.key)) or SEGMENT_LABELS.get(unit.kind, ""),
                _compare_source(unit),
                unit.target,
                unit.state,
                _find_line(unit, job),
            )


def _compare_source(unit: TranslationUnit) -> Sequence[Stretch]:
    if unit.previous and unit.previous != unit.source:
        return compare_words(unit.previous, unit.source)
    return [Stretch(Side.BOTH, unit.source)] if unit.source else []


def _find_line(unit: TranslationUnit, job: TranslationJob) -> int:
    """Return the line of the target in the text as the form shows it: without blank edges."""
    if job.target is None or not unit.target_at:
        return 0
    body = job.target.body
    edge = len(body) - len(body.lstrip("\n"))
    return body.count("\n", edge, job.target.cuts[unit.target_at[0]].runs[0].start) + 1
