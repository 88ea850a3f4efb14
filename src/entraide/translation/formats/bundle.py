"""A catalogue: the units of some entries for one locale, as translators' tools exchange them.

Its rows are the same in every format. What names a row, entry and key, says nothing of revisions,
so that tools can merge an older catalogue with a newer one; the revision stands in a note.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from entraide.model.segment import SegmentKind, count_protected_parts
from entraide.model.segment_keys import (
    KEYWORDS,
    SUMMARY,
    TITLE,
    ChangeNoteKey,
    SegmentKey,
    parse_key,
)
from entraide.translation.units import TranslationUnit

REVISION = re.compile(r"^Entry (\d+), revision (\d+)$", re.MULTILINE)
NAME = re.compile(r"([1-9][0-9]{0,8})/([a-z0-9-]+)")

KINDS = {
    SegmentKind.HEADING: "Heading",
    SegmentKind.PARAGRAPH: "Paragraph",
    SegmentKind.ITEM: "List item",
    SegmentKind.CALLOUT: "Text of a callout",
    SegmentKind.CELL: "Cell of a table",
    SegmentKind.NOTE: "Footnote",
    SegmentKind.SECTION: "A whole section, since the two languages are built otherwise here. "
    "Its Markdown is yours to write",
}
FIELDS = {
    TITLE: "Title of the entry, without a full stop",
    SUMMARY: "Summary of the entry: one sentence",
    KEYWORDS: "Words that people type and the text does not have: one a line, as many as help",
}


@dataclass(frozen=True, slots=True)
class BundleRow:
    """One unit in a catalogue; `at` is its line there, when it was read from one."""

    entry: int
    key: SegmentKey
    source: str
    target: str = ""
    fuzzy: bool = False
    previous: str = ""
    notes: tuple[str, ...] = ()
    path: str = ""  # of the source, and the line there
    line: int = 0
    at: int = 1

    @property
    def name(self) -> str:
        return f"{self.entry}/{self.key}"


@dataclass(frozen=True, slots=True)
class BundlePart:
    """The rows of one entry, made from a revision of its source in `locale`; None if unknown."""

    entry: int
    revision: int | None
    lang: str = ""  # of the source
    path: str = ""
    rows: tuple[BundleRow, ...] = ()
    credit: str = ""  # who is to be named as its translator, where it says so


@dataclass(frozen=True, slots=True)
class Bundle:
    """For the locale `code`, whose language tag is `lang`."""

    code: str
    lang: str
    project: str
    parts: tuple[BundlePart, ...]


def parse_row_name(name: str) -> tuple[int, SegmentKey] | None:
    """Entry and key of a row that is called so; None where none of ours is."""
    match = NAME.fullmatch(name)
    key = parse_key(match[2]) if match else None
    return (int(match[1]), key) if match and key else None


def build_notes(entry: int, revision: int, unit: TranslationUnit) -> tuple[str, ...]:
    """What a translator should know of a unit, a sentence each."""
    return (f"Entry {entry}, revision {revision}", *_about(unit))


def _about(unit: TranslationUnit) -> Iterator[str]:
    if isinstance(unit.key, ChangeNoteKey):
        yield f"What revision {unit.key.revision} changed"
    elif unit.key in FIELDS:
        yield FIELDS[unit.key]
    else:
        yield KINDS[unit.kind] + (f", under “{unit.heading}”" if unit.heading else "")
    if unit.is_guarded and (parts := sorted(count_protected_parts(unit.source))):
        yield f"Keep: {' '.join(parts)}"
    yield from unit.remark.splitlines()


def find_revisions(notes: Sequence[str]) -> dict[int, int]:
    """Entry -> revision, as notes say."""
    found = (match.groups() for note in notes for match in REVISION.finditer(note))
    return {int(entry): int(revision) for entry, revision in found}
