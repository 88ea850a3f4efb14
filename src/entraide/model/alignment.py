"""Alignment: which segments of two texts belong together.

Two revisions of one text are compared by their words. Texts in two languages share no words, so
they are aligned by heading, then by kind and order below it; where a section is built differently
in each, the whole section is one unit. Everything is computed, nothing is written into a text.
"""

from collections import defaultdict, deque
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import groupby

from entraide.model.segment import Segment, SegmentKind, is_same_wording


class SegmentChange(StrEnum):
    """What became of a segment between two revisions."""

    UNCHANGED = "unchanged"
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class SegmentComparison:
    """A segment in an older and a newer revision; None where it is missing."""

    old: Segment | None
    new: Segment | None

    @property
    def change(self) -> SegmentChange:
        if self.old is None:
            return SegmentChange.ADDED
        if self.new is None:
            return SegmentChange.REMOVED
        same = self.old.digest == self.new.digest or _has_same_words(self.old, self.new)
        return SegmentChange.UNCHANGED if same else SegmentChange.CHANGED


def _has_same_words(old: Segment, new: Segment) -> bool:
    """Return whether typography alone changed between `old` and `new`.

    A segment that is only remembered has no text: nothing is known of its typography.
    """
    return bool(old.text) and is_same_wording(old.text, new.text)


@dataclass(frozen=True, slots=True)
class AlignedSegments:
    """Segments of two languages that say the same: one of each, or a whole section of each."""

    source: tuple[Segment, ...]
    target: tuple[Segment, ...]

    @property
    def is_whole_section(self) -> bool:
        kinds = [tuple(segment.kind for segment in side) for side in (self.source, self.target)]
        return kinds[0] != kinds[1] or len(kinds[0]) != 1


def _match_runs(
    old: Sequence[Hashable], new: Sequence[Hashable]
) -> Sequence[tuple[str, int, int, int, int]]:
    """Return the runs in which two lists are equal or differ, as `SequenceMatcher` opcodes.

    Each is a tag, then the bounds of the run in `old` and in `new`.
    """
    return SequenceMatcher(None, old, new, autojunk=False).get_opcodes()


def compare_segments(old: Sequence[Segment], new: Sequence[Segment]) -> list[SegmentComparison]:
    """Compare two revisions of one text; return every segment, in the order of the newer one."""
    words = [[(segment.kind, segment.digest) for segment in segments] for segments in (old, new)]
    if words[0] == words[1]:  # as nearly always
        return list(map(SegmentComparison, old, new))
    comparisons: list[SegmentComparison] = []
    for _, start, end, low, high in _match_runs(*words):
        comparisons += _pair_run(old[start:end], new[low:high])
    return _join_moved(comparisons)


def _join_moved(comparisons: Sequence[SegmentComparison]) -> list[SegmentComparison]:
    """Join each removed segment with an added one of the same kind and words: it has moved."""
    removed: defaultdict[tuple[SegmentKind, str], deque[Segment]] = defaultdict(deque)
    for comparison in comparisons:
        if comparison.change is SegmentChange.REMOVED and comparison.old:
            removed[comparison.old.kind, comparison.old.digest].append(comparison.old)
    pairs: dict[Segment, Segment] = {}  # new -> old
    for comparison in comparisons:
        new = comparison.new
        if new and comparison.old is None and (same := removed.get((new.kind, new.digest))):
            pairs[new] = same.popleft()
    moved = set(pairs.values())
    unpaired = [
        comparison for comparison in comparisons if comparison.new or comparison.old not in moved
    ]
    return [
        SegmentComparison(pairs.get(comparison.new, comparison.old), comparison.new)
        if comparison.new
        else comparison
        for comparison in unpaired
    ]


def _pair_run(old: Sequence[Segment], new: Sequence[Segment]) -> Iterator[SegmentComparison]:
    """Compare a run of changed segments: those of one kind are paired in order."""
    kinds = [[segment.kind for segment in segments] for segments in (old, new)]
    shorter = min(map(len, kinds))
    if kinds[0][:shorter] == kinds[1][:shorter]:  # else every one is compared with every other
        yield from map(SegmentComparison, old, new)
        yield from (SegmentComparison(one, None) for one in old[shorter:])
        yield from (SegmentComparison(None, one) for one in new[shorter:])
        return
    for _, start, end, low, high in _match_runs(*kinds):
        same = min(end - start, high - low) if kinds[0][start:end] == kinds[1][low:high] else 0
        yield from map(SegmentComparison, old[start : start + same], new[low : low + same])
        yield from (SegmentComparison(one, None) for one in old[start + same : end])
        yield from (SegmentComparison(None, one) for one in new[low + same : high])


def align_segments(source: Sequence[Segment], target: Sequence[Segment]) -> list[AlignedSegments]:
    """Align the segments of a source text with those of a text made from that very revision.

    Where both have the same number of sections, sections are paired in order; otherwise only those
    that consist of the same kinds of segments are, and the others become one unit.
    """
    sections = [_split_sections(segments) for segments in (source, target)]
    if len(sections[0]) == len(sections[1]):
        return [unit for pair in zip(*sections, strict=True) for unit in _align_sections(*pair)]
    shapes = [[_list_kinds(section) for section in side] for side in sections]
    units: list[AlignedSegments] = []
    for _, start, end, low, high in _match_runs(*shapes):
        source_run, target_run = sections[0][start:end], sections[1][low:high]
        if len(source_run) == len(target_run):
            for one, other in zip(source_run, target_run, strict=True):
                units += _align_sections(one, other)
        else:
            units.append(AlignedSegments(_join_sections(source_run), _join_sections(target_run)))
    return units


def _align_sections(
    source: Sequence[Segment], target: Sequence[Segment]
) -> Iterator[AlignedSegments]:
    """Align two sections: segment by segment where their kinds agree, else as a whole."""
    if _list_kinds(source) == _list_kinds(target):
        yield from (
            AlignedSegments((one,), (other,)) for one, other in zip(source, target, strict=True)
        )
    else:
        yield AlignedSegments(tuple(source), tuple(target))


def _split_sections(segments: Iterable[Segment]) -> list[list[Segment]]:
    return [list(group) for _, group in groupby(segments, key=lambda segment: segment.section)]


def _list_kinds(section: Iterable[Segment]) -> tuple[SegmentKind, ...]:
    return tuple(segment.kind for segment in section)


def _join_sections(sections: Iterable[Iterable[Segment]]) -> tuple[Segment, ...]:
    return tuple(segment for section in sections for segment in section)


def find_segments_behind(
    then: Sequence[Segment], now: Sequence[Segment], target: Sequence[Segment]
) -> tuple[frozenset[Segment], tuple[Segment, ...]]:
    """Return what is outdated in `target`, made from `then`, now that its source is `now`.

    First the segments of `target` whose source segment changed or was removed, then the segments of
    `now` for which `target` has none.
    """
    compared = compare_segments(then, now)
    stale = {
        comparison.old
        for comparison in compared
        if comparison.change in (SegmentChange.CHANGED, SegmentChange.REMOVED)
    }
    behind = frozenset(
        segment
        for unit in align_segments(then, target)
        if not stale.isdisjoint(unit.source)
        for segment in unit.target
    )
    added = tuple(
        comparison.new
        for comparison in compared
        if comparison.change is SegmentChange.ADDED and comparison.new
    )
    return behind, added
