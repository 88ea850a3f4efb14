"""The comparison of two texts that build some sections otherwise, through the earlier source.

The target is aligned with the source revision that it was made from, and that revision is compared
with the source of today. A section that the two languages build otherwise becomes one unit. All
other segments keep a unit of their own, with its target and its earlier text.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from entraide.content.version_text import VersionText
from entraide.model.alignment import (
    AlignedSegments,
    SegmentComparison,
    align_segments,
    compare_segments,
)
from entraide.model.segment import Segment


@dataclass(frozen=True, slots=True)
class UnitPlan:
    """The numbers, from 0, of the segments of source and target that make one unit.

    A unit of one segment has `pair`: how the segment of the source has changed since the target was
    made. A unit of whole sections has none, and `is_same` says whether they are unchanged. A unit
    that only the target has has no `source_at`.
    """

    source_at: tuple[int, ...]
    target_at: tuple[int, ...] = ()
    pair: SegmentComparison | None = None
    is_same: bool = False


def plan_units(
    source: VersionText, target: VersionText, then: Sequence[Segment]
) -> tuple[list[UnitPlan], list[tuple[int, str]]] | None:
    """Return the plans in the order of `source`, and the removed segments.

    `then` are the segments that `target` was made from. Each removed segment is the number of the
    plan before which it stood, and its text. None where segments have moved between sections that
    are one unit and others, so that units cannot be told apart.
    """
    planner = _Planner(source, target, then, align_segments(then, target.segments))
    plans = planner.plan_sections()
    return None if plans is None else (plans, list(planner.find_gaps(plans)))


class _Planner:
    """The numbers of aligned and compared segments, and the plans made of them."""

    def __init__(
        self,
        source: VersionText,
        target: VersionText,
        then: Sequence[Segment],
        aligned: Sequence[AlignedSegments],
    ) -> None:
        self.then_at = {segment: number for number, segment in enumerate(then)}
        places = {segment: number for number, segment in enumerate(target.segments)}
        self.source, self.then = source, then
        self.compared = compare_segments(then, source.segments)
        self.earlier = {
            pair.new: (self.then_at[pair.old], pair)
            for pair in self.compared
            if pair.new and pair.old
        }
        self.single: dict[int, int] = {}  # of `then` -> of `target`
        self.whole: dict[int, int] = {}  # of `then` -> of `sections`
        self.sections: list[tuple[tuple[int, ...], tuple[int, ...]]] = []
        self.target_only: list[tuple[int, ...]] = []
        for unit in aligned:
            then_at = tuple(self.then_at[segment] for segment in unit.source)
            target_at = tuple(places[segment] for segment in unit.target)
            if not then_at:
                self.target_only.append(target_at)
            elif target_at and unit.is_whole_section:
                self.whole |= dict.fromkeys(then_at, len(self.sections))
                self.sections.append((then_at, target_at))
            elif target_at:
                self.single[then_at[0]] = target_at[0]

    def plan_sections(self) -> list[UnitPlan] | None:
        """Return the plans of all sections; None where segments have moved between units."""
        plans: list[UnitPlan] = []
        owners = list[int]()
        numbers = range(len(self.source.segments))
        groups = groupby(numbers, key=lambda at: self.source.segments[at].section)
        sections = [(self._find_owner(ats := tuple(group)), ats) for _, group in groups]
        if any(owner is not None and owner < 0 for owner, _ in sections):
            return None
        for owner, run in groupby(sections, key=lambda each: each[0]):
            source_at = tuple(at for _, ats in run for at in ats)
            if owner is None:
                plans += map(self._plan_segment, source_at)
            else:
                owners.append(owner)
                plans.append(self._plan_whole(owner, source_at))
        if sorted(owners) != list(range(len(self.sections))):
            return None
        return self._insert_kept(plans)

    def _find_owner(self, source_at: tuple[int, ...]) -> int | None:
        """Return which of `sections` these segments are from; None for none, -1 for several."""
        earlier = [self.earlier[segment][0] for segment in self._get_segments(source_at)]
        owners = {self.whole[at] for at in earlier if at in self.whole}
        if not owners:
            return None
        mixed = len(owners) > 1 or any(at in self.single for at in earlier)
        return -1 if mixed else owners.pop()

    def _get_segments(self, source_at: tuple[int, ...]) -> Iterator[Segment]:
        """Yield those of the segments that existed when the target was made."""
        segments = (self.source.segments[at] for at in source_at)
        return (segment for segment in segments if segment in self.earlier)

    def _plan_segment(self, at: int) -> UnitPlan:
        earlier, pair = self.earlier.get(self.source.segments[at], (-1, None))
        if pair is None or earlier not in self.single:
            return UnitPlan((at,))
        return UnitPlan((at,), (self.single[earlier],), pair)

    def _plan_whole(self, owner: int, source_at: tuple[int, ...]) -> UnitPlan:
        then_at, target_at = self.sections[owner]
        now = [self.source.segments[at].digest for at in source_at]
        is_same = now == [self.then[at].digest for at in then_at]
        return UnitPlan(source_at, target_at, is_same=is_same)

    def _insert_kept(self, plans: list[UnitPlan]) -> list[UnitPlan]:
        """Insert what only the target has after the section that it follows in the target."""
        for target_at in self.target_only:
            before = [
                at for at, plan in enumerate(plans) if plan.target_at and plan.target_at < target_at
            ]
            at = max(before, key=lambda each: plans[each].target_at, default=-1) + 1
            while 0 < at < len(plans) and self._is_one_section(plans[at - 1], plans[at]):
                at += 1
            plans.insert(at, UnitPlan((), target_at))
        return plans

    def _is_one_section(self, one: UnitPlan, other: UnitPlan) -> bool:
        if not (one.source_at and other.source_at):
            return False
        segments = self.source.segments
        return segments[one.source_at[-1]].section == segments[other.source_at[0]].section

    def find_gaps(self, plans: Sequence[UnitPlan]) -> Iterator[tuple[int, str]]:
        """Yield each removed segment with a target: the number of the next plan, and its text."""
        places: Mapping[int, int] = {
            at: number for number, plan in enumerate(plans) for at in plan.source_at
        }
        at = 0
        for pair in self.compared:
            if pair.new is None and pair.old and self.then_at[pair.old] in self.single:
                yield places.get(at, len(plans)), pair.old.text
            at += pair.new is not None
