"""Units as JSON: the segments of a version, for the page for proposals, the desk and programs.

Texts are Markdown as written, their placeholders unfilled, since what comes back goes into a file.
Where a version is behind, git is asked what it was made from. Without git, all of it counts as
changed, as in bundles for translators.
"""

from functools import lru_cache

from entraide.model.segment import SegmentState, count_protected_parts
from entraide.model.word_diff import Side, compare_words
from entraide.published_files.entries import PublishedSegment
from entraide.translation.job import TranslationJob
from entraide.translation.units import TranslationUnit


def build_segments(job: TranslationJob) -> tuple[PublishedSegment, ...]:
    """Return one published segment for each unit, fields first."""
    return tuple(
        _build_segment(unit, is_of_source=job.is_of_source)
        for unit in job.units
        if unit.is_offered or unit.state is SegmentState.KEPT
    )


def _build_segment(unit: TranslationUnit, *, is_of_source: bool) -> PublishedSegment:
    """Return the published segment of `unit`; in the source's language its source is its text."""
    is_changed = unit.state is SegmentState.CHANGED
    return PublishedSegment(
        key=str(unit.key),
        kind=unit.kind,
        text=unit.source if is_of_source else unit.target,
        source=None if is_of_source else unit.source,
        protected=_list_protected_parts(unit.source) if unit.is_guarded else (),
        state=SegmentState.SOURCE if is_of_source else unit.state,
        heading=unit.heading,
        previous=unit.previous if is_changed else "",
        diff=_compare(unit) if is_changed and unit.previous else (),
        remark=unit.remark,
        needed=unit.is_needed,
        guarded=unit.is_guarded,
    )


@lru_cache(maxsize=256)  # each locale has the same source
def _list_protected_parts(source: str) -> tuple[str, ...]:
    return tuple(sorted(count_protected_parts(source).elements()))


def _compare(unit: TranslationUnit) -> tuple[tuple[Side, str], ...]:
    return tuple((part.side, part.text) for part in compare_words(unit.previous, unit.source))
