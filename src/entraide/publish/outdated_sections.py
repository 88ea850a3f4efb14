"""The outdated sections of a localised version: its page marks them, and lists them at its top.

A section is what stands below one heading, or above the first, with title and summary. Where nobody
knows what the version was made from, the page tells its state and no more.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from entraide.content.provenance import EntryHistory
from entraide.content.provenance_files import Provenance
from entraide.content.version_text import VersionText
from entraide.model.alignment import align_segments, compare_segments, find_segments_behind
from entraide.model.entry import Entry
from entraide.model.segment import Segment, SegmentKind, compute_digest
from entraide.model.text_fields import TEXT_FIELDS
from entraide.publish.site_texts import SiteTexts
from entraide.publish.table_of_contents import PageHeading

START_ANCHOR = "notice.start"  # the anchor of the first mark: no heading has a full stop in its own


@dataclass(frozen=True, slots=True)
class OutdatedSections:
    """The outdated sections of one version.

    `changed` are sections of this version; `added` are sections that only the original has, with
    the original's anchors. `start` says that the first section, which has no heading, has changed.
    `numbers` are the numbers of the headings of `changed` in their text.
    """

    start: bool = False
    changed: tuple[PageHeading, ...] = ()
    added: tuple[PageHeading, ...] = ()
    numbers: tuple[int, ...] = ()

    @property
    def has_sections(self) -> bool:
        """Whether there is any such section."""
        return self.start or bool(self.changed or self.added)

    def render_start_mark(self, words: str) -> str:
        """Render the mark above the text, with `words`; empty unless the start is outdated."""
        return f'<p class="behind" id="{START_ANCHOR}">{escape(words)}</p>\n' if self.start else ""

    def render_marks(self, words: str) -> Mapping[int, str]:
        """Render a mark with `words` to stand below each outdated heading, by its number."""
        return dict.fromkeys(self.numbers, f'<p class="behind">{escape(words)}</p>\n')


NOTHING_OUTDATED = OutdatedSections()


def find_outdated_sections(
    written: Entry, code: str, history: EntryHistory, texts: SiteTexts
) -> OutdatedSections:
    """Return the outdated sections of the version in locale `code`.

    NOTHING_OUTDATED where there are none, or nobody knows. `written` is the entry as its writers
    wrote it.
    """
    if not written.get_state(code).is_behind:
        return NOTHING_OUTDATED
    version = written.localised[code]
    base, source = (
        history.find_provenance(written, version),
        history.find_source_text(written, written.revision),
    )
    if base is None or source is None:
        return NOTHING_OUTDATED
    target = history.get_localised_text(version)
    headings = _map_headings(target.segments, texts.list_headings(version.path))
    theirs = _map_headings(source.segments, texts.list_headings(written.source.path))
    if headings is None or theirs is None:
        return NOTHING_OUTDATED
    changed, added = locate_changed_sections(base.segments, source.segments, target.segments)
    return OutdatedSections(
        start=0 in changed or _has_new_title(base, source),
        changed=tuple(heading for section, heading in headings.items() if section in changed),
        numbers=tuple(number for number, section in enumerate(headings) if section in changed),
        added=tuple(heading for section, heading in theirs.items() if section in added),
    )


def _map_headings(
    segments: Sequence[Segment], headings: Sequence[PageHeading]
) -> dict[int, PageHeading] | None:
    """Return the headings on the page, by section.

    None where the page has other headings than the text.
    """
    numbers = [segment.section for segment in segments if segment.kind is SegmentKind.HEADING]
    return dict(zip(numbers, headings, strict=True)) if len(numbers) == len(headings) else None


def _has_new_title(base: Provenance, source: VersionText) -> bool:
    """Return whether the original has another title or summary than this version was made from."""
    return any(
        name in base.fields and base.fields[name] != compute_digest(source.fields[name])
        for name, field in TEXT_FIELDS.items()
        if field.is_required
    )


def locate_changed_sections(
    then: Sequence[Segment], now: Sequence[Segment], target: Sequence[Segment]
) -> tuple[set[int], set[int]]:
    """Return the sections of `target` that are outdated, and those of `now` that it lacks.

    `target` was made from `then`. An added segment makes the section outdated that it stands in.
    """
    behind, added = find_segments_behind(then, now, target)
    changed, new = {segment.section for segment in behind}, set[int]()
    homes = _map_sections(then, now, target)
    headings = {segment.section for segment in added if segment.kind is SegmentKind.HEADING}
    for section in {segment.section for segment in added}:
        if section in headings or section not in homes:
            new.add(section)
        else:
            changed.add(homes[section])
    return changed, new


def _map_sections(
    then: Sequence[Segment], now: Sequence[Segment], target: Sequence[Segment]
) -> Mapping[int, int]:
    """Map each section of `now` to the section of `target` that has something of it."""
    section_map = {
        segment.section: unit.target[0].section
        for unit in reversed(align_segments(then, target))
        if unit.target
        for segment in unit.source
    }
    return {
        segment.new.section: section_map[segment.old.section]
        for segment in reversed(compare_segments(then, now))
        if segment.new and segment.old and segment.old.section in section_map
    }
