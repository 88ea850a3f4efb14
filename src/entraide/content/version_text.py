"""The texts of a version that are translated: fields and notes of its front matter, its body.

A field has a name that every version shares: `title`, `summary`, `keywords` (one a line). A note
says what a revision changed. The body is cut into segments.
"""

from bisect import bisect
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import Any

from entraide.content.segmentation import (
    SegmentCut,
    TextSection,
    cut_sections,
    cut_segments,
    pack_cuts,
    unpack_cuts,
)
from entraide.content.text_files import split_front_matter
from entraide.content.yaml.errors import YAML_ERRORS
from entraide.content.yaml.limits import load_yaml
from entraide.model.entry import Entry, LocalisedVersion, Version
from entraide.model.line_ends import unify_line_ends
from entraide.model.segment import Segment, SegmentKind
from entraide.model.segment_keys import SegmentKey, TextKey, index_by_key, make_text_keys
from entraide.model.text_fields import TEXT_FIELDS, TextField


@dataclass(frozen=True)
class VersionText:
    """The text of one version; `fields` by name and `notes` by revision, without empty ones.

    `packed_cuts` are the cuts of a body that was already parsed.
    """

    fields: Mapping[str, str]
    body: str
    packed_cuts: bytes = field(default=b"", compare=False, repr=False)
    notes: Mapping[int, str] = field(default_factory=dict)

    @cached_property
    def matter(self) -> Mapping[SegmentKey, str]:
        """The texts of the front matter, by segment key: the fields, then the notes."""
        return index_by_key(self.fields, self.notes)

    @cached_property
    def cuts(self) -> tuple[SegmentCut, ...]:
        """The segments of the body, and where they stand."""
        return (
            unpack_cuts(self.body, self.packed_cuts)
            if self.packed_cuts
            else tuple(cut_segments(self.body))
        )

    @cached_property
    def segments(self) -> tuple[Segment, ...]:
        """The segments of the body."""
        return tuple(cut.segment for cut in self.cuts)

    @cached_property
    def segment_positions(self) -> tuple[tuple[TextKey, str, int], ...]:
        """For each segment its key, the heading that it stands below, and its line, from 0."""
        positions, heading = [], ""
        for cut, key in zip(self.cuts, make_text_keys(self.segments), strict=True):
            positions.append((key, heading, self.body.count("\n", 0, cut.runs[0].start)))
            if cut.segment.kind is SegmentKind.HEADING:
                heading = cut.segment.text
        return tuple(positions)

    @cached_property
    def sections(self) -> Mapping[int, TextSection]:
        """The sections that have segments, by their number."""
        sections = cut_sections(self.body, self.cuts)
        return {section.cuts[0].segment.section: section for section in sections}

    def is_block_start(self, at: int) -> bool:
        """Return whether a block that stands by itself begins with the segment numbered `at`."""
        cut, before = self.cuts[at], self.cuts[at - 1] if at else None
        start = self.body.rfind("\n", 0, cut.runs[0].start) + 1
        gap = self.body[before.runs[-1].end if before else 0 : start]
        return not self.body[start].isspace() and not gap.strip() and gap.count("\n") > 1

    def split_sections(self, starts: Collection[int]) -> "VersionText":
        """Return the text with a section beginning at each segment whose number is in `starts`."""
        edges = {at for at, pair in enumerate(pairwise(self.segments), 1) if _is_edge(*pair)}
        new = sorted(at for at in starts if 0 < at < len(self.cuts) and at not in edges)
        if not new:
            return self
        cuts = [
            cut._replace(
                segment=replace(cut.segment, section=cut.segment.section + bisect(new, at))
            )
            for at, cut in enumerate(self.cuts)
        ]
        return replace(self, packed_cuts=pack_cuts(cuts))


def _is_edge(before: Segment, segment: Segment) -> bool:
    return before.section != segment.section


@lru_cache(maxsize=2)  # each locale asks for it, and what a current version was made from
def build_source_text(entry: Entry, packed_cuts: bytes = b"") -> VersionText:
    """Return the text of the source version as it is now."""
    notes = {change.revision: change.note for change in entry.changes}
    return _build_text(entry.source, notes, packed_cuts)


def build_localised_text(version: LocalisedVersion, packed_cuts: bytes = b"") -> VersionText:
    """Return the text of a localised version as it is now."""
    return _build_text(version, version.notes, packed_cuts)


def _build_text(version: Version, notes: Mapping[int, str], packed_cuts: bytes) -> VersionText:
    """Return the text of a version with `notes`, by revision; what is empty is left out."""
    fields = _read_fields(lambda field: getattr(version, field.name))
    fields = {name: text for name, text in fields.items() if text}
    notes = {revision: notes[revision] for revision in sorted(notes) if notes[revision]}
    return VersionText(fields, version.body, packed_cuts, notes)


def parse_earlier_text(file: str) -> VersionText | None:
    """Parse the file of a source version, as git has it; return None if it cannot be read."""
    matter, body = split_front_matter(unify_line_ends(file))
    try:
        value: Any = load_yaml(matter or "")
        fields = _read_fields(
            lambda field: value[field.name] if field.is_required else value.get(field.name)
        )
        return VersionText(fields, body, notes=dict(_parse_notes(value)))
    except (*YAML_ERRORS, TypeError):
        return None


def _read_fields(read: Callable[[TextField], Any]) -> dict[str, str]:
    """Return the text of each field, given what `read` finds in it."""
    return {name: field.to_text(read(field)) for name, field in TEXT_FIELDS.items()}


def _parse_notes(value: Mapping[str, Any]) -> Iterator[tuple[int, str]]:
    for change in value.get("changes") or ():
        yield change["revision"], str(change["note"])
