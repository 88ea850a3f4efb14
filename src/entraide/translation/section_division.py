"""Sections that two languages build otherwise, divided where they are built alike.

What stands before and behind the part that differs stays one segment with one segment: groups of
segments of one kind, as many in both languages. Only the run between them becomes one unit. A text
is divided at a block of its own alone, so that each piece is Markdown by itself.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from entraide.content.version_text import VersionText
from entraide.model.alignment import compare_segments
from entraide.model.segment import Segment, SegmentKind
from entraide.translation.units import TranslationUnit

Group = tuple[SegmentKind, int]  # a kind, and how many segments of it follow one another


def split_languages(source: VersionText, target: VersionText) -> tuple[VersionText, VersionText]:
    """Return both texts with further sections, the same in each."""
    pairs = [
        (ours, theirs)
        for ours, theirs in _iter_starts(source.segments, target.segments)
        if source.is_block_start(ours) and target.is_block_start(theirs)
    ]
    return source.split_sections({one for one, _ in pairs}), target.split_sections(
        {one for _, one in pairs}
    )


def split_revisions(
    source: VersionText, target: VersionText, then: Sequence[Segment]
) -> tuple[VersionText, VersionText, Sequence[Segment]]:
    """Return the texts with further sections, and `then`, from which `target` was made, too."""
    numbers = {id(segment): at for at, segment in enumerate(then)}
    new_at = {id(segment): at for at, segment in enumerate(source.segments)}
    today = {
        numbers[id(pair.old)]: new_at[id(pair.new)]
        for pair in compare_segments(then, source.segments)
        if pair.old and pair.new
    }
    pairs = [
        (earlier, today[earlier], theirs)
        for earlier, theirs in _iter_starts(then, target.segments)
        if earlier in today
        and source.is_block_start(today[earlier])
        and target.is_block_start(theirs)
    ]
    starts = {earlier for earlier, _, _ in pairs}
    divided = [
        replace(segment, section=segment.section + sum(start <= at for start in starts))
        for at, segment in enumerate(then)
    ]
    return (
        source.split_sections({now for _, now, _ in pairs}),
        target.split_sections({theirs for _, _, theirs in pairs}),
        divided,
    )


def split_by_units(
    source: VersionText, target: VersionText, units: Collection[TranslationUnit]
) -> tuple[VersionText, VersionText]:
    """Return both texts with a section of its own for each unit of many segments."""
    runs = [u for u in units if u.kind is SegmentKind.SECTION and u.source_at and u.target_at]
    return (
        source.split_sections({at for u in runs for at in (u.source_at[0], u.source_at[-1] + 1)}),
        target.split_sections({at for u in runs for at in (u.target_at[0], u.target_at[-1] + 1)}),
    )


def _iter_starts(source: Sequence[Segment], target: Sequence[Segment]) -> Iterator[tuple[int, int]]:
    """Yield the numbers of the segments of both texts at which a section can be divided."""
    sides = [_list_sections(segments) for segments in (source, target)]
    if len(sides[0]) != len(sides[1]):
        return
    starts = [0, 0]
    for ours, theirs in zip(*sides, strict=True):
        if ours != theirs:
            for one, other in _find_offsets(ours, theirs):
                yield starts[0] + one, starts[1] + other
        starts = [
            start + _count(groups) for start, groups in zip(starts, (ours, theirs), strict=True)
        ]


def _list_sections(segments: Sequence[Segment]) -> list[list[Group]]:
    """Return the groups of each section."""
    return [
        [(kind, len([*group])) for kind, group in groupby(section, key=lambda each: each.kind)]
        for _, section in groupby(segments, key=lambda each: each.section)
    ]


def _find_offsets(ours: Sequence[Group], theirs: Sequence[Group]) -> Iterator[tuple[int, int]]:
    """Yield where the part that differs begins and where it ends, unless that is at an edge."""
    fewest = min(len(ours), len(theirs))
    before = next((at for at in range(fewest) if ours[at] != theirs[at]), fewest)
    behind = next(
        (at for at in range(fewest - before) if ours[-1 - at] != theirs[-1 - at]), fewest - before
    )
    if before + behind == fewest:  # one language has nothing there: its neighbour joins it
        before, behind = (before, behind - 1) if behind else (before - 1, behind)
    if before:
        yield _count(ours[:before]), _count(theirs[:before])
    if behind:
        yield _count(ours[:-behind]), _count(theirs[:-behind])


def _count(groups: Sequence[Group]) -> int:
    return sum(count for _, count in groups)
