"""A bundle: the units of some entries for one locale, as translators' tools exchange them.

Its rows are the same in every format. The name of a row, entry and key, says nothing of revisions,
so that tools can merge an older bundle with a newer one; the revision stands in a note.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from entraide.errors import BundleRow, FileLine, Problem, ProblemLocation
from entraide.model.entry import NUMBER
from entraide.model.segment import SegmentKind, count_protected_parts
from entraide.model.segment_keys import ChangeNoteKey, FieldKey, SegmentKey, parse_key
from entraide.translation.units import TranslationUnit

REVISION = re.compile(r"^Entry (\d+), revision (\d+)$", re.MULTILINE)
NAME = re.compile(rf"({NUMBER})/([a-z0-9-]+)")

KINDS = {
    SegmentKind.HEADING: "Heading",
    SegmentKind.PARAGRAPH: "Paragraph",
    SegmentKind.ITEM: "List item",
    SegmentKind.CALLOUT: "Text of a callout",
    SegmentKind.CELL: "Cell of a table",
    SegmentKind.FOOTNOTE: "Footnote",
    SegmentKind.SECTION: "A whole section, since the two languages are built otherwise here. "
    "Its Markdown is yours to write",
}


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit as it stands in a bundle, on a sheet, or in a proposal.

    `location` says where a person finds it: in the file of the source when it is exported, in what
    was sent when it comes back.
    """

    entry: int
    key: SegmentKey
    source: str
    target: str = ""
    fuzzy: bool = False
    previous: str = ""  # what the source said before
    notes: tuple[str, ...] = ()
    location: ProblemLocation = field(default=FileLine(""))
    label: str = ""  # how people know it, where they do not see its name

    @property
    def name(self) -> str:
        return f"{self.entry}/{self.key}"

    @property
    def title(self) -> str:
        """What messages call it."""
        return self.label or self.name


@dataclass(frozen=True, slots=True)
class BundlePart:
    """The rows of one entry, made from `revision` of its source; None where nothing says which."""

    entry: int
    revision: int | None
    lang: str = ""  # of the source
    path: str = ""  # of the source
    rows: tuple[UnitRow, ...] = ()
    credit: str = ""  # who is to be named as its translator, where it says so


@dataclass(frozen=True, slots=True)
class Bundle:
    """The parts for the locale `code`, whose language tag is `lang`."""

    code: str
    lang: str
    project: str
    parts: tuple[BundlePart, ...]


def parse_row_name(name: str) -> tuple[int, SegmentKey] | None:
    """Return entry and key of a row of that name; None where no row of ours has it."""
    match = NAME.fullmatch(name)
    key = parse_key(match[2]) if match else None
    return (int(match[1]), key) if match and key else None


def refuse_unknown_row(name: str, path: str, line: int | None) -> Problem:
    """Return the problem of a row whose `name` is none of ours."""
    what = f"“{name[:60]}” is no segment of an entry"
    return Problem(BundleRow(path, line or 1, name), what, "Begin with a fresh export")


def group_by_entry(
    rows: Iterable[UnitRow], revisions: Mapping[int, int | None]
) -> Iterator[BundlePart]:
    """Yield the part of each entry that has rows, in the order of its first; see `revisions`."""
    groups: dict[int, list[UnitRow]] = {}
    for row in rows:
        groups.setdefault(row.entry, []).append(row)
    for entry, group in groups.items():
        yield BundlePart(entry, revisions.get(entry), rows=tuple(group))


def build_notes(entry: int, revision: int, unit: TranslationUnit) -> tuple[str, ...]:
    """Return what a translator should know of a unit, a sentence each."""
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
