"""The comparison of two texts: the units of a source, each with its target in the other language.

Three cases are told apart. Where the target has the structure of the source revision that it was
made from, the source of today is compared with that revision, segment by segment. Where it has not,
both languages are aligned by headings, kinds and order; a section that they build otherwise becomes
one unit (`uneven_comparison`). Where nobody knows the earlier revision, the target is aligned with
the source of today.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import replace

from entraide.content.provenance_files import Provenance
from entraide.content.version_text import VersionText
from entraide.model.alignment import (
    SegmentChange,
    SegmentComparison,
    align_segments,
    compare_segments,
)
from entraide.model.segment import Segment, SegmentKind, SegmentState, compute_digest
from entraide.model.segment_keys import ChangeNoteKey, TargetOnlyKey, TextKey
from entraide.translation.section_division import split_languages, split_revisions
from entraide.translation.uneven_comparison import UnitPlan, plan_units
from entraide.translation.units import TranslationUnit

# Remarks to translators.
REMOVED_REMARK = (
    "The source no longer has this text, here: “{}”. If the translation should not have it either, "
    "take the mark away"
)
UNSEEN_REMARK = (
    "The text of the entry is the same, and something else in it has changed. Compare the two "
    "pages, then take the mark away"
)


def build_units(
    source: VersionText,
    target: VersionText | None,
    provenance: Provenance | None,
    borrowed: Container[str] = (),
    *,
    behind: bool,
) -> list[TranslationUnit]:
    """Return the units of `source` with their targets: fields first, then the body.

    `provenance` is that of `target`, None where nobody knows it. A target whose digest is in
    `borrowed` is a text of the source, and its unit is missing. With `behind` false, readers are
    told that the version is current, so no unit is marked as changed.
    """
    units = [
        *_compare_fields(source, target, provenance),
        *_compare_bodies(source, target, provenance),
    ]
    if borrowed:
        units = [_return_borrowed(unit, borrowed) for unit in units]
    if not behind:
        units = [_clear_mark(unit) for unit in units]
    units = _number_repeated_sections([unit.fill_in(behind=behind) for unit in units])
    if behind and all(unit.is_done for unit in units if unit.is_needed):
        # Else nobody would be asked to look at a version that readers are told is behind.
        units[0] = units[0]._replace(state=SegmentState.CHANGED, remark=UNSEEN_REMARK)
    return units


def _return_borrowed(unit: TranslationUnit, borrowed: Container[str]) -> TranslationUnit:
    """Return `unit`, without its target where that is a text borrowed from the source."""
    if not unit.target or compute_digest(unit.target) not in borrowed:
        return unit
    return unit._replace(target="", state=SegmentState.MISSING, previous="", remark="")


def join_sections(text: VersionText, at: Sequence[int]) -> str:
    """Return the Markdown of the sections that the segments numbered `at` belong to."""
    numbers = dict.fromkeys(text.segments[number].section for number in at)
    return "".join(text.sections[number].text for number in numbers).strip("\n")


def _clear_mark(unit: TranslationUnit) -> TranslationUnit:
    """Return `unit` as one that nobody has to look at: neither changed nor with a remark."""
    if unit.state is SegmentState.CHANGED:
        return unit._replace(state=SegmentState.CURRENT, remark="")
    return unit._replace(remark="") if unit.remark else unit


def _number_repeated_sections(units: list[TranslationUnit]) -> list[TranslationUnit]:
    """Number the keys of whole sections that have the same text, as those of segments are."""
    key_counts: Counter[TextKey] = Counter()
    counted = []
    for unit in units:
        key = unit.key
        if isinstance(key, TextKey) and key.kind is SegmentKind.SECTION:
            key_counts[key] += 1
            counted.append(unit._replace(key=replace(key, ordinal=key_counts[key])))
        else:
            counted.append(unit)
    return counted


def _compare_fields(
    source: VersionText, target: VersionText | None, provenance: Provenance | None
) -> Iterator[TranslationUnit]:
    texts, digests = target.matter if target else {}, provenance.matter if provenance else {}
    for key, text in source.matter.items():
        there, known = texts.get(key, ""), digests.get(key, "")
        # A note says what one revision changed: it is not behind because others were added.
        judged = bool(known) or not isinstance(key, ChangeNoteKey)
        if not text:
            state = SegmentState.KEPT
        elif not there:
            state = SegmentState.MISSING
        elif judged and known != compute_digest(text):
            state = SegmentState.CHANGED
        else:
            state = SegmentState.CURRENT
        yield TranslationUnit(key, text, there, state, provenance=known)


def _compare_bodies(
    source: VersionText, target: VersionText | None, provenance: Provenance | None
) -> Iterator[TranslationUnit]:
    blank = list(_iter_blank_units(source))
    then = provenance.segments if provenance else ()
    if target is None:
        yield from blank
    elif provenance and _list_kinds(then) == _list_kinds(target.segments):
        yield from _compare_revisions(blank, source, target, then)
    elif provenance and (plans := plan_units(*(texts := split_revisions(source, target, then)))):
        yield from _remark_gaps(_build_planned(blank, *texts[:2], plans[0]), plans[1])
    else:
        yield from _compare_languages(blank, *split_languages(source, target), provenance)


def _list_kinds(segments: Iterable[Segment]) -> list[tuple[int, SegmentKind]]:
    return [(segment.section, segment.kind) for segment in segments]


def _iter_blank_units(source: VersionText) -> Iterator[TranslationUnit]:
    """Yield a unit without a target for every segment of the body."""
    for number, (segment, (key, heading, line)) in enumerate(
        zip(source.segments, source.segment_positions, strict=True)
    ):
        yield TranslationUnit(key, segment.text, heading=heading, line=line, source_at=(number,))


def _compare_revisions(
    blank: Sequence[TranslationUnit],
    source: VersionText,
    target: VersionText,
    then: Sequence[Segment],
) -> list[TranslationUnit]:
    """Return the units of a `target` made from the segments `then`, compared one by one."""
    numbers = {id(segment): number for number, segment in enumerate(then)}
    compared = compare_segments(then, source.segments)
    units = []
    for unit, pair in zip(blank, (pair for pair in compared if pair.new), strict=True):
        if pair.old is None:
            units.append(unit)
        else:
            at = numbers[id(pair.old)]
            units.append(_attach_target(unit, target.segments[at], at, pair))
    return _remark_gaps(units, _find_gaps(compared))


def _attach_target(
    unit: TranslationUnit, target: Segment, at: int, pair: SegmentComparison
) -> TranslationUnit:
    """Return `unit` with the segment `target` as its target, which was made from `pair.old`."""
    then, changed = pair.old, pair.change is SegmentChange.CHANGED
    return TranslationUnit(  # `_replace` would take far longer
        unit.key,
        unit.source,
        target.text,
        SegmentState.CHANGED if changed else SegmentState.CURRENT,
        then.digest if then else "",
        then.text if then and changed else "",
        heading=unit.heading,
        line=unit.line,
        source_at=unit.source_at,
        target_at=(at,),
    )


def _find_gaps(compared: Iterable[SegmentComparison]) -> Iterator[tuple[int, str]]:
    """Yield each segment that was removed: the number of the one after it, and its text."""
    number = 0
    for pair in compared:
        if pair.new is None and pair.old:
            yield number, pair.old.text
        number += pair.new is not None


def _remark_gaps(
    units: Sequence[TranslationUnit], gaps: Iterable[tuple[int, str]]
) -> list[TranslationUnit]:
    """Mark the units beside a removed segment: its translation may still be in the target."""
    marked = list(units)
    offered = [at for at, unit in enumerate(units) if unit.is_offered]
    for gap, text in gaps:
        if offered:
            at = offered[min(bisect_left(offered, gap), len(offered) - 1)]
            remark = REMOVED_REMARK.format(" ".join(text.split()) or "…")
            remark = "\n".join(filter(None, [marked[at].remark, remark]))
            state = SegmentState.CHANGED if marked[at].target else SegmentState.MISSING
            marked[at] = marked[at]._replace(state=state, remark=remark)
    return marked


def _compare_languages(
    blank: Sequence[TranslationUnit],
    source: VersionText,
    target: VersionText,
    provenance: Provenance | None,
) -> Iterator[TranslationUnit]:
    """Yield the units of two aligned texts; those whose source `provenance` knows are current."""
    source_numbers = {segment: number for number, segment in enumerate(source.segments)}
    target_numbers = {segment: number for number, segment in enumerate(target.segments)}
    then = provenance.segments if provenance else ()
    known, known_texts = (
        set(_list_section_digests(then)),
        {_get_sign(segment) for segment in then},
    )
    for pair in align_segments(source.segments, target.segments):
        source_at = tuple(source_numbers[segment] for segment in pair.source)
        target_at = tuple(target_numbers[segment] for segment in pair.target)
        if not pair.target:
            yield from (blank[at] for at in source_at)
        elif not pair.source:
            yield _build_kept_unit(target, target_at)
        else:
            current = known.issuperset(_list_section_digests(pair.source)) or (
                not pair.is_whole_section and _get_sign(pair.source[0]) in known_texts
            )
            state = SegmentState.CURRENT if current else SegmentState.CHANGED
            if pair.is_whole_section:
                unit = _build_section_unit(blank, source, source_at)
                text = join_sections(target, target_at)
            else:
                unit, text = blank[source_at[0]], pair.target[0].text
            yield unit._replace(target=text, state=state, target_at=target_at)


def _build_planned(
    blank: Sequence[TranslationUnit],
    source: VersionText,
    target: VersionText,
    plans: Sequence[UnitPlan],
) -> list[TranslationUnit]:
    """Return the unit of each of `plans`."""
    units = []
    for plan in plans:
        if not plan.source_at:
            units.append(_build_kept_unit(target, plan.target_at))
        elif plan.pair:
            at = plan.target_at[0]
            units.append(
                _attach_target(blank[plan.source_at[0]], target.segments[at], at, plan.pair)
            )
        elif plan.target_at:
            state = SegmentState.CURRENT if plan.is_same else SegmentState.CHANGED
            unit = _build_section_unit(blank, source, plan.source_at)
            text = join_sections(target, plan.target_at)
            units.append(unit._replace(target=text, state=state, target_at=plan.target_at))
        else:
            units.append(blank[plan.source_at[0]])
    return units


def _build_kept_unit(target: VersionText, target_at: tuple[int, ...]) -> TranslationUnit:
    """Return the unit of a section that only the target has."""
    key, text = TargetOnlyKey(target_at[0]), join_sections(target, target_at)
    return TranslationUnit(key, "", text, SegmentState.KEPT, target_at=target_at)


def _get_sign(segment: Segment) -> tuple[SegmentKind, str]:
    """Return the kind and the digest of a segment, by which it is found wherever it stands."""
    return segment.kind, segment.digest


def _list_section_digests(
    segments: Iterable[Segment],
) -> Iterator[tuple[tuple[SegmentKind, str], ...]]:
    """Return for each section among `segments` the kinds and digests of its segments."""
    groups: dict[int, list[tuple[SegmentKind, str]]] = {}
    for segment in segments:
        groups.setdefault(segment.section, []).append(_get_sign(segment))
    return (tuple(group) for group in groups.values())


def _build_section_unit(
    blank: Sequence[TranslationUnit], source: VersionText, at: Sequence[int]
) -> TranslationUnit:
    """Return the unit of whole sections, whose segments have the numbers `at`."""
    first, text = blank[at[0]], join_sections(source, at)
    key = TextKey(SegmentKind.SECTION, compute_digest(text))
    return first._replace(key=key, source=text, source_at=tuple(at))
