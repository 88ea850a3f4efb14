"""Alignment: which segments of two texts belong together.

Two revisions of one text are compared by their words. Texts in two languages share no words, so
they are aligned by heading, then by kind and order below it; where a section is built differently
in each, the whole section is one unit. Everything is computed, nothing is written into a text.
"""

from collections import defaultdict, deque
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import groupby

from entraide.model.likeness import LIKE_ELSEWHERE, LIKE_HERE, MANY_PAIRS, pair_by_likeness
from entraide.model.segment import Segment, SegmentKind, is_same_wording


class SegmentChange(StrEnum):
    """What became of a segment between two revisions."""

    UNCHANGED = "unchanged"
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class SegmentComparison:
    """A segment in an older and a newer revision; `old` or `new` is None where it has none."""

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
    """Return whether `old` and `new` differ in typography only.

    A segment that is only remembered has no text: nothing is known of its typography.
    """
    return bool(old.text) and is_same_wording(old.text, new.text)


@dataclass(frozen=True, slots=True)
class AlignedSegments:
    """Segments of two languages that say the same: one of each, or whole sections of each."""

    source: tuple[Segment, ...]
    target: tuple[Segment, ...]

    @property
    def is_whole_section(self) -> bool:
        kinds = [tuple(segment.kind for segment in side) for side in (self.source, self.target)]
        return kinds[0] != kinds[1] or len(kinds[0]) != 1


def _match_runs(
    old: Sequence[Hashable], new: Sequence[Hashable]
) -> Sequence[tuple[str, int, int, int, int]]:
    """Return the runs in which two lists are equal or differ, as opcodes of `SequenceMatcher`.

    Each is a tag, then the bounds of the run in `old` and in `new`.
    """
    return SequenceMatcher(None, old, new, autojunk=False).get_opcodes()


def compare_segments(old: Sequence[Segment], new: Sequence[Segment]) -> list[SegmentComparison]:
    """Compare two revisions of one text; return every segment, in the order of the newer one.

    Segments with equal texts are paired first. The others are paired by how alike they are: those
    within the runs that changed, then those that moved elsewhere.
    """
    words = [[(segment.kind, segment.digest) for segment in segments] for segments in (old, new)]
    if words[0] == words[1]:  # as nearly always
        return list(map(SegmentComparison, old, new))
    pairs: dict[int, int] = {}  # number in `new` -> number in `old`
    runs = _match_runs(*words)
    for tag, start, end, low, high in runs:
        if tag == "equal":
            pairs.update(zip(range(low, high), range(start, end), strict=True))
    pairs |= _pair_moved(words[0], words[1], pairs)
    for tag, start, end, low, high in runs:
        if start == end or low == high or tag == "equal":
            continue
        paired = {*pairs.values()}
        olds = [at for at in range(start, end) if at not in paired]
        news = [at for at in range(low, high) if at not in pairs]
        pairs |= pair_by_likeness(old, new, olds, news, LIKE_HERE)
        pairs |= _pair_leftovers(old, new, pairs, (start, end, low, high))
    paired = {*pairs.values()}
    olds = [at for at in range(len(old)) if at not in paired]
    news = [at for at in range(len(new)) if at not in pairs]
    pairs |= pair_by_likeness(old, new, olds, news, LIKE_ELSEWHERE)
    return list(_order_pairs(old, new, pairs))


def _pair_moved(
    old: Sequence[Hashable], new: Sequence[Hashable], pairs: Mapping[int, int]
) -> dict[int, int]:
    """Pair each text that is gone with one of the same kind and words elsewhere: it has moved."""
    places: defaultdict[Hashable, deque[int]] = defaultdict(deque)
    paired = {*pairs.values()}
    for at, sign in enumerate(old):
        if at not in paired:
            places[sign].append(at)
    return {
        at: places[sign].popleft()
        for at, sign in enumerate(new)
        if at not in pairs and places.get(sign)
    }


def _pair_leftovers(
    old: Sequence[Segment],
    new: Sequence[Segment],
    pairs: Mapping[int, int],
    run: tuple[int, int, int, int],
) -> dict[int, int]:
    """Pair segments that no other is like, in order, where both sides have equally many of a kind.

    A segment without a text is like no other. Where there are too many to compare, as many as
    possible are paired in order.
    """
    start, end, low, high = run
    paired = {*pairs.values()}
    leftovers: dict[int, int] = {}
    for kind in dict.fromkeys(segment.kind for segment in new[low:high]):
        olds = [at for at in range(start, end) if old[at].kind is kind and at not in paired]
        news = [at for at in range(low, high) if new[at].kind is kind and at not in pairs]
        is_compared = len(olds) * len(news) <= MANY_PAIRS and any(old[at].text for at in olds)
        if len(olds) == len(news) or not is_compared:
            leftovers |= dict(zip(news, olds, strict=False))
    return leftovers


def _order_pairs(
    old: Sequence[Segment], new: Sequence[Segment], pairs: Mapping[int, int]
) -> Iterator[SegmentComparison]:
    """Yield all segments in the order of `new`; a removed one comes where it stood."""
    paired, upcoming = {*pairs.values()}, 0
    for at, segment in enumerate(new):
        before = pairs.get(at)
        if before is not None and before >= upcoming:
            numbers = (number for number in range(upcoming, before) if number not in paired)
            yield from (SegmentComparison(old[number], None) for number in numbers)
            upcoming = before + 1
        yield SegmentComparison(None if before is None else old[before], segment)
    numbers = (number for number in range(upcoming, len(old)) if number not in paired)
    yield from (SegmentComparison(old[number], None) for number in numbers)


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
