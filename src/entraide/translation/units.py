"""The units that a translator gets: a segment each, or a section built otherwise.

A unit is known by its entry and its key: the name of a field, or the kind and the digest of the
source text, which no edit elsewhere changes. What it says now in the other language stands beside,
marked fuzzy where the source has changed since.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from entraide.content.provenance_files import Provenance
from entraide.content.version_text import VersionText
from entraide.model.alignment import SegmentChange, align_segments, compare_segments
from entraide.model.segment import Segment, SegmentKind, compute_digest, is_translatable
from entraide.model.segment_keys import (
    KEYWORDS,
    SUMMARY,
    TITLE,
    ChangeNoteKey,
    SegmentKey,
    TargetOnlyKey,
    TextKey,
)

# What translators are told, as remarks.
REMOVED_REMARK = "No longer in the source, here: “{}”. Agreed? Then take the mark away"
UNSEEN_REMARK = (
    "The text of the entry is the same, and something else in it has changed. Compare the two "
    "pages, then take the mark away"
)


class TranslationUnit(NamedTuple):  # tens of thousands are made in a build
    """A source text, and what it is in the other language: empty where there is nothing yet.

    `source_at` are its segments among those of the source text, `target_at` those of the target.
    """

    key: SegmentKey
    source: str
    target: str = ""
    fuzzy: bool = False
    provenance: str = ""  # the digest of what `target` was made from, where known
    previous: str = ""  # what that said, where it was something else
    remark: str = ""  # why somebody has to look at it, though its own source is the same
    heading: str = ""
    line: int = 0  # of the body, from 0
    source_at: tuple[int, ...] = ()
    target_at: tuple[int, ...] = ()

    @property
    def kind(self) -> SegmentKind:
        return self.key.kind

    @property
    def is_needed(self) -> bool:
        """Whether a version without it is not whole."""
        if self.is_target_only:
            return False
        return self.kind is not SegmentKind.FIELD or self.key in (TITLE, SUMMARY)

    @property
    def is_offered(self) -> bool:
        """Whether there is anything to translate in it."""
        return not self.is_target_only and (self.fuzzy or self._worded)

    @property
    def _worded(self) -> bool:
        return self.kind is SegmentKind.SECTION or is_translatable(self.source)

    @property
    def is_target_only(self) -> bool:
        """Whether only the target has it: a section of its own, which stays."""
        return not self.source

    def fill_in(self, *, behind: bool) -> "TranslationUnit":
        """The unit; one without words says what its source says."""
        if self._worded or (self.target and not self.fuzzy):
            return self
        return self._replace(target=self.source, fuzzy=behind)

    def attach_target(
        self, target: Segment, at: int, then: Segment, *, changed: bool = False
    ) -> "TranslationUnit":
        """The unit with what it is in `target`, made from `then`: `_replace` would be dear."""
        return TranslationUnit(
            self.key,
            self.source,
            target.text,
            changed,
            then.digest,
            then.text if changed else "",
            heading=self.heading,
            line=self.line,
            source_at=self.source_at,
            target_at=(at,),
        )

    @property
    def is_done(self) -> bool:
        return bool(self.target) and not self.fuzzy

    @property
    def is_guarded(self) -> bool:
        """Whether its protected parts must come back."""
        return self.key != KEYWORDS  # each language says there what it likes


def build_units(
    source: VersionText, target: VersionText | None, made: Provenance | None, *, behind: bool
) -> list[TranslationUnit]:
    """The units of `source`, beside the texts of `target`, which came of what `made` remembers.

    Where `behind` is false nothing is fuzzy: readers are told that the version is current.
    """
    units = [*_fields(source, target, made), *_body(source, target, made)]
    if not behind:
        units = [
            unit._replace(fuzzy=False, remark="") if unit.fuzzy or unit.remark else unit
            for unit in units
        ]
    units = _told_apart([unit.fill_in(behind=behind) for unit in units])
    if behind and all(unit.is_done for unit in units if unit.is_needed):
        units[0] = units[0]._replace(fuzzy=True, remark=UNSEEN_REMARK)
    return units


def _told_apart(units: list[TranslationUnit]) -> list[TranslationUnit]:
    """Whole sections that say the same are counted; segments are already."""
    seen: Counter[TextKey] = Counter()
    apart = []
    for unit in units:
        key = unit.key
        if isinstance(key, TextKey) and key.kind is SegmentKind.SECTION:
            seen[key] += 1
            apart.append(unit._replace(key=replace(key, ordinal=seen[key])))
        else:
            apart.append(unit)
    return apart


def _fields(
    source: VersionText, target: VersionText | None, made: Provenance | None
) -> Iterator[TranslationUnit]:
    theirs, digests = target.matter if target else {}, made.matter if made else {}
    for key, text in source.matter.items():
        there, known = theirs.get(key, ""), digests.get(key, "")
        # A note says what one revision changed: it is not behind because others were added.
        judged = bool(known) or not isinstance(key, ChangeNoteKey)
        fuzzy = bool(there) and judged and known != compute_digest(text)
        yield TranslationUnit(key, text, there, fuzzy, provenance=known)


def _body(
    source: VersionText, target: VersionText | None, made: Provenance | None
) -> Iterator[TranslationUnit]:
    blank = list(_blank(source))
    if target is None:
        yield from blank
    elif made and _shape(made.segments) == _shape(target.segments):
        yield from _by_segment(blank, source, target, made.segments)
    else:
        yield from _by_unit(blank, source, target, made)


def _shape(segments: Iterable[Segment]) -> list[tuple[int, SegmentKind]]:
    return [(one.section, one.kind) for one in segments]


def _blank(source: VersionText) -> Iterator[TranslationUnit]:
    """Every segment of the body as a unit without a translation."""
    for number, (segment, (key, heading, line)) in enumerate(
        zip(source.segments, source.places, strict=True)
    ):
        yield TranslationUnit(key, segment.text, heading=heading, line=line, source_at=(number,))


def _by_segment(
    blank: Sequence[TranslationUnit],
    source: VersionText,
    target: VersionText,
    then: Sequence[Segment],
) -> list[TranslationUnit]:
    """Where the target has the structure of what it was made from: segment by segment."""
    places = {id(segment): number for number, segment in enumerate(then)}
    compared = compare_segments(then, source.segments)
    units = []
    for unit, one in zip(blank, (one for one in compared if one.new), strict=True):
        old, changed = one.old, one.change is SegmentChange.CHANGED
        at = places[id(old)] if old else 0
        units.append(
            unit.attach_target(target.segments[at], at, old, changed=changed) if old else unit
        )
    gaps, number = [], 0
    for one in compared:
        if one.new is None and one.old:
            gaps.append((number, one.old.text))
        number += one.new is not None
    return _noted(units, gaps)


def _noted(
    units: Sequence[TranslationUnit], gaps: Iterable[tuple[int, str]]
) -> list[TranslationUnit]:
    """`units`, with those beside a gap to be looked at: something of the source has gone there."""
    noted = list(units)
    offered = [at for at, unit in enumerate(units) if unit.is_offered]
    for gap, text in gaps:
        at = next((at for at in offered if at >= gap), offered[-1] if offered else None)
        if at is not None:
            remark = REMOVED_REMARK.format(" ".join(text.split()) or "…")
            remark = "\n".join(filter(None, [noted[at].remark, remark]))
            noted[at] = noted[at]._replace(fuzzy=bool(noted[at].target), remark=remark)
    return noted


def _by_unit(
    blank: Sequence[TranslationUnit],
    source: VersionText,
    target: VersionText,
    made: Provenance | None,
) -> Iterator[TranslationUnit]:
    """Where it has not, or nobody knows: by heading, kind and order, or by whole sections."""
    ours = {segment: number for number, segment in enumerate(source.segments)}
    theirs = {segment: number for number, segment in enumerate(target.segments)}
    known = set(_sections(made.segments)) if made else set()
    for pair in align_segments(source.segments, target.segments):
        source_at = tuple(ours[one] for one in pair.source)
        target_at = tuple(theirs[one] for one in pair.target)
        if not pair.target:
            yield from (blank[at] for at in source_at)
        elif not pair.source:
            text = join_sections(target, target_at)
            yield TranslationUnit(TargetOnlyKey(target_at[0]), "", text, target_at=target_at)
        else:
            fuzzy = not known.issuperset(_sections(pair.source)) and not (
                made and not pair.is_whole_section and _kept(pair.source[0], made.segments)
            )
            unit = (
                _whole(blank, source, source_at) if pair.is_whole_section else blank[source_at[0]]
            )
            text = (
                join_sections(target, target_at) if pair.is_whole_section else pair.target[0].text
            )
            yield unit._replace(target=text, fuzzy=fuzzy, target_at=target_at)


def _kept(segment: Segment, then: Iterable[Segment]) -> bool:
    return any((one.kind, one.digest) == (segment.kind, segment.digest) for one in then)


def _sections(segments: Iterable[Segment]) -> Iterator[tuple[tuple[SegmentKind, str], ...]]:
    """The sections among `segments`, each by the kinds and digests of its segments."""
    groups: dict[int, list[tuple[SegmentKind, str]]] = {}
    for one in segments:
        groups.setdefault(one.section, []).append((one.kind, one.digest))
    return (tuple(group) for group in groups.values())


def _whole(
    blank: Sequence[TranslationUnit], source: VersionText, at: Sequence[int]
) -> TranslationUnit:
    first, text = blank[at[0]], join_sections(source, at)
    key = TextKey(SegmentKind.SECTION, compute_digest(text))
    return first._replace(key=key, source=text, source_at=tuple(at))


def join_sections(text: VersionText, at: Sequence[int]) -> str:
    """The Markdown of the sections that these segments make up."""
    numbers = dict.fromkeys(text.segments[number].section for number in at)
    return "".join(text.sections[number].text for number in numbers).strip("\n")
