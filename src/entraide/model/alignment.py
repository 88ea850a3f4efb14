"""Which segment of one version is which of another: of two revisions, and of two languages.

Two revisions are compared by their words. Two languages share none, so they correspond by heading,
then by kind and order below it; where a section is built otherwise, the whole section is the unit.
Everything is computed, nothing is written into a text.
"""

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import groupby

from entraide.model.segment import Segment, SegmentKind, same_words


class Change(StrEnum):
    UNCHANGED = "unchanged"
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Compared:
    """A segment before and after; None where there was, or is, none."""

    old: Segment | None
    new: Segment | None

    @property
    def change(self) -> Change:
        if self.old is None:
            return Change.ADDED
        if self.new is None:
            return Change.REMOVED
        same = self.old.digest == self.new.digest or _same_words(self.old, self.new)
        return Change.UNCHANGED if same else Change.CHANGED


def _same_words(old: Segment, new: Segment) -> bool:
    """Whether typography alone changed; nobody knows where a text is only remembered."""
    return bool(old.text) and same_words(old.text, new.text)


@dataclass(frozen=True, slots=True)
class Unit:
    """Segments of two languages that say the same: one each, or all of a section."""

    source: tuple[Segment, ...]
    target: tuple[Segment, ...]

    @property
    def whole_section(self) -> bool:
        kinds = [tuple(one.kind for one in side) for side in (self.source, self.target)]
        return kinds[0] != kinds[1] or len(kinds[0]) != 1


def _runs(
    old: Sequence[Hashable], new: Sequence[Hashable]
) -> Sequence[tuple[str, int, int, int, int]]:
    """The runs in which two lists are alike or not: kind, and their bounds in each list."""
    return SequenceMatcher(None, old, new, autojunk=False).get_opcodes()


def compare(old: Sequence[Segment], new: Sequence[Segment]) -> list[Compared]:
    """Every segment of two revisions of one text, in the order of the newer one."""
    words = [[(one.kind, one.digest) for one in segments] for segments in (old, new)]
    if words[0] == words[1]:  # as nearly always
        return list(map(Compared, old, new))
    found: list[Compared] = []
    for _, start, end, low, high in _runs(*words):
        found += _paired(old[start:end], new[low:high])
    return _moved(found)


def _moved(found: Sequence[Compared]) -> list[Compared]:
    """What went away in one place and came back in another, word for word, is the same segment."""
    gone = [one.old for one in found if one.change is Change.REMOVED and one.old]
    pairs: dict[Segment, Segment] = {}  # new -> old
    for one in found:
        if one.change is Change.ADDED and one.new:
            words = (one.new.kind, one.new.digest)
            if same := next((old for old in gone if (old.kind, old.digest) == words), None):
                gone.remove(same)
                pairs[one.new] = same
    kept = [one for one in found if one.new or one.old not in pairs.values()]
    return [Compared(pairs.get(one.new, one.old), one.new) if one.new else one for one in kept]


def _paired(old: Sequence[Segment], new: Sequence[Segment]) -> Iterator[Compared]:
    """A run of segments that changed: those of one kind are taken for each other, in order."""
    kinds = [[one.kind for one in segments] for segments in (old, new)]
    for _, start, end, low, high in _runs(*kinds):
        same = min(end - start, high - low) if kinds[0][start:end] == kinds[1][low:high] else 0
        yield from map(Compared, old[start : start + same], new[low : low + same])
        yield from (Compared(one, None) for one in old[start + same : end])
        yield from (Compared(None, one) for one in new[low + same : high])


def correspond(source: Sequence[Segment], target: Sequence[Segment]) -> list[Unit]:
    """The units of a source text and of a text made from that very revision.

    As many sections on both sides are taken for each other in order; else those built alike are.
    """
    sections = [_sections(segments) for segments in (source, target)]
    if len(sections[0]) == len(sections[1]):
        return [unit for pair in zip(*sections, strict=True) for unit in _units(*pair)]
    shapes = [[_shape(section) for section in side] for side in sections]
    units: list[Unit] = []
    for _, start, end, low, high in _runs(*shapes):
        ours, theirs = sections[0][start:end], sections[1][low:high]
        if len(ours) == len(theirs):
            for one, other in zip(ours, theirs, strict=True):
                units += _units(one, other)
        else:
            units.append(Unit(_joined(ours), _joined(theirs)))
    return units


def _units(source: Sequence[Segment], target: Sequence[Segment]) -> Iterator[Unit]:
    if _shape(source) == _shape(target):
        yield from (Unit((one,), (other,)) for one, other in zip(source, target, strict=True))
    else:
        yield Unit(tuple(source), tuple(target))


def _sections(segments: Iterable[Segment]) -> list[list[Segment]]:
    return [list(group) for _, group in groupby(segments, key=lambda one: one.section)]


def _shape(section: Iterable[Segment]) -> tuple[SegmentKind, ...]:
    return tuple(one.kind for one in section)


def _joined(sections: Iterable[Iterable[Segment]]) -> tuple[Segment, ...]:
    return tuple(one for section in sections for one in section)


def behind(
    then: Sequence[Segment], now: Sequence[Segment], target: Sequence[Segment]
) -> tuple[frozenset[Segment], tuple[Segment, ...]]:
    """What of `target` is behind, made from `then`, when its source says `now`.

    First the segments of `target` whose source changed or went away, then the segments of `now`
    that `target` has nothing for.
    """
    compared = compare(then, now)
    stale = {one.old for one in compared if one.change in (Change.CHANGED, Change.REMOVED)}
    late = frozenset(
        segment
        for unit in correspond(then, target)
        if not stale.isdisjoint(unit.source)
        for segment in unit.target
    )
    added = tuple(one.new for one in compared if one.change is Change.ADDED and one.new)
    return late, added
