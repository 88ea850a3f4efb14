"""Passages of a version that no person has translated or read, and how its page marks them.

Texts in the language of the source are marked with that language. Texts that a machine translated
are announced below the heading of their section, and at the top of the page.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

from entraide.content.borrowed_texts import count_borrowed
from entraide.content.segmentation import cut_segments
from entraide.model.entry import LocalisedVersion
from entraide.model.segment import SegmentKind, compute_digest
from entraide.publish.site_texts import SiteTexts
from entraide.publish.table_of_contents import PageHeading

MACHINE_ANCHOR = "notice.machine"  # no heading has a full stop in its anchor


@dataclass(frozen=True, slots=True)
class PartialSections:
    """Whether a version has `borrowed` texts, and where it has those of a `machine`.

    `everywhere` says that there is one in each section: then the top of the page says it once.
    `start` is the section without a heading; `numbers` are those of the headings of `sections`.
    """

    borrowed: bool = True
    machine: bool = False
    everywhere: bool = False
    start: bool = False
    sections: tuple[PageHeading, ...] = ()
    numbers: tuple[int, ...] = ()

    def render_start_mark(self, words: str) -> str:
        """Render the mark above the text, with `words`, if one is needed there."""
        if not self.start or self.everywhere:
            return ""
        return f'<p class="behind" id="{MACHINE_ANCHOR}">{escape(words)}</p>\n'

    def render_marks(self, words: str) -> Mapping[int, str]:
        """Render a mark with `words` to stand below each heading, by its number."""
        numbers = () if self.everywhere else self.numbers
        return dict.fromkeys(numbers, f'<p class="behind">{escape(words)}</p>\n')


NOTHING_PARTIAL = PartialSections()


def find_partial_sections(version: LocalisedVersion | None, texts: SiteTexts) -> PartialSections:
    """Return the passages of `version` that no person has translated or read."""
    if version is None or not version.machine:
        return NOTHING_PARTIAL
    segments = [cut.segment for cut in cut_segments(version.body)]
    there = {segment.section for segment in segments}
    unread = {each.section for each in segments if each.digest in version.machine}
    names = (compute_digest(version.title), compute_digest(version.summary))
    has_names = any(digest in version.machine for digest in names)
    if has_names:
        unread.add(0)
    numbers = [each.section for each in segments if each.kind is SegmentKind.HEADING]
    headings = texts.list_headings(version.path)
    known = dict(zip(numbers, headings, strict=True)) if len(numbers) == len(headings) else {}
    return PartialSections(
        borrowed=count_borrowed(version) > 0,
        machine=bool(unread),
        everywhere=unread >= there or not known.keys() >= unread - {0},
        start=0 in unread,
        sections=tuple(heading for number, heading in known.items() if number in unread),
        numbers=tuple(at for at, number in enumerate(known) if number in unread),
    )
