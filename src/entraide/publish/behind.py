"""The outdated sections of a localised version: its page marks them, and lists them at its top.

A section is what stands below one heading, or above the first, with title and summary. Where nobody
knows what the version was made from, the page tells its state and no more.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from entraide.content.made_from import Past
from entraide.content.segment_files import MadeFrom
from entraide.content.version_text import VersionText
from entraide.model.alignment import behind, compare, correspond
from entraide.model.entry import Entry
from entraide.model.segment import Segment, SegmentKind, digest_of
from entraide.model.translation import State
from entraide.publish.contents import PageHeading
from entraide.publish.texts import Texts

START = "notice.start"  # the anchor of the first mark: no heading has a full stop in its own


@dataclass(frozen=True, slots=True)
class Behind:
    """The outdated sections of one version.

    `changed` are sections of this version; `added` those that only the original has, with its
    anchors. `start` says that the first section, which has no heading, has changed. `numbers` are
    the numbers of the headings of `changed` within their text.
    """

    start: bool = False
    changed: tuple[PageHeading, ...] = ()
    added: tuple[PageHeading, ...] = ()
    numbers: tuple[int, ...] = ()

    @property
    def known(self) -> bool:
        """Whether there is any such section."""
        return self.start or bool(self.changed or self.added)

    def opening(self, words: str) -> str:
        """Render the mark above the text, with `words`; empty unless the start is outdated."""
        return f'<p class="behind" id="{START}">{escape(words)}</p>\n' if self.start else ""

    def marks(self, words: str) -> Mapping[int, str]:
        """Render a mark with `words` to stand below each outdated heading, by its number."""
        return dict.fromkeys(self.numbers, f'<p class="behind">{escape(words)}</p>\n')


NOTHING = Behind()


def behind_of(written: Entry, code: str, past: Past, texts: Texts) -> Behind:
    """Return the outdated sections of the version in locale `code`.

    NOTHING_OUTDATED where there are none, or nobody knows. `written` is the entry as its writers
    wrote it.
    """
    if written.state(code) not in {State.OUTDATED, State.MISLEADING}:
        return NOTHING
    version = written.localised[code]
    made, source = past.made_from(written, version), past.source(written, written.revision)
    if made is None or source is None:
        return NOTHING
    target = past.localised(version)
    ours = _map_headings(target.segments, texts.headings(version.path))
    theirs = _map_headings(source.segments, texts.headings(written.source.path))
    if ours is None or theirs is None:
        return NOTHING
    changed, added = late_sections(made.segments, source.segments, target.segments)
    return Behind(
        start=0 in changed or _has_new_title(made, source),
        changed=tuple(heading for section, heading in ours.items() if section in changed),
        numbers=tuple(number for number, section in enumerate(ours) if section in changed),
        added=tuple(heading for section, heading in theirs.items() if section in added),
    )


def _map_headings(
    segments: Sequence[Segment], headings: Sequence[PageHeading]
) -> dict[int, PageHeading] | None:
    """Return the headings on the page, by section.

    None where the page has other headings than the text.
    """
    numbers = [one.section for one in segments if one.kind is SegmentKind.HEADING]
    return dict(zip(numbers, headings, strict=True)) if len(numbers) == len(headings) else None


def _has_new_title(made: MadeFrom, source: VersionText) -> bool:
    """Return whether the original has another title or summary than this version was made from."""
    return any(
        name in made.fields and made.fields[name] != digest_of(source.fields[name])
        for name in ("title", "summary")
    )


def late_sections(
    then: Sequence[Segment], now: Sequence[Segment], target: Sequence[Segment]
) -> tuple[set[int], set[int]]:
    """Return the sections of `target` that are outdated, and those of `now` that it lacks.

    `target` was made from `then`. An added segment makes the section outdated that it stands in.
    """
    late, added = behind(then, now, target)
    changed, new = {one.section for one in late}, set[int]()
    homes = _map_sections(then, now, target)
    headings = {one.section for one in added if one.kind is SegmentKind.HEADING}
    for section in {one.section for one in added}:
        if section in headings or section not in homes:
            new.add(section)
        else:
            changed.add(homes[section])
    return changed, new


def _map_sections(
    then: Sequence[Segment], now: Sequence[Segment], target: Sequence[Segment]
) -> Mapping[int, int]:
    """Map each section of `now` to the section of `target` that has something of it."""
    made = {
        one.section: unit.target[0].section
        for unit in reversed(correspond(then, target))
        if unit.target
        for one in unit.source
    }
    return {
        one.new.section: made[one.old.section]
        for one in reversed(compare(then, now))
        if one.new and one.old and one.old.section in made
    }
