"""Pair the headings of a translation that is behind with those of its source as it is today.

Such a translation was made from an earlier revision. Its headings are paired with those of that
revision, and these with today's, so that a section that was added, removed or moved since then
takes no other section's address. A heading that was removed has no counterpart, nor has one whose
place other words above another text have taken. Where the earlier revision is unknown (no git, a
clone that ends too early, no record beside the translation) nothing is paired: two sections that
changed places may be built alike, so neither order nor structure proves anything, and each heading
is named by its own words.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from entraide.content.anchors import HeadingPairs
from entraide.content.outline import Heading
from entraide.content.provenance import EntryHistory
from entraide.content.version_text import VersionText
from entraide.model.alignment import SegmentChange, align_segments, compare_segments
from entraide.model.entry import Entry
from entraide.model.segment import Segment, SegmentKind

OWN_ID = re.compile(r"[ \t]*\{[^{}\n]*#([^\s{}]+)")  # behind the words of a heading
CLOSE = 0.6  # of two wordings of one heading, as difflib measures it


def _pair_earlier_headings(
    entry: Entry,
    code: str,
    history: EntryHistory,
    headings: Sequence[Heading],
    source: Sequence[Heading],
) -> HeadingPairs | None:
    """Pair the headings of a version that is behind, in locale `code`; None if that is unknown."""
    version = entry.localised[code]
    provenance, now = (
        history.find_provenance(entry, version),
        history.find_source_text(entry, entry.revision),
    )
    if provenance is None or now is None:
        return None
    target = history.get_localised_text(version)
    ours, theirs = _number_sections(target, headings), _number_sections(now, source)
    then = history.find_source_text(entry, version.revision)
    named = _match_own_ids(provenance.segments, then, now) if then and "{" in then.body else []
    sections = match_sections(provenance.segments, now.segments, named)
    return {
        ours[here.section]: theirs[sections[there.section]]
        for there, here in _pair_translations(provenance.segments, target.segments)
        if here.section in ours and sections.get(there.section) in theirs
    }


def _number_sections(text: VersionText, headings: Sequence[Heading]) -> Mapping[int, int]:
    """Return, by section of `text`, the index of its heading in `headings`, if it has an anchor."""
    numbers = {heading.line: number for number, heading in enumerate(headings) if heading.anchor}
    lines = {
        cut.segment.section: text.body.count("\n", 0, cut.runs[0].start)
        for cut in text.cuts
        if cut.segment.kind is SegmentKind.HEADING
    }
    return {section: numbers[line] for section, line in lines.items() if line in numbers}


def _pair_translations(
    then: Sequence[Segment], target: Sequence[Segment]
) -> Iterator[tuple[Segment, Segment]]:
    """Yield each heading of `then` with its translation in `target`, which was made from it."""
    if len(_select_headings(then)) == len(_select_headings(target)):
        yield from zip(_select_headings(then), _select_headings(target), strict=True)
        return
    for unit in align_segments(then, target):
        theirs, ours = _select_headings(unit.source), _select_headings(unit.target)
        if len(theirs) == len(ours):
            yield from zip(theirs, ours, strict=True)


def _select_headings(segments: Sequence[Segment]) -> list[Segment]:
    return [segment for segment in segments if segment.kind is SegmentKind.HEADING]


def _match_own_ids(
    provenance: Sequence[Segment], then: VersionText, now: VersionText
) -> list[tuple[int, int]]:
    """Pair the sections of both texts whose headings have the same id, chosen by the writer.

    Nothing is paired where `provenance` differs from `then`: a record may hold segments of several
    revisions, and knows no ids.
    """
    if [segment.digest for segment in provenance] != [segment.digest for segment in then.segments]:
        return []
    before, after = dict(_iter_own_ids(then)), dict(_iter_own_ids(now))
    return [(section, after[id_]) for id_, section in before.items() if id_ in after]


def _iter_own_ids(text: VersionText) -> Iterator[tuple[str, int]]:
    """Yield each id that the writer of `text` gave to a heading, with its section."""
    for cut in text.cuts:
        end = cut.runs[-1].end
        if cut.segment.kind is SegmentKind.HEADING and (match := OWN_ID.match(text.body, end)):
            yield match[1], cut.segment.section


def match_sections(
    then: Sequence[Segment], now: Sequence[Segment], named: Sequence[tuple[int, int]] = ()
) -> Mapping[int, int]:
    """Return which section of `now` each section of `then` has become.

    The pairs in `named` are certain and come first. Then come sections with the same heading,
    sections with the same text below another heading, and sections with a similar heading.
    """
    same: list[tuple[int, int]] = []
    alike: list[tuple[int, int]] = []
    same_text: Counter[tuple[int, int]] = Counter()
    for comparison in compare_segments(then, now):
        if comparison.old is None or comparison.new is None:
            continue
        pair = (comparison.old.section, comparison.new.section)
        if comparison.old.kind is not SegmentKind.HEADING:
            same_text[pair] += comparison.change is SegmentChange.UNCHANGED and all(pair)
        elif comparison.change is SegmentChange.UNCHANGED:
            same.append(pair)
        elif _is_alike(comparison.old.text, comparison.new.text):
            alike.append(pair)
    pairs: dict[int, int] = {}
    counterparts: set[int] = set()
    for old, new in (
        *named,
        *same,
        *(pair for pair, times in same_text.most_common() if times),
        *alike,
    ):
        if old not in pairs and new not in counterparts:
            pairs[old] = new
            counterparts.add(new)
    return pairs


def _is_alike(old: str, new: str) -> bool:
    """Return whether two headings may be wordings of one; one without text is like none."""
    return SequenceMatcher(None, old.lower(), new.lower(), autojunk=False).ratio() >= CLOSE


def list_versions_behind(entries: Iterable[Entry]) -> list[tuple[Entry, str]]:
    """List each version that is behind: its entry and its locale code."""
    return [
        (entry, code)
        for entry in entries
        for code in entry.localised
        if entry.get_state(code).is_behind
    ]


def iter_headings_behind(
    behind: Sequence[tuple[Entry, str]],
    history: EntryHistory,
    headings: Mapping[str, Sequence[Heading]],
) -> Iterator[tuple[str, HeadingPairs | None]]:
    """Yield path and heading pairs of each version in `behind`; None where they are unknown.

    `headings` holds those of every text, by path. git is asked for all texts at once.
    """
    history.prefetch({entry.id: entry for entry, _ in behind}.values())
    for entry, code in behind:
        path, source = entry.localised[code].path, entry.source.path
        yield path, _pair_earlier_headings(entry, code, history, headings[path], headings[source])
