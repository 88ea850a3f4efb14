"""Notes of rows: what translators read beside a text, and what a row says of itself.

Three are read back. One names the revision of an entry. The other says what stood in the project
when the row was made: `1029/title: stood 1a2b3c4d`, or `fuzzy 1a2b3c4d` where somebody had to look
at it, or `empty`. So an old file takes nobody’s later correction back. It names its row, because
tools carry notes from one row to a like one. The third is a translator’s: `as meant` says that the
numbers of a row are right.
"""

import re
import unicodedata
import zlib
from collections.abc import Iterable, Iterator

from entraide.model.entry import NUMBER
from entraide.model.segment import SegmentKind, count_protected_parts
from entraide.model.segment_keys import ChangeNoteKey, FieldKey
from entraide.translation.formats.bundle import NAME, RowBase, UnitRow
from entraide.translation.units import TranslationUnit

REVISION = re.compile(rf"^Entry ({NUMBER}), revision ({NUMBER})$", re.MULTILINE)
BASE = re.compile(
    rf"^(?P<name>{NAME.pattern}): (?:empty|(?P<word>stood|fuzzy) (?P<sum>[0-9a-f]{{8}}))$",
    re.MULTILINE,
)
AS_MEANT = re.compile(r"^[ \t]*as meant[ \t.]*$", re.IGNORECASE | re.MULTILINE)
BLANKS = re.compile(r"[ \t\r\n]+")
EDGES = re.compile(r"\A[ \t\r\n]+|[ \t\r\n]+\Z")

KINDS = {
    SegmentKind.HEADING: "Heading",
    SegmentKind.PARAGRAPH: "Paragraph",
    SegmentKind.ITEM: "List item",
    SegmentKind.CALLOUT: "Text of a callout",
    SegmentKind.CELL: "Cell of a table",
    SegmentKind.FOOTNOTE: "Footnote",
    SegmentKind.SECTION: "Several blocks, since the two languages are built otherwise here. "
    "Their Markdown is yours to write",
}


def build_notes(entry: int, revision: int, unit: TranslationUnit) -> tuple[str, ...]:
    """Return the notes for translators on a unit, a sentence each."""
    return (f"Entry {entry}, revision {revision}", *_describe_unit(unit))


def _describe_unit(unit: TranslationUnit) -> Iterator[str]:
    if isinstance(unit.key, ChangeNoteKey):
        yield f"What revision {unit.key.revision} changed"
    elif isinstance(unit.key, FieldKey):
        yield unit.key.field.hint
    else:
        yield KINDS[unit.kind] + (f", under “{unit.heading}”" if unit.heading else "")
    if unit.is_guarded and (parts := sorted(count_protected_parts(unit.source))):
        yield f"Keep: {' '.join(parts)}"
    yield from unit.remark.splitlines()


def find_revisions(notes: Iterable[str]) -> dict[int, int]:
    """Return the revision of each entry that `notes` name."""
    matches = (match.groups() for note in notes for match in REVISION.finditer(note))
    return {int(entry): int(revision) for entry, revision in matches}


def format_base(row: UnitRow) -> str:
    """Return the note that says what stood in the project when `row` was made; "" if unknown."""
    if row.base is None:
        return ""
    word = "fuzzy" if row.base.fuzzy else "stood"
    return f"{row.name}: {f'{word} {row.base.checksum}' if row.base.checksum else 'empty'}"


def find_base(notes: Iterable[str], name: str) -> RowBase | None:
    """Return what stood in place of the row `name`, by the note on it; None without a note."""
    for note in notes:
        for match in BASE.finditer(note):
            if match["name"] == name:
                return RowBase(match["sum"] or "", fuzzy=match["word"] == "fuzzy")
    return None


def is_as_meant(notes: Iterable[str]) -> bool:
    """Return whether a translator has written into `notes` that the numbers are right."""
    return any(AS_MEANT.search(note) for note in notes)


def compute_checksum(text: str) -> str:
    """Return 8 hex digits by which a bundle or a sheet says which text it was exported with.

    Spaces and Unicode forms, which editors change, make no difference. It is a CRC, short enough
    for a note that translators see; what is stored for good has `compute_digest`.
    """
    plain = EDGES.sub("", BLANKS.sub(" ", unicodedata.normalize("NFC", text)))
    return f"{zlib.crc32(plain.encode('utf-8', 'replace')):08x}"


def build_base(text: str, *, fuzzy: bool) -> RowBase:
    """Return the base of a row that is exported where the project has `text`."""
    return RowBase(compute_checksum(text), fuzzy) if text else RowBase()
